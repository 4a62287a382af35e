// Reads the CSV files of `arraigo link` into columns: by bytes, so that a million rows take a second or two, and row by row
// with the library from where a file is quoted in an unusual way, or is wrong and somebody must learn in which line.
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { CsvError, parse } from 'csv-parse'
import { packTelephone, readDate, readSex, type Columns } from '../../serve/duplicates/rules/columns.ts'
import { grown } from '../../serve/duplicates/rules/dictionary.ts'
import { SEPARATORS } from '../../kernel/table.ts'
import { LinkError, placesOf, type LinkMap, type Places } from '../../serve/duplicates/rules/link-map.ts'
import { FieldMemory } from './link-memory.ts'

/** The ids of all records as they were written, one after the other in one piece of memory. */
export class Ids {
  private text = new Uint8Array(1 << 16)
  private ends = new Uint32Array(4096)
  private count = 0
  private filled = 0
  add(bytes: Uint8Array, from: number, to: number): void {
    this.text = grown(this.text, this.filled + to - from)
    this.ends = grown(this.ends, this.count + 1)
    for (let i = from; i < to; i++) this.text[this.filled++] = bytes[i] as number
    this.ends[this.count++] = this.filled
  }
  addText(text: string): void {
    const bytes = Buffer.from(text)
    this.add(bytes, 0, bytes.length)
  }
  at(record: number): string {
    const from = record === 0 ? 0 : (this.ends[record - 1] as number)
    return Buffer.from(this.text.buffer).toString('utf8', from, this.ends[record])
  }
}

const [NEWLINE, RETURN, QUOTE, SPACE, TAB] = [10, 13, 34, 32, 9]
/** Bytes that are read at once, and of one row at most. */
const [PIECE, MOST_OF_ROW] = [2 ** 22, 1_000_000]

/** @throws LinkError naming the file, and the line where there is one */
export async function readRecords(file: string, map: LinkMap, columns: Columns, ids: Ids): Promise<void> {
  const delimiter = await delimiterOf(file)
  try {
    const reader = new ByteReader(file, map, columns, ids, delimiter.charCodeAt(0))
    for await (const piece of bytesOf(file)) if (!reader.take(piece)) break
    if (!reader.end()) await readRows(file, map, columns, ids, delimiter, reader)
    if (!reader.hasHeading) throw new LinkError(`${file} is empty.`)
  } catch (error) {
    throw problemOf(error, file)
  }
}

function bytesOf(file: string): AsyncIterable<Buffer> {
  const bytes = createReadStream(file, { highWaterMark: PIECE })
  if (!file.endsWith('.gz')) return bytes
  const unpacked = bytes.pipe(createGunzip({ chunkSize: 2 ** 20 }))
  bytes.on('error', (error) => unpacked.destroy(error))
  return unpacked
}

/** What reads a field of one column. */
type Read = (bytes: Uint8Array, from: number, to: number) => void

/** Rows without quotes, or with plain ones. */
class ByteReader {
  hasHeading = false
  /** Records that were taken from this file. */
  taken = 0
  private readonly file: string
  private readonly map: LinkMap
  private readonly columns: Columns
  private readonly ids: Ids
  private readonly delimiter: number
  private isOdd = false
  private isFirst = true
  private rest: Buffer = Buffer.alloc(0)
  private places!: Places
  private reads: readonly { place: number; read: Read }[] = []
  /** Where each field that is wanted begins and ends, and which fields were quoted with quotes inside. */
  private starts = new Int32Array(0)
  private ends = new Int32Array(0)
  private escaped = false

  constructor(file: string, map: LinkMap, columns: Columns, ids: Ids, delimiter: number) {
    this.file = file
    this.map = map
    this.columns = columns
    this.ids = ids
    this.delimiter = delimiter
  }

