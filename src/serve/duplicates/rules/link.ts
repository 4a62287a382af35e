// Finds the records of one or two files that may be one person.
import { isNearNumber } from './numbers.ts'
import { compareBirths } from './births.ts'
import {
  compareFrom,
  MOST_OF_DOCUMENT,
  OF_TELEPHONE,
  POSSIBLE,
  scoreOf,
  type Likeness,
  type Prepared,
  type Register,
} from './compare.ts'
import { counted } from './frequencies.ts'
import { MOST_OF_NAMES } from './names.ts'
import { groupsOf, isFirstShared, keysOf, type Groups } from './candidates.ts'
import { NUMBERS, WORDS, type Columns } from './columns.ts'

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
  const shares = counted(columns.count, { given: count(columns.given), surname: count(columns.surnames) })
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
  const groups = groupsOf(keysOf(columns), columns.count)
  const { records, starts, keys, own } = groups
  const kept = new Set(keys)
  const isKept = (key: number) => kept.has(key)
  let compared = 0
  for (let group = 0; group < keys.length; group++) {
    if (group % 65_536 === 0) progress(group, keys.length)
    const [from, to, key] = [starts[group] as number, starts[group + 1] as number, keys[group] as number]
    const prepared: (Prepared | undefined)[] = []
    const at = (place: number) => (prepared[place - from] ??= columns.prepared(records[place] as number))
    for (let i = from; i < to; i++)
      for (let j = i + 1; j < to; j++) {
        const [a, b] = [records[i] as number, records[j] as number]
        if (isAcross && a < firstOfSecond === b < firstOfSecond) continue
        if (most(columns, a, b) < least) continue
        if (!isFirstShared(own, a, b, key, isKept)) continue
        compared++
        const likeness = compareFrom(least, at(i), at(j), register)
        if (likeness?.strength) found({ a, b, ...likeness })
      }
  }
  return { compared, tooLarge: groups.tooLarge }
}

/** The most that two records can score, from their dates and numbers alone. */
function most(columns: Columns, a: number, b: number): number {
  let bits = MOST_OF_NAMES + (compareBirths(columns.births[a] ?? 0, columns.births[b] ?? 0)?.bits ?? 0)
  const { documents, telephones, numbers } = columns
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
  bits += ofDocuments + ofTelephones
  return bits
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
