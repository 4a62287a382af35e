// The process that reads one sheet of a spreadsheet, one batch of rows for each request; started by `sheet.ts`.
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { constants, setPriority } from 'node:os'
import { Readable } from 'node:stream'
import { fromHtml } from 'hucre'
import { readOds } from 'hucre/ods'
import { readXls, readXlsx, streamXlsxRows, type MergeRange, type Sheet } from 'hucre/xlsx'
import { filledDown } from './merged-cells.ts'
import type { Batch, Reading, Sheets, TableRow } from './sheet.ts'

process.once('disconnect', () => process.exit())
// When the machine is short of memory, Linux ends this process before the server.
await writeFile('/proc/self/oom_score_adj', '1000').catch(() => undefined)
// And while the processor is short, the server has it first.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)

const reading = JSON.parse(process.argv[2] ?? '') as Reading
/** Cells of a sheet merged downwards that are looked at. */
const MOST_MERGES = 20_000
/** Cells that merged ones fill, in all. */
const MOST_FILLED = 2_000_000
/** Equal rows after each other: a few bytes of a file can repeat a row two thousand million times. */
const MOST_REPEATED = 1000
/** Rows in which a sheet that holds anything has a text. */
const FIRST_ROWS = 100
let batch: Batch = { rows: [] }
let characters = 0
let charactersInAll = 0

/** Ends the process where a sheet is larger than its file lets expect. */
const tooLarge = (): never => process.exit(reading.tooLarge)

async function give(): Promise<void> {
  if (!process.send) throw new Error('not started by sheet.ts')
  await once(process, 'message')
  process.send(batch)
  batch = { rows: [] }
  characters = 0
}

const { rows, merges } = reading.format === 'xlsx' ? await openXlsx() : await openWhole()
await give()
const down = (reading.asShown ? [] : merges)
  .filter(({ startRow, endRow }) => endRow > startRow)
  .slice(0, MOST_MERGES)
const below = filledDown(down, { widest: reading.widest, most: MOST_FILLED, tooMany: tooLarge })
for await (const { index, values } of rows) {
  if (values.length > reading.widest) throw new RangeError('wider than any register')
  if (!Number.isSafeInteger(index)) throw new RangeError('a row without a number')
  const row: TableRow = { row: index + 1, cells: below(index, values.map(asText)) }
  const length = row.cells.reduce((sum, cell) => sum + cell.length, 0)
  if (length > reading.longest) throw new RangeError('longer than any row')
  if (length > 0) batch.rows.push(row)
  characters += length
  charactersInAll += length
  if (charactersInAll > reading.charactersInAll) tooLarge()
  if (batch.rows.length === reading.rowsAtOnce || characters >= reading.charactersAtOnce) await give()
}
if (batch.rows.length > 0) await give()
// An empty batch means the end. The process waits to be killed, so that it does not end before it is read.
for (;;) await give()

type Opened = {
  rows: AsyncIterable<SheetRow> | Iterable<SheetRow>
  merges: readonly MergeRange[]
}
type SheetRow = { index: number; values: readonly unknown[] }

/** The rows as a stream; the sheet is held as a whole only to find its merged cells. */
async function openXlsx(): Promise<Opened> {
  const content = await readFile(reading.path)
  const sheets: Sheets['sheets'] = []
  await readXlsx(content, {
    sheets({ name, hidden, veryHidden }) {
      sheets.push({ name, hidden: hidden === true || veryHidden === true })
      return false
    },
  })
  const begun = new Map<number, Sheet | undefined>()
  const at = await chosen(sheets, async (index) => {
    if (!reading.merges) return true
    const [sheet] = (await readXlsx(content, { sheets: [index], maxRows: FIRST_ROWS })).sheets
    begun.set(index, sheet)
    return holdsText(sheet)
  })
  const file = Readable.toWeb(createReadStream(reading.path)) as ReadableStream<Uint8Array>
  return { rows: streamXlsxRows(file, { sheet: at }), merges: begun.get(at)?.merges ?? [] }
}

function holdsText(sheet: Sheet | undefined): boolean {
  return (sheet?.rows ?? []).some((row) => row?.some((value) => asText(value) !== ''))
}

async function openWhole(): Promise<Opened> {
  const sheets = await wholeSheets()
  const named = sheets.map(({ name, hidden, veryHidden }) => ({
    name,
    hidden: (hidden ?? veryHidden) === true,
  }))
  // The library does not say which sheets of these are hidden: a list of choices has one column.
  const wide = sheets.findIndex(({ rows }) =>
    rows.some((row) => row?.filter((value) => asText(value)).length > 1),
  )
  const at = await chosen(named, async (index) => (wide < 0 ? holdsText(sheets[index]) : index === wide))
  const sheet = sheets[at]
  if (reading.format === 'ods') checkRepeats(sheet?.rows ?? [])
  // Sparse: a row that holds nothing may be missing.
  const rows = Array.from(sheet?.rows ?? [], (values, index): SheetRow => ({ index, values: values ?? [] }))
  return { rows, merges: sheet?.merges ?? [] }
}

/** Ends the process where a row is repeated more often than any register repeats one. */
function checkRepeats(all: Sheet['rows']): void {
  let before: Sheet['rows'][number] | undefined
  let repeated = 0
  for (const row of all) {
    const same = row?.length === before?.length && row?.every((value, at) => value === before?.[at])
    repeated = same && row?.some((value) => asText(value) !== '') ? repeated + 1 : 0
    if (repeated > MOST_REPEATED) tooLarge()
    before = row
  }
}

async function wholeSheets(): Promise<Sheet[]> {
  const content = await readFile(reading.path)
  if (reading.format === 'ods') return (await readOds(content)).sheets
  if (reading.format === 'xls') return (await readXls(content)).sheets
  return [
    fromHtml(new TextDecoder(reading.encoding).decode(content), { typeInference: false, classes: false }),
  ]
}

/** The sheet that was asked for, or the first visible one that holds anything, or else the first visible one. */
async function chosen(sheets: Sheets['sheets'], holds: (index: number) => Promise<boolean>): Promise<number> {
  const visible = sheets.flatMap(({ hidden }, index) => (hidden ? [] : [index]))
  const asked = sheets.findIndex(({ name }) => name === reading.sheet)
  if (asked >= 0) await holds(asked)
  let found = asked < 0 ? undefined : asked
  for (const index of asked < 0 ? visible : []) if (found === undefined && (await holds(index))) found = index
  const at = found ?? visible[0] ?? 0
  batch.sheets = { sheets, sheet: sheets[at]?.name ?? null }
  return at
}

/** A day, a time of day (which a sheet keeps as a part of the day zero) or both. */
function shownTime(value: Date): string {
  if (Number.isNaN(value.getTime())) return String(value)
  const [day = '', time = ''] = value.toISOString().slice(0, 19).split('T')
  if (value.getUTCFullYear() < 1900) return time
  return time === '00:00:00' ? day : `${day}T${time}`
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return ''
  // A civil date in a sheet has no time zone; the library hands it over at midnight UTC. A number outside the
  // calendar stays a text, which is not a date: its row is refused and not the whole table.
  if (value instanceof Date && reading.asShown) return shownTime(value)
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? String(value) : (value.toISOString().split('T')[0] ?? '')
  if (typeof value === 'string') return value.trim()
  if (typeof value === 'boolean' && reading.asShown) return String(value).toUpperCase()
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return ''
}
