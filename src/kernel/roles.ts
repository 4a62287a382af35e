// Who may do what, as one page an auditor can read: the verbs of the house, and the roles it ships with.
import * as z from 'zod/mini'

/** The last two stand behind the firewall and hold nothing: `kernel/firewall.ts`. */
export const OrganisationClass = z.enum([
  'public',
  'cso',
  'company',
  'international',
  'funder',
  'verifier',
  'enforcement',
  'consular',
])
export type OrganisationClass = z.infer<typeof OrganisationClass>

/** Whose records: narrow to wide, each holding the ones before it. */
export const Scope = z.enum(['own', 'team', 'centre', 'organisation', 'network'])
export type Scope = z.infer<typeof Scope>

/**
 * What it tells of somebody, each class holding the ones before it. `open`: of nobody in particular (figures, services,
 * who works where). `personal`: who somebody is and how to reach them, under a pseudonym too. `sensitive`: what they
 * live through (needs, plans, answers, referrals, services, proofs). `protected`: what could put them in danger.
 */
export const InformationClass = z.enum(['open', 'personal', 'sensitive', 'protected'])
export type InformationClass = z.infer<typeof InformationClass>

export const Purpose = z.enum(['service', 'results', 'payment', 'oversight', 'administration', 'study'])
export type Purpose = z.infer<typeof Purpose>

/** One line of a role: this verb, on these records, up to this class of information, for this purpose. */
export const Grant = z.strictObject({
  verb: z.string().check(z.regex(/^[a-z_]+\.[a-z_]+$/u), z.maxLength(60)),
  scope: Scope,
  class: InformationClass,
  purpose: Purpose,
})
export type Grant = z.infer<typeof Grant>

/** The roles every organisation finds made; the columns of the table, in this order. */
export const Role = z.enum([
  'front_desk',
  'orientation',
  'case_manager',
  'supervisor',
  'provider',
  'coordinator',
  'analyst',
  'communications',
  'verifier',
  'funder',
  'data_protection_officer',
  'administrator',
])
export type Role = z.infer<typeof Role>

/**
 * A verb, the class of information it touches, the purpose it serves, which organisations may ever do it (`serving`:
 * those that serve people), and how far it may be narrowed: `own` when it works on the record of one person, so that a
 * role can hold it for their own people, team or centre only; `-` when narrowing it would say nothing or hide what it is
 * there to find. Then what each role holds:
 *
 *   o  in its organisation     w  the same, to watch over it: the purpose is oversight
 *   n  in the whole network    .  not at all
 */
const TABLE = `
verb                   class      purpose         who       narrow   F O C S P K N M V $ D A

person.register        personal   service         any       -        o o o o o o . . . . . .
person.search          personal   service         any       own      o o o o o o . . . . . .
person.read            personal   service         any       own      o o o o o o . . . . w .
person.change          personal   service         any       own      o o o o o o . . . . . .
duplicate.decide       personal   service         any       -        o o o o . o . . . . . .
import.bring           personal   administration  any       -        . . . o . o . . . . . o

consent.record         personal   service         any       own      o o o o o . . . . . . .
consent.read           personal   service         any       own      o o o o o . . . . . w .
consent.acknowledge    personal   service         any       -        o o o o o o . . . . w .
override.ask           sensitive  service         any       own      . o o o o . . . . . . .
override.decide        sensitive  oversight       any       -        . . . o . o . . . . o .
override.review        sensitive  oversight       any       -        . . . . . . . . . . o .
override.read          sensitive  service         any       -        . o o o o o . . . . w .

note.know              sensitive  service         serving   own      . o o o o . . . . . w .
note.seal              protected  service         serving   own      . o o o o . . . . . . .
note.read              protected  service         serving   own      . . o o o . . . . . . .
confidant.assign       protected  service         serving   own      . . o o o . . . . . . .
break_glass.open       protected  service         serving   own      . . o o o . . . . . . .
break_glass.review     protected  oversight       serving   -        . . . w . . . . . . w .
retelling.count        open       study           serving   -        . . . o . o . . . . w .

own_code.make          personal   service         serving   own      o o o o o o . . . . o .
correction.answer      personal   service         serving   own      . . o o o o . . . . o .

need.identify          sensitive  service         any       own      o o o o o . . . . . . .
case.read              sensitive  service         any       own      o o o o o . . . . . . .
case.plan              sensitive  service         any       own      . o o o o . . . . . . .
case.supervise         sensitive  service         any       own      . . . o . o . . . . . .
case.close             sensitive  service         any       own      . . o o o . . . . . . .
characterization.read  sensitive  service         any       own      . o o o o . . . . . . .
characterization.record sensitive service         any       own      . o o o o . . . . . . .
delivery.read          sensitive  service         any       own      o o o o o . . . . . . .
delivery.record        sensitive  service         any       own      o o o o o . . . . . . .
attachment.bring       sensitive  service         any       own      o o o o o o . . . . . .
attachment.open        sensitive  service         any       own      o o o o o o . . o . w w

referral.read          sensitive  service         any       own      o o o o o . . . . . . .
referral.send          sensitive  service         any       own      o o o o o . . . . . . .
referral.close         sensitive  service         any       own      o o o o o . . . . . . .
referral.receive       sensitive  service         any       own      . o o o o . . . . . . .
referral.count         open       study           any       -        o o o o o o o . . . . .
service.offer          open       administration  any       -        . . . o o o . . . . . o

outcome.read           personal   results         serving   own      . . o o o o . . . . . o
outcome.attach         sensitive  results         serving   own      . . o o o o . . . . . .
outcome.submit         sensitive  results         serving   own      . . . o o o . . . . . .
verification.judge     sensitive  results         verifier  -        . . . . . . . . o . . .
verification.read      personal   results         any       -        . . o o o o . . o . . o

contract.sign          open       payment         any       -        . . . . . . . . . o . .
payment.record         open       payment         any       -        . . . . . . . . . o . .
statement.issue        personal   payment         serving   -        . . . . o o . . . . . o
statement.read         personal   payment         any       -        . . . o o o o . . o . o

report.read            open       study           any       -        . . o o o n n . . o w n

user.administer        open       administration  any       -        . . . . . . . . . . . o
user.read              open       administration  any       -        . . . o . o . . . . w o
centre.open            open       administration  any       -        . . . . . o . . . . . o
device.oversee         personal   oversight       any       -        . . . . . . . . . . o o
device.rule            open       administration  any       -        . . . . . . . . . . . o
late.decide            sensitive  service         any       -        . . . o . o . . . . . .

erasure.ask            personal   service         any       own      o o o o o o . . . . o .
erasure.decide         personal   oversight       any       -        . . . . . . . . . . o .
disclosure.oversee     personal   oversight       any       -        . . . . . . . . . . o .
firewall.read          open       oversight       any       -        . . . . . . . . . . o .
firewall.decide        open       oversight       any       -        . . . . . . . . . . o o
status_rule.set        open       administration  any       -        . . . . . o . . . . o o
demand.read            protected  oversight       any       -        . . . . . . . . . . o .
demand.decide          protected  oversight       any       -        . . . . . . . . . . o .
`

