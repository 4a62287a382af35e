// Tests that merged cells reach their rows, and what a sheet of thousands of them costs.
import { expect, test } from 'vitest'
import { filledDown, type Merged } from './merged-cells.ts'

const tooMany = () => {
  throw new Error('too many')
}
const filling = (merged: readonly Merged[], most = 100) => filledDown(merged, { widest: 2000, most, tooMany })

test('a merged cell reaches each of its rows that hold anything else, and no other', () => {
  const fill = filling([
    { startRow: 3, endRow: 4, startCol: 0 },
    { startRow: 0, endRow: 2, startCol: 1 },
  ])
  const rows = [['Ana', 'Paz'], ['Luz'], [''], ['Eva', ''], ['', 'Ríos'], ['', 'Gil']]
  expect(rows.map((cells, row) => fill(row, cells))).toEqual([
    ['Ana', 'Paz'],
    ['Luz', 'Paz'],
    [''],
    ['Eva', ''],
    ['Eva', 'Ríos'],
    ['', 'Gil'],
  ])
})

test('a row costs its columns, however many merged cells lie over each other', () => {
  const merged = Array.from({ length: 19_000 }, (_, startRow) => ({ startRow, endRow: 40_000, startCol: 0 }))
  const fill = filling(merged, 40_000)
  fill(0, ['Ana', 'Paz'])
  for (let row = 1; row <= 40_000; row++) fill(row, ['', 'x'])
  const last = ['', 'x']
  expect(() => fill(40_000, last)).toThrow('too many')
})

test('a merged cell beyond the last column of any register is left out', () => {
  expect(filling([{ startRow: 0, endRow: 9, startCol: 2000 }])(0, ['Ana'])).toEqual(['Ana'])
})
