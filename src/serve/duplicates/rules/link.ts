// Finds the records of one or two files that may be one person.
import { BITS as BIRTHS } from './births.ts'
import { boundOf } from './bound.ts'
import {
  compareFrom,
  comparePrepared,
  judged,
  POSSIBLE,
  scoreOf,
  type Likeness,
  type Register,
} from './compare.ts'
import { counted } from './frequencies.ts'
import { MOST_OF_NAMES } from './names.ts'
import { eachGroup, type TooLarge } from './candidates.ts'
import { GIVEN, PLACE, scratch, STRIDE, SURNAMES, WORDS, type Columns } from './columns.ts'
import { LinkError } from './link-map.ts'
import { knownAmong, MOST_KNOWN } from './known.ts'
import { Pairs } from './pairs.ts'

export type Linked = { a: number; b: number } & Pick<
  Likeness,
  'score' | 'probability' | 'strength' | 'reasons'
>
export type LinkResult = {
  compared: number
  tooLarge: TooLarge
  /** By which the pairs were judged. */
  register: Register
}

/** How common names are among these records, counted. */
export function registerOfColumns(columns: Columns): Register {
  const { records, words, placeNames } = columns
  const [given, surnames] = [words, words].map(({ values }) => new Uint32Array(values.length + 1)) as [
    Uint32Array,
    Uint32Array,
  ]
  const places = new Uint32Array(placeNames.values.length + 1)
  for (let at = 0; at < columns.count * STRIDE; at += STRIDE) {
    for (let i = at; i < at + WORDS; i++) {
      given[records[i + GIVEN] as number]!++
      surnames[records[i + SURNAMES] as number]!++
    }
    places[records[at + PLACE] as number]!++
  }
  const count = (texts: Iterable<string>, of: Uint32Array) => {
    const counts = new Map<string, number>()
    let id = 0
    for (const text of texts) {
      const people = of[++id] as number
      if (people > 0) counts.set(text, (counts.get(text) ?? 0) + people)
    }
    return counts
  }
  const texts = words.values.map(({ text }) => text)
  const shares = counted(columns.count, {
    given: count(texts, given),
    surname: count(texts, surnames),
    place: count(placeNames.values, places),
  })
  return { people: Math.max(columns.count, 1000), shares }
}

/** From this probability two records of files are taken for one person: nobody stands before a desk who would be stopped. */
export const MATCH = 0.9

/** More pairs than this in one run are no likenesses of people: the file repeats its rows. */
const MOST_PAIRS = 20_000_000

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
  const isAcross = firstOfSecond < columns.count
  const counted = registerOfColumns(columns)
  // How many are on record twice is seen at the end: until then as many as may be.
  const widest = { ...counted, known: MOST_KNOWN }
  const least = scoreOf(POSSIBLE, widest)
  const isSmall = MOST_OF_NAMES + BIRTHS.different_birth_date >= scoreOf(POSSIBLE, counted)
  const isPossible = boundOf(columns, widest, least)
  const pairs = new Pairs(columns.count)
  const tooLarge = eachGroup(
    columns,
    isSmall,
    (members, from, middle, to) => {
      for (let i = middle; i < to; i++) {
        const a = members[i] as number
        for (let j = from; j < i; j++) {
          const b = members[j] as number
          if (isAcross && a < firstOfSecond === b < firstOfSecond) continue
          if (a !== b && isPossible(a, b)) pairs.add(a, b)
        }
      }
      if (pairs.count > MOST_PAIRS && pairs.distinct() > MOST_PAIRS)
        throw new LinkError(
          `More than ${MOST_PAIRS.toLocaleString('en')} pairs may be one person: the rows of the file repeat each other.`,
        )
    },
    (done, all) => progress(done * 0.5, all),
  )
  const compared = pairs.distinct()
  const likely: Likely[] = []
  const [one, other] = [scratch(), scratch()]
  const sameReasons = new Map<string, Likeness['reasons']>()
  let prepared = -1
  let done = 0
  pairs.each((a, b) => {
    if (done++ % 16_384 === 0) progress(0.5 * compared + 0.5 * done, compared)
    if (a !== prepared) columns.prepare(a, one)
    prepared = a
    const likeness = compareFrom(least, one, columns.prepare(b, other), widest)
    if (!likeness?.strength) return
    const key = likeness.reasons.join(' ')
    const reasons = sameReasons.get(key) ?? likeness.reasons
    sameReasons.set(key, reasons)
    likely.push({ a, b, score: likeness.score, reasons })
  })
  const known = knownAmong(
    likely.map(({ score }) => score),
    counted,
    columns.count,
    isAcross ? firstOfSecond * (columns.count - firstOfSecond) : (columns.count * (columns.count - 1)) / 2,
  )
  const register = { ...counted, known, strong: MATCH }
  const linked = likely.map((pair): Linked => ({ ...pair, ...judged(pair.score, pair.reasons, register) }))
  leaveOpen(columns, linked, register)
  for (const pair of linked) if (pair.strength) found(pair)
  return { compared, tooLarge, register }
}

type Likely = Pick<Linked, 'a' | 'b' | 'score' | 'reasons'>

/** One has a given name more, and no document says that they are one. */
const isLoose = ({ reasons }: Likely) =>
  reasons.includes('given_name_missing') &&
  !reasons.includes('same_document') &&
  !reasons.includes('document_digits_swapped')

/**
 * José fits José Luis and José Antonio, who were born on one day and are two: to which of them he belongs is for somebody
 * to look at, however likely each is by itself. So is whether one of two has a given name more and another document.
 */
function leaveOpen(columns: Columns, linked: readonly Linked[], register: Register): void {
  const loose = linked.filter((pair) => pair.strength === 'strong' && isLoose(pair))
  const concerned = new Set(loose.flatMap(({ a, b }) => [a, b]))
  const of = new Map<number, Linked[]>()
  for (const pair of linked) {
    if (pair.strength !== 'strong') continue
    for (const at of [pair.a, pair.b])
      if (concerned.has(at)) {
        const own = of.get(at)
        if (own) own.push(pair)
        else of.set(at, [pair])
      }
  }
  const [one, other] = [scratch(), scratch()]
  const areTwo = (a: number, b: number) =>
    comparePrepared(columns.prepare(a, one), columns.prepare(b, other), register).reasons.includes(
      'given_name_different',
    )
  const open = loose.filter(
    (pair) =>
      (columns.documentOf(pair.a) !== 0 && columns.documentOf(pair.b) !== 0) ||
      [pair.a, pair.b].some((at) =>
        (of.get(at) ?? []).some((next) => {
          if (next === pair) return false
          const third = next.a === at ? next.b : next.a
          return areTwo(pair.a === at ? pair.b : pair.a, third)
        }),
      ),
  )
  for (const pair of open) pair.strength = 'possible'
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