const SERVING: readonly OrganisationClass[] = ['public', 'cso', 'company', 'international']
const WHO: Readonly<Record<string, readonly OrganisationClass[]>> = {
  any: [...SERVING, 'funder', 'verifier'],
  serving: SERVING,
  verifier: ['verifier'],
}

export type Verb = {
  readonly name: string
  readonly class: InformationClass
  readonly purpose: Purpose
  /** Classes of organisation that may ever do it, whatever role somebody holds there. */
  readonly who: readonly OrganisationClass[]
  /** May be held for fewer people than the organisation's. */
  readonly narrows: boolean
  readonly held: ReadonlyMap<Role, Grant>
}

function readVerb(line: string): Verb {
  const [verb = '', touches, serves, who = '', narrow, ...cells] = line.trim().split(/\s+/u)
  const [touched, purpose] = [InformationClass.parse(touches), Purpose.parse(serves)]
  const held = Role.options.flatMap((role, at) => {
    const cell = cells[at]
    if (cell === '.') return []
    const grant: Grant = {
      verb,
      scope: cell === 'n' ? 'network' : 'organisation',
      class: touched,
      purpose: cell === 'w' ? 'oversight' : purpose,
    }
    return [[role, Object.freeze(grant)] as const]
  })
  return {
    name: verb,
    class: touched,
    purpose,
    who: WHO[who] ?? [],
    narrows: narrow === 'own',
    held: new Map(held),
  }
}

export const VERBS: ReadonlyMap<string, Verb> = new Map(
  TABLE.split('\n')
    .filter((line) => line.includes('.'))
    .map(readVerb)
    .map((verb) => [verb.name, verb]),
)

/** @throws Error when no verb has this name: a policy that names it would refuse everybody without a word. */
export function getVerb(name: string): Verb {
  const verb = VERBS.get(name)
  if (!verb) throw new Error(`No verb is called ${name}; src/kernel/roles.ts lists them.`)
  return verb
}

const SHIPPED = new Map<string, readonly Grant[]>(
  Role.options.map((role) => [role, [...VERBS.values()].flatMap(({ held }) => held.get(role) ?? [])]),
)

export const isShipped = (role: string): role is Role => SHIPPED.has(role)

/** What these roles of the house hold together; a role it does not ship holds nothing here. */
export function grantsOf(roles: readonly string[]): Grant[] {
  return [...new Set(roles.flatMap((role) => SHIPPED.get(role) ?? []))]
}

/**
 * The roles an organisation of this class may give. A verifier or a funder never serves people, and who serves
 * people never verifies results (mission P2, F3).
 */
export function rolesOf(organisation: OrganisationClass): readonly Role[] {
  switch (organisation) {
    case 'verifier':
      return ['administrator', 'data_protection_officer', 'verifier']
    case 'funder':
      return ['administrator', 'data_protection_officer', 'analyst', 'communications', 'funder']
    case 'enforcement':
    case 'consular':
      return []
    default:
      return Role.options.filter((role) => role !== 'verifier' && role !== 'funder')
  }
}

/** The most a role made by an organisation of this class may hold: what the roles it may give hold together. */
export function ceilingOf(organisation: OrganisationClass): Grant[] {
  return grantsOf(rolesOf(organisation)).filter(({ verb }) => getVerb(verb).who.includes(organisation))
}

export const scopeRank = (scope: Scope) => Scope.options.indexOf(scope)
export const classRank = (one: InformationClass) => InformationClass.options.indexOf(one)

/** Whether a grant stays under the ceiling: the same verb and purpose, no wider, no deeper, narrowed only where that means something. */
export function isWithin(ceiling: readonly Grant[], grant: Grant): boolean {
  const narrow = scopeRank(grant.scope) < scopeRank('organisation')
  if (narrow && VERBS.get(grant.verb)?.narrows !== true) return false
  return ceiling.some(
    (most) =>
      most.verb === grant.verb &&
      most.purpose === grant.purpose &&
      scopeRank(grant.scope) <= scopeRank(most.scope) &&
      classRank(grant.class) <= classRank(most.class),
  )
}
