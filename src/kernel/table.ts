// How a table that somebody uploads is read: what the reader decided by looking at the file, and what a user
// may decide instead.
import * as z from 'zod/mini'
import { SingleLine } from './words.ts'

export const ENCODINGS = [
  'utf-8',
  'windows-1252',
  'windows-1256',
  'windows-1251',
  'utf-16le',
  'utf-16be',
] as const
export const SEPARATORS = [',', ';', '\t', '|'] as const

/** What a user decides about a file; the reader decides the rest. */
export const TableLayout = z.strictObject({
  /** Of a text file. */
  encoding: z.optional(z.enum(ENCODINGS)),
  separator: z.optional(z.enum(SEPARATORS)),
  /** Whether quotation marks of a text file enclose cells; else they are characters like any other. */
  quotes: z.optional(z.boolean()),
  /** Name of the sheet of a spreadsheet. */
  sheet: z.optional(SingleLine(200)),
  /** Number of the row that holds the headings, as the sheet counts it; 0 when there is none. */
  heading: z.optional(z.int().check(z.minimum(0), z.maximum(1_000_000))),
})
export type TableLayout = z.infer<typeof TableLayout>

/** How a file is read: its format, and the layout as decided by the reader or the user. */
export const TableReading = z.object({
  format: z.enum(['csv', 'xlsx', 'ods', 'xls', 'html']),
  encoding: z.nullable(z.enum(ENCODINGS)),
  separator: z.nullable(z.enum(SEPARATORS)),
  quotes: z.nullable(z.boolean()),
  sheet: z.nullable(z.string()),
  /** All sheets of the file; `hidden` ones are never chosen by the reader. */
  sheets: z.array(z.object({ name: z.string(), hidden: z.boolean() })),
  heading: z.int(),
  /** The first rows as they stand in the file, among which the headings are. */
  top: z.array(z.object({ row: z.int(), cells: z.array(z.string()) })),
})
export type TableReading = z.infer<typeof TableReading>

/** The letter by which spreadsheets call a column: 0 is A, 26 is AA. */
export function columnLetter(index: number): string {
  const letter = String.fromCodePoint(65 + (index % 26))
  return index < 26 ? letter : columnLetter(Math.floor(index / 26) - 1) + letter
}
