// Which pairs of records are compared at all: those that share a key. Keys are 32-bit numbers; that two keys fall together
// by chance only costs a comparison.
import { certainYear, birthOrder, dayOf, foldedBirth, foldedDay, monthOf, yearOfOrder } from './births.ts'
import type { Counts } from './counts.ts'
import { BIRTH, FLAGS, GIVEN, MORE, NUMBERS, STRIDE, SURNAMES, type Columns } from './columns.ts'
import { CONSONANT, SOUND, WORD_STRIDE } from './dictionary.ts'
import { Keys, LOOKS, type TooLarge, type Visit } from './groups.ts'

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
  month: 11,
  dayOfYear: 12,
  wholeOfYear: 13,
  twoNames: 14,
  threeBeginnings: 15,
} as const

function mix(kind: number, a: number, b = 0, c = 0, d = 0): number {
  let hash = Math.imul(kind + 0x9e3779b9, 0x85ebca6b) ^ a
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) ^ b
  hash = Math.imul(hash ^ (hash >>> 13), 0x297a2d39) ^ c
  hash = Math.imul(hash ^ (hash >>> 14), 0x1b873593) ^ d
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return (hash ^ (hash >>> 14)) | LOOKS
}
const inAnyOrder = (kind: number, a: number, b: number, c: number, d = 0) =>
  a < b ? mix(kind, a, b, c, d) : mix(kind, b, a, c, d)
/**
 * Names alone, or with a year, are shared by too many: a record with a date shares them only with records without one, so
 * those with a date are not compared with each other.
 */
const withoutLooking = (key: number) => key & ~LOOKS

/** Records that are compared with each other by keys of some kinds, apart from all others. */
export type Unit = {
  by: 'date' | 'year' | 'day' | 'document' | 'telephone' | 'names'
  /** Of the records in the order of what is compared. */
  from: number
  to: number
}
/** Records of a unit at least, where there are so many: few enough for the processor's cache. */
const OF_UNIT = 4096
/** A name of more records than this is no key of one day: of some 25,000 days, each would bring another to it now and then. */
const COMMON_SOUND = 5000
/** Most keys of one record in a unit. */
const MOST_KEYS = { date: 16, year: 9, day: 2, document: NUMBERS, telephone: NUMBERS, names: 4 }

/** All that is compared of records, in units that do not depend on each other. */
export type Candidates = {
  units: readonly Unit[]
  visit(unit: Unit, visit: Visit, tooLarge: TooLarge): void
}

/**
 * @param columns ordered by birth
 * @param counts of these columns
 * @param namesAlone whether all names alone say enough for two records with different dates to be looked at, as in a
 *   small register
 */
