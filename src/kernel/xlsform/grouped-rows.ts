// Rows of a sheet by what their headings mean: translations of a text, attributes of a bind or of a control.
import type { Findings } from './findings.ts'
import type { Languages } from './headings.ts'
import { headingOf, translated, type Heading } from './headings.ts'
import type { Sheet, SheetName } from './workbook.ts'

/** A text, or texts by language, or attributes by name. */
export type Cell = string | Map<string, Cell>
export type GroupedRow = { row: number; values: Map<string, Cell> }
export type GroupedSheet = { headings: Heading[]; rows: GroupedRow[]; columns: Map<string, Heading> }

export type Grouping = {
  languages: Languages
  defaultLanguage: string
  /** Whether runs of white space become one blank. */
  folded: boolean
  required?: string
}

const QUOTES: ReadonlyMap<string, string> = new Map([
  ['\u2018', "'"],
  ['\u2019', "'"],
  ['\u201c', '"'],
  ['\u201d', '"'],
])

export function groupRows(
  name: SheetName,
  sheet: Sheet,
  { languages, defaultLanguage, folded, required }: Grouping,
  findings: Findings,
): GroupedSheet {
  const doubled = sheet.headings.some((heading) => heading.includes('::'))
  const columns = new Map<string, Heading>()
  const taken = new Map<string, string>()
  for (const heading of sheet.headings) {
    const parts = withLanguage(headingOf(name, heading, doubled), languages)
    const other = taken.get(JSON.stringify(parts))
    if (other !== undefined && other !== heading)
      findings.refuse('heading.same_column', { sheet: name, row: 1, column: heading }, { other })
    taken.set(JSON.stringify(parts), heading)
    columns.set(heading, parts)
  }
  const headings = [...new Map([...columns.values()].map((each) => [JSON.stringify(each), each])).values()]
  if (required !== undefined && !headings.some(([first]) => first === required))
    findings.refuse('heading.missing', { sheet: name, row: 1 }, { missing: required })
  const rows = sheet.rows.map(({ row, cells }): GroupedRow => {
    const values = new Map<string, Cell>()
    for (const [heading, text] of cells) put(values, columns.get(heading) ?? [heading], clean(text, folded))
    for (const [key, cell] of values) values.set(key, underDefault(cell, defaultLanguage))
    return { row, values }
  })
  return { headings, rows, columns }
}

function withLanguage(heading: Heading, languages: Languages): Heading {
  const { language } = translated(heading) ?? {}
  return language === undefined ? heading : [...heading.slice(0, -1), languages.of(language)]
}

const clean = (text: string, folded: boolean): string =>
  (folded ? text.trim().replaceAll(/\s+/g, ' ') : text).replaceAll(
    /[\u2018\u2019\u201c\u201d]/g,
    (quote) => QUOTES.get(quote) ?? quote,
  )

/** Where a text without a language stands until the default one is known to be missing or there. */
const PLAIN = ''

function put(values: Map<string, Cell>, heading: Heading, text: string): void {
  const [first = '', ...rest] = heading
  const held = values.get(first)
  if (rest.length === 0) {
    if (held instanceof Map) held.set(PLAIN, text)
    else values.set(first, text)
    return
  }
  const inner: Map<string, Cell> =
    held instanceof Map ? held : new Map(held === undefined ? [] : [[PLAIN, held]])
  put(inner, rest, text)
  values.set(first, inner)
}

/** A text without a language is that of the default one, unless there is one for it. */
function underDefault(cell: Cell, language: string): Cell {
  if (!(cell instanceof Map)) return cell
  const plain = cell.get(PLAIN)
  const inner = new Map<string, Cell>()
  if (plain !== undefined && !cell.has(language)) inner.set(language, underDefault(plain, language))
  for (const [key, each] of cell) if (key !== PLAIN) inner.set(key, underDefault(each, language))
  return inner
}

/** The text of a column; undefined where it is missing or has parts. */
export function textOf(values: ReadonlyMap<string, Cell>, column: string): string | undefined {
  const cell = values.get(column)
  return typeof cell === 'string' ? cell : undefined
}

export function partsOf(values: ReadonlyMap<string, Cell>, column: string): Map<string, Cell> | undefined {
  const cell = values.get(column)
  return cell instanceof Map ? cell : undefined
}

/** The texts of a column with parts; a part with parts of its own is no attribute. */
export function textsOf(cells: ReadonlyMap<string, Cell> | undefined): Map<string, string> {
  const texts = new Map<string, string>()
  for (const [key, cell] of cells ?? []) if (typeof cell === 'string') texts.set(key, cell)
  return texts
}
