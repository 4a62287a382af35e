// Reads text files with a separator, row by row in bounded memory. Encoding and separator are decided by looking
// at the file. An unclosed quotation mark costs its own row, and not all that follow.
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { tableUnreadable } from '../kernel/problems.ts'
import { SEPARATORS, type TableLayout, type TableReading } from '../kernel/table.ts'
import { LONGEST_ROW, MOST_COLUMNS, type TableRow } from './sheet.ts'

type Encoding = NonNullable<TableReading['encoding']>
type Separator = NonNullable<TableReading['separator']>
export type TextReading = { encoding: Encoding; separator: Separator; quotes: boolean }

const HEAD = 64 * 1024
/** Rows of the beginning by which the separator is chosen. */
const TRIED = 30
/** Most lines of one cell; a quotation mark that is not closed by then is a mistake. */
const LONGEST_CELL = 100
const ROWS_AT_ONCE = 500
export const QUOTE_UNCLOSED = 'quote_unclosed'

/** How a text file is read. @throws Problem `table.unreadable` for a file that is no text in a known encoding */
export async function lookAtText(path: string, layout: TableLayout): Promise<TextReading> {
  const encoding = layout.encoding ?? (await encodingOf(path))
  const head = new TextDecoder(encoding).decode(await headOf(path))
  const quotes = layout.quotes ?? true
  return { encoding, quotes, separator: layout.separator ?? separatorOf(head, quotes) }
}

/** Rows as a spreadsheet program numbers them; rows of separators alone have empty cells. */
export async function* readText(path: string, reading: TextReading): AsyncGenerator<TableRow> {
  let batch: Line[] = []
  for await (const line of records(lines(path, reading.encoding), reading)) {
    batch.push(line)
    if (batch.length < ROWS_AT_ONCE) continue
    yield* cellsOf(batch, reading)
    batch = []
  }
  yield* cellsOf(batch, reading)
}

/**
 * UTF-8 while more of its letters are right than wrong: one damaged byte must not change how everybody's name is
 * read. Otherwise the one-byte encoding that the letters suggest: accents stand alone among Latin letters, while
 * Arabic and Cyrillic words consist of such bytes.
 */
export async function encodingOf(path: string): Promise<Encoding> {
  const head = await headOf(path)
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  if (head.includes(0)) {
    const odd = head.filter((byte, at) => byte === 0 && at % 2 === 1).length
    const even = head.filter((byte, at) => byte === 0 && at % 2 === 0).length
    if (Math.max(odd, even) < head.length / 4) throw tableUnreadable()
    return odd > even ? 'utf-16le' : 'utf-16be'
  }
  if (head.some((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x1a))) throw tableUnreadable()
  const decoder = new TextDecoder('utf-8')
  const counted = { letters: 0, wrong: 0, high: 0, inWords: 0, arabic: 0, dos: 0 }
  let run = 0
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    const text = decoder.decode(chunk, { stream: true })
    counted.wrong += text.match(/\uFFFD/gu)?.length ?? 0
    counted.letters += text.match(/[^\p{ASCII}\uFFFD]/gu)?.length ?? 0
    for (const byte of chunk) {
      if (byte < 0x80) {
        if (run > 2) counted.inWords += run
        run = 0
        continue
      }
      run++
      counted.high++
      if (ARABIC.has(byte)) counted.arabic++
      if (DOS.has(byte)) counted.dos++
    }
  }
  if (run > 2) counted.inWords += run
  if (counted.wrong === 0 || counted.letters > counted.wrong) return 'utf-8'
  // The code pages of MS-DOS, which no decoder here knows, have the accented letters where others have signs.
  if (counted.dos > counted.high / 2) throw tableUnreadable()
  if (counted.inWords < counted.high / 2) return 'windows-1252'
  return counted.arabic > counted.high * 0.9 ? 'windows-1256' : 'windows-1251'
}

const bytes = Uint8Array.from({ length: 128 }, (_, at) => at + 128)
const ARABIC = new Set(
  [...bytes].filter((_, at) =>
    /[\p{Script=Arabic}،؛؟]/u.test(new TextDecoder('windows-1256').decode(bytes)[at] ?? ''),
  ),
)
/** é, á, í, ó, ú, ñ and Ñ in code pages 437 and 850. */
const DOS = new Set([0x82, 0xa0, 0xa1, 0xa2, 0xa3, 0xa4, 0xa5])

/** The separator by which most of the first rows have the same number of cells, and the most cells. */
function separatorOf(head: string, quotes: boolean): Separator {
  const all = head.replace(/^\uFEFF/u, '').split(/\r\n|\n|\r/u)
  const said = saidSeparator(all[0] ?? '')
  if (said) return said
  const first = all.filter((line) => line.trim() !== '').slice(0, TRIED)
  const scored = SEPARATORS.map((separator) => {
    const widths = first.map((line) => outsideQuotes(line, quotes).split(separator).length)
    const often = new Map<number, number>()
    for (const width of widths) if (width > 1) often.set(width, (often.get(width) ?? 0) + 1)
    const [width, times] = [...often].reduce((most, next) => (next[1] > most[1] ? next : most), [1, 0])
    return { separator, width, times }
  })
  return scored.reduce((best, next) =>
    next.times > best.times || (next.times === best.times && next.width > best.width) ? next : best,
  ).separator
}

