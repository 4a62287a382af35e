// Writes tables that a spreadsheet can open without doing what a cell says: a formula somebody typed as a name stays text.
/** Tells spreadsheets that what follows is UTF-8. */
const MARK = '\uFEFF'

/** Signs that begin a formula in some spreadsheet, as they are and as they are written in full width. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u
/** A number, a signed one too, is a number and no formula. */
const NUMBER = /^[+-]?\d+(?:[.,]\d+)*$/u

/**
 * A whole CSV file: UTF-8 with its mark, commas, CRLF. Text that a spreadsheet would take for a formula gets an apostrophe
 * before it (OWASP, CSV Injection; CWE-1236). Numbers stay as they are.
 */
export function csvFile(rows: readonly (readonly (string | number | null | undefined)[])[]): string {
  return `${MARK}${rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`
}

function csvCell(value: string | number | null | undefined): string {
  const text = String(value ?? '')
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text
  return /[",;\t\r\n']/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
