// Reads a CSV file in ranges of bytes, each of which ends with a row, so that several threads read one file. Where rows do not
// end with lines (a quoted cell has several), or the file is odd otherwise, the ranges say so and the file is read as a whole.
import { closeSync, openSync, readSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { Columns, type Parts } from '../../serve/duplicates/rules/columns.ts'
import type { LinkMap, Places } from '../../serve/duplicates/rules/link-map.ts'
import { delimiterOf, Ids, PIECE, problemOf, readRecords, type IdParts } from './link-reading.ts'
import { ByteReader, MOST_OF_ROW } from './link-rows.ts'

const NEWLINE = 10

/** Bytes of a file from `from` up to `to`. */
export type Range = {
  file: string
  map: LinkMap
  delimiter: string
  /** Of the heading, in all ranges but the first. */
  places: Places | undefined
  from: number
  to: number
  isLast: boolean
}
export type RangeRead = {
  parts: Parts
  ids: IdParts
  /** Whether it began and ended with a row, all of which were plain. */
  isWhole: boolean
}

/** What was read of all files, in the order of their rows. */
export type FilesRead = { parts: Parts[]; ids: Ids; firstOfSecond: number }

/**
 * @param readAll reads ranges, each apart from the others
 * @throws LinkError naming the file, and the line where there is one
 */
export async function readFiles(
  files: readonly string[],
  map: LinkMap,
  many: number,
  readAll: (ranges: readonly Range[]) => Promise<readonly RangeRead[]>,
  tell: (line: string) => void,
): Promise<FilesRead> {
  const [parts, ids]: [Parts[], Ids] = [[], new Ids()]
  const countOf = (some: readonly Parts[]) => some.reduce((sum, { count }) => sum + count, 0)
  let firstOfSecond = 0
  for (const [at, file] of files.entries()) {
    if (at === 1) firstOfSecond = countOf(parts)
    tell(`Reading ${file} …`)
    const ranges = await rangesOf(file, map, many)
    const read = ranges && (await readAll(ranges))
    if (read?.every(({ isWhole }) => isWhole)) {
      const hasIds = map.id !== undefined
      let number = 0
      for (const range of read) {
        parts.push(range.parts)
        if (hasIds) ids.append(range.ids)
        else for (let record = 0; record < range.parts.count; record++) ids.addText(String(++number))
      }
      continue
    }
    const columns = new Columns()
    await readRecords(file, map, columns, ids)
    parts.push(columns.parts)
  }
  return { parts, ids, firstOfSecond: files.length === 1 ? countOf(parts) : firstOfSecond }
}

/** @returns so many ranges, or undefined where the file is read as a whole */
export async function rangesOf(file: string, map: LinkMap, many: number): Promise<Range[] | undefined> {
  if (many < 2 || file.endsWith('.gz')) return undefined
  const delimiter = await delimiterOf(file)
  try {
    const opened = await open(file)
    try {
      const { size } = await opened.stat()
      const piece = Buffer.alloc(Math.min(MOST_OF_ROW, size))
      const lineFrom = async (at: number) => {
        const { bytesRead } = await opened.read(piece, 0, piece.length, at)
        const end = piece.subarray(0, bytesRead).indexOf(NEWLINE)
        return end < 0 ? undefined : { bytes: piece.subarray(0, end + 1), next: at + end + 1 }
      }
      const heading = await lineFrom(0)
      const reader = new ByteReader(file, map, new Columns(), new Ids(), delimiter)
      if (!heading || !reader.take(heading.bytes) || !reader.places) return undefined
      const cuts = [0]
      for (let at = 1; at < many; at++) {
        const line = await lineFrom(Math.floor((size * at) / many))
        if (line && line.next > (cuts.at(-1) ?? 0) && line.next < size) cuts.push(line.next)
      }
      const { places } = reader
      return cuts.map((from, at) => ({
        file,
        map,
        delimiter,
        places: at === 0 ? undefined : places,
        from,
        to: cuts[at + 1] ?? size,
        isLast: at === cuts.length - 1,
      }))
    } finally {
      await opened.close()
    }
  } catch (error) {
    throw problemOf(error, file)
  }
}

/** @throws LinkError naming the file */
export function readRange({ file, map, delimiter, places, from, to, isLast }: Range): RangeRead {
  const [columns, ids] = [new Columns(), new Ids()]
  const reader = new ByteReader(file, map, columns, ids, delimiter, places)
  const opened = openSync(file, 'r')
  try {
    let at = from
    while (at < to) {
      const piece = Buffer.allocUnsafe(Math.min(PIECE, to - at))
      const read = readSync(opened, piece, 0, piece.length, at)
      if (read === 0 || !reader.take(piece.subarray(0, read))) break
      at += read
      // As many rows as there were in so many bytes, and some more.
      columns.expect(Math.ceil((columns.count * 1.02 * (to - from)) / (at - from)))
    }
    const isWhole = at === to && (isLast ? reader.end() : reader.isAtEndOfRow)
    return { parts: columns.parts, ids: ids.parts, isWhole }
  } catch (error) {
    throw problemOf(error, file)
  } finally {
    closeSync(opened)
  }
}
