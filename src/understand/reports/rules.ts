// Computes an overview's figures from counts by month, and decides which periods a reader may get; pure
// functions.
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

/** The number of a code in a month. */
export type Count = { month: string; code: string; count: number }

/**
 * Statements of a month in one currency: the sum, the part that is paid, and the number of people whose
 * results they contain.
 */
export type MoneyOfMonth = Count & { issued: string; paid: string }

/** The breakdowns of the figures, fixed: one for each measure, and three for people. */
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

/** Behind the firewall twice the limit of others: what other data they would combine it with is unknown. */
export const smallestFor = (organisationClass: OrganisationClass): number =>
  isBehindFirewall(organisationClass) ? 2 * SMALLEST_CELL : SMALLEST_CELL

const firstOf = (date: PlainDate): PlainDate => `${date.slice(0, 7)}-01`

/**
 * The year that ends today, unless said otherwise; undefined when the period ends before it begins. Where
 * small figures are hidden, the twelve whole months before this one.
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
 * Whether a period is made of whole months that are over. Figures of two periods that differ by a day would
 * reveal that day by subtraction, so readers without small figures get no other periods.
 */
export function isWholeMonths({ from, until }: Period, today: PlainDate): boolean {
  return from.endsWith('-01') && addDays(until, 1).endsWith('-01') && until < today
}

/** The months of a period as `2026-02`, in order. */
export function monthsOf({ from, until }: Period): string[] {
  const months: string[] = []
  for (let day = firstOf(from); day <= until; day = addMonths(day, 1)) months.push(day.slice(0, 7))
  return months
}

/** Orders age bands from the youngest to the oldest, unknown last. */
export function byAge(a: { code: string }, b: { code: string }): number {
  const start = (code: string) => (code === 'unknown' ? Infinity : Number.parseInt(code, 10))
  return start(a.code) - start(b.code)
}

/** Counts by month: those that one organisation sees, or those of the whole network. */
export type Counts = Readonly<Record<Cut, readonly Count[]>> & {
  /** Different people who got a service in the whole period. */
  servedInAll: number
  money: readonly MoneyOfMonth[]
}

/**
 * The readers of the figures, each with the counts that they see themselves and could subtract; empty when
 * small figures are shown.
 */
export type Readers = readonly { smallest: number; own?: Counts | undefined }[]

const cellsOf = (counts: readonly Count[], month: string): Cells =>
  new Map(counts.filter((each) => each.month === month).map(({ code, count }) => [code, count]))
const sum = (counts: readonly { count: number }[]) => counts.reduce((total, { count }) => total + count, 0)
const minor = (amount: string) => BigInt(amount.replace('.', ''))

/**
 * The overview of a period. With readers from whom small figures are hidden, each month is protected by
 * itself, and the period is the sum of what its months show, so that two periods reveal no more than their
 * months.
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
  /** A figure without a breakdown, or the total of a breakdown; each is shown or hidden by itself. */
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

/**
 * Different people who got a service; over several months it is not the sum of the months, so it is rounded
 * down.
 */
function served(counts: Counts, readers: Readers, months: number): number | null {
  const shown = suppressSmall(
    counts.servedInAll,
    readers.map(({ smallest, own }) => ({ smallest, ...(own && { own: own.servedInAll }) })),
  )
  const base = Math.max(1, ...readers.map(({ smallest }) => smallest))
  return shown === null || months === 1 ? shown : shown - (shown % base)
}

/**
 * Sorts shown cells by size, hidden ones after them in no order of size, which would reveal how they compare.
 */
function largestFirst(cells: { code: string; count: number | null }[]) {
  return cells.toSorted((a, b) => (b.count ?? -1) - (a.count ?? -1) || (a.code < b.code ? -1 : 1))
}

/** Sums by currency, for currencies whose number of people may be shown in each month. */
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

/**
 * What was already given behind the firewall about a month: nothing, the same month, or an overlapping
 * period.
 */
export type Given<HandOver> =
  | { is: 'nothing' }
  | { is: 'same'; hand: HandOver }
  | { is: 'other'; hand: HandOver }

/**
 * Organisations behind the firewall are treated as one, because they may exchange data: each calendar month
 * is given once, with one limit, and later recipients get the same figures. So together they only have tables
 * of months without a common day, each safe by itself, and subtraction between them reveals nothing.
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
