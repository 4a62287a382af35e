// Which pairs of records are compared at all: those that share a key. Keys are 32-bit numbers in one sorted array; that
// two keys fall together by chance only costs a comparison.
import { certainYear, foldedBirth } from './births.ts'
import { WORDS, NUMBERS, type Columns } from './columns.ts'

/** Keys of one record at most: three documents and telephones, a date with names, names alone. */
const KEYS = 20
/** Records that share one key are not compared when they are more than this: the key says too little. */
export const MOST_SHARING = 600

/** Keys by kind, so that a date is never taken for a name. */
const KIND = {
  document: 1,
  digits: 2,
  telephone: 3,
  birth: 4,
  consonants: 5,
  surnames: 6,
  year: 7,
  givens: 8,
  undated: 9,
} as const

function mix(kind: number, a: number, b = 0, c = 0): number {
  let hash = Math.imul(kind + 0x9e3779b9, 0x85ebca6b) ^ a
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) ^ b
  hash = Math.imul(hash ^ (hash >>> 13), 0x297a2d39) ^ c
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return (hash ^ (hash >>> 14)) >>> 0
}

/** First consonant that is heard, as a character code. */
const consonant = (sound: string) => (/[b-df-gj-np-tvxz]/u.exec(sound) ?? [sound.charAt(0)])[0].charCodeAt(0)

export type Groups = {
  /** Records, those of one group beside each other. */
  records: Uint32Array
  /** Where each group begins in `records`; one more at the end. */
  starts: Uint32Array
  /** The key of each group. */
  keys: Uint32Array
  /** Keys of each record in ascending order, `KEYS` places each, filled up with the highest number. */
  own: Uint32Array
  /** Groups that were left out because too many records share the key, and the largest of them. */
  tooLarge: { groups: number; largest: number }
}

const NONE = 0xffffffff

/** The keys of all records. */
export function keysOf(columns: Columns): Uint32Array {
  const { count } = columns
  const sounds = new Map<string, number>()
  const soundOf = columns.words.values.map(({ sound }) => {
    const known = sounds.get(sound)
    if (known !== undefined) return known
    sounds.set(sound, sounds.size + 1)
    return sounds.size
  })
  const consonantOf = columns.words.values.map(({ sound, arabic }) => consonant(arabic ?? sound))
  const sorted = columns.numbers.values.map((number) => digitsOf(number))
  const own = new Uint32Array(count * KEYS).fill(NONE)
  const found: number[] = []
  for (let at = 0; at < count; at++) {
    found.length = 0
    const word = (of: Uint32Array, place: number) => of[at * WORDS + place] ?? 0
    const [g0, g1, s0, s1] = [
      word(columns.given, 0),
      word(columns.given, 1),
      word(columns.surnames, 0),
      word(columns.surnames, 1),
    ]
    const sound = (id: number) => (id === 0 ? 0 : (soundOf[id - 1] ?? 0))
    const first = (id: number) => (id === 0 ? 0 : (consonantOf[id - 1] ?? 0))
    const [G0, G1, S0, S1] = [sound(g0), sound(g1), sound(s0), sound(s1)]
    const birth = foldedBirth(columns.births[at] ?? 0)
    const year = certainYear(columns.births[at] ?? 0)
    for (let i = at * NUMBERS; i < (at + 1) * NUMBERS; i++) {
      const document = columns.documents[i] ?? 0
      if (document > 0) {
        found.push(mix(KIND.document, document))
        const digits = sorted[document - 1] ?? 0
        if (digits !== 0 && year > 0) found.push(mix(KIND.digits, digits, year))
      }
      const telephone = columns.telephones[i] ?? 0
      if (telephone > 0) found.push(mix(KIND.telephone, telephone))
    }
    const pair = (a: number, b: number) => (a < b ? [a, b] : [b, a]) as [number, number]
    if (birth > 0) {
      for (const one of [G0, G1, S0, S1]) if (one > 0) found.push(mix(KIND.birth, birth, one))
      for (const [a, b] of [
        [g0, s0],
        [g0, s1],
        [g1, s0],
      ] as const)
        if (a > 0 && b > 0) found.push(mix(KIND.consonants, birth, ...pair(first(a), first(b))))
    }
    if (S0 > 0 && S1 > 0)
      for (const one of [G0, G1]) if (one > 0) found.push(mix(KIND.surnames, ...pair(S0, S1), one))
    if (G0 > 0 && year > 0) for (const one of [S0, S1]) if (one > 0) found.push(mix(KIND.year, year, one, G0))
    if (G0 > 0 && G1 > 0 && S0 > 0) found.push(mix(KIND.givens, ...pair(G0, G1), S0))
    // Names alone, for records of which no date is known: the rarest surname and the first given name.
    if (year === 0 && S0 > 0 && G0 > 0) found.push(mix(KIND.undated, S0, G0))
    keep(found, own, at * KEYS)
  }
  return own
}

