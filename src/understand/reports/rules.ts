// The figures of an overview out of counts by month, and for whom which period of them may be: pure decisions.
import type { OrganisationClass } from '../../kernel/actor.ts'
import {
  suppressSmallCells,
  suppressSmall,
  SMALLEST_CELL,
  shownInAll,
  type Audience,
  type Cells,
  type ShownCells,
} from '../../kernel/figures.ts'
import { isBehindFirewall } from '../../kernel/firewall.ts'
import { addDays, addMonths, type PlainDate } from '../../kernel/time.ts'
import type { Overview } from './operations.ts'

export type Period = { from: PlainDate; until: PlainDate }

/** How many of a code in a month. */
export type Count = { month: string; code: string; count: number }

/** Statements of a month in a currency: what was asked for, what of it was paid, and how many people's results they are. */
export type MoneyOfMonth = Count & { issued: string; paid: string }

/** The cuts of the figures, fixed: one for each measure, and three for people. */
export const CUTS = [
  'registered',
  'byPopulationGroup',
  'bySex',
  'byAge',
  'needsOpen',
  'needsMet',
  'referrals',
  'services',
  'claims',
] as const
export type Cut = (typeof CUTS)[number]

/** For those behind the firewall twice as many as for others: nobody knows what they would lay beside it. */
export const smallestFor = (organisationClass: OrganisationClass): number =>
  isBehindFirewall(organisationClass) ? 2 * SMALLEST_CELL : SMALLEST_CELL

const firstOf = (date: PlainDate): PlainDate => `${date.slice(0, 7)}-01`

/**
 * The year that ends today, unless said otherwise; undefined when the period ends before it begins. Where small figures are
 * hidden, the twelve whole months before this one.
 */
export function period(
  today: PlainDate,
  wish: { from?: PlainDate | undefined; until?: PlainDate | undefined },
  hides = false,
): Period | undefined {
  const until = wish.until ?? (hides ? addDays(firstOf(today), -1) : today)
  const from = wish.from ?? (hides ? addMonths(firstOf(addDays(until, 1)), -12) : addMonths(until, -12))
  return from > until ? undefined : { from, until }
}

/**
 * Whether a period is made of whole months that are over. Figures of two periods that differ by a day would tell of that
 * day by subtraction, so who is shown no small figure is shown no other period.
 */
export function isWholeMonths({ from, until }: Period, today: PlainDate): boolean {
  return from.endsWith('-01') && addDays(until, 1).endsWith('-01') && until < today
}

/** The months of a period as `2026-02`, the first first. */
export function monthsOf({ from, until }: Period): string[] {
  const months: string[] = []
  for (let day = firstOf(from); day <= until; day = addMonths(day, 1)) months.push(day.slice(0, 7))
  return months
}

/** Age bands from the youngest to the oldest, what is not known last. */
export function byAge(a: { code: string }, b: { code: string }): number {
  const start = (code: string) => (code === 'unknown' ? Infinity : Number.parseInt(code, 10))
  return start(a.code) - start(b.code)
}

/** What was counted by month, as much as one organisation sees or all of the network. */
export type Counts = Readonly<Record<Cut, readonly Count[]>> & {
  /** Different people who got a service in all of the period. */
  servedInAll: number
  money: readonly MoneyOfMonth[]
}

/** Who is shown the figures in turn, each with what they see themselves; none when small figures are shown too. */
export type Readers = readonly { smallest: number; own?: Counts | undefined }[]

const cellsOf = (counts: readonly Count[], month: string): Cells =>
  new Map(counts.filter((each) => each.month === month).map(({ code, count }) => [code, count]))
const sum = (counts: readonly { count: number }[]) => counts.reduce((total, { count }) => total + count, 0)
const minor = (amount: string) => BigInt(amount.replace('.', ''))

/**
 * The overview of a period. Where there are readers from whom small figures are hidden, each month is protected by itself,
 * and the period says only what its months say, so that no two periods tell more than the months they are made of.
 */