  /** @returns false when the file is no longer for this reader */
  take(piece: Buffer): boolean {
    const bytes = this.rest.length > 0 ? Buffer.concat([this.rest, piece]) : piece
    let from = 0
    if (this.isFirst) {
      this.isFirst = false
      // A file in UTF-16 begins so.
      if ((bytes[0] as number) >= 0xfe) this.isOdd = true
      if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) from = 3
    }
    while (!this.isOdd) {
      const next = this.row(bytes, from)
      if (next < 0) break
      from = next
    }
    this.rest = bytes.subarray(from)
    if (this.rest.length > MOST_OF_ROW) this.isOdd = true
    return !this.isOdd
  }

  /** The last row, which may end without a line end. @returns false when the file is not for this reader */
  end(): boolean {
    if (!this.isOdd && this.rest.length > 0) this.take(Buffer.from('\n'))
    return !this.isOdd && this.rest.length === 0
  }

  /** @returns where the next row begins, or -1 when this one is not whole or is odd */
  private row(bytes: Buffer, from: number): number {
    if (!this.hasHeading) return this.heading(bytes, from)
    const { delimiter, starts, ends } = this
    const wanted = starts.length
    const length = bytes.length
    let field = 0
    let start = from
    let isBlank = true
    this.escaped = false
    for (let at = from; at < length; at++) {
      const byte = bytes[at] as number
      if (byte === QUOTE) {
        if (at !== start) return this.odd()
        const close = this.closing(bytes, at + 1)
        if (close < 0) return close
        const after = bytes[close + 1]
        if (after === undefined) return -1
        if (after !== delimiter && after !== NEWLINE && after !== RETURN) return this.odd()
        if (field < wanted) {
          starts[field] = at + 1
          ends[field] = close
        }
        if (close > at + 1) isBlank = false
        // The delimiter or the line end after it closes the field, which is noted already.
        start = -1
        at = close
      } else if (byte === delimiter || byte === NEWLINE) {
        if (start >= 0 && field < wanted) {
          starts[field] = start
          ends[field] = byte === NEWLINE && at > start && bytes[at - 1] === RETURN ? at - 1 : at
        }
        field++
        start = at + 1
        if (byte === delimiter) continue
        if (!isBlank) this.record(bytes, field)
        return at + 1
      } else if (byte === RETURN) {
        if (at + 1 === length) return -1
        if (bytes[at + 1] !== NEWLINE) return this.odd()
      } else if (byte !== SPACE && byte !== TAB) {
        if (start < 0) return this.odd()
        isBlank = false
      }
    }
    return -1
  }

  /** Where a quoted field closes; -1 when that is not read yet. */
  private closing(bytes: Buffer, from: number): number {
    for (let at = from; ;) {
      const close = bytes.indexOf(QUOTE, at)
      if (close < 0 || bytes[close + 1] !== QUOTE) return close
      this.escaped = true
      at = close + 2
    }
  }

  private odd(): number {
    this.isOdd = true
    return -1
  }

  private heading(bytes: Buffer, from: number): number {
    const end = bytes.indexOf(NEWLINE, from)
    if (end < 0) return -1
    const line = bytes.toString('utf8', from, end > from && bytes[end - 1] === RETURN ? end - 1 : end)
    if (line === '') return end + 1
    // As many quotes as a heading may have are for the library.
    if (line.includes('"') || line.includes('\r')) {
      const plain = line.split(String.fromCharCode(this.delimiter))
      if (!plain.every((name) => /^(?:"[^"\r]*"|[^"\r]*)$/u.test(name))) return this.odd()
    }
    const names = line
      .split(String.fromCharCode(this.delimiter))
      .map((name) => (name.startsWith('"') ? name.slice(1, -1) : name))
    this.places = placesOf(this.map, names, this.file)
    this.hasHeading = true
    this.reads = readsOf(this.places, this.columns)
    const last = Math.max(this.places.id, ...this.reads.map(({ place }) => place))
    this.starts = new Int32Array(last + 1)
    this.ends = new Int32Array(last + 1)
    return end + 1
  }

  private record(bytes: Buffer, fields: number): void {
    const { starts, ends, columns, places } = this
    for (let field = fields; field < starts.length; field++) starts[field] = ends[field] = 0
    this.taken++
    if (places.id < 0) this.ids.addText(String(this.taken))
    if (this.escaped) {
      const row = Array.from(starts, (start, at) =>
        bytes.toString('utf8', start, ends[at]).replaceAll('""', '"'),
      )
      if (places.id >= 0) this.ids.addText(row[places.id] ?? '')
      columns.add(row, places)
      return
    }
    if (places.id >= 0) this.ids.add(bytes, starts[places.id] as number, ends[places.id] as number)
    columns.begin()
    for (const { place, read } of this.reads) read(bytes, starts[place] as number, ends[place] as number)
  }
}

