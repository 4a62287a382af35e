// Finds the records of one or two files that may be one person. What several threads do is apart from what one does before
// and after them: `Comparing`, and `decide`.
import { BITS as BIRTHS } from './births.ts'
import { boundOf } from './bound.ts'
import { candidatesOf, type Candidates, type Unit } from './candidates.ts'
import { compareFrom, POSSIBLE, scoreOf, type Likeness, type Register } from './compare.ts'
import { FLAGS, OF_SECOND, scratch, STRIDE, type Columns } from './columns.ts'
import { countsOf, registerOfColumns, type Counts } from './counts.ts'
import { decide, type Compared, type Linked } from './decide.ts'
import type { TooLarge } from './groups.ts'
import { MOST_KNOWN } from './known.ts'
import { LinkError } from './link-map.ts'
import { MOST_OF_NAMES } from './names.ts'
import { Pairs } from './pairs.ts'
import { sortedByBirth, type Sorted } from './sorted.ts'

export type { Linked }
export type LinkResult = {
  compared: number
  tooLarge: TooLarge
  /** By which the pairs were judged. */
  register: Register
}

/** Of a hash of 32 bits that is a place in a table of 2 to the 16. */
const SHIFT = 16
/** Pairs that are compared before it is said how far it is. */
export const AT_ONCE = 16_384
/** More pairs than this in one run are no likenesses of people: the file repeats its rows. */
const MOST_PAIRS = 20_000_000

/** Each list of reasons once, by number from 1. */
class ReasonLists {
  private readonly first: number
  readonly all: Likeness['reasons'][] = []
  private readonly known = new Map<string, number>()
  /** @param first before the first number */
  constructor(first: number) {
    this.first = first
  }
  codeOf(reasons: Likeness['reasons']): number {
    const key = reasons.join(' ')
    const before = this.known.get(key)
    if (before !== undefined) return before
    const code = this.first + this.all.push(reasons)
    this.known.set(key, code)
    return code
  }
}

/** What each thread does with its share of the work. */
export class Comparing {
  readonly candidates: Candidates
  readonly pairs: Pairs
  readonly tooLarge: TooLarge = { groups: 0, largest: 0 }
  readonly reasons: ReasonLists
  private readonly sorted: Sorted
  private readonly isAcross: boolean
  /** How many are on record twice is seen at the end: until then as many as may be. */
  private readonly widest: Register
  private readonly least: number
  private readonly isPossible: (a: number, b: number) => boolean

  /** Pairs that were looked at lately, each where its hash says: those of one person share many keys. */
  private readonly later = new Uint32Array(2 ** (32 - SHIFT))
  private readonly earlier = new Uint32Array(2 ** (32 - SHIFT))

  /**
   * @param isAcross whether only pairs of one record of each file are compared
   * @param firstCode before the numbers of lists of reasons
   */
  constructor(sorted: Sorted, isAcross: boolean, counts: Counts, firstCode = 0) {
    const { columns } = sorted
    this.reasons = new ReasonLists(firstCode)
    this.sorted = sorted
    this.isAcross = isAcross
    const register = registerOfColumns(columns, counts)
    this.widest = { ...register, known: MOST_KNOWN }
    this.least = scoreOf(POSSIBLE, this.widest)
    const isSmall = MOST_OF_NAMES + BIRTHS.different_birth_date >= scoreOf(POSSIBLE, register)
    this.candidates = candidatesOf(columns, counts, isSmall)
    this.isPossible = boundOf(columns, this.widest, this.least)
    this.pairs = new Pairs(columns.count)
  }

  /**
   * Adds the pairs of a unit that may be one person, by their records as they were read.
   * @throws LinkError when there are more than can be kept
   */
  find(unit: Unit): void {
    const { isAcross, isPossible, pairs, later, earlier } = this
    const { order, columns } = this.sorted
    const { records } = columns
    const isSecond = (place: number) => ((records[place * STRIDE + FLAGS] as number) & OF_SECOND) > 0
    this.candidates.visit(
      unit,
      (members, from, middle, to) => {
        for (let i = middle; i < to; i++) {
          const a = members[i] as number
          for (let j = from; j < i; j++) {
            const b = members[j] as number
            if (isAcross && isSecond(a) === isSecond(b)) continue
            // Members of a group ascend, so that a pair comes in one order only.
            const place = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) >>> SHIFT
            if (later[place] === a && earlier[place] === b) continue
            later[place] = a
            earlier[place] = b
            if (isPossible(a, b)) pairs.add(order[a] as number, order[b] as number)
          }
        }
        refuseTooMany(pairs)
      },
      this.tooLarge,
    )
  }

  /** Compares the pairs from `from` up to `to`. @param into whose scores and codes are filled */
  compare({ first, second, scores, codes }: Omit<Compared, 'reasons'>, from: number, to: number): void {
    const { columns, places } = this.sorted
    const [one, other] = [scratch(), scratch()]
    let prepared = -1
    for (let at = from; at < to; at++) {
      const [a, b] = [first[at] as number, second[at] as number]
      if (a !== prepared) columns.prepare(places[a] as number, one)
      prepared = a
      const next = columns.prepare(places[b] as number, other)
      const likeness = compareFrom(this.least, one, next, this.widest)
      if (!likeness?.strength) continue
      scores[at] = likeness.score
      codes[at] = this.reasons.codeOf(likeness.reasons)
    }
  }
}

