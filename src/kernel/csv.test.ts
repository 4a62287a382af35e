// Tests that the CSV files contain no cell that a spreadsheet takes for a formula.
import { expect, test } from 'vitest'
import fc from 'fast-check'
import { parse } from 'csv-parse/sync'
import { csvFile } from './csv.ts'

const read = (text: string) => parse(text, { bom: true, record_delimiter: '\r\n' }) as string[][]

test('a cell that would be a formula is text, whatever it begins with', () => {
  const formulas = [
    '=1+1',
    '+cmd|calc',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1+1',
    '+57 300',
    '-',
    '=',
  ]
  for (const formula of formulas) expect(read(csvFile([[formula]]))).toEqual([[`'${formula}`]])
})

test('numbers, dates and names stay as they are', () => {
  const plain = ['-40', '+40', '-40.5', '1.234,50', '2026-03-02', 'Íngrid', 'a=b', '3-4', '']
  for (const text of plain) expect(read(csvFile([['x', text]]))).toEqual([['x', text]])
  expect(read(csvFile([[-3, 2.5, null, undefined]]))).toEqual([['-3', '2.5', '', '']])
})

test('every cell is read back in its place, and none but a number begins like a formula', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 4 }), (cells) => {
      const [line = []] = read(csvFile([cells]))
      expect(line.map((cell) => cell.replace(/^'/u, ''))).toEqual(
        cells.map((cell) => cell.replace(/^'/u, '')),
      )
      for (const cell of line) expect(/^[=@\t\r]/u.test(cell)).toBe(false)
    }),
  )
})