/** How each column is read, in the order in which a row is taken in. */
function readsOf(places: Places, columns: Columns): { place: number; read: Read }[] {
  const remembered = <Value>(of: (text: string) => Value, then: (value: Value) => void): Read => {
    const memory = new FieldMemory(of)
    return (bytes, from, to) => {
      if (to > from) then(memory.read(bytes, from, to))
    }
  }
  const reads: { place: number; read: Read }[] = []
  for (const place of places.given)
    reads.push({ place, read: remembered(columns.readGiven, (ids) => columns.addGiven(ids)) })
  for (const place of places.surname)
    reads.push({ place, read: remembered(columns.readSurnames, (names) => columns.addSurnames(names)) })
  const one = <Value>(place: number, of: (text: string) => Value, then: (value: Value) => void) => {
    if (place >= 0) reads.push({ place, read: remembered(of, then) })
  }
  one(places.birth, readDate, (birth) => columns.addBirth(birth))
  one(places.sex, readSex, (sex) => columns.addSex(sex))
  one(places.place, columns.readPlace, (place) => columns.addPlace(place))
  for (const { type, fixed, number } of places.identifiers) {
    let kind = columns.readKind(fixed)
    if (type >= 0) {
      const memory = new FieldMemory(columns.readKind)
      reads.push({ place: type, read: (bytes, from, to) => (kind = memory.read(bytes, from, to)) })
    }
    reads.push({
      place: number,
      read: (bytes, from, to) => columns.addDocument(kind, readDocument(columns, bytes, from, to)),
    })
  }
  for (const place of places.phone)
    reads.push({
      place,
      read: (bytes, from, to) => columns.addTelephone(readTelephone(columns, bytes, from, to)),
    })
  return reads
}

/** The number that digits are; -1 when there is anything else, or they are many. */
function digitsOf(bytes: Uint8Array, from: number, to: number): number {
  if (to - from > 15) return -1
  let value = 0
  for (let at = from; at < to; at++) {
    const digit = (bytes[at] as number) - 48
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}

const textOf = (bytes: Uint8Array, from: number, to: number) => (bytes as Buffer).toString('utf8', from, to)

/** As `Columns.readDocument`: a number of digits is itself, but for zeros and nines alone, which stand for none. */
function readDocument(columns: Columns, bytes: Uint8Array, from: number, to: number): number {
  if (to === from) return 0
  const value = digitsOf(bytes, from, to)
  if (value < 0 || value % 100_000 === 99_999) return columns.readDocument(textOf(bytes, from, to))
  return value
}

/** As `Columns.readTelephone`. */
function readTelephone(columns: Columns, bytes: Uint8Array, from: number, to: number): number {
  if (to === from) return 0
  const value = digitsOf(bytes, from, to)
  // Few have two equal digits at the end that are equal all over.
  if (value < 0 || bytes[to - 1] === bytes[to - 2]) return columns.readTelephone(textOf(bytes, from, to))
  const length = to - from
  if (length < 7) return 0
  return length >= 9 ? (value % 1e9) + 2e9 : packTelephone(textOf(bytes, from, to))
}

/** All rows by the library, those taken already left out: what it says of a line that is wrong counts from the first. */
async function readRows(
  file: string,
  map: LinkMap,
  columns: Columns,
  ids: Ids,
  delimiter: string,
  reader: ByteReader,
): Promise<void> {
  let places: Places | undefined
  const parser = parse({
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    delimiter,
    max_record_size: MOST_OF_ROW,
  })
  const before = reader.taken
  let records = 0
  const take = async (rows: AsyncIterable<string[]>) => {
    for await (const row of rows) {
      if (places === undefined) places = placesOf(map, row, file)
      else if (row.some((value) => value.trim() !== '') && ++records > before) {
        ids.addText(places.id < 0 ? String(records) : (row[places.id] ?? ''))
        columns.add(row, places)
      }
    }
  }
  const bytes = createReadStream(file)
  if (file.endsWith('.gz')) await pipeline(bytes, createGunzip(), parser, take)
  else await pipeline(bytes, parser, take)
  reader.hasHeading = places !== undefined
}

function problemOf(error: unknown, file: string): Error {
  if (error instanceof LinkError) return error
  const { code = '', message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return new LinkError(`There is no file ${file}.`)
  if (code === 'EISDIR') return new LinkError(`${file} is a folder.`)
  if (code === 'EACCES') return new LinkError(`${file} may not be read.`)
  if (code === 'Z_BUF_ERROR')
    return new LinkError(`${file} ends in the middle: it was cut off. Copy it again.`)
  if (code.startsWith('Z_'))
    return new LinkError(`${file} cannot be unpacked: it is damaged, or no gzip file.`)
  if (error instanceof CsvError) return new LinkError(`${file}: ${message}`)
  return error as Error
}

/** The separator that the first line has most of. */
async function delimiterOf(file: string): Promise<string> {
  let start = ''
  try {
    for await (const chunk of bytesOf(file)) {
      start += chunk.toString('utf8', 0, 65_536)
      if (start.includes('\n') || start.length > 65_536) break
    }
  } catch (error) {
    throw problemOf(error, file)
  }
  const [line = ''] = start.split('\n')
  const outside = line.replaceAll(/"[^"]*"/gu, '')
  const times = (separator: string) => outside.split(separator).length
  return SEPARATORS.toSorted((a, b) => times(b) - times(a))[0] as string
}
