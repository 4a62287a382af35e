// Reads several sheets of one workbook, each cell as the sheet shows it, for files that are more than one table.
import { tableUnreadable } from '../../kernel/problems.ts'
import { readSheet, type SheetFormat, type Sheets, type TableRow } from './sheet.ts'

export type WorkbookSheet = { name: string; rows: TableRow[] }

/** Characters of one sheet; what is read here is written by people, and not exported by a program. */
const CHARACTERS = 20_000_000

/**
 * Every sheet with its name; the rows only of those that are wanted, and of the only one where there is one.
 * @param first the sheet that is most probably wanted
 * @throws Problem 422 `table.unreadable`, 413 `table.too_large`, 503 `server.busy`
 */
export async function readWorkbook(
  path: string,
  format: SheetFormat,
  first: string,
  wanted: (name: string) => boolean,
): Promise<WorkbookSheet[]> {
  let told: Sheets | undefined
  const rowsOf = async (sheet: string): Promise<TableRow[]> => {
    const rows: TableRow[] = []
    const read = readSheet(path, {
      format,
      sheet,
      asShown: true,
      characters: CHARACTERS,
      told: (sheets) => (told = sheets),
    })
    for await (const row of read) rows.push(row)
    return rows
  }
  const rows = await rowsOf(first)
  if (!told) throw tableUnreadable()
  const { sheets, sheet: read } = told
  const found: WorkbookSheet[] = []
  for (const { name } of sheets) {
    if (name === read) found.push({ name, rows: wanted(name) || sheets.length === 1 ? rows : [] })
    else found.push({ name, rows: wanted(name) ? await rowsOf(name) : [] })
  }
  return found
}
