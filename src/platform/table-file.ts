// Reads tables that people upload, one row at a time: XLSX, and CSV in UTF-8 or Windows-1252 with any usual
// separator.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { serverBusy, tableUnreadable } from '../kernel/problems.ts'
import type { Id } from '../kernel/words.ts'
import { LONGEST_ROW, MOST_COLUMNS, READERS, readSheet, type TableRow } from './sheet.ts'

const SEPARATORS = [',', ';', '\t', '|']
const HEAD = 64 * 1024

/**
 * Tables that one account may have read at once: half of the readers of spreadsheets, and as many as its screen asks
 * for together. Files made to be slow would otherwise keep everybody else from importing.
 */
const TABLES_AN_ACCOUNT = READERS / 2
const held = new Map<Id, number>()

/**
 * Rows of the first sheet, heading included.
 * @param account who waits for it; none for a job, of which only so many run
 * @throws Problem 422 `table.unreadable`, 413 `table.too_large`, 503 `server.busy`
 */
export async function* readTable(path: string, account?: Id): AsyncGenerator<TableRow> {
  if (account) hold(account)
  try {
    if (await isZip(path)) yield* readSheet(path)
    else yield* readCsv(path)
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

export type Measured = {
  /** Rows below the heading. */
  rows: number
  /** SHA-256 of the cells' texts, in hexadecimal: independent of the file's name and format. */
  content: string
}

/** Reads a whole table once. @throws Problem as `readTable` */
export async function measureTable(path: string, account?: Id): Promise<Measured> {
  const hash = createHash('sha256')
  let rows = -1
  for await (const { cells } of readTable(path, account)) {
    rows++
    hash.update(JSON.stringify(cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1)))
  }
  return { rows: Math.max(rows, 0), content: hash.digest('hex') }
}

const isProblem = (error: unknown) => error instanceof Error && error.name === 'Problem'

async function* readCsv(path: string): AsyncGenerator<TableRow> {
  const encoding = await encodingOf(path)
  const decoder = new TextDecoder(encoding)
  const separator = await separatorOf(path, encoding)
  async function* text() {
    for await (const chunk of createReadStream(path)) yield decoder.decode(chunk as Buffer, { stream: true })
    yield decoder.decode()
  }
  const parser = Readable.from(text()).pipe(
    parse({
      delimiter: separator,
      bom: true,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: LONGEST_ROW,
    }),
  )
  let row = 0
  for await (const { record } of parser as AsyncIterable<{ record: string[] }>) {
    row++
    if (record.length > MOST_COLUMNS) throw tableUnreadable()
    yield { row, cells: record.map((cell) => cell.trim()) }
  }
}

/** UTF-8 when the whole file is valid UTF-8, else Windows-1252, which includes the letters of Latin-1. */
async function encodingOf(path: string): Promise<'utf-8' | 'windows-1252'> {
  const strict = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of createReadStream(path)) strict.decode(chunk as Buffer, { stream: true })
    strict.decode()
    return 'utf-8'
  } catch {
    return 'windows-1252'
  }
}

/** The separator that occurs most often in the heading, outside quotes. */
async function separatorOf(path: string, encoding: string): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0)
    const heading = new TextDecoder(encoding)
      .decode(buffer.subarray(0, bytesRead))
      .replaceAll(/"[^"]*"/gu, '')
    const [line = ''] = heading.split(/\r?\n/u)
    const counted = SEPARATORS.map((separator) => ({ separator, times: line.split(separator).length }))
    return counted.reduce((most, next) => (next.times > most.times ? next : most)).separator
  } finally {
    await file.close()
  }
}

async function isZip(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return buffer.readUInt32BE(0) === 0x504b0304
  } finally {
    await file.close()
  }
}
