// Reads text files with a separator, row by row in bounded memory. Encoding and separator are decided by looking
// at the file. An unclosed quotation mark costs its own row, and not all that follow.
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { tableUnreadable } from '../../kernel/problems.ts'
import { SEPARATORS, type TableLayout, type TableReading } from '../../kernel/table.ts'
import { LONGEST_ROW, MOST_COLUMNS, type TableRow } from './sheet.ts'
import { QUOTE_UNCLOSED, textRows, type TextRow } from './table-records.ts'
import { turnAfter } from '../http/turns.ts'

type Encoding = NonNullable<TableReading['encoding']>
type Separator = NonNullable<TableReading['separator']>
export type TextReading = { encoding: Encoding; separator: Separator; quotes: boolean }

const HEAD = 64 * 1024
/** Rows of the beginning by which the separator is chosen. */
const TRIED = 30
/** Rows that are told apart into cells together, and characters after which they are although they are fewer. */
const ROWS_AT_ONCE = 500
const CHARACTERS_AT_ONCE = 32_768
/** Work between two turns of everybody else, in characters: some milliseconds. A line counts as some, if empty. */
const CHARACTERS_A_TURN = 16_384
const LINE = 16

/** How a text file is read. @throws Problem `table.unreadable` for a file that is no text in a known encoding */
export async function lookAtText(path: string, layout: TableLayout): Promise<TextReading> {
  const encoding = layout.encoding ?? (await encodingOf(path))
  const head = new TextDecoder(encoding).decode(await headOf(path))
  const quotes = layout.quotes ?? true
  return { encoding, quotes, separator: layout.separator ?? separatorOf(head, quotes) }
}

/** Rows as a spreadsheet program numbers them; rows of separators alone have empty cells. */
export async function* readText(path: string, reading: TextReading): AsyncGenerator<TableRow> {
  let batch: TextRow[] = []
  let characters = 0
  for await (const row of textRows(lines(path, reading.encoding), reading)) {
    batch.push(row)
    characters += row.text.length
    if (batch.length < ROWS_AT_ONCE && characters < CHARACTERS_AT_ONCE) continue
    yield* cellsOf(batch, reading)
    batch = []
    characters = 0
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

async function* lines(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  const turn = turnAfter(CHARACTERS_A_TURN)
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
      await turn(part.length + LINE)
      if (!first || !saidSeparator(part)) yield part
      first = false
    }
  }
  if (rest !== '' && !(first && saidSeparator(rest))) yield rest.replace(/\r$/u, '')
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

function* cellsOf(batch: readonly TextRow[], { separator, quotes }: TextReading): Generator<TableRow> {
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
