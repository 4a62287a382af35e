// Reads the CSV files of `arraigo link` into columns: by bytes, so that a million rows take a second or two, and row by row
// with the library from where a file is quoted in an unusual way, or is wrong and somebody must learn in which line.
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { CsvError, parse } from 'csv-parse'
import type { Columns } from '../../serve/duplicates/rules/columns.ts'
import { grown } from '../../serve/duplicates/rules/dictionary.ts'
import { SEPARATORS } from '../../kernel/table.ts'
import { LinkError, placesOf, type LinkMap, type Places } from '../../serve/duplicates/rules/link-map.ts'
import { ByteReader, MOST_OF_ROW } from './link-rows.ts'

/** Bytes that are read at once. */
export const PIECE = 2 ** 22

export type IdParts = { text: Uint8Array<ArrayBuffer>; ends: Uint32Array<ArrayBuffer>; count: number }

/** The ids of all records as they were written, one after the other in one piece of memory. */
export class Ids {
  private text = new Uint8Array(1 << 16)
  private ends = new Uint32Array(4096)
  private count = 0
  private filled = 0
  private view = Buffer.from(this.text.buffer)
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
    if (this.view.buffer !== this.text.buffer) this.view = Buffer.from(this.text.buffer)
    return this.view.toString('utf8', from, this.ends[record])
  }
  get parts(): IdParts {
    const { text, ends, count } = this
    return { text, ends, count }
  }
  append({ text, ends, count }: IdParts): void {
    for (let at = 0, from = 0; at < count; from = ends[at++] as number)
      this.add(text, from, ends[at] as number)
  }
}

/** @throws LinkError naming the file, and the line where there is one */
export async function readRecords(file: string, map: LinkMap, columns: Columns, ids: Ids): Promise<void> {
  const delimiter = await delimiterOf(file)
  try {
    const reader = new ByteReader(file, map, columns, ids, delimiter)
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
  reader.places = places
}

export function problemOf(error: unknown, file: string): Error {
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
export async function delimiterOf(file: string): Promise<string> {
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
