// Mistakes that somebody who adds or changes a verb, or what may act, makes, and the check that is to notice each. The
// first eleven are those of a newcomer who added one verb: of their like, the compiler noticed one and three passed
// unseen before operations, facts, problems and messages were typed.

/** `types <project>` compiles one of the zones; everything else is a command of its own. */
export type Check = { types: 'pure' | 'server' | 'web' | 'tests' } | { test: string } | { run: string }

export type Breakage = {
  mistake: string
  /** One edit: in `file`, the first `from` becomes `to`. */
  file: string
  from: string
  to: string
  check: Check
}

const DELIVERIES = 'src/serve/deliveries'

/** Those of whoever adds a verb. */
const OF_A_VERB: readonly Breakage[] = [
  {
    mistake: 'an offline command has no handler on the device',
    file: `${DELIVERIES}/device.ts`,
    from: '    onDevice(recordDelivery, { persons: (input) => [input.person], apply: (document: unknown) => document }),\n',
    to: '',
    check: { test: 'src/entry/device-capabilities' },
  },
  {
    mistake: 'a kind of fact has no words',
    file: `${DELIVERIES}/messages/es.json`,
    from: '  "fact.service.delivered"',
    to: '  "fact.service.handed_out"',
    check: { test: 'tests/messages' },
  },
  {
    mistake: 'a step of a referral has no words for having been done',
    file: 'src/serve/referrals/messages/es.json',
    from: '  "referral.done.miss":',
    to: '  "referral.done.missed":',
    check: { types: 'web' },
  },
  {
    mistake: 'a message that a screen asks for is missing',
    file: `${DELIVERIES}/messages/es.json`,
    from: '  "delivery.new":',
    to: '  "delivery.newer":',
    check: { types: 'web' },
  },
  {
    mistake: 'a fact is recorded with a field that its kind does not have',
    file: `${DELIVERIES}/server.ts`,
    from: '            delivery: input.id,',
    to: '            deliveries: input.id,',
    check: { types: 'server' },
  },
  {
    mistake: 'a handler records a kind of fact that its operation does not list',
    file: `${DELIVERIES}/operations.ts`,
    from: "    'service.delivered',\n",
    to: '',
    check: { types: 'server' },
  },
  {
    mistake: 'a listener reads a field that the fact does not have',
    file: `${DELIVERIES}/server.ts`,
    from: "takesIn(erased, 'sensitive')",
    to: "takesIn(erased, 'sensitive') && erased.data.becauseOf",
    check: { types: 'server' },
  },
  {
    mistake: 'a handler refuses with a problem that its operation does not name',
    file: `${DELIVERIES}/operations.ts`,
    from: '    deliveryInFuture,\n    personNotBornYet,',
    to: '    personNotBornYet,',
    check: { test: 'tests/undeclared' },
  },
  {
    mistake: 'a policy asks for a verb that nobody declares',
    file: `${DELIVERIES}/policy.ts`,
    from: "permissions['delivery.record']",
    to: "permissions['delivery.note']",
    check: { types: 'pure' },
  },
  {
    mistake: 'the states of a machine are declared a second time',
    file: 'src/fund/settlement/screens/Statements.tsx',
    from: 'StatementState.options.map(',
    to: "(['open', 'paid', 'late'] as const).map(",
    check: { test: 'tests/architecture.test' },
  },
  {
    mistake: 'a statement names a column that the table does not have',
    file: `${DELIVERIES}/sql.ts`,
    from: 'delivered_on,\n      delivered_by, note)',
    to: 'delivered_at,\n      delivered_by, note)',
    check: { run: 'sql' },
  },
]

/** Five more of whoever adds one, in the files round it. */
const ROUND_A_VERB: readonly Breakage[] = [
  {
    mistake: 'a kind of fact has no view on the timeline',
    file: `${DELIVERIES}/screens/timeline.ts`,
    from: "  'service.delivered': { icon: 'delivery', detail: ({ kind }, { term }) => term('serviceKinds', kind) },\n",
    to: '',
    check: { test: 'tests/timeline' },
  },
  {
    mistake: 'an operation has no row in the authorization table',
    file: `${DELIVERIES}/authorization.ts`,
    from: 'delivery.list                     F O C S P . . . . . . .    none  yes     none\n',
    to: '',
    check: { test: 'tests/authorization/authorization' },
  },
  {
    mistake: 'an input changes and the document of the API does not',
    file: `${DELIVERIES}/operations.ts`,
    from: '    closes: z.optional(z.boolean()),',
    to: '    closes: z.optional(z.boolean()),\n    place: z.optional(Code),',
    check: { test: 'tests/openapi' },
  },
  {
    mistake: 'the type of a row is not what the statement gives',
    file: `${DELIVERIES}/sql.ts`,
    from: '    delivered_on: string\n    note: string | null\n  }>`',
    to: '    delivered_on: number\n    note: string | null\n  }>`',
    check: { run: 'sql' },
  },
  {
    mistake: 'a capability imports what another keeps to itself',
    file: `${DELIVERIES}/server.ts`,
    from: "import * as sql from './sql.ts'",
    to: "import * as sql from './sql.ts'\nimport { lock } from '../referrals/sql.ts'\nvoid lock",
    check: { test: 'tests/architecture.test' },
  },
]

