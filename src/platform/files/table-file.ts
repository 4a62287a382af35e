// Reads tables that people upload, one row at a time: text with a separator, XLSX, ODS, XLS and web pages that
// claim to be one. What a file is, where its table begins and what its headings are is decided by looking at it.
import { createHash } from 'node:crypto'
import { serverBusy, tableTooLarge, tableUnreadable } from '../../kernel/problems.ts'
import { columnLetter, type TableLayout, type TableReading } from '../../kernel/table.ts'
import { normalized, type Id } from '../../kernel/words.ts'
import { READERS, readSheet, type SheetFormat, type Sheets, type TableRow } from './sheet.ts'
import { encodingOf, headOf, lookAtText, readText } from './table-text.ts'

/** Rows of the beginning among which the headings are looked for. */
const TOP = 30

/**
 * Tables that one account may have read at once: half of the readers of spreadsheets, and as many as its screen asks
 * for together. Files made to be slow would otherwise keep everybody else from importing.
 */
const TABLES_AN_ACCOUNT = READERS / 2
const held = new Map<Id, number>()

/**
 * Rows of the table, headings first: each heading once, the second of a name as `name (C)`, one without a name by
 * its letter. Rows without any text are left out.
 * @param account who waits for it; none for a job, of which only so many run
 * @param told is called with the decisions of the reader before the headings
 * @throws Problem 422 `table.unreadable`, 413 `table.too_large`, 503 `server.busy`
 */
export async function* readTable(
  path: string,
  account?: Id,
  layout: TableLayout = {},
  told?: (reading: TableReading) => void,
): AsyncGenerator<TableRow> {
  for await (const row of everyRow(path, account, layout, told)) if (holdsText(row)) yield row
}

/** How the file is read, without reading all of it. @throws Problem as `readTable` */
export async function lookAtTable(
  path: string,
  account?: Id,
  layout: TableLayout = {},
): Promise<TableReading> {
  let reading: TableReading | undefined
  for await (const _heading of everyRow(path, account, layout, (found) => (reading = found))) break
  if (!reading) throw tableUnreadable()
  return reading
}

async function* everyRow(
  path: string,
  account: Id | undefined,
  layout: TableLayout,
  told?: (reading: TableReading) => void,
): AsyncGenerator<TableRow> {
  if (account) hold(account)
  try {
    const { found, rows } = await open(path, layout)
    yield* belowHeading(rows, found, layout.heading, told)
  } catch (error) {
    throw isProblem(error) ? error : tableUnreadable()
  } finally {
    if (account) release(account)
  }
}

function hold(account: Id): void {
  const now = held.get(account) ?? 0
  if (now >= TABLES_AN_ACCOUNT) throw serverBusy({ retryAfter: 5 })
  held.set(account, now + 1)
}

function release(account: Id): void {
  const left = (held.get(account) ?? 1) - 1
  if (left > 0) held.set(account, left)
  else held.delete(account)
}

type Found = Omit<TableReading, 'heading' | 'top'>

async function open(
  path: string,
  layout: TableLayout,
): Promise<{ found: Found; rows: AsyncGenerator<TableRow> }> {
  const format = await formatOf(path)
  const found: Found = { format, encoding: null, separator: null, quotes: null, sheet: null, sheets: [] }
  if (format === 'csv') {
    const reading = await lookAtText(path, layout)
    return { found: { ...found, ...reading }, rows: readText(path, reading) }
  }
  if (format === 'html') found.encoding = layout.encoding ?? (await encodingOf(path))
  const told = (sheets: Sheets) => void Object.assign(found, sheets)
  const { sheet } = layout
  return { found, rows: readSheet(path, { format, sheet, encoding: found.encoding ?? undefined, told }) }
}

/** What a file is by its content, whatever its name says. */
export async function formatOf(path: string): Promise<'csv' | SheetFormat> {
  const head = Buffer.from(await headOf(path))
  if (head.length >= 4 && head.readUInt32BE(0) === 0x504b0304)
    return head.subarray(0, 200).includes('opendocument.spreadsheet') ? 'ods' : 'xlsx'
  if (head.length >= 4 && head.readUInt32BE(0) === 0xd0cf11e0) return 'xls'
  const text = head
    .toString('latin1')
    .replaceAll('\0', '')
    .replace(/^[^\w<]+/u, '')
  if (!text.startsWith('<')) return 'csv'
  if (/<table[\s>]/iu.test(text)) return 'html'
  throw tableUnreadable()
}

