// Rows of CSV by their bytes, so that a million take a second or two: rows without quotes, or with plain ones.
import {
  isDate,
  packTelephone,
  readDate,
  readSex,
  WORDS,
  type Columns,
} from '../../serve/duplicates/rules/columns.ts'
import { packBirth, type Birth } from '../../serve/duplicates/rules/births.ts'
import { placesOf, type LinkMap, type Places } from '../../serve/duplicates/rules/link-map.ts'
import { FieldMemory, hashed } from './link-memory.ts'
import type { Ids } from './link-reading.ts'

const [NEWLINE, RETURN, QUOTE, SPACE, TAB, COMMA] = [10, 13, 34, 32, 9, 44]
/** Bytes of one row at most. */
export const MOST_OF_ROW = 1_000_000

/** What reads a field of one column. */
type Read = (bytes: Uint8Array, from: number, to: number, hash: number) => void

/** Rows without quotes, or with plain ones. */
export class ByteReader {
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
  places: Places | undefined
  private reads: readonly { place: number; read: Read }[] = []
  /** Where each field that is wanted begins and ends, and which fields were quoted with quotes inside; a hash of each. */
  private starts = new Int32Array(0)
  private ends = new Int32Array(0)
  private hashes = new Int32Array(0)
  private escaped = false

  /** @param places of the columns, where the rows begin after the heading of the file */
  constructor(file: string, map: LinkMap, columns: Columns, ids: Ids, delimiter: string, places?: Places) {
    this.file = file
    this.map = map
    this.columns = columns
    this.ids = ids
    this.delimiter = delimiter.charCodeAt(0)
    if (places) this.begin(places)
  }
  private begin(places: Places): void {
    this.places = places
    this.reads = readsOf(places, this.columns)
    const last = Math.max(places.id, ...this.reads.map(({ place }) => place))
    this.starts = new Int32Array(last + 1)
    this.ends = new Int32Array(last + 1)
    this.hashes = new Int32Array(last + 1)
    this.isFirst = false
  }
  get hasHeading(): boolean {
    return this.places !== undefined
  }
  /** Whether all bytes that were taken are whole rows. */
  get isAtEndOfRow(): boolean {
    return !this.isOdd && this.rest.length === 0
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
    return this.isAtEndOfRow
  }

  /** @returns where the next row begins, or -1 when this one is not whole or is odd */
  private row(bytes: Buffer, from: number): number {
    if (this.places === undefined) return this.heading(bytes, from)
    const { delimiter, starts, ends, hashes } = this
    const wanted = starts.length
    const length = bytes.length
    let field = 0
    let start = from
    let hash = 0
    let isBlank = true
    this.escaped = false
    for (let at = from; at < length; at++) {
      const byte = bytes[at] as number
      if (byte > COMMA && byte !== delimiter && start >= 0) {
        // Nearly all bytes.
        hash = hashed(hash, byte)
        isBlank = false
      } else if (byte === delimiter || byte === NEWLINE) {
        if (start >= 0 && field < wanted) {
          starts[field] = start
          ends[field] = byte === NEWLINE && at > start && bytes[at - 1] === RETURN ? at - 1 : at
          hashes[field] = hash
        }
        field++
        start = at + 1
        hash = 0
        if (byte === delimiter) continue
        if (!isBlank) this.record(bytes, field, this.places)
        return at + 1
      } else if (byte === QUOTE) {
        if (at !== start) return this.odd()
        const close = this.closing(bytes, at + 1)
        if (close < 0) return close
        const after = bytes[close + 1]
        if (after === undefined) return -1
        if (after !== delimiter && after !== NEWLINE && after !== RETURN) return this.odd()
        if (field < wanted) {
          for (let i = at + 1; i < close; i++) hash = hashed(hash, bytes[i] as number)
          starts[field] = at + 1
          ends[field] = close
          hashes[field] = hash
        }
        if (close > at + 1) isBlank = false
        // The delimiter or the line end after it closes the field, which is noted already.
        start = -1
        at = close
      } else if (byte === RETURN) {
        if (at + 1 === length) return -1
        if (bytes[at + 1] !== NEWLINE) return this.odd()
      } else {
        hash = hashed(hash, byte)
        if (byte === SPACE || byte === TAB) continue
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
    this.begin(placesOf(this.map, names, this.file))
    return end + 1
  }

  private record(bytes: Buffer, fields: number, places: Places): void {
    const { starts, ends, hashes, columns } = this
    for (let field = fields; field < starts.length; field++) starts[field] = ends[field] = hashes[field] = 0
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
    for (const { place, read } of this.reads)
      read(bytes, starts[place] as number, ends[place] as number, hashes[place] as number)
  }
}

/** How each column is read, in the order in which a row is taken in. */
function readsOf(places: Places, columns: Columns): { place: number; read: Read }[] {
  const reads: { place: number; read: Read }[] = []
  const surnamesOf = (text: string) => {
    const { ids, isMarried } = columns.readSurnames(text)
    return [...ids, ...new Int32Array(WORDS - ids.length), Number(isMarried)]
  }
  const remember = (
    place: number,
    of: (text: string) => readonly number[],
    then: (numbers: Int32Array, at: number) => void,
  ) => {
    const memory = new FieldMemory(of)
    const read: Read = (bytes, from, to, hash) => {
      if (to === from) return
      const at = memory.read(bytes, from, to, hash)
      then(memory.numbers, at)
    }
    if (place >= 0) reads.push({ place, read })
  }
  const first = (of: (text: string) => number) => (text: string) => [of(text)]
  for (const place of places.given)
    remember(place, columns.readGiven, (numbers, at) => columns.addGivenFrom(numbers, at))
  for (const place of places.surname)
    remember(place, surnamesOf, (numbers, at) =>
      columns.addSurnamesFrom(numbers, at, numbers[at + WORDS] === 1),
    )
  if (places.birth >= 0) {
    const memory = new FieldMemory(first(readDate))
    const read: Read = (bytes, from, to, hash) => {
      if (to === from) return
      const plain = plainDate(bytes, from, to)
      columns.addBirth(plain > 0 ? plain : (memory.numbers[memory.read(bytes, from, to, hash)] as number))
    }
    reads.push({ place: places.birth, read })
  }
  remember(places.sex, first(readSex), (numbers, at) => columns.addSex(numbers[at] as number))
  remember(places.place, first(columns.readPlace), (numbers, at) => columns.addPlace(numbers[at] as number))
  for (const { type, fixed, number } of places.identifiers) {
    let kind = columns.readKind(fixed)
    if (type >= 0) {
      const memory = new FieldMemory(first(columns.readKind))
      const read: Read = (bytes, from, to, hash) => {
        const at = memory.read(bytes, from, to, hash)
        kind = memory.numbers[at] as number
      }
      reads.push({ place: type, read })
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

/** A date as most files write it, `1990-03-04`, as `readDate` reads it; 0 for what is not written so, or is none. */
function plainDate(bytes: Uint8Array, from: number, to: number): Birth {
  const DASH = 45
  if (to - from !== 10 || bytes[from + 4] !== DASH || bytes[from + 7] !== DASH) return 0
  const year = digitsOf(bytes, from, from + 4)
  const month = digitsOf(bytes, from + 5, from + 7)
  const day = digitsOf(bytes, from + 8, to)
  return isDate(year, month, day) ? packBirth(year, month, day) : 0
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
