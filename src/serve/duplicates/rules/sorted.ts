// Brings records that were read apart together, ordered by date of birth: whoever is compared with each other stands close in
// memory, and the order is the same however many threads read the files.
import { BIRTH_ORDERS, birthOrder } from './births.ts'
import {
  BIRTH,
  Columns,
  DOCUMENT,
  FLAGS,
  GIVEN,
  KIND,
  MORE,
  OF_SECOND,
  PLACE,
  STRIDE,
  SURNAMES,
  WORDS,
  type Parts,
} from './columns.ts'
import { Texts, Words } from './dictionary.ts'

export type Sorted = {
  columns: Columns
  /** For each place the record that stands there, counted as they were read, and for each record its place. */
  order: Uint32Array
  places: Uint32Array
}

type Make = (bytes: number) => ArrayBufferLike

/**
 * @param parts in the order of the files; they are not changed, but the first may give its words
 * @param firstOfSecond the first record of the second file; with one file the number of records
 * @param make memory, where other threads shall read it too
 */
export function sortedByBirth(
  parts: readonly Parts[],
  firstOfSecond: number,
  make: Make = (bytes) => new ArrayBuffer(bytes),
): Sorted {
  const count = parts.reduce((sum, part) => sum + part.count, 0)
  const [order, places] = orderOf(parts, count, make)
  const [first] = parts
  const words = new Words(first?.words)
  const [placeNames, numbers, types] = [first?.placeNames, first?.numbers, first?.types].map(
    (texts) => new Texts(texts),
  ) as [Texts, Texts, Texts]
  const records = new Int32Array(make(count * STRIDE * 4))
  const wide = new Float64Array(records.buffer)
  const hasSecond = (of: (part: Parts) => ArrayLike<number>) => parts.some((part) => of(part).length > 0)
  const room = (isNeeded: boolean, bytes: number) => make(isNeeded ? count * bytes : 0)
  const hasDocuments = hasSecond(({ secondDocuments }) => secondDocuments)
  const secondDocuments = new Float64Array(room(hasDocuments, 8))
  const secondKinds = new Int32Array(room(hasDocuments, 4))
  const hasTelephones = hasSecond(({ secondTelephones }) => secondTelephones)
  const secondTelephones = new Uint32Array(room(hasTelephones, 4))

  let before = 0
  for (const [which, part] of parts.entries()) {
    const isFirst = which === 0
    const wordOf = isFirst ? undefined : words.merge(part.words)
    const placeOf = isFirst ? undefined : placeNames.merge(part.placeNames)
    const numberOf = isFirst ? undefined : numbers.merge(part.numbers)
    const typeOf = isFirst ? undefined : types.merge(part.types)
    const theirs = part.records
    const document = (number: number) => (number < 0 && numberOf ? -(numberOf[-number] as number) : number)
    for (let record = 0; record < part.count; record++) {
      const from = record * STRIDE
      const place = places[before + record] as number
      const to = place * STRIDE
      for (let i = 0; i < STRIDE; i++) records[to + i] = theirs[from + i] as number
      if (wordOf && placeOf && typeOf) {
        for (let i = to; i < to + WORDS; i++) {
          records[i + GIVEN] = wordOf[records[i + GIVEN] as number] as number
          records[i + SURNAMES] = wordOf[records[i + SURNAMES] as number] as number
        }
        records[to + PLACE] = placeOf[records[to + PLACE] as number] as number
        records[to + KIND] = typeOf[records[to + KIND] as number] as number
        const at = (to + DOCUMENT) / 2
        if ((wide[at] as number) < 0) wide[at] = document(wide[at] as number)
      }
      if (before + record >= firstOfSecond) records[to + FLAGS]! |= OF_SECOND
      if (((records[to + FLAGS] as number) & MORE) === 0) continue
      if (record < part.secondDocuments.length) {
        secondDocuments[place] = document(part.secondDocuments[record] as number)
        const kind = part.secondKinds[record] as number
        secondKinds[place] = typeOf ? (typeOf[kind] as number) : kind
      }
      if (record < part.secondTelephones.length)
        secondTelephones[place] = part.secondTelephones[record] as number
    }
    before += part.count
  }
  const columns = new Columns({
    count,
    records,
    secondDocuments,
    secondKinds,
    secondTelephones,
    words: words.parts,
    placeNames: placeNames.all,
    numbers: numbers.all,
    types: types.all,
  })
  return { columns, order, places }
}

/** For each place the record that comes there, and for each record its place; those of one day stay in the order of the file. */
function orderOf(parts: readonly Parts[], count: number, make: Make): [Uint32Array, Uint32Array] {
  const next = new Uint32Array(BIRTH_ORDERS + 1)
  const eachBirth = (visit: (order: number) => void) => {
    for (const { records, count: many } of parts)
      for (let at = BIRTH; at < many * STRIDE; at += STRIDE) visit(birthOrder(records[at] as number))
  }
  eachBirth((order) => next[order + 1]!++)
  for (let order = 0; order < BIRTH_ORDERS; order++) next[order + 1]! += next[order] as number
  const [order, places] = [new Uint32Array(make(count * 4)), new Uint32Array(make(count * 4))]
  let record = 0
  eachBirth((birth) => {
    const place = next[birth]!++
    order[place] = record
    places[record++] = place
  })
  return [order, places]
}
