// Finds the rows of a text table whose cells may hold line breaks. A line is read a fixed number of times, however
// many lines before it have a quotation mark that nothing closes.
import { LONGEST_ROW } from './sheet.ts'

/** A row as it stands in the file; one with a problem is refused as a whole. */
export type TextRow = { row: number; text: string; problem?: typeof QUOTE_UNCLOSED }

export const QUOTE_UNCLOSED = 'quote_unclosed'
/** Most lines of one cell; a quotation mark that is not closed by then is a mistake. */
const LONGEST_CELL = 100

/** Where a line begins: with a cell, or within the quotation marks of a cell that began on a line before it. */
type Start = 'cell' | 'quoted'
/** Cells that begin in a line, and whether its last one has a quotation mark that nothing closes. */
export type Scan = { cells: number; open: boolean }

/** Reads a line once, as the parser of its cells does. */
export function scanLine(line: string, separator: string, start: Start): Scan {
  // The mark that began a quoted cell stands before the line.
  let at = start === 'quoted' ? -1 : 0
  let cells = start === 'quoted' ? 0 : 1
  for (;;) {
    if (at < 0 || line[at] === '"') {
      at++
      for (;;) {
        const closing = line.indexOf('"', at)
        if (closing < 0) return { cells, open: true }
        at = closing + 1
        if (line[at] !== '"') break
        at++
      }
    }
    const end = line.indexOf(separator, at)
    if (end < 0) return { cells, open: false }
    at = end + 1
    cells++
  }
}

/** A line that was taken from the file, with what is known about it. */
type Line = { text: string; quoted?: Scan; plain?: number }

/**
 * Joins the lines of cells that hold line breaks. Where a quotation mark is not closed, or only by that of a later
 * row, its line is a row with a problem, and the next line is read on its own.
 * @param scan reads one line; a test counts how much is read
 */
export async function* textRows(
  lines: AsyncIterator<string>,
  { separator, quotes }: { separator: string; quotes: boolean },
  scan = scanLine,
): AsyncGenerator<TextRow> {
  /** Lines that were looked at and not taken yet: at most those of one cell. */
  const ahead: Line[] = []
  let row = 0
  /** Cells of the widest row so far. */
  let width = 0
  /** Lines that stood within quotation marks that were never closed: they count only as whole rows. */
  let doubted = 0
  const read = async (): Promise<Line | undefined> => {
    const { value, done } = await lines.next()
    return done === true ? undefined : { text: value }
  }
  const isWhole = (line: Line) => (line.plain ??= line.text.split(separator).length) === width
  for (let line = await read(); line; line = ahead.shift() ?? (await read())) {
    row++
    const { text } = line
    if (text === '') continue
    let { cells, open } = quotes
      ? scan(text, separator, 'cell')
      : { cells: text.split(separator).length, open: false }
    let more = 0
    for (let length = text.length; open && more < LONGEST_CELL && length < LONGEST_ROW; more++) {
      const next = ahead[more] ?? (await read())
      if (!next) break
      if (more === ahead.length) ahead.push(next)
      next.quoted ??= scan(next.text, separator, 'quoted')
      length += next.text.length + 1
      cells += next.quoted.cells
      open = next.quoted.open || length > LONGEST_ROW
    }
    if (open) cells = 0
    const separate = () => width > 1 && isWhole(line) && ahead.slice(0, more).every(isWhole)
    if (more > 0 && (open || cells < width || separate())) {
      doubted = more
      yield { row, text, problem: QUOTE_UNCLOSED }
      continue
    }
    const torn = doubted > 0 && (cells !== width || text.includes('"'))
    const joined = [text, ...ahead.splice(0, more).map((next) => next.text)].join('\n')
    doubted = Math.max(0, doubted - 1 - more)
    width = Math.max(width, cells)
    yield torn || open ? { row, text, problem: QUOTE_UNCLOSED } : { row, text: joined }
  }
}
