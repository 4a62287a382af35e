// When a figure is shown: never one so small that it points at somebody.
import { addMonths, type PlainDate } from '../../kernel/time.ts'

/** Figures under this are not shown beyond the organisation that recorded them (the usual threshold of official statistics). */
export const SMALLEST_CELL = 5

/** The figure as it may be shown: null when it is small and leaves its organisation. Zero tells nothing of anybody. */
export function shown(count: number, scope: 'organisation' | 'network'): number | null {
  return scope === 'network' && count > 0 && count < SMALLEST_CELL ? null : count
}

/**
 * Cells of one breakdown as they may be shown beside their total: when exactly one would be hidden it could be found by
 * subtraction, so the smallest of the others is hidden too (complementary suppression).
 */
export function shownCells<Cell extends { count: number }>(
  cells: readonly Cell[],
  scope: 'organisation' | 'network',
): (Omit<Cell, 'count'> & { count: number | null })[] {
  const result = cells.map((cell) => ({ ...cell, count: shown(cell.count, scope) }))
  const hidden = result.filter((cell) => cell.count === null)
  if (hidden.length !== 1) return result
  const smallest = result
    .filter((cell): cell is typeof cell & { count: number } => cell.count !== null && cell.count > 0)
    .reduce<((typeof result)[number] & { count: number }) | undefined>(
      (least, cell) => (least === undefined || cell.count < least.count ? cell : least),
      undefined,
    )
  return result.map((cell) => (cell === smallest ? { ...cell, count: null } : cell))
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
