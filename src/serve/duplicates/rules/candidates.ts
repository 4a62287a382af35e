// Which pairs of records are compared at all: those that share a key. Keys are 32-bit numbers; that two keys fall together
// by chance only costs a comparison.
import { certainYear, foldedBirth, foldedDay } from './births.ts'
import { grown, NUMBERS, WORDS, type Columns } from './columns.ts'

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
  day: 10,
} as const
/**
 * The two lowest bits of a key. Names alone are shared by too many: a record with a date shares them only with records
 * without one, and each side has a key of its own.
 */
const [WITH_DATE, WITHOUT_DATE] = [2, 3]
const SIDE = 3

function mix(kind: number, a: number, b = 0, c = 0): number {
  let hash = Math.imul(kind + 0x9e3779b9, 0x85ebca6b) ^ a
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) ^ b
  hash = Math.imul(hash ^ (hash >>> 13), 0x297a2d39) ^ c
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return ((hash ^ (hash >>> 14)) & ~SIDE) >>> 0
}

/** First consonant that is heard, as a character code. */
const consonant = (sound: string) => (/[b-df-gj-np-tvxz]/u.exec(sound) ?? [sound.charAt(0)])[0].charCodeAt(0)

/** Which records share keys. */
export type Groups = {
  /** Records, those of one group beside each other in ascending order. */
  members: Uint32Array
  /** Where each group begins in `members`; one more at the end. */
  starts: Uint32Array
  /** Where the groups of each record begin in `groups`; one more at the end. */
  firstOf: Uint32Array
  /** The groups in which each record looks for others, or `NO_GROUP`. */
  groups: Uint32Array
  /** Groups that were left out because too many records share the key, and the largest of them. */
  tooLarge: { groups: number; largest: number }
}
export const NO_GROUP = 0xffffffff

/** Keys of all records, one record after the other. */
type Keys = {
  keys: Uint32Array
  /** Where those of each record begin; one more at the end. */
  firstOf: Uint32Array
}

/**
 * @param namesAlone whether all names alone say enough for two records with different dates to be looked at, as in a
 *   small register
 */
export function keysOf(columns: Columns, namesAlone: boolean): Keys {
  const { count, given, surnames, births, documents, telephones } = columns
  const sounds = new Map<string, number>()
  const soundOf = columns.words.values.map(({ sound }) => {
    const known = sounds.get(sound)
    if (known !== undefined) return known
    sounds.set(sound, sounds.size + 1)
    return sounds.size
  })
  const consonantOf = columns.words.values.map(({ sound, arabic }) => consonant(arabic ?? sound))
  const digits = columns.numbers.values.map((number) => digitsOf(number))
  const sound = (id: number) => (id === 0 ? 0 : (soundOf[id - 1] as number))
  const first = (id: number) => consonantOf[id - 1] as number
  const firstOf = new Uint32Array(count + 1)
  let keys = new Uint32Array(count * 16)
  let filled = 0
  let record = 0
  const add = (key: number) => {
    for (let at = firstOf[record] as number; at < filled; at++) if (keys[at] === key) return
    keys = grown(keys, filled + 1)
    keys[filled++] = key
  }
  const inAnyOrder = (kind: number, a: number, b: number, c: number) =>
    a < b ? mix(kind, a, b, c) : mix(kind, b, a, c)
  for (; record < count; record++) {
    firstOf[record] = filled
    const [g0, g1] = [given[record * WORDS] as number, given[record * WORDS + 1] as number]
    const [s0, s1] = [surnames[record * WORDS] as number, surnames[record * WORDS + 1] as number]
    const [G0, G1, S0, S1] = [sound(g0), sound(g1), sound(s0), sound(s1)]
    const birth = foldedBirth(births[record] as number)
    const year = certainYear(births[record] as number)
    for (let i = record * NUMBERS; i < (record + 1) * NUMBERS; i++) {
      const [document, telephone] = [documents[i] as number, telephones[i] as number]
      if (document > 0) {
        add(mix(KIND.document, document))
        const theirs = digits[document - 1] as number
        if (theirs !== 0 && year > 0) add(mix(KIND.digits, theirs, year))
      }
      if (telephone > 0) add(mix(KIND.telephone, telephone))
    }
    if (birth > 0) {
      for (const one of [G0, G1, S0, S1]) if (one > 0) add(mix(KIND.birth, birth, one))
      if (g0 > 0 && s0 > 0) add(inAnyOrder(KIND.consonants, first(g0), first(s0), birth))
      if (g0 > 0 && s1 > 0) add(inAnyOrder(KIND.consonants, first(g0), first(s1), birth))
      if (g1 > 0 && s0 > 0) add(inAnyOrder(KIND.consonants, first(g1), first(s0), birth))
    }
    // The year may be wrong, or the day.
    for (const one of [S0, S1])
      if (G0 > 0 && one > 0) {
        if (birth > 0) add(mix(KIND.day, foldedDay(birth), one, G0))
        if (year > 0) add(mix(KIND.year, year, one, G0))
      }
    const side = namesAlone ? 0 : birth > 0 ? WITH_DATE : WITHOUT_DATE
    if (S0 > 0 && S1 > 0)
      for (const one of [G0, G1]) if (one > 0) add(inAnyOrder(KIND.surnames, S0, S1, one) | side)
    if (G0 > 0 && G1 > 0 && S0 > 0) add(inAnyOrder(KIND.givens, G0, G1, S0) | side)
    if (year === 0 && S0 > 0 && G0 > 0) add(mix(KIND.undated, S0, G0))
  }
  firstOf[count] = filled
  return { keys: keys.subarray(0, filled), firstOf }
}