/** Of a change since: each of them was made, or nearly. */
const SINCE: readonly Breakage[] = [
  {
    mistake: 'a command is made offline and the device does not know it',
    file: 'src/serve/services/operations.ts',
    from: "export const offerService = command({\n  name: 'service.offer',",
    to: "export const offerService = command({\n  offline: true,\n  name: 'service.offer',",
    check: { test: 'src/entry/device-capabilities' },
  },
  {
    mistake: 'an operation that is open to every user is open to a display',
    file: 'src/kernel/actor.ts',
    from: "export const anyone: May = ({ principal }) => (principal ? { reason: 'reason.staff_only' } : YES)",
    to: 'export const anyone: May = () => YES',
    check: { test: 'src/kernel/principal' },
  },
  {
    mistake: 'a principal may call what its use does not list',
    file: 'src/kernel/actor.ts',
    from: "return principal.operations.includes(name) ? YES : { reason: 'reason.not_listed' }",
    to: 'return YES',
    check: { test: 'src/kernel/principal' },
  },
  {
    mistake: 'a message is missing in one language',
    file: `${DELIVERIES}/messages/ar.json`,
    from: '  "delivery.new":',
    to: '  "delivery.newer":',
    check: { test: 'tests/messages' },
  },
  {
    mistake: 'a fact of a household is recorded about an organisation',
    file: 'src/serve/households/server.ts',
    from: '  subject: { household },',
    to: '  subject: { organisation: household },',
    check: { types: 'server' },
  },
  {
    mistake: 'a permission is changed and the page that an auditor reads is not',
    file: `${DELIVERIES}/permissions.ts`,
    from: 'delivery.read            sensitive  service         any       own     -            o o o o o',
    to: 'delivery.read            sensitive  service         any       own     -            . o o o o',
    check: { test: 'tests/manifest' },
  },
  {
    mistake: 'a row may hold null where its type says it does not',
    file: `${DELIVERIES}/sql.ts`,
    from: '    referral: string | null\n    delivered_on: string\n    note: string | null\n  }>`',
    to: '    referral: string\n    delivered_on: string\n    note: string | null\n  }>`',
    check: { run: 'sql' },
  },
  {
    mistake: 'a claim is accepted whose evidence was not opened',
    file: 'src/fund/verification/server/capability.ts',
    from: "        if (input.decision === 'accept') await requireOpened(ctx, input.claim)\n",
    to: '',
    check: { test: 'src/fund/verification/verification' },
  },
  {
    mistake: 'a statement takes in a decision that may still be taken back',
    file: 'src/fund/settlement/sql/statements.ts',
    from: ' and decided_at <= ${decidedBy}',
    to: '',
    check: { test: 'src/fund/verification/verification' },
  },
  {
    mistake: 'a claim that is being taken back is stated',
    file: 'src/fund/outcomes/reads.ts',
    from: " and state = 'verified' for share",
    to: '',
    check: { test: 'src/fund/verification/verification' },
  },
  {
    mistake: 'a state that a report counts has no words, where the key is made at run time',
    file: 'src/understand/reports/messages/es.json',
    from: '  "report.referral.no_show":',
    to: '  "report.referral.absent":',
    check: { test: 'tests/looked-up' },
  },
  {
    mistake: 'a row of a register is refused for a reason without words',
    file: 'src/serve/imports/rules/mapping.ts',
    from: "  'born_in_future',\n",
    to: "  'born_in_future',\n  'born_tomorrow',\n",
    check: { test: 'tests/looked-up' },
  },
  {
    mistake: 'a row of a register is refused for a reason that is not in the list',
    file: 'src/serve/imports/rules/rows.ts',
    from: "reason: 'document_type_missing'",
    to: "reason: 'document_kind_missing'",
    check: { types: 'pure' },
  },
  {
    mistake: 'a fact takes fields that its kind does not name',
    file: 'src/serve/deliveries/facts.ts',
    from: 'z.strictObject(',
    to: 'z.object(',
    check: { test: 'tests/facts' },
  },
  {
    mistake: 'a problem is told by a code that it no longer has',
    file: 'src/serve/imports/server/recall.ts',
    from: 'if (!tableUnreadable.is(error))',
    to: "if ((error as { code?: string }).code !== 'table.unreadable')",
    check: { test: 'tests/architecture.test' },
  },
]

export const BREAKAGES = { 'of a verb': OF_A_VERB, 'round a verb': ROUND_A_VERB, since: SINCE } as const
