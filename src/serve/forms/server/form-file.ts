// Reads the file of an XLSForm: a workbook, or a table in Markdown.
import { stat, readFile } from 'node:fs/promises'
import { Problem } from '../../../kernel/problem.ts'
import { tableTooLarge, tableUnreadable } from '../../../kernel/problems.ts'
import { formatOf } from '../../../platform/files/table-file.ts'
import { readWorkbook } from '../../../platform/files/workbook-file.ts'
import { sheetsOfMarkdown } from '../../../kernel/xlsform/markdown.ts'
import { SHEETS, type RawSheet } from '../../../kernel/xlsform/workbook.ts'

/** Bytes of a table in Markdown: some hundred thousand rows. */
const LONGEST_TEXT = 20_000_000

/**
 * @returns undefined for a text without any table
 * @throws Problem 422 `table.unreadable`, 413 `table.too_large`, 503 `server.busy`
 */
export async function sheetsOfFile(path: string): Promise<RawSheet[] | undefined> {
  const format = await formatOf(path)
  if (format === 'html') throw tableUnreadable()
  if (format !== 'csv') {
    const isOne = (name: string) => SHEETS.some((each) => each === name.trim().toLowerCase())
    try {
      const sheets = await readWorkbook(path, format, 'survey', isOne)
      const [only, ...others] = sheets
      // A workbook with one sheet only means it, whatever the program that made it called it.
      return only && others.length === 0 && !isOne(only.name) ? [{ ...only, name: 'survey' }] : sheets
    } catch (error) {
      throw error instanceof Problem ? error : tableUnreadable()
    }
  }
  if ((await stat(path)).size > LONGEST_TEXT) throw tableTooLarge({ limit: LONGEST_TEXT })
  return sheetsOfMarkdown(await readFile(path, 'utf8'))
}