/**
 * The headings, and the rows below them. Of those above, the first are kept and no others, wherever the headings are.
 * @param wanted number of the row of the headings; 0 where there is none, undefined to look for it
 * @throws Problem `table.unreadable` when there is no such row
 */
export async function* belowHeading(
  rows: AsyncGenerator<TableRow>,
  found: Found,
  wanted: number | undefined,
  told?: (reading: TableReading) => void,
): AsyncGenerator<TableRow> {
  const top: TableRow[] = []
  for (let next = await rows.next(); !next.done; next = await rows.next()) {
    top.push(next.value)
    if (top.length >= TOP) break
  }
  // A heading beyond the first rows is not shown among them, and yet is where the user says that it is.
  let beyond: TableRow | undefined
  while (wanted && ((beyond ?? top.at(-1))?.row ?? wanted) < wanted) {
    const next = await rows.next()
    if (next.done) break
    beyond = next.value
  }
  const heading = wanted ?? headingOf(top)
  told?.({ ...found, heading, top: top.map(({ row, cells }) => ({ row, cells })) })
  const begun = beyond ? [beyond] : top
  const at = begun.findIndex(({ row }) => row === heading)
  if (at < 0 && heading > 0) throw tableUnreadable()
  const width = Math.max(0, ...begun.slice(Math.max(at, 0)).map(({ cells }) => cells.length))
  yield { row: heading, cells: headings(begun[at]?.cells ?? [], width) }
  yield* begun.slice(at + 1)
  yield* rows
}

/**
 * The row of the headings: the first with nearly as many cells as the widest of the beginning, since titles above
 * it have a cell or two.
 */
function headingOf(top: readonly TableRow[]): number {
  const filled = top.map(({ cells, problem }) => (problem ? 0 : cells.filter((cell) => cell !== '').length))
  const most = Math.max(0, ...filled)
  return top[filled.findIndex((count) => count > 0 && count >= most * 0.6)]?.row ?? top[0]?.row ?? 1
}

/** Headings as one types them: on one line, composed, without invisible characters, each once. */
function headings(cells: readonly string[], width: number): string[] {
  const taken = new Set<string>()
  return Array.from({ length: width }, (_, index) => {
    const text = plainText(cells[index] ?? '').slice(0, 180)
    const heading =
      text === '' ? columnLetter(index) : taken.has(text) ? `${text} (${columnLetter(index)})` : text
    taken.add(heading)
    return heading
  })
}

const INVISIBLE =
  /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/gu

/** Text on one line, composed, without characters that nobody sees; the joiners that letters need stay. */
export const plainText = (text: string): string =>
  normalized(text.replaceAll(/\s+/gu, ' ').replaceAll(INVISIBLE, '')).replaceAll(/ {2,}/gu, ' ').trim()

export type Measured = {
  /** Rows below the heading. */
  rows: number
  /** SHA-256 of the cells' texts, in hexadecimal: independent of the file's name and format. */
  content: string
}

/**
 * Rows of the largest table, as many as a sheet of Excel or LibreOffice has: who takes rows in remembers something of
 * each, and a text file of two hundred megabytes can hold a hundred million.
 */
const MOST_ROWS = 1_048_576

/**
 * Reads a whole table once.
 * @param most rows; of more, the rest is not read
 * @throws Problem as `readTable`
 */
export async function measureTable(
  path: string,
  account?: Id,
  layout: TableLayout = {},
  most = MOST_ROWS,
): Promise<Measured> {
  const hash = createHash('sha256')
  let rows = 0
  let heading: string[] | undefined
  const told = (reading: TableReading) => {
    heading = reading.top.find(({ row }) => row === reading.heading)?.cells
  }
  for await (const row of everyRow(path, account, layout, told)) {
    if (holdsText(row)) rows++
    if (rows > most) throw tableTooLarge({ limit: most })
    // The headings as they stand in the file.
    const cells = heading ?? row.cells
    heading = undefined
    hash.update(JSON.stringify(cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1)))
  }
  return { rows: Math.max(rows - 1, 0), content: hash.digest('hex') }
}

const holdsText = ({ cells }: TableRow) => cells.some((cell) => cell !== '')
const isProblem = (error: unknown) => error instanceof Error && error.name === 'Problem'
