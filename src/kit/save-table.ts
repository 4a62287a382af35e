// Saves a table that is on the screen as a file for a spreadsheet.
import { csvFile } from '../kernel/csv.ts'
import { saveFile } from './download.ts'

export const saveTable = (rows: Parameters<typeof csvFile>[0], name: string): void =>
  saveFile(new Blob([csvFile(rows)], { type: 'text/csv' }), name)
