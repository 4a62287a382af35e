// A figure that could point at somebody is not shown, and cannot be worked out from those that are.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { period, shown, shownCells, SMALLEST_CELL } from './rules.ts'

test('an organisation sees its own figures whatever their size; the network does not see small ones', () => {
  expect(shown(3, false)).toBe(3)
  expect(shown(3, true)).toBeNull()
  expect(shown(0, true)).toBe(0)
  expect(shown(SMALLEST_CELL, true)).toBe(SMALLEST_CELL)
})

test('beside a total, no single hidden cell can be found by subtraction', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 8 }), (counts) => {
      const cells = shownCells(
        counts.map((count, index) => ({ code: String(index), count })),
        true,
      )
      const hidden = cells.filter((cell) => cell.count === null).length
      const others = counts.filter((count) => count > 0).length
      expect(
        cells.every((cell) => cell.count === null || cell.count === 0 || cell.count >= SMALLEST_CELL),
      ).toBe(true)
      // One alone stays hidden only when there is no other figure to hide it behind.
      expect(hidden === 1 && others > 1).toBe(false)
      // Two hidden cells that make two together are one each: what is hidden is as large as a figure that is shown.
      const sum = cells.reduce(
        (total, cell, index) => total + (cell.count === null ? (counts[index] ?? 0) : 0),
        0,
      )
      expect(hidden > 0 && sum < SMALLEST_CELL && hidden < others).toBe(false)
    }),
  )
})

test('a period that ends before it begins is none', () => {
  expect(period('2026-03-02', {})).toEqual({ from: '2025-03-02', until: '2026-03-02' })
  expect(period('2026-03-02', { from: '2026-04-01' })).toBeUndefined()
})