export function candidatesOf(columns: Columns, counts: Counts, namesAlone: boolean): Candidates {
  const { records, count, words } = columns
  const { table } = words
  const days = byDay(columns)
  const isRare = rareSounds(columns, counts)
  const keys = new Keys()
  const birthAt = (place: number) => records[place * STRIDE + BIRTH] as number
  const orderAt = (place: number) => birthOrder(birthAt(place))
  const soundAt = (at: number) => table[(records[at] as number) * WORD_STRIDE + SOUND] as number
  const consonantAt = (at: number) => table[(records[at] as number) * WORD_STRIDE + CONSONANT] as number
  const numbersOf = (record: number) =>
    ((records[record * STRIDE + FLAGS] as number) & MORE) > 0 ? NUMBERS : 1

  /**
   * Born on one day: a name that few have, two names that sound alike, or three that begin alike. Common names alone would
   * bring together more and more strangers the more records there are.
   */
  function ofDate(record: number): void {
    const at = record * STRIDE
    const birth = foldedBirth(records[at + BIRTH] as number)
    if (birth === 0) return
    const [g0, g1, s0, s1] = [at + GIVEN, at + GIVEN + 1, at + SURNAMES, at + SURNAMES + 1]
    const [G0, G1, S0, S1] = [soundAt(g0), soundAt(g1), soundAt(s0), soundAt(s1)]
    const alone = (sound: number) => {
      if (isRare[sound] === 1) keys.add(mix(KIND.birth, birth, sound), record)
    }
    const both = (sound: number, other: number) => {
      if (sound > 0 && other > 0) keys.add(inAnyOrder(KIND.twoNames, sound, other, birth), record)
    }
    alone(G0)
    alone(G1)
    alone(S0)
    alone(S1)
    both(G0, G1)
    both(G0, S0)
    both(G0, S1)
    both(G1, S0)
    both(G1, S1)
    both(S0, S1)
    if (G0 === 0 || (S0 === 0 && S1 === 0)) return
    const [given, second] = [consonantAt(g0), consonantAt(g1)]
    const [family, last] = [consonantAt(s0), consonantAt(s1)]
    if (S0 > 0 && S1 > 0) {
      keys.add(inAnyOrder(KIND.threeBeginnings, family, last, birth, given), record)
      if (G1 > 0) keys.add(inAnyOrder(KIND.threeBeginnings, family, last, birth, second), record)
    }
    if (S0 > 0 && G1 > 0) keys.add(inAnyOrder(KIND.threeBeginnings, given, second, birth, family), record)
    // Two beginnings say little: only whoever has no third name looks by them.
    const isShort = G1 === 0 && S1 === 0
    const beginnings = (one: number, other: number) => {
      const key = inAnyOrder(KIND.consonants, one, other, birth)
      keys.add(isShort ? key : withoutLooking(key), record)
    }
    if (S0 > 0) beginnings(given, family)
    if (S1 > 0) beginnings(given, last)
    if (S0 > 0 && G1 > 0) beginnings(second, family)
  }

  /** Born in one year: names, with the month or the day where both have one; or the digits of a document. */
  function ofYear(record: number): void {
    const at = record * STRIDE
    const birth = records[at + BIRTH] as number
    const year = certainYear(birth)
    const [month, day] = [monthOf(birth), dayOf(birth)]
    const [G0, S0, S1] = [soundAt(at + GIVEN), soundAt(at + SURNAMES), soundAt(at + SURNAMES + 1)]
    for (const S of [S0, S1]) {
      if (G0 === 0 || S === 0) continue
      const alone = mix(KIND.year, year, S, G0)
      keys.add(month === 0 ? alone : withoutLooking(alone), record)
      if (month === 0) continue
      keys.add(mix(KIND.month, year, S, G0, month), record)
      keys.add(mix(KIND.dayOfYear, year, S, G0, day), record)
    }
    if (month > 0 && G0 > 0 && S0 > 0 && S1 > 0)
      keys.add(inAnyOrder(KIND.wholeOfYear, S0, S1, G0, year), record)
    for (let i = 0; i < numbersOf(record); i++) {
      const document = columns.documentOf(record, i > 0)
      const digits = document === 0 ? 0 : digitsOf(columns, document)
      if (digits !== 0) keys.add(mix(KIND.digits, digits, year), record)
    }
  }

  /** Born on one day of some year, which may be wrong. */
  function ofDay(record: number): void {
    const at = record * STRIDE
    const day = foldedDay(foldedBirth(records[at + BIRTH] as number))
    const [G0, S0, S1] = [soundAt(at + GIVEN), soundAt(at + SURNAMES), soundAt(at + SURNAMES + 1)]
    if (G0 === 0) return
    if (S0 > 0) keys.add(mix(KIND.day, day, S0, G0), record)
    if (S1 > 0) keys.add(mix(KIND.day, day, S1, G0), record)
  }

  function ofDocument(record: number): void {
    for (let i = 0; i < numbersOf(record); i++) {
      const document = columns.documentOf(record, i > 0)
      if (document !== 0) keys.add(mix(KIND.document, document | 0, Math.floor(document / 2 ** 32)), record)
    }
  }
  function ofTelephone(record: number): void {
    for (let i = 0; i < numbersOf(record); i++) {
      const telephone = columns.telephoneOf(record, i > 0)
      if (telephone > 0) keys.add(mix(KIND.telephone, telephone), record)
    }
  }

  /** Where a date is missing, or nothing but names counts. */
  function ofNames(record: number, add: (key: number, record: number) => void): void {
    const at = record * STRIDE
    const [G0, G1] = [soundAt(at + GIVEN), soundAt(at + GIVEN + 1)]
    const [S0, S1] = [soundAt(at + SURNAMES), soundAt(at + SURNAMES + 1)]
    const birth = records[at + BIRTH] as number
    if (G0 > 0 && S0 > 0 && certainYear(birth) === 0) add(mix(KIND.undated, S0, G0), record)
    if (S0 > 0 && S1 > 0) {
      if (G0 > 0) add(inAnyOrder(KIND.surnames, S0, S1, G0), record)
      if (G1 > 0) add(inAnyOrder(KIND.surnames, S0, S1, G1), record)
    }
    if (G0 > 0 && G1 > 0 && S0 > 0) add(inAnyOrder(KIND.givens, G0, G1, S0), record)
  }
  /** Most records have a date: of these only keys are kept that one without a date has too. */
  function allNames(): void {
    const looks = (record: number) => namesAlone || monthOf(birthAt(record)) === 0
    keys.expectLookers()
    for (let record = 0; record < count; record++) if (looks(record)) ofNames(record, keys.addLooker)
    for (let record = 0; record < count; record++) if (!looks(record)) ofNames(record, keys.addLookedAt)
  }

  const each =
    (of: (record: number) => void, { from, to }: Unit, order?: Uint32Array) =>
    () => {
      for (let at = from; at < to; at++) of(order ? (order[at] as number) : at)
    }
  const fillOf = (unit: Unit): (() => void) => {
    switch (unit.by) {
      case 'date':
        return each(ofDate, unit)
      case 'year':
        return each(ofYear, unit)
      case 'day':
        return each(ofDay, unit, days)
      case 'document':
        return each(ofDocument, unit)
      case 'telephone':
        return each(ofTelephone, unit)
      case 'names':
        return allNames
    }
  }
  const dayAt = (place: number) => foldedDay(foldedBirth(birthAt(days[place] as number)))
  let dated = 0
  while (dated < count && orderAt(dated) === 0) dated++
  const whole = (by: Unit['by']): Unit => ({ by, from: 0, to: count })
  return {
    // The largest first, so that the last of several threads has not long to go when the others are done; then year by year,
    // since whoever is one person was mostly born in one year.
    units: [
      ...(['names', 'document', 'telephone'] as const).map(whole),
      ...[
        ...cut('year', dated, count, (place) => yearOfOrder(orderAt(place))),
        ...cut('date', dated, count, orderAt),
      ].sort((a, b) => a.from - b.from),
      ...cut('day', 0, days.length, dayAt),
    ],
    visit: (unit, visit, tooLarge) =>
      keys.eachGroup(fillOf(unit), (unit.to - unit.from) * MOST_KEYS[unit.by], visit, tooLarge),
  }
}