const outsideQuotes = (line: string, quotes: boolean) => (quotes ? line.replaceAll(/"[^"]*"/gu, '') : line)

/** The separator that a first line `sep=;` names: a spreadsheet program reads it and does not show the line. */
const saidSeparator = (line: string) =>
  SEPARATORS.find(
    (separator) => line.trimEnd().toLowerCase() === `sep=${separator}` || line === `sep=${separator}`,
  )

type Line = { row: number; text: string; problem?: string }

async function* lines(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  let rest = ''
  let first = true
  async function* chunks() {
    for await (const chunk of createReadStream(path)) yield decoder.decode(chunk as Buffer, { stream: true })
    yield `${decoder.decode()}`
  }
  for await (const chunk of chunks()) {
    const parts = (rest + chunk).split(/\r\n|\n|\r(?!$)/u)
    rest = parts.pop() ?? ''
    if (rest.length > LONGEST_ROW) throw tableUnreadable()
    for (const part of parts) {
      if (!first || !saidSeparator(part)) yield part
      first = false
    }
  }
  if (rest !== '' && !(first && saidSeparator(rest))) yield rest.replace(/\r$/u, '')
}

/**
 * Joins the lines of cells that hold line breaks. Where a quotation mark is not closed, or only by that of a later
 * row, its line is a row with a problem, and the next line is read on its own.
 */
async function* records(source: AsyncGenerator<string>, reading: TextReading): AsyncGenerator<Line> {
  const { separator, quotes } = reading
  const waiting: string[] = []
  let row = 0
  let ended = false
  /** Cells of the widest row so far. */
  let width = 0
  /** Lines that stood within quotation marks that were never closed: they count only as whole rows. */
  let doubted = 0
  const next = async () => {
    if (waiting.length > 0) return waiting.shift()
    const { value, done } = ended ? { value: undefined, done: true } : await source.next()
    ended = done === true
    return value as string | undefined
  }
  for (let line = await next(); line !== undefined; line = await next()) {
    if (line === '') {
      row++
      continue
    }
    row++
    let text = line
    const more: string[] = []
    while (quotes && isOpen(text, separator) && more.length < LONGEST_CELL && text.length < LONGEST_ROW) {
      const following = await next()
      if (following === undefined) break
      more.push(following)
      text += `\n${following}`
    }
    const cells = widthOf(text, reading)
    const whole = [line, ...more].every((one) => width > 1 && one.split(separator).length === width)
    if (more.length > 0 && (whole || cells < width || isOpen(text, separator))) {
      waiting.unshift(...more)
      doubted = more.length
      yield { row, text: line, problem: QUOTE_UNCLOSED }
      continue
    }
    const torn = doubted > 0 && (cells !== width || line.includes('"'))
    const partial = torn || (quotes && isOpen(text, separator))
    doubted = Math.max(0, doubted - 1 - more.length)
    width = Math.max(width, cells)
    yield partial ? { row, text: line, problem: QUOTE_UNCLOSED } : { row, text }
  }
}

/** Whether the last cell of the text begins with a quotation mark that nothing closes. */
function isOpen(text: string, separator: string): boolean {
  if (!text.includes('"')) return false
  let at = 0
  for (;;) {
    if (text[at] === '"') {
      at++
      for (;;) {
        const closing = text.indexOf('"', at)
        if (closing < 0) return true
        at = closing + 1
        if (text[at] !== '"') break
        at++
      }
    }
    const end = text.indexOf(separator, at)
    if (end < 0) return false
    at = end + 1
  }
}

function widthOf(text: string, { separator, quotes }: TextReading): number {
  if (!quotes || !text.includes('"')) return text.split(separator).length
  return parsed(text, separator, true)?.[0]?.length ?? 0
}

function parsed(text: string, separator: string, quotes: boolean): string[][] | undefined {
  try {
    return parse(text, {
      delimiter: separator,
      quote: quotes ? '"' : null,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: LONGEST_ROW,
    })
  } catch {
    return undefined
  }
}

function* cellsOf(batch: readonly Line[], { separator, quotes }: TextReading): Generator<TableRow> {
  const good = batch.filter(({ problem }) => problem === undefined)
  const together = parsed(good.map(({ text }) => text).join('\n'), separator, quotes)
  const at = together?.length === good.length ? together.values() : undefined
  for (const { row, text, problem } of batch) {
    const alone = problem === undefined && !at ? parsed(text, separator, quotes) : undefined
    const record =
      problem === undefined ? (at ? at.next().value : alone?.length === 1 ? alone[0] : undefined) : undefined
    if (record && record.length > MOST_COLUMNS) throw tableUnreadable()
    if (text.length > LONGEST_ROW) throw tableUnreadable()
    if (record) yield { row, cells: record.map((cell) => cell.trim()) }
    else yield { row, cells: [text.slice(0, 200)], problem: QUOTE_UNCLOSED }
  }
}

export async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
