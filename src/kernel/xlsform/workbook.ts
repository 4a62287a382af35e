// The sheets of an XLSForm as text, whatever file they came in: headings, and rows by the heading of each cell.
import type { Findings } from './findings.ts'

/** A sheet as a reader hands it over: every row with its number in the sheet (the heading is 1). */
export type RawSheet = { name: string; rows: { row: number; cells: readonly string[] }[] }

/** `cells` has only those that hold something, in the order of the headings. */
export type SheetRow = { row: number; cells: Map<string, string> }
export type Sheet = { name: string; headings: string[]; rows: SheetRow[] }

export const SHEETS = ['survey', 'choices', 'settings', 'external_choices', 'entities', 'osm'] as const
export type SheetName = (typeof SHEETS)[number]
export type Workbook = { names: string[]; sheets: Partial<Record<SheetName, Sheet>> }

/** Empty headings after each other, and empty rows, after which nothing more is read. */
const MOST_EMPTY = { headings: 20, rows: 60 }

/** The sheets that make a form; others may hold anything. */
export function workbookOf(raw: readonly RawSheet[], findings: Findings): Workbook {
  const workbook: Workbook = { names: raw.map(({ name }) => name), sheets: {} }
  for (const sheet of raw) {
    const lower = sheet.name.trim().toLowerCase()
    const name = SHEETS.find((each) => each === lower)
    if (name === undefined || workbook.sheets[name]) continue
    workbook.sheets[name] = sheetOf(name, sheet.rows, findings)
  }
  return workbook
}

function sheetOf(name: SheetName, rows: RawSheet['rows'], findings: Findings): Sheet {
  const [first, ...rest] = rows
  const headings = first?.row === 1 ? headingsOf(name, first.cells, findings) : []
  const sheet: Sheet = { name, headings: headings.filter((heading) => heading !== ''), rows: [] }
  let before = 1
  for (const { row, cells } of rest) {
    const held = new Map<string, string>()
    for (const [at, heading] of headings.entries()) {
      const text = (cells[at] ?? '').replaceAll('\u00a0', ' ')
      if (heading !== '' && text.trim() !== '') held.set(heading, text)
    }
    if (held.size === 0) continue
    if (row - before > MOST_EMPTY.rows) {
      findings.warn('sheet.rows_left', { sheet: name, row }, { most: MOST_EMPTY.rows })
      break
    }
    before = row
    sheet.rows.push({ row, cells: held })
  }
  return sheet
}

function headingsOf(name: SheetName, cells: readonly string[], findings: Findings): string[] {
  const headings: string[] = []
  let empty = 0
  for (const cell of cells) {
    const heading = cell.replaceAll('\u00a0', ' ').trim().replace(/ +/g, ' ')
    if (heading === '' && empty++ === MOST_EMPTY.headings) break
    if (heading !== '') empty = 0
    if (heading !== '' && headings.includes(heading))
      findings.refuse('heading.twice', { sheet: name, row: 1, column: heading })
    headings.push(heading)
  }
  return headings
}
