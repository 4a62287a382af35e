// Tests that a text table is read in time linear to its length, whatever its quotation marks are, and that everybody
// else has a turn meanwhile.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countInTurns } from '../../../tests/harness/turns.ts'
import { scanLine, textRows, type TextRow } from './table-records.ts'
import { readTable } from './table-file.ts'

let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'arraigo-records-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

async function* each(lines: readonly string[]) {
  yield* lines
}

/** The rows of the lines, and how often each of their characters was read. */
async function rowsOf(lines: readonly string[]): Promise<{ rows: TextRow[]; times: number }> {
  let read = 0
  const counted: typeof scanLine = (line, separator, start) => {
    read += line.length
    return scanLine(line, separator, start)
  }
  const rows: TextRow[] = []
  for await (const row of textRows(each(lines), { separator: ',', quotes: true }, counted)) rows.push(row)
  return { rows, times: read / lines.join('').length }
}

test('a line has the cells that the parser finds in it', () => {
  const options = { relax_quotes: true, relax_column_count: true } as const
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '"', ',', ' '), minLength: 1 }), (line) => {
      const { cells, open } = scanLine(line, ',', 'cell')
      if (open) expect(() => parse(line, options)).toThrow('Quote Not Closed')
      else expect(parse(line, options)).toMatchObject([{ length: cells }])
    }),
  )
})

test('lines that each begin a cell which nothing closes are read twice at most', async () => {
  const unclosed = `${'"a",'.repeat(500)}"x`
  const lines = Array.from({ length: 300 }, () => unclosed)
  const { rows, times } = await rowsOf(lines)
  expect(rows).toHaveLength(300)
  expect(rows.every(({ problem }) => problem === 'quote_unclosed')).toBe(true)
  expect(times).toBeLessThanOrEqual(2)
})

test('so are lines whose quotation marks a far later row closes', async () => {
  const lines = Array.from({ length: 1000 }, (_, n) => (n % 90 === 89 ? 'y",1,2' : '1,2,"x'))
  expect((await rowsOf(['a,b,c', ...lines])).times).toBeLessThanOrEqual(2)
})

test('a cell has a hundred further lines at most, and less than the longest row', async () => {
  const cell = (lines: number) => [
    'a,b',
    '1,"x',
    ...Array.from({ length: lines - 1 }, () => 'x'),
    'y"',
    '2,z',
  ]
  expect((await rowsOf(cell(100))).rows).toHaveLength(3)
  expect((await rowsOf(cell(101))).rows.slice(1, 3)).toMatchObject([
    { row: 2, problem: 'quote_unclosed' },
    { row: 3, text: 'x' },
  ])
  const long = 'x'.repeat(150_000)
  expect((await rowsOf(['a,b', `1,"${long}`, `${long}"`, '2,z'])).rows[1]).toMatchObject({
    row: 2,
    problem: 'quote_unclosed',
  })
})

test('between two turns of everybody else, some hundred short lines are read and no more', async () => {
  const path = join(folder, 'short')
  await writeFile(path, 'a\r'.repeat(200_000))
  const { items, mostInATurn } = await countInTurns(readTable(path))
  expect(items).toBe(200_000)
  // A piece of the file that is read from the disk holds thirty thousand.
  expect(mostInATurn).toBeLessThan(2000)
})