export function overview(scope: Overview['scope'], span: Period, counts: Counts, readers: Readers): Overview {
  const hides = readers.length > 0
  const months = monthsOf(span)
  const audiences = (own: (counts: Counts) => readonly Count[], month: string): Audience[] =>
    readers.map((reader) => ({
      smallest: reader.smallest,
      ...(reader.own && { own: cellsOf(own(reader.own), month) }),
    }))
  const table = (of: (counts: Counts) => readonly Count[], month: string): ShownCells | undefined =>
    suppressSmallCells(cellsOf(of(counts), month), audiences(of, month))
  const cells = (of: (counts: Counts) => readonly Count[]) =>
    [...(shownInAll(months.map((month) => table(of, month))) ?? [])].map(([code, count]) => ({ code, count }))
  /** A figure without a breakdown, and the total of one, which is shown or hidden by itself. */
  const total = (of: (counts: Counts) => readonly Count[], month: string) => {
    const inMonth = (some: Counts) => sum(of(some).filter((each) => each.month === month))
    return suppressSmall(
      inMonth(counts),
      readers.map(({ smallest, own }) => ({ smallest, ...(own && { own: inMonth(own) }) })),
    )
  }
  const inAll = (totals: readonly (number | null)[]) =>
    totals.reduce((all, one) => (all === null || one === null ? null : all + one), 0)
  const all = (of: (counts: Counts) => readonly Count[]) => inAll(months.map((month) => total(of, month)))

  const byMonth = months.map((month) => ({ month, count: total((some) => some.registered, month) }))
  const people = served(counts, readers, months.length)
  return {
    scope,
    hides,
    ...span,
    people: {
      registered: inAll(byMonth.map(({ count }) => count)),
      byMonth,
      byPopulationGroup: largestFirst(cells((some) => some.byPopulationGroup)),
      bySex: largestFirst(cells((some) => some.bySex)),
      byAge: cells((some) => some.byAge).toSorted(byAge),
    },
    needs: {
      open: all((some) => some.needsOpen),
      met: all((some) => some.needsMet),
      byDomain: largestFirst(cells((some) => some.needsOpen)),
    },
    referrals: { byState: largestFirst(cells((some) => some.referrals)) },
    services: { delivered: people === null ? null : all((some) => some.services), people },
    outcomes: { byState: largestFirst(cells((some) => some.claims)) },
    money: moneyOf(
      counts.money,
      cells((some) => some.money),
    ),
  }
}

/** Different people who got a service; over several months they do not add up, so that their number is rounded down. */
function served(counts: Counts, readers: Readers, months: number): number | null {
  const shown = suppressSmall(
    counts.servedInAll,
    readers.map(({ smallest, own }) => ({ smallest, ...(own && { own: own.servedInAll }) })),
  )
  const base = Math.max(1, ...readers.map(({ smallest }) => smallest))
  return shown === null || months === 1 ? shown : shown - (shown % base)
}

/** Shown ones by size, hidden ones after them: the order of what is hidden would say how they compare. */
function largestFirst(cells: { code: string; count: number | null }[]) {
  return cells.toSorted((a, b) => (b.count ?? -1) - (a.count ?? -1) || (a.code < b.code ? -1 : 1))
}

/** Sums by currency, of currencies whose people may be shown in each month. */
function moneyOf(rows: readonly MoneyOfMonth[], people: readonly { code: string; count: number | null }[]) {
  return people
    .filter(({ count }) => count !== null)
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
    .map(({ code: currency }) => {
      const ours = rows.filter(({ code }) => code === currency)
      const add = (which: 'issued' | 'paid') => {
        const decimals = Math.max(0, ...ours.map((row) => (row[which].split('.')[1] ?? '').length))
        const padded = ours.map((row) => {
          const [whole = '0', part = ''] = row[which].split('.')
          return minor(`${whole}.${part.padEnd(decimals, '0')}`)
        })
        const digits = String(padded.reduce((all, one) => all + one, 0n)).padStart(decimals + 1, '0')
        return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
      }
      return { currency, issued: add('issued'), paid: add('paid') }
    })
}

/** What was given behind the firewall of days of a month: nothing yet, the very month, or what does not agree with it. */
export type Given<HandOver> =
  | { is: 'nothing' }
  | { is: 'same'; hand: HandOver }
  | { is: 'other'; hand: HandOver }

/**
 * Those behind the firewall are taken as one, because they may exchange what they have: each calendar month is given once,
 * in one cut, and whoever of them asks later gets the figures that were given then. So all they ever have are tables of
 * months without a day in common, each safe by itself, and no subtraction leads from one to another.
 */
export function judge<HandOver extends Period & { smallest: number }>(
  month: Period,
  smallest: number,
  given: readonly HandOver[],
): Given<HandOver> {
  const [first] = given
  if (first === undefined) return { is: 'nothing' }
  const same = given.find(
    (one) => one.from === month.from && one.until === month.until && one.smallest >= smallest,
  )
  return same ? { is: 'same', hand: same } : { is: 'other', hand: first }
}
