// The files of an invented capability, as large as the largest of ours: verbs, operations with schemas and problems, a
// part of a device, routes and slots, work and facts with how they are shown, screens of the kit, and messages in three
// languages.

/** Invented nouns, so that no two capabilities compress to the same. */
const NOUNS =
  `allotment beehive compost drainage espalier furrow greenhouse hedgerow irrigation jasmine kernel lattice
mulch nursery orchard pergola quince rootstock seedbed trellis umbel vineyard windbreak yarrow`.split(/\s+/u)
const VERBS = ['open', 'change', 'assign', 'confirm', 'end', 'note']
/** Those with a view on the home screen; one more is told in a card of its own. */
const KINDS = ['answer', 'meet', 'renew', 'finish']
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  es: [
    'Se guardó lo que escribió sobre',
    'Elija a quién corresponde',
    'Falta indicar desde cuándo vale',
    'Nadie ha anotado',
  ],
  en: [
    'What you wrote is kept about',
    'Choose whose work this is',
    'Say since when this holds',
    'Nobody has noted',
  ],
  ar: ['حُفظ ما كتبته عن', 'اختر صاحب هذا العمل', 'بيّن منذ متى يسري هذا', 'لم يدوّن أحد'],
}
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/** The text of each file by its path. @param number from 1 */
export function generatedCapability(number: number): Readonly<Record<string, string>> {
  const noun = NOUNS[number - 1] as string
  const folder = `src/serve/${noun}`
  const operations = VERBS.map((verb) => `${verb}${capital(noun)}`)
  const problems = VERBS.map((verb) => `${noun}_${verb}.refused`)
  const files: Record<string, string> = {
    'permissions.ts': `import { declarePermissions } from '../../kernel/permission.ts'
export const permissions = declarePermissions(\`
verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A
${noun}.read ${' '.repeat(12)} sensitive  service         any       own     -            o o o o o . . . . . . .
${noun}.record ${' '.repeat(10)} sensitive  service         any       own     -            o o o o o . . . . . . .
\`)`,
    'policy.ts': `import { verb } from '../../kernel/actor.ts'
import { permissions } from './permissions.ts'
export const read = verb(permissions['${noun}.read'])
export const record = verb(permissions['${noun}.record'])`,
    'problems.ts': `import * as z from 'zod/mini'
import { conflict } from '../../kernel/problem.ts'
${problems.map((code, at) => `export const refused${at} = conflict('${code}', { on: z.string(), days: z.int() })`).join('\n')}`,
    'operations.ts': `import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { Id, Instant, SingleLine, Text } from '../../kernel/words.ts'
import * as problems from './problems.ts'
export const Row = z.object({ id: Id, person: Id, name: SingleLine(), at: Instant, ${VERBS.map((verb) => `${verb}: z.optional(Text(500))`).join(', ')} })
export type Row = z.infer<typeof Row>
${operations
  .map(
    (operation, at) => `export const ${operation} = command({
  name: '${noun}.${VERBS[at]}', summary: 'Records the ${VERBS[at]} of a ${noun}.', offline: ${at < 3},
  input: z.strictObject({ id: Id, person: Id, name: SingleLine(), note: z.optional(Text(1000)) }),
  output: z.object({ id: Id }), problems: [problems.refused${at}],
})`,
  )
  .join('\n')}
export const list${capital(noun)} = query({
  name: '${noun}.list', summary: 'Lists each ${noun}.', discloses: true,
  input: z.strictObject({ person: z.optional(Id) }), output: z.object({ rows: z.array(Row) }),
})`,
    'device.ts': `import { answerOnDevice, onDevice, type DeviceCapability } from '../../device/capability.ts'
import { ${operations.slice(0, 3).join(', ')}, list${capital(noun)}, type Row } from './operations.ts'
import { refused0 } from './problems.ts'
export const deviceCapability: DeviceCapability = {
  name: '${noun}',
  commands: [${operations
    .slice(0, 3)
    .map(
      (operation) => `onDevice(${operation}, {
    persons: ({ person }) => [person],
    apply(rows: Row[] | undefined, { id, person, name, note }, { occurredAt }) {
      if (rows?.some((one) => one.id === id)) throw refused0({ on: occurredAt, days: 1 })
      return [...(rows ?? []), { id, person, name, note: note ?? '', at: occurredAt }]
    },
  })`,
    )
    .join(', ')}],
  queries: [answerOnDevice(list${capital(noun)}, async (people, { person }) => {
    const kept = person === undefined ? undefined : await people.find(person)
    return kept && { rows: (kept.parts['${noun}'] as Row[] | undefined) ?? [] }
  })],
}`,
    'facts.ts': `import * as z from 'zod/mini'
import { fact } from '../../kernel/fact.ts'
import { Id, SingleLine } from '../../kernel/words.ts'
export const facts = [${VERBS.map(
      (verb) => `
  fact({ kind: '${noun}.${verb}_recorded', summary: 'The ${verb} of a ${noun} was recorded.', data: { ${noun}: Id, name: SingleLine(), code: SingleLine() } })`,
    ).join(',')}
]`,
    'worklist.ts': `import type { Worklist } from '../../platform/worklist.ts'
import * as policy from './policy.ts'
const none = async () => []
export const worklist: Worklist = {
  work: [${[...KINDS, 'review'].map((kind) => `{ kind: '${noun}.${kind}', may: policy.read, order: 'due', lines: none }`).join(', ')}],
}`,
    'screens/work.ts': `import { hrefTo } from '../../../kernel/paths.ts'
import type { WorkItem } from '../../../kernel/worklist.ts'
import type { WorkScreens } from '../../../kit/work.ts'
import * as policy from '../policy.ts'
const href = ({ person }: WorkItem) => hrefTo('/people/:person/${noun}' as never, { person: person ?? '' } as never)
export const work: WorkScreens = {
  work: {
    ${KINDS.map((kind, at) => `'${noun}.${kind}': { icon: 'calendar', href${at === 0 ? `, act: () => import('./Today.tsx') as never, may: policy.record` : ''} }`).join(',\n    ')},
  },
  figures: { '${noun}.open': '/${noun}' as never, '${noun}.late': '/${noun}' as never },
}`,
    'screens/timeline.ts': `import type { AnyViews, FactView, TimelineGroup } from '../../../kit/timeline.tsx'
export const group: TimelineGroup = 'help'
type Data = { ${noun}: string; name: string; code: string }
const open: FactView<Data> = {
  icon: 'leaf',
  branch: (data) => data.${noun},
  detail: (data, { term, list }) => list([term('needs', data.code) ?? '', data.name ?? '']),
}
const over: FactView<Data> = { ...open, returns: true }
export const timeline = {
  ${VERBS.map((verb, at) => `'${noun}.${verb}_recorded': ${at < 4 ? 'open' : 'over'}`).join(',\n  ')},
} satisfies AnyViews`,
    'screens/routes.tsx': `import type { Route, SlotContent } from '../../../kit/route.tsx'
export const routes: Route[] = [
  { path: '/${noun}', title: '${noun}.title' as never, load: () => import('./List.tsx'), nav: { place: 'services', icon: 'people', order: ${1000 + number} }, field: true, may: '${noun}.read' as never },
  { path: '/people/:person/${noun}', title: '${noun}.new' as never, load: () => import('./New.tsx'), field: true, may: '${noun}.record' as never },
  { path: '/${noun}/figures', title: '${noun}.figures' as never, load: () => import('./Figures.tsx') },
]
export const slots: SlotContent[] = [
  { slot: 'home', key: '${noun}.review', order: ${1000 + number}, may: '${noun}.read' as never, load: () => import('./Today.tsx') },
  { slot: 'person.tab', key: '${noun}', title: '${noun}.title' as never, order: ${1000 + number}, may: '${noun}.read' as never, load: () => import('./List.tsx') },
]`,
  }
  const screen = (
    name: string,
    keys: readonly string[],
  ) => `import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk, useCommand } from '../../../kit/data.tsx'
import { TextField } from '../../../kit/fields/Field.tsx'
import { Form } from '../../../kit/Form.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer } from '../../../kit/State.tsx'
import { list${capital(noun)}, ${operations[0]} } from '../operations.ts'
import * as policy from '../policy.ts'
export default function ${name}() {
  const t = useMessages() as (key: string) => string
  const asked = useAsk(list${capital(noun)}, {})
  const command = useCommand(${operations[0]})
  const refused = useMay(policy.record)
  return (
    <Page>
      <PageHeader title={t('${noun}.title')} />
      <Answer of={asked}>{({ rows }) => <ul>{rows.map((row) => <li key={row.id}>{row.name}</li>)}</ul>}</Answer>
      <Form onSubmit={() => undefined} problem={command.problem}>
        ${keys.map((key) => `<TextField label={t('${key}')} value="" onChange={() => undefined} />`).join('\n        ')}
        <Button disabledReason={refused}>{t('${noun}.save')}</Button>
      </Form>
    </Page>
  )
}
`
  const keysOf = (name: string) => Array.from({ length: 20 }, (_, at) => `${noun}.${name}_${at}`)
  /** As the largest of our cards: what waits, and one act on each line. */
  files['screens/Today.tsx'] = `import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk, useCommand } from '../../../kit/data.tsx'
import { ErrorSummary } from '../../../kit/Form.tsx'
import { Card, List, ListRow } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useMay } from '../../../kit/session.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { list${capital(noun)}, ${operations[0]} } from '../operations.ts'
import * as policy from '../policy.ts'
export default function Today() {
  const t = useMessages() as (key: string) => string
  const say = useToast()
  const asked = useAsk(list${capital(noun)}, {})
  const refused = useMay(policy.record)
  const command = useCommand(${operations[0]}, { done: () => say(t('${noun}.today_0')) })
  if (!asked.data?.rows.length) return null
  return (
    <Card title={t('${noun}.today')} icon="leaf" tone="now">
      ${[1, 2, 3, 4, 5].map((at) => `<p>{t('${noun}.today_${at}')}</p>`).join('\n      ')}
      <ErrorSummary problem={command.problem} />
      <List label={t('${noun}.today_6')}>
        {asked.data.rows.map((row) => (
          <ListRow key={row.id} title={row.name} detail={t('${noun}.today_7')}>
            <Button disabledReason={refused} onClick={() => undefined}>{t('${noun}.today_8')}</Button>
            <Button kind="quiet" onClick={() => undefined}>{t('${noun}.today_9')}</Button>
          </ListRow>
        ))}
      </List>
    </Card>
  )
}
`
  for (const name of ['List', 'New', 'Figures'])
    files[`screens/${name}.tsx`] = screen(name, keysOf(name.toLowerCase()))
  const keys = [
    ...['title', 'new', 'figures', 'today', 'save'].map((one) => `${noun}.${one}`),
    ...['list', 'new', 'figures', 'today'].flatMap(keysOf),
    ...problems.map((code) => `problem.${code}`),
    ...VERBS.map((verb) => `command.${noun}.${verb}`),
    ...VERBS.map((verb) => `fact.${noun}.${verb}_recorded`),
    ...KINDS.flatMap((kind) => [`work.${noun}.${kind}`, `work.${noun}.${kind}.act`]),
    ...['open', 'late'].map((figure) => `figure.${noun}.${figure}`),
  ]
  for (const [locale, texts] of Object.entries(TEXTS)) {
    const words = keys.map((key, at) => [
      key,
      `${texts[at % texts.length]} ${noun} ${at}${key.includes('problem') ? ' ({on})' : ''}`,
    ])
    files[`messages/${locale}.json`] = JSON.stringify(Object.fromEntries(words))
  }
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]))
}