/** Pairs with room for what is found of them; each is there once. */
export function comparedFor(
  { first, second, count }: Pairs,
  make: (bytes: number) => ArrayBufferLike = (bytes) => new ArrayBuffer(bytes),
): Omit<Compared, 'reasons'> {
  const kept = {
    first: new Uint32Array(make(count * 4)),
    second: new Uint32Array(make(count * 4)),
    scores: new Float64Array(make(count * 8)),
    codes: new Uint32Array(make(count * 4)),
  }
  kept.first.set(first.subarray(0, count))
  kept.second.set(second.subarray(0, count))
  return kept
}

/** @throws LinkError */
export function refuseTooMany(pairs: Pairs): void {
  if (pairs.count > MOST_PAIRS && pairs.distinct() > MOST_PAIRS)
    throw new LinkError(
      `More than ${MOST_PAIRS.toLocaleString('en')} pairs may be one person: the rows of the file repeat each other.`,
    )
}

/**
 * Compares all records that share a key, and hands on each pair that is likely enough to be looked at, by the first of them.
 *
 * @param firstOfSecond where the second file begins: only pairs of one record of each are compared; with one file its end
 * @throws LinkError when more pairs may be one person than can be kept
 */
export function link(
  columns: Columns,
  firstOfSecond: number,
  found: (pair: Linked) => void,
  progress: (done: number, all: number) => void = () => {},
): LinkResult {
  const sorted = sortedByBirth([columns.parts], firstOfSecond)
  const counts = countsOf(sorted.columns)
  const { compared, tooLarge } = compareAll(sorted, firstOfSecond < columns.count, counts, progress)
  const { linked, register } = decide(
    sorted,
    compared,
    registerOfColumns(sorted.columns, counts),
    firstOfSecond,
  )
  for (const pair of linked) found(pair)
  return { compared: compared.codes.length, tooLarge, register }
}

/**
 * All of it in this thread.
 * @throws LinkError when more pairs may be one person than can be kept
 */
export function compareAll(
  sorted: Sorted,
  isAcross: boolean,
  counts: Counts,
  progress: (done: number, all: number) => void,
): { compared: Compared; tooLarge: TooLarge } {
  const comparing = new Comparing(sorted, isAcross, counts)
  const { units } = comparing.candidates
  for (const [at, unit] of units.entries()) {
    comparing.find(unit)
    progress(at, 2 * units.length)
  }
  const { pairs, tooLarge } = comparing
  const many = pairs.distinct()
  const compared = comparedFor(pairs)
  for (let from = 0; from < many; from += AT_ONCE) {
    progress(many + from, 2 * many)
    comparing.compare(compared, from, Math.min(from + AT_ONCE, many))
  }
  return { compared: { ...compared, reasons: comparing.reasons.all }, tooLarge }
}

/** Clusters of records by union of their pairs, each as ascending places; records alone are in none. */
export function clustersOf(count: number, pairs: Iterable<{ a: number; b: number }>): number[][] {
  const parent = Uint32Array.from({ length: count }, (_, at) => at)
  const root = (at: number): number => {
    let top = at
    while (parent[top] !== top) top = parent[top] as number
    while (parent[at] !== top) [at, parent[at]] = [parent[at] as number, top]
    return top
  }
  const touched = new Set<number>()
  for (const { a, b } of pairs) {
    touched.add(a).add(b)
    const [x, y] = [root(a), root(b)]
    if (x !== y) parent[Math.max(x, y)] = Math.min(x, y)
  }
  return [
    ...Map.groupBy(
      [...touched].sort((a, b) => a - b),
      root,
    ).values(),
  ]
}