/** The digits of a number in any order; 0 for short ones. */
function digitsOf(number: string): number {
  if (number.length < 5) return 0
  let hash = number.length
  for (let at = 0; at < number.length; at++) hash = (hash + mix(KIND.digits, number.charCodeAt(at))) | 0
  return hash
}

/**
 * A set of keys in one bit each, without the two bits for sides. A key may be taken for another's: with sixteen bits for
 * each key that is rare, and only costs a comparison.
 */
class KeySet {
  private readonly bits: Uint32Array
  private readonly mask: number
  constructor(keys: number) {
    this.bits = new Uint32Array(2 ** Math.max(Math.ceil(Math.log2(keys + 1)) - 1, 0))
    this.mask = this.bits.length - 1
  }
  add(key: number): void {
    this.bits[(key >>> 7) & this.mask]! |= 1 << ((key >>> 2) & 31)
  }
  has(key: number): boolean {
    return ((this.bits[(key >>> 7) & this.mask] as number) & (1 << ((key >>> 2) & 31))) !== 0
  }
}

/** Groups of the records that share a key. */
export function groupsOf({ keys, firstOf }: Keys): Groups {
  const count = firstOf.length - 1
  // Most keys belong to one record alone: they are left out before anything is sorted.
  const [once, twice, dateless] = [keys, keys, keys].map(({ length }) => new KeySet(length)) as [
    KeySet,
    KeySet,
    KeySet,
  ]
  for (const key of keys) {
    if ((key & SIDE) === WITHOUT_DATE) dateless.add(key)
    if (once.has(key)) twice.add(key)
    else once.add(key)
  }
  const isShared = (key: number) => twice.has(key) && ((key & SIDE) !== WITH_DATE || dateless.has(key))
  let total = 0
  for (const key of keys) if (isShared(key)) total++
  const [shared, places, recordOf] = [new Uint32Array(total), new Uint32Array(total), new Uint32Array(total)]
  const firstShared = new Uint32Array(count + 1)
  let next = 0
  for (let record = 0; record < count; record++) {
    firstShared[record] = next
    for (let at = firstOf[record] as number; at < (firstOf[record + 1] as number); at++) {
      const key = keys[at] as number
      if (!isShared(key)) continue
      shared[next] = key
      places[next] = next
      recordOf[next++] = record
    }
  }
  firstShared[count] = next
  return { ...grouped(...sortedByKey(shared, places), recordOf), firstOf: firstShared }
}

/**
 * @param keys ascending
 * @param places which place in `recordOf` each key came from
 */
function grouped(keys: Uint32Array, places: Uint32Array, recordOf: Uint32Array): Omit<Groups, 'firstOf'> {
  const total = keys.length
  let members = new Uint32Array(total)
  let filled = 0
  const starts: number[] = []
  const groups = new Uint32Array(total).fill(NO_GROUP)
  const tooLarge = { groups: 0, largest: 0 }
  const endOf = (from: number) => {
    let to = from + 1
    while (to < total && keys[to] === keys[from]) to++
    return to
  }
  /** A new group of the records from one place to another. */
  const add = (from: number, to: number) => {
    members = grown(members, filled + to - from)
    starts.push(filled)
    for (let at = from; at < to; at++) members[filled++] = recordOf[places[at] as number] as number
    return starts.length - 1
  }
  const look = (from: number, to: number, group: number) => {
    for (let at = from; at < to; at++) groups[places[at] as number] = group
  }
  for (let from = 0, to = 0; from < total; from = to) {
    to = endOf(from)
    const key = keys[from] as number
    const [dated, middle] = [from, to]
    if ((key & SIDE) === WITH_DATE) {
      if (to === total || keys[to] !== key + 1) continue
      to = endOf(to)
    }
    const size = to - from
    const lookers = (key & SIDE) === WITH_DATE ? to - middle : size
    if (size < 2) continue
    if (size * lookers > MOST_SHARING ** 2) {
      tooLarge.groups++
      tooLarge.largest = Math.max(tooLarge.largest, size)
    } else if (lookers === size) look(from, to, add(from, to))
    else {
      look(dated, middle, add(middle, to))
      const all = add(from, to)
      members.subarray(starts[all], filled).sort()
      look(middle, to, all)
    }
  }
  starts.push(filled)
  return { members: members.slice(0, filled), starts: Uint32Array.from(starts), groups, tooLarge }
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
