// Which pairs of records are compared at all: those that share a key. Keys are 32-bit numbers; that two keys fall together
// by chance only costs a comparison.
import { certainYear, foldedBirth, foldedDay } from './births.ts'
import { BIRTH, FLAGS, GIVEN, grown, MORE, NUMBERS, STRIDE, SURNAMES, type Columns } from './columns.ts'

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
 * The lowest bit of a key. Names alone are shared by too many: a record with a date shares them only with records
 * without one, so those with a date are not compared with each other.
 */
const [WITH_DATE, WITHOUT_DATE] = [0, 1]
const SIDE = 1

function mix(kind: number, a: number, b = 0, c = 0): number {
  let hash = Math.imul(kind + 0x9e3779b9, 0x85ebca6b) ^ a
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) ^ b
  hash = Math.imul(hash ^ (hash >>> 13), 0x297a2d39) ^ c
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return (hash ^ (hash >>> 14)) | SIDE
}

/** First consonant that is heard, as a character code. */
const consonant = (sound: string) => (/[b-df-gj-np-tvxz]/u.exec(sound) ?? [sound.charAt(0)])[0].charCodeAt(0)

/**
 * Called with each group of records that share a key, once for each key.
 *
 * @param members the records from `from` up to `to`; of those before `middle` no two are compared with each other
 */
export type Visit = (members: Uint32Array, from: number, middle: number, to: number) => void
/** Groups that were left out because too many records share the key, and the largest of them. */
export type TooLarge = { groups: number; largest: number }

/** Keys that are sorted in one pass: so many fit into memory, however many records there are. */
const IN_ONE_PASS = 2 ** 23
/** Most keys of one record. */
const MOST_KEYS = 21
/** A pass puts its keys into this many heaps by their highest bits, each small enough for the processor's cache. */
const HEAPS = 2048

/**
 * Goes through all groups of records that share a key.
 *
 * @param namesAlone whether all names alone say enough for two records with different dates to be looked at, as in a
 *   small register
 */
export function eachGroup(
  columns: Columns,
  namesAlone: boolean,
  visit: Visit,
  progress: (done: number, all: number) => void = () => {},
): TooLarge {
  const { count } = columns
  const tooLarge = { groups: 0, largest: 0 }
  const keysOf = keysIn(columns, namesAlone)
  const keys = new Int32Array(MOST_KEYS)
  const passes = Math.max(Math.ceil((count * 15) / IN_ONE_PASS), 1)
  const expected = Math.ceil((count * 15) / passes)
  let [ofPass, records] = [new Uint32Array(expected), new Uint32Array(expected)]
  let [sortedKeys, sortedRecords] = [new Uint32Array(0), new Uint32Array(0)]
  for (let pass = 0; pass < passes; pass++) {
    let filled = 0
    const starts = new Uint32Array(HEAPS + 1)
    for (let record = 0; record < count; record++) {
      const all = keysOf(record, keys)
      if (filled + all > ofPass.length) {
        ofPass = grown(ofPass, filled + all)
        records = grown(records, filled + all)
      }
      for (let i = 0; i < all; i++) {
        const key = (keys[i] as number) >>> 0
        if (passes > 1 && (key >>> 1) % passes !== pass) continue
        ofPass[filled] = key
        records[filled++] = record
        starts[(key >>> 21) + 1]!++
      }
    }
    for (let heap = 0; heap < HEAPS; heap++) starts[heap + 1]! += starts[heap] as number
    if (sortedKeys.length < filled)
      [sortedKeys, sortedRecords] = [new Uint32Array(filled), new Uint32Array(filled)]
    const next = starts.slice()
    for (let i = 0; i < filled; i++) {
      const key = ofPass[i] as number
      const to = next[key >>> 21]!++
      sortedKeys[to] = key
      sortedRecords[to] = records[i] as number
    }
    for (let heap = 0; heap < HEAPS; heap++) {
      if (heap % 64 === 0) progress(pass * HEAPS + heap, passes * HEAPS)
      const [from, to] = [starts[heap] as number, starts[heap + 1] as number]
      // What was read into the heaps is not needed any more: its place serves the sorting.
      sortHeap(sortedKeys, sortedRecords, ofPass, records, from, to)
      visitHeap(sortedKeys, sortedRecords, from, to, visit, tooLarge)
    }
  }
  return tooLarge
}

const OF_DIGIT = 2048
const digits = new Uint32Array(OF_DIGIT)

/** Sorts one heap by the key's lower 21 bits, records of one key in ascending order (radix sort in two steps). */
function sortHeap(
  keys: Uint32Array,
  records: Uint32Array,
  otherKeys: Uint32Array,
  otherRecords: Uint32Array,
  from: number,
  to: number,
): void {
  for (let step = 0; step < 2; step++) {
    const shift = step * 11
    const [K, R, toK, toR] =
      step === 0 ? [keys, records, otherKeys, otherRecords] : [otherKeys, otherRecords, keys, records]
    digits.fill(0)
    for (let i = from; i < to; i++) digits[((K[i] as number) >>> shift) & (OF_DIGIT - 1)]!++
    let sum = from
    for (let digit = 0; digit < OF_DIGIT; digit++) {
      const here = digits[digit] as number
      digits[digit] = sum
      sum += here
    }
    for (let i = from; i < to; i++) {
      const key = K[i] as number
      const at = digits[(key >>> shift) & (OF_DIGIT - 1)]!++
      toK[at] = key
      toR[at] = R[i] as number
    }
  }
}

