// Reads an XLSForm written as a Markdown table: the first cell of a row names a sheet, and the rows below it, whose
// first cell is empty, are its heading and its rows.
import type { RawSheet } from './workbook.ts'

/** @returns undefined when the text holds no table at all */
export function sheetsOfMarkdown(text: string): RawSheet[] | undefined {
  const sheets: RawSheet[] = []
  for (const line of text.split('\n')) {
    const cells = cellsOf(withoutComment(line))
    if (!cells) continue
    const [name = '', ...rest] = cells
    if (name !== '') sheets.push({ name, rows: [] })
    const sheet = sheets.at(-1)
    // As in the sheet of a workbook the heading is row 1; rows without any text are not counted.
    if (sheet && rest.some((cell) => cell !== ''))
      sheet.rows.push({ row: sheet.rows.length + 1, cells: rest })
  }
  return sheets.length > 0 ? merged(sheets) : undefined
}

/** What follows a `#` after the last `|` is a comment, and so is a line that begins with it. */
function withoutComment(line: string): string {
  if (/^\s*#/.test(line)) return ''
  const hash = line.indexOf('#', line.lastIndexOf('|') + 1)
  return (hash > 0 && hash < line.length - 1 ? line.slice(0, hash) : line).trim()
}

function cellsOf(line: string): string[] | undefined {
  const last = line.lastIndexOf('|')
  if (!line.startsWith('|') || last < 1) return undefined
  const inner = line.slice(1, last)
  if (/^[|-]+$/.test(inner)) return undefined
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'))
}

/** A later table of a name replaces the earlier one, as it does in the reference. */
function merged(sheets: readonly RawSheet[]): RawSheet[] {
  return [...new Map(sheets.map((sheet) => [sheet.name, sheet])).values()]
}
