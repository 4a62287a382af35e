// How long an XLSForm takes to become an XForm: a form such as humanitarian surveys are, with groups, a repeat,
// cascades, calculations and two languages; from its sheets in memory, and from its workbook. `processor` is of this
// process: a workbook is read by others, one for each sheet.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeXlsx } from 'hucre/xlsx'
import { convertForm } from '../../src/kernel/xlsform/convert.ts'
import { sheetsOfFile } from '../../src/serve/forms/server/form-file.ts'

const ROWS = Number(process.env['FORM_ROWS'] ?? 500)
const TIMES = Number(process.env['FORM_TIMES'] ?? 12)
/** Choices of each of the lists. */
const CHOICES = 40

type Row = (string | null)[]

const HEADING: Row = [
  'type',
  'name',
  'label::English (en)',
  'label::Español (es)',
  'hint::English (en)',
  'hint::Español (es)',
  'required',
  'relevant',
  'constraint',
  'constraint_message::English (en)',
  'calculation',
  'choice_filter',
  'appearance',
  'parameters',
]

/** Ten rows of a module of a survey. */
function moduleOf(at: number): Row[] {
  const row = (type: string, name: string, cells: Record<string, string> = {}): Row => {
    const label = type.startsWith('end_') || type === 'calculate' ? null : `Question ${name} of \${who}`
    const named = { type, name, 'label::English (en)': label, 'label::Español (es)': label, ...cells }
    return HEADING.map((column) => (named as Record<string, string | null>)[column ?? ''] ?? null)
  }
  const kind = at % 5 === 4 ? 'repeat' : 'group'
  return [
    row(`begin_${kind}`, `m${at}`, { relevant: at === 0 ? '' : "${region} != ''", appearance: 'field-list' }),
    row('select_one district', `district_${at}`, { choice_filter: 'region = ${region}', required: 'yes' }),
    row('integer', `age_${at}`, {
      constraint: '. >= 0 and . < 120',
      'constraint_message::English (en)': 'Between 0 and 119',
    }),
    row('calculate', `adult_${at}`, { calculation: `if(\${age_${at}} >= 18, 1, 0)` }),
    row('select_multiple need', `needs_${at}`, { 'hint::English (en)': 'All that apply' }),
    row('text', `other_${at}`, { relevant: `selected(\${needs_${at}}, 'n3')` }),
    row('range', `score_${at}`, { parameters: 'start=0 end=10 step=1' }),
    row('date', `since_${at}`, { constraint: '. <= today()' }),
    row('note', `note_${at}`, { relevant: `\${adult_${at}} = 1` }),
    row(`end_${kind}`, ''),
  ]
}

const empty: Row = HEADING.map(() => null)
const asked = (type: string, name: string, label: string): Row => [
  type,
  name,
  label,
  label,
  ...empty.slice(4),
]
const survey = [
  HEADING,
  asked('text', 'who', 'Who?'),
  asked('select_one region', 'region', 'Where?'),
  ...Array.from({ length: Math.ceil(ROWS / 10) }, (_, at) => moduleOf(at)).flat(),
]
const listOf = (list: string, letter: string): Row[] =>
  Array.from({ length: CHOICES }, (_, at) => [
    list,
    `${letter}${at}`,
    `${list} ${at}`,
    `${list} ${at} en español`,
    `r${at % 8}`,
  ])
const choices = [
  ['list_name', 'name', 'label::English (en)', 'label::Español (es)', 'region'],
  ...listOf('region', 'r'),
  ...listOf('district', 'd'),
  ...listOf('need', 'n'),
]
const settings = [
  ['form_title', 'form_id', 'version', 'default_language'],
  ['Survey', 'survey', '1', 'English (en)'],
]

async function measured(of: string, times: number, work: () => unknown): Promise<void> {
  const taken: number[] = []
  const before = process.cpuUsage()
  for (let at = 0; at < times; at++) {
    const start = performance.now()
    await work()
    taken.push(performance.now() - start)
  }
  const { user, system } = process.cpuUsage(before)
  const sorted = taken.toSorted((one, other) => one - other)
  const round = (ms: number) => Number(ms.toFixed(1))
  const at = (share: number) => round(sorted[Math.floor(sorted.length * share)] ?? 0)
  const line = {
    bench: 'forms.convert',
    of,
    unit: 'ms',
    rows: survey.length,
    p50: at(0.5),
    p95: at(0.95),
    processor: round((user + system) / 1000 / times),
  }
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

const folder = await mkdtemp(join(tmpdir(), 'arraigo-forms-'))
try {
  const file = join(folder, 'survey.xlsx')
  const sheets = Object.entries({ survey, choices, settings }).map(([name, rows]) => ({ name, rows }))
  await writeFile(file, await writeXlsx({ sheets }))
  const read = (await sheetsOfFile(file)) ?? []
  const { xml, refused } = convertForm(read, 'survey')
  if (xml === undefined) throw new Error(JSON.stringify(refused.slice(0, 3)))
  await measured('sheets in memory', TIMES, () => convertForm(read, 'survey'))
  await measured('workbook', Math.ceil(TIMES / 4), async () =>
    convertForm((await sheetsOfFile(file)) ?? [], 'survey'),
  )
} finally {
  await rm(folder, { recursive: true, force: true })
}