/** The digits of a number in any order; 0 for short ones. */
function digitsOf(number: string): number {
  if (number.length < 5) return 0
  let hash = number.length
  for (let at = 0; at < number.length; at++) hash = (hash + mix(KIND.digits, number.charCodeAt(at))) | 0
  return hash
}

/** Puts the keys of a record in ascending order into its places, each once; what is beyond the last place is left out. */
function keep(found: number[], own: Uint32Array, start: number): void {
  for (let i = 1; i < found.length; i++) {
    const key = found[i] as number
    let j = i - 1
    for (; j >= 0 && (found[j] as number) > key; j--) found[j + 1] = found[j] as number
    found[j + 1] = key
  }
  let next = start
  for (let i = 0; i < found.length && next < start + KEYS; i++)
    if (i === 0 || found[i] !== found[i - 1]) own[next++] = found[i] as number
}

/** Groups of records that share a key. */
export function groupsOf(own: Uint32Array, count: number): Groups {
  let total = 0
  for (const key of own) if (key !== NONE) total++
  let keys = new Uint32Array(total)
  let records = new Uint32Array(total)
  for (let at = 0, next = 0; at < count; at++)
    for (let i = at * KEYS; i < (at + 1) * KEYS; i++) {
      const key = own[i] as number
      if (key === NONE) break
      keys[next] = key
      records[next++] = at
    }
  ;[keys, records] = sortedByKey(keys, records)
  const starts: number[] = []
  const kept: number[] = []
  const tooLarge = { groups: 0, largest: 0 }
  const inGroups = new Uint32Array(total)
  let filled = 0
  for (let from = 0; from < total;) {
    let to = from + 1
    while (to < total && keys[to] === keys[from]) to++
    const size = to - from
    if (size > MOST_SHARING) {
      tooLarge.groups++
      tooLarge.largest = Math.max(tooLarge.largest, size)
    } else if (size > 1) {
      starts.push(filled)
      kept.push(keys[from] as number)
      inGroups.set(records.subarray(from, to), filled)
      filled += size
    }
    from = to
  }
  starts.push(filled)
  return {
    records: inGroups.slice(0, filled),
    starts: Uint32Array.from(starts),
    keys: Uint32Array.from(kept),
    own,
    tooLarge,
  }
}

/** Sorts both by key, least significant eleven bits first; equal keys keep their order (radix sort). */
function sortedByKey(keys: Uint32Array<ArrayBuffer>, records: Uint32Array<ArrayBuffer>) {
  let [fromKeys, fromRecords] = [keys, records]
  let [toKeys, toRecords] = [new Uint32Array(keys.length), new Uint32Array(keys.length)]
  for (const shift of [0, 11, 22]) {
    const counts = new Uint32Array(2049)
    for (const key of fromKeys) counts[((key >>> shift) & 2047) + 1]!++
    for (let i = 1; i < counts.length; i++) counts[i]! += counts[i - 1] as number
    for (let i = 0; i < fromKeys.length; i++) {
      const key = fromKeys[i] as number
      const to = counts[(key >>> shift) & 2047]!++
      toKeys[to] = key
      toRecords[to] = fromRecords[i] as number
    }
    ;[fromKeys, toKeys] = [toKeys, fromKeys]
    ;[fromRecords, toRecords] = [toRecords, fromRecords]
  }
  return [fromKeys, fromRecords] as const
}

/** Whether this is the first key that both records share in a kept group: each pair is compared once. */
export function isFirstShared(
  own: Uint32Array,
  a: number,
  b: number,
  key: number,
  isKept: (key: number) => boolean,
): boolean {
  let [i, j] = [a * KEYS, b * KEYS]
  for (;;) {
    const [x, y] = [own[i] as number, own[j] as number]
    if (x === y) {
      if (x >= key) return true
      if (isKept(x)) return false
      i++
      j++
    } else if (x < y) i++
    else j++
    if (x > key && y > key) return true
  }
}
