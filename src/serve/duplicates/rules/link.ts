// Finds the records of one or two files that may be one person.
import { isNearNumber } from './numbers.ts'
import { BITS as BIRTHS, compareBirths } from './births.ts'
import {
  compareFrom,
  MOST_OF_DOCUMENT,
  MOST_WITH_BIRTH,
  OF_TELEPHONE,
  ofPlaces,
  POSSIBLE,
  scoreOf,
  type Likeness,
  type Register,
} from './compare.ts'
import { counted } from './frequencies.ts'
import { MOST_OF_NAMES, mostOfNames } from './names.ts'
import { groupsOf, keysOf, NO_GROUP, type Groups } from './candidates.ts'
import { NUMBERS, scratch, WORDS, type Columns } from './columns.ts'

export type Linked = { a: number; b: number } & Pick<
  Likeness,
  'score' | 'probability' | 'strength' | 'reasons'
>
export type LinkResult = { compared: number; tooLarge: Groups['tooLarge'] }

/** How common names are among these records, counted. */
export function registerOfColumns(columns: Columns): Register {
  const count = (of: Uint32Array) => {
    const counts = new Map<string, number>()
    for (let i = 0; i < columns.count * WORDS; i++) {
      const id = of[i] ?? 0
      if (id === 0) continue
      const { text } = columns.words.at(id)
      counts.set(text, (counts.get(text) ?? 0) + 1)
    }
    return counts
  }
  const place = new Map<string, number>()
  for (let at = 0; at < columns.count; at++) {
    const id = columns.places[at] as number
    if (id === 0) continue
    const name = columns.placeNames.at(id)
    place.set(name, (place.get(name) ?? 0) + 1)
  }
  const shares = counted(columns.count, {
    given: count(columns.given),
    surname: count(columns.surnames),
    place,
  })
  return { people: Math.max(columns.count, 1000), shares }
}

/**
 * Compares all records that share a key, and hands on each pair that is likely enough to be looked at.
 *
 * @param firstOfSecond where the second file begins: only pairs of one record of each are compared; with one file its end
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
  const { members, starts, firstOf, groups, tooLarge } = groupsOf(keysOf(columns, isSmall))
  const [one, other] = [scratch(), scratch()]
  const most = mostOf(columns, register)
  /** The record that last met each record, so that two who share several keys are compared once. */
  const met = new Uint32Array(columns.count)
  let compared = 0
  for (let a = 0; a < columns.count; a++) {
    if (a % 16_384 === 0) progress(a, columns.count)
    let isPrepared = false
    for (let at = firstOf[a] as number; at < (firstOf[a + 1] as number); at++) {
      const group = groups[at] as number
      if (group === NO_GROUP) continue
      // Each two are compared once, by the first of them.
      for (let i = (starts[group + 1] as number) - 1; i >= (starts[group] as number); i--) {
        const b = members[i] as number
        if (b <= a) break
        if (met[b] === a + 1) continue
        met[b] = a + 1
        if (isAcross && a < firstOfSecond === b < firstOfSecond) continue
        if (most(a, b) < least) continue
        compared++
        if (!isPrepared) columns.prepare(a, one)
        isPrepared = true
        const likeness = compareFrom(least, one, columns.prepare(b, other), register)
        if (likeness?.strength) found({ a, b, ...likeness })
      }
    }
  }
  return { compared, tooLarge }
}

/** The most that two records can score, as far as it is seen without comparing their names. */
function mostOf(columns: Columns, register: Register): (a: number, b: number) => number {
  const { births, documents, telephones, numbers, places, placeNames } = columns
  const ofNames = new Float32Array(columns.count)
  const record = scratch()
  for (let at = 0; at < columns.count; at++)
    ofNames[at] = mostOfNames(columns.prepare(at, record).names, register.shares)
  const ofPlace = Float32Array.from(placeNames.values, (place) => ofPlaces(place, place, register))
  return (a, b) => {
    let bits = Math.min(ofNames[a] as number, ofNames[b] as number)
    const born = compareBirths(births[a] as number, births[b] as number)
    bits += born?.bits ?? 0
    if (born?.reason === 'same_birth_date') bits += MOST_WITH_BIRTH
    const place = places[a] as number
    if (place > 0 && place === places[b]) bits += ofPlace[place - 1] as number
    let ofDocuments = 0
    let ofTelephones = 0
    for (let i = a * NUMBERS; i < (a + 1) * NUMBERS; i++)
      for (let j = b * NUMBERS; j < (b + 1) * NUMBERS; j++) {
        const [x = 0, y = 0, p = 0, q = 0] = [documents[i], documents[j], telephones[i], telephones[j]]
        if (x > 0 && y > 0 && ofDocuments < MOST_OF_DOCUMENT.same) {
          if (x === y) ofDocuments = MOST_OF_DOCUMENT.same
          else if (isNearNumber(numbers.at(x), numbers.at(y))) ofDocuments = MOST_OF_DOCUMENT.near
        }
        if (p > 0 && q > 0 && ofTelephones < OF_TELEPHONE.same)
          ofTelephones = p === q ? OF_TELEPHONE.same : OF_TELEPHONE.different
      }
    return bits + ofDocuments + ofTelephones
  }
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
