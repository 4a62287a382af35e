// When a figure may be shown to somebody who may not open the records it counts: one rule for every count there is.
import { may, type Holder } from './actor.ts'
import { getVerb } from './roles.ts'

/** Figures under this are shown only to whoever may open the records they count (the usual threshold of official statistics). */
export const SMALLEST_CELL = 5

/** Counts of one breakdown by the code of each cell; cells that nobody is in are left out. */
export type Cells = ReadonlyMap<string, number>

/** A breakdown as it may be shown: null where a figure is hidden. */
export type ShownCells = ReadonlyMap<string, number | null>

/** Whoever is shown a breakdown: from what size on, and what of it they know exactly, because they keep those records. */
export type Audience = { smallest: number; own?: Cells | undefined }

/**
 * Whoever may open every record of their organisation learns nothing more from a small figure of it; whoever may open
 * none, or only those of their own people, team or centre, might learn of one person.
 */
export const knowsPeople = (actor: Holder): boolean =>
  may(actor, getVerb('person.read'), { scope: 'organisation' }) === true

const isSmall = (count: number, smallest: number) => count > 0 && count < smallest
const sum = (counts: Iterable<number>) => [...counts].reduce((total, count) => total + count, 0)

/**
 * A count of now, for a badge or a list: below the minimum 0, and else rounded down to a multiple of it, so that the
 * difference between two moments is not one person either.
 */
export function roundedDown(count: number, actor: Holder): number {
  return knowsPeople(actor) ? count : count - (count % SMALLEST_CELL)
}

/** What is left of a breakdown when a part of it that somebody knows is taken away. */
function without(cells: Cells, own: Cells): Cells {
  return new Map([...cells].map(([code, count]) => [code, Math.max(0, count - (own.get(code) ?? 0))]))
}

/**
 * Whether a small figure among the hidden ones cannot be worked out from their sum, which follows from the total and what
 * is shown: there are at least two, and each could still be anything from one up to the minimum.
 */
function holds(cells: Cells, hidden: ReadonlySet<string>, smallest: number): boolean {
  const counts = [...hidden].map((code) => cells.get(code) ?? 0).filter((count) => count > 0)
  if (!counts.some((count) => isSmall(count, smallest))) return true
  return counts.length > 1 && sum(counts) >= smallest + counts.length - 1
}

/**
 * A breakdown as it may be shown beside its total: small cells are hidden, and with them the smallest of the others until
 * none can be found by subtraction (primary and complementary suppression). That holds for each audience in turn, also
 * after it has subtracted what it knows; whatever is hidden from one is hidden from those after it, so that whoever sees
 * several of the tables learns nothing by laying them side by side.
 *
 * @returns undefined when not even the total may be shown, or no set of hidden cells is safe beside it
 */
export function suppressSmallCells(cells: Cells, audiences: readonly Audience[]): ShownCells | undefined {
  const hidden = new Set<string>()
  for (const { smallest, own } of audiences) {
    const views = own === undefined ? [cells] : [cells, without(cells, own)]
    const last = views.at(-1) ?? cells
    if (views.some((view) => isSmall(sum(view.values()), smallest))) return undefined
    for (const view of views) for (const [code, count] of view) if (isSmall(count, smallest)) hidden.add(code)
    const others = [...cells.keys()]
      .filter((code) => !hidden.has(code))
      .sort((a, b) => (last.get(a) ?? 0) - (last.get(b) ?? 0) || (a < b ? -1 : 1))
    const safe = () => views.every((view) => holds(view, hidden, smallest))
    for (const code of others) {
      if (safe()) break
      hidden.add(code)
    }
    if (!safe()) return undefined
  }
  const codes = [...cells.keys()].sort()
  return new Map(codes.map((code) => [code, hidden.has(code) ? null : (cells.get(code) ?? 0)]))
}

/** One figure without a breakdown, as it may be shown. */
export function suppressSmall(
  count: number,
  audiences: readonly (Omit<Audience, 'own'> & { own?: number })[],
) {
  const alone = (one: number) => new Map(one === 0 ? [] : [['', one]])
  const shown = suppressSmallCells(
    alone(count),
    audiences.map(({ smallest, own }) => ({ smallest, ...(own !== undefined && { own: alone(own) }) })),
  )
  return count === 0 ? 0 : (shown?.get('') ?? null)
}

/**
 * The figures of several periods together: a cell is shown only if it is in each of them, so that a longer period says
 * nothing that its parts do not.
 */
export function shownInAll(tables: readonly (ShownCells | undefined)[]): ShownCells | undefined {
  const joined = new Map<string, number | null>()
  for (const table of tables) {
    if (table === undefined) return undefined
    for (const [code, count] of table) {
      const before = joined.get(code)
      joined.set(code, count === null || before === null ? null : (before ?? 0) + count)
    }
  }
  return joined
}