/** By the number of a sound, whether few records have a word that sounds so. */
function rareSounds({ words }: Columns, { given, surnames }: Counts): Uint8Array {
  const { table } = words
  const people = new Uint32Array(words.count + 1)
  for (let id = 1; id <= words.count; id++)
    people[table[id * WORD_STRIDE + SOUND] as number]! += (given[id] as number) + (surnames[id] as number)
  return Uint8Array.from(people, (many, sound) => Number(sound > 0 && many < COMMON_SOUND))
}

/** Units of places, cut where `of` changes. */
function cut(by: Unit['by'], start: number, end: number, of: (place: number) => number): Unit[] {
  const units: Unit[] = []
  for (let from = start, to = start; from < end; from = to) {
    to = Math.min(from + OF_UNIT, end)
    while (to < end && of(to) === of(to - 1)) to++
    units.push({ by, from, to })
  }
  return units
}

/** Records with a date, ordered by its day in any year. */
function byDay({ records, count }: Columns): Uint32Array {
  const next = new Uint32Array(513)
  const eachDay = (visit: (day: number, record: number) => void) => {
    for (let record = 0; record < count; record++) {
      const day = foldedDay(foldedBirth(records[record * STRIDE + BIRTH] as number))
      if (day > 0) visit(day, record)
    }
  }
  eachDay((day) => next[day + 1]!++)
  for (let day = 0; day < 512; day++) next[day + 1]! += next[day] as number
  const ordered = new Uint32Array(next[512] as number)
  eachDay((day, record) => (ordered[next[day]!++] = record))
  return ordered
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
