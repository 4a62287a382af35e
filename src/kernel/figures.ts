// Statistical disclosure control for every count: when a figure may be shown to a reader who may not open the
// records it counts.
import { may, type Holder } from './actor.ts'
import { getVerb } from './roles.ts'

/**
 * Smaller figures are shown only to readers who may open the records counted (the usual threshold of official
 * statistics).
 */
export const SMALLEST_CELL = 5

/** Counts of one breakdown by the code of each cell; empty cells are left out. */
export type Cells = ReadonlyMap<string, number>

/** A breakdown as it may be shown: null where a figure is hidden. */
export type ShownCells = ReadonlyMap<string, number | null>

/**
 * Readers of a breakdown: the smallest figure they may see, and the part they know exactly, because they keep
 * those records.
 */
export type Audience = { smallest: number; own?: Cells | undefined }

/**
 * Whether the reader may open every record of the organisation, and so learns nothing new from a small
 * figure. A reader who may open none, or only those of their own people, team or centre, might learn about
 * one person.
 */
export const knowsPeople = (actor: Holder): boolean =>
  may(actor, getVerb('person.read'), { scope: 'organisation' }) === true

const isSmall = (count: number, smallest: number) => count > 0 && count < smallest
const sum = (counts: Iterable<number>) => [...counts].reduce((total, count) => total + count, 0)

/**
 * A current count, for a badge or a list: 0 below the minimum, else rounded down to a multiple of it, so that
 * the difference between two counts does not reveal one person either.
 */
export function roundedDown(count: number, actor: Holder): number {
  return knowsPeople(actor) ? count : count - (count % SMALLEST_CELL)
}

/** A breakdown minus the part that the reader knows. */
function without(cells: Cells, own: Cells): Cells {
  return new Map([...cells].map(([code, count]) => [code, Math.max(0, count - (own.get(code) ?? 0))]))
}

/**
 * Whether no small hidden figure can be computed from the sum of the hidden ones, which is the total minus
 * the cells shown: there are at least two of them, and each could still be anything from one up to the
 * minimum.
 */
function isSafe(cells: Cells, hidden: ReadonlySet<string>, smallest: number): boolean {
  const counts = [...hidden].map((code) => cells.get(code) ?? 0).filter((count) => count > 0)
  if (!counts.some((count) => isSmall(count, smallest))) return true
  return counts.length > 1 && sum(counts) >= smallest + counts.length - 1
}

/**
 * A breakdown as it may be shown with its total: small cells are hidden, and then the smallest of the others
 * until none can be found by subtraction (primary and complementary suppression). This is checked for each
 * audience in turn, also after it subtracts what it knows. A cell hidden from one audience is hidden from
 * those after it, so that comparing the tables of several audiences reveals nothing.
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
    const safe = () => views.every((view) => isSafe(view, hidden, smallest))
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
 * The figures of several periods together: a cell is shown only if it is shown in each of them, so that a
 * longer period reveals nothing that its parts do not.
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
