// Tests that a figure about a few people is not shown, and cannot be computed from the figures that are.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  suppressSmallCells,
  suppressSmall,
  roundedDown,
  SMALLEST_CELL,
  shownInAll,
  type Cells,
} from './figures.ts'
import { grantsOf } from './roles.ts'

const cellsOf = (counts: readonly number[]): Cells =>
  new Map(counts.flatMap((count, at) => (count > 0 ? [[`c${at}`, count] as const] : [])))
const sum = (counts: Iterable<number>) => [...counts].reduce((all, one) => all + one, 0)

/**
 * The range that a reader can compute for each hidden cell from the total, the shown cells and the part of
 * each cell that they know (`known`).
 */
function rangesOf(cells: Cells, hidden: readonly string[], known: Cells): Map<string, [number, number]> {
  const left = sum(hidden.map((code) => cells.get(code) ?? 0))
  // A cell without people known to the reader has at least one other person: empty cells are left out of the
  // breakdown.
  const least = (code: string) => ((known.get(code) ?? 0) > 0 ? 0 : 1)
  const floor = sum(hidden.map(least))
  return new Map(hidden.map((code) => [code, [least(code), left - floor + least(code)]]))
}

test('no small cell can be computed from the total, even by a reader who keeps a part of the records', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat({ max: 14 }), fc.nat({ max: 14 })), { minLength: 1, maxLength: 8 }),
      fc.constantFrom(SMALLEST_CELL, 2 * SMALLEST_CELL),
      (pairs, smallest) => {
        const cells = cellsOf(pairs.map(([ours, theirs]) => ours + theirs))
        const own = new Map(pairs.map(([ours], at) => [`c${at}`, ours]))
        const shown = suppressSmallCells(cells, [{ smallest, own }])
        if (shown === undefined) return
        const rest: Cells = new Map([...cells].map(([code, count]) => [code, count - (own.get(code) ?? 0)]))
        const hidden = [...shown].flatMap(([code, count]) => (count === null ? [code] : []))
        const views: [Cells, Cells][] = [
          [cells, new Map()],
          [rest, own],
        ]
        for (const [view, known] of views) {
          expect(sum(view.values()) > 0 && sum(view.values()) < smallest).toBe(false)
          for (const [code, count] of view) {
            const small = count > 0 && count < smallest
            if (!small) continue
            expect(hidden).toContain(code)
            const [least, most] = rangesOf(view, hidden, known).get(code) as [number, number]
            expect(least).toBeLessThanOrEqual(1)
            expect(most).toBeGreaterThanOrEqual(smallest)
          }
        }
      },
    ),
  )
})

test('a cell hidden in the table for one audience is hidden in the table for the next', () => {
  const cells = fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(cells, cells, (all, own) => {
      const counts = cellsOf(all)
      const first = suppressSmallCells(counts, [{ smallest: 5 }])
      const second = suppressSmallCells(counts, [{ smallest: 5 }, { smallest: 10, own: cellsOf(own) }])
      for (const [code, count] of second ?? []) if (count !== null) expect(first?.get(code)).toBe(count)
    }),
  )
})

test('a breakdown is not shown at all when even hiding every cell gives the figures away', () => {
  const ones = new Map(['a', 'b', 'c', 'd', 'e'].map((code) => [code, 1]))
  expect(suppressSmallCells(ones, [{ smallest: 5 }])).toBeUndefined()
  expect(suppressSmall(5, [{ smallest: 5 }])).toBe(5)
  expect(suppressSmall(4, [{ smallest: 5 }])).toBeNull()
  expect(suppressSmall(0, [{ smallest: 5 }])).toBe(0)
  expect(suppressSmall(12, [{ smallest: 5, own: 10 }])).toBeNull()
  expect(suppressSmall(12, [{ smallest: 5, own: 12 }])).toBe(12)
})

test('a longer period hides what one of its parts hides', () => {
  const tables = [
    new Map([
      ['a', 7],
      ['b', null],
    ]),
    new Map([['a', 6]]),
  ]
  expect([...(shownInAll(tables) ?? [])]).toEqual([
    ['a', 13],
    ['b', null],
  ])
  expect(shownInAll([...tables, undefined])).toBeUndefined()
})

test('a current count is rounded down for a reader who may not open every record of the organisation', () => {
  const holder = (role: 'supervisor' | 'analyst') => ({
    grants: grantsOf([role]),
    organisationClass: 'public' as const,
  })
  expect([0, 4, 5, 9, 12].map((count) => roundedDown(count, holder('analyst')))).toEqual([0, 0, 5, 5, 10])
  expect(roundedDown(3, holder('supervisor'))).toBe(3)
  const own = holder('supervisor').grants.map((grant) => ({ ...grant, scope: 'own' as const }))
  expect(roundedDown(3, { grants: own, organisationClass: 'public' })).toBe(0)
})