/** Visits the groups of a sorted heap. */
function visitHeap(
  keys: Uint32Array,
  records: Uint32Array,
  start: number,
  end: number,
  visit: Visit,
  tooLarge: TooLarge,
): void {
  for (let from = start, to = start; from < end; from = to) {
    const key = ((keys[from] as number) | SIDE) >>> 0
    to = from + 1
    if (to === end || ((keys[to] as number) | SIDE) >>> 0 !== key) continue
    let middle = (keys[from] as number) === key ? from : to
    // A record may have a key twice.
    let kept = from + 1
    for (; to < end && ((keys[to] as number) | SIDE) >>> 0 === key; to++) {
      if (keys[to] === keys[to - 1] && records[to] === records[kept - 1]) continue
      if ((keys[to] as number) !== key) middle = kept + 1
      records[kept++] = records[to] as number
    }
    const size = kept - from
    const lookers = kept - middle
    if (size < 2 || lookers === 0) continue
    if (size * lookers > MOST_SHARING ** 2) {
      tooLarge.groups++
      tooLarge.largest = Math.max(tooLarge.largest, size)
    } else visit(records, from, middle, kept)
  }
}

/** Puts the keys of a record into `into`. @returns how many there are */
function keysIn(columns: Columns, namesAlone: boolean): (record: number, into: Int32Array) => number {
  const { records, words } = columns
  const sounds = new Map<string, number>()
  const soundOf = new Uint32Array(words.values.length + 1)
  const consonantOf = new Uint32Array(words.values.length + 1)
  for (const [at, { sound, arabic }] of words.values.entries()) {
    const known = sounds.get(sound) ?? sounds.size + 1
    sounds.set(sound, known)
    soundOf[at + 1] = known
    consonantOf[at + 1] = consonant(arabic ?? sound)
  }
  const inAnyOrder = (kind: number, a: number, b: number, c: number) =>
    a < b ? mix(kind, a, b, c) : mix(kind, b, a, c)
  return (record, into) => {
    const at = record * STRIDE
    let filled = 0
    const g0 = records[at + GIVEN] as number
    const g1 = records[at + GIVEN + 1] as number
    const s0 = records[at + SURNAMES] as number
    const s1 = records[at + SURNAMES + 1] as number
    const G0 = soundOf[g0] as number
    const G1 = soundOf[g1] as number
    const S0 = soundOf[s0] as number
    const S1 = soundOf[s1] as number
    const birth = foldedBirth(records[at + BIRTH] as number)
    const year = certainYear(records[at + BIRTH] as number)
    const numbers = ((records[at + FLAGS] as number) & MORE) > 0 ? NUMBERS : 1
    for (let i = 0; i < numbers; i++) {
      const document = columns.documentOf(record, i > 0)
      if (document !== 0) {
        into[filled++] = mix(KIND.document, document | 0, Math.floor(document / 2 ** 32))
        const theirs = digitsOf(columns, document)
        if (theirs !== 0 && year > 0) into[filled++] = mix(KIND.digits, theirs, year)
      }
      const telephone = columns.telephoneOf(record, i > 0)
      if (telephone > 0) into[filled++] = mix(KIND.telephone, telephone)
    }
    if (birth > 0) {
      if (G0 > 0) into[filled++] = mix(KIND.birth, birth, G0)
      if (G1 > 0) into[filled++] = mix(KIND.birth, birth, G1)
      if (S0 > 0) into[filled++] = mix(KIND.birth, birth, S0)
      if (S1 > 0) into[filled++] = mix(KIND.birth, birth, S1)
      const first = consonantOf[g0] as number
      const family = consonantOf[s0] as number
      if (g0 > 0 && s0 > 0) into[filled++] = inAnyOrder(KIND.consonants, first, family, birth)
      if (g0 > 0 && s1 > 0)
        into[filled++] = inAnyOrder(KIND.consonants, first, consonantOf[s1] as number, birth)
      if (g1 > 0 && s0 > 0)
        into[filled++] = inAnyOrder(KIND.consonants, consonantOf[g1] as number, family, birth)
    }
    // The year may be wrong, or the day.
    if (G0 > 0 && S0 > 0) {
      if (birth > 0) into[filled++] = mix(KIND.day, foldedDay(birth), S0, G0)
      if (year > 0) into[filled++] = mix(KIND.year, year, S0, G0)
      else into[filled++] = mix(KIND.undated, S0, G0)
    }
    if (G0 > 0 && S1 > 0) {
      if (birth > 0) into[filled++] = mix(KIND.day, foldedDay(birth), S1, G0)
      if (year > 0) into[filled++] = mix(KIND.year, year, S1, G0)
    }
    const side = namesAlone || birth === 0 ? WITHOUT_DATE : WITH_DATE
    const sided = (key: number) => (key & ~SIDE) | side
    if (S0 > 0 && S1 > 0) {
      if (G0 > 0) into[filled++] = sided(inAnyOrder(KIND.surnames, S0, S1, G0))
      if (G1 > 0) into[filled++] = sided(inAnyOrder(KIND.surnames, S0, S1, G1))
    }
    if (G0 > 0 && G1 > 0 && S0 > 0) into[filled++] = sided(inAnyOrder(KIND.givens, G0, G1, S0))
    return filled
  }
}

/** The digits of a number in any order; 0 for short ones. */
function digitsOf(columns: Columns, document: number): number {
  // How often each digit occurs, four bits each: the lower seven in one number, the others in another.
  let [low, high, length] = [0, 0, 0]
  if (document > 0)
    for (let left = document; left >= 1; length++) {
      const rest = Math.floor(left / 10)
      const digit = left - rest * 10
      if (digit < 7) low += 1 << (4 * digit)
      else high += 1 << (4 * (digit - 7))
      left = rest
    }
  else {
    const number = columns.numberOf(document)
    for (length = 0; length < number.length; length++)
      low = (low + mix(KIND.digits, number.charCodeAt(length))) | 0
  }
  return length < 5 ? 0 : mix(KIND.digits, low, high, length)
}
