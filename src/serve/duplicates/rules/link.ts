// Finds the records of one or two files that may be one person.
import { BITS as BIRTHS } from './births.ts'
import { boundOf } from './bound.ts'
import { compareFrom, POSSIBLE, scoreOf, type Likeness, type Register } from './compare.ts'
import { counted } from './frequencies.ts'
import { MOST_OF_NAMES } from './names.ts'
import { eachGroup, type TooLarge } from './candidates.ts'
import { GIVEN, PLACE, scratch, STRIDE, SURNAMES, WORDS, type Columns } from './columns.ts'
import { LinkError } from './link-map.ts'
import { Pairs } from './pairs.ts'

export type Linked = { a: number; b: number } & Pick<
  Likeness,
  'score' | 'probability' | 'strength' | 'reasons'
>
export type LinkResult = { compared: number; tooLarge: TooLarge }

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
  const register = registerOfColumns(columns)
  const least = scoreOf(POSSIBLE, register)
  const isSmall = MOST_OF_NAMES + BIRTHS.different_birth_date >= least
  const isPossible = boundOf(columns, register, least)
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
  const [one, other] = [scratch(), scratch()]
  let prepared = -1
  let done = 0
  pairs.each((a, b) => {
    if (done++ % 16_384 === 0) progress(0.5 * compared + 0.5 * done, compared)
    if (a !== prepared) columns.prepare(a, one)
    prepared = a
    const likeness = compareFrom(least, one, columns.prepare(b, other), register)
    if (likeness?.strength) found({ a, b, ...likeness })
  })
  return { compared, tooLarge }
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
