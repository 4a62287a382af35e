// Writes CSV files whose cells a spreadsheet does not execute: a formula that was typed as a name stays text.
/** Byte order mark, from which spreadsheets recognise UTF-8. */
const MARK = '\uFEFF'

/** Characters that begin a formula in some spreadsheet, also in their full-width form. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u
/** A number, also a signed one, is not a formula. */
const NUMBER = /^[+-]?\d+(?:[.,]\d+)*$/u

/**
 * A whole CSV file: UTF-8 with a byte order mark, commas, CRLF. Text that a spreadsheet would take for a
 * formula gets an apostrophe in front (OWASP, CSV Injection; CWE-1236). Numbers are not changed.
 */
export function csvFile(rows: readonly Cells[]): string {
  return `${MARK}${csvLines(rows)}`
}

export type Cells = readonly (string | number | null | undefined)[]

/** The same piece by piece: `pieces` are some rows each. */
export async function* csvStream(pieces: AsyncIterable<readonly Cells[]>): AsyncGenerator<string> {
  yield MARK
  for await (const rows of pieces) yield csvLines(rows)
}

const csvLines = (rows: readonly Cells[]) => rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')

function csvCell(value: string | number | null | undefined): string {
  const text = String(value ?? '')
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text
  return /[",;\t\r\n']/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
