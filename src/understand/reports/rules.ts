// When a figure is shown: never one so small that it points at somebody.
import type { OrganisationClass } from '../../kernel/actor.ts'
import { isBehindWall } from '../../kernel/firewall.ts'
import { addDays, addMonths, type PlainDate } from '../../kernel/time.ts'

/** Figures under this are shown only to whoever may open the records they count (the usual threshold of official statistics). */
export const SMALLEST_CELL = 5

/** For those behind the firewall twice that: nobody knows what they would lay beside it. */
export const smallestFor = (organisationClass: OrganisationClass): number =>
  isBehindWall(organisationClass) ? 2 * SMALLEST_CELL : SMALLEST_CELL

/** The figure as it may be shown: null when it is small and small ones are hidden. Zero tells nothing of anybody. */
export function shown(count: number, hides: boolean, smallest = SMALLEST_CELL): number | null {
  return hides && count > 0 && count < smallest ? null : count
}

/**
 * Cells of one breakdown as they may be shown beside their total: what is hidden could be found by subtraction, so the
 * smallest of the others are hidden too until it is at least two cells that make a shown figure together
 * (complementary suppression).
 */
export function shownCells<Cell extends { count: number }>(
  cells: readonly Cell[],
  hides: boolean,
  smallest = SMALLEST_CELL,
): (Omit<Cell, 'count'> & { count: number | null })[] {
  const hidden = new Set(cells.filter((cell) => shown(cell.count, hides, smallest) === null))
  const sum = () => [...hidden].reduce((total, cell) => total + cell.count, 0)
  const others = cells.filter((cell) => cell.count > 0 && !hidden.has(cell)).sort((a, b) => a.count - b.count)
  for (const cell of others) {
    if (hidden.size === 0 || (hidden.size > 1 && sum() >= smallest)) break
    hidden.add(cell)
  }
  return cells.map((cell) => ({ ...cell, count: hidden.has(cell) ? null : cell.count }))
}

/** The year that ends today, unless said otherwise; undefined when the period ends before it begins. */
export function period(
  today: PlainDate,
  wish: { from?: PlainDate | undefined; until?: PlainDate | undefined },
): { from: PlainDate; until: PlainDate } | undefined {
  const until = wish.until ?? today
  const from = wish.from ?? addMonths(until, -12)
  return from > until ? undefined : { from, until }
}

/** Age bands from the youngest to the oldest, what is not known last. */
export function byAge(a: { code: string }, b: { code: string }): number {
  const start = (code: string) => (code === 'unknown' ? Infinity : Number.parseInt(code, 10))
  return start(a.code) - start(b.code)
}

/**
 * Whether a period is made of whole months that are over. Figures of two periods that differ by a day would tell of that
 * day by subtraction, so who is behind the firewall is given no others.
 */
export function isWholeMonths(
  { from, until }: { from: PlainDate; until: PlainDate },
  today: PlainDate,
): boolean {
  return from.endsWith('-01') && addDays(until, 1).endsWith('-01') && until < today
}
