// The records of one or two files in typed arrays, each word and number once: a million people in some hundred bytes each.
import { fold } from '../../record/operations.ts'
import { givenWords, surnameWords, type Word } from './words.ts'
import { documentNumber, telephone } from './numbers.ts'
import { readBirth, UNKNOWN_BIRTH, type Birth } from './births.ts'
import type { Prepared } from './compare.ts'
import type { Places } from './link-map.ts'

/** Words of one name, documents and telephones that are kept of a record. */
export const WORDS = 4
export const NUMBERS = 2

const MALE = 1
const FEMALE = 2

/** Texts by number, from 1; 0 stands for none. */
class Dictionary<Value> {
  readonly values: Value[] = []
  private readonly known = new Map<string, number>()
  idOf(key: string, make: () => Value): number {
    const before = this.known.get(key)
    if (before !== undefined) return before
    this.values.push(make())
    this.known.set(key, this.values.length)
    return this.values.length
  }
  at(id: number): Value {
    return this.values[id - 1] as Value
  }
}

/** Grows as rows arrive, since a file does not say how many it has. */
export function grown<A extends Uint32Array | Int32Array | Uint8Array>(array: A, least: number): A {
  if (array.length >= least) return array
  const larger = new (array.constructor as new (length: number) => A)(Math.max(least, array.length * 2))
  larger.set(array as never)
  return larger
}

const SEX: Readonly<Record<string, number>> = { f: FEMALE, m: MALE, h: MALE }
/** `F`, `femenino`, `mujer`; `M`, `masculino`, `hombre`, `male`; anything else is not known. */
function readSex(text: string): number {
  const plain = text.trim().toLowerCase()
  if (/^(?:mujer|woman|femme|fem)/u.test(plain)) return FEMALE
  return SEX[plain.charAt(0)] ?? 0
}

/** `1990-03-04`, `04/03/1990`, `1990`; a date that no calendar has is unknown. */
export function readDate(text: string): Birth {
  const plain = text.trim()
  if (plain === '') return UNKNOWN_BIRTH
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/u.exec(plain)
  const local = iso ? null : /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: .*)?$/u.exec(plain)
  const [year, month, day] = iso
    ? [Number(iso[1]), Number(iso[2]), Number(iso[3])]
    : local
      ? [Number(local[3]), Number(local[2]), Number(local[1])]
      : [0, 0, 0]
  if (year >= 1880 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31)
    return readBirth({ date: `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` })
  const alone = /^(\d{4})$/u.exec(plain)
  const only = Number(alone?.[1] ?? 0)
  return only >= 1880 && only <= 2100 ? readBirth({ year: only }) : UNKNOWN_BIRTH
}

/** A record as it is compared, whose parts are filled anew. */
export type Scratch = Omit<Prepared, 'names' | 'documents' | 'telephones'> & {
  names: { given: Word[]; surnames: Word[]; isMarried: boolean }
  documents: Prepared['documents'][number][]
  telephones: string[]
}
export const scratch = (): Scratch => ({
  names: { given: [], surnames: [], isMarried: false },
  birth: UNKNOWN_BIRTH,
  sex: undefined,
  place: undefined,
  documents: [],
  telephones: [],
})

export class Columns {
  count = 0
  readonly ids: string[] = []
  given = new Uint32Array(4096 * WORDS)
  surnames = new Uint32Array(4096 * WORDS)
  births = new Int32Array(4096)
  sexes = new Uint8Array(4096)
  married = new Uint8Array(4096)
  /** Ids of numbers, and of the kinds of document they are numbers of. */
  documents = new Uint32Array(4096 * NUMBERS)
  kinds = new Uint32Array(4096 * NUMBERS)
  telephones = new Uint32Array(4096 * NUMBERS)
  places = new Uint32Array(4096)
  readonly words = new Dictionary<Word>()
  readonly numbers = new Dictionary<string>()
  readonly types = new Dictionary<string>()
  readonly placeNames = new Dictionary<string>()
  /** Words of a whole field as it was written: many people are called the same. */
  private readonly givenOf = new Map<string, readonly number[]>()
  private readonly surnamesOf = new Map<string, readonly number[]>()

  /** @param id as in the file */
  add(id: string, row: readonly string[], places: Places): void {
    const at = this.count++
    this.ids.push(id)
    this.given = grown(this.given, this.count * WORDS)
    this.surnames = grown(this.surnames, this.count * WORDS)
    this.births = grown(this.births, this.count)
    this.sexes = grown(this.sexes, this.count)
    this.married = grown(this.married, this.count)
    this.documents = grown(this.documents, this.count * NUMBERS)
    this.kinds = grown(this.kinds, this.count * NUMBERS)
    this.telephones = grown(this.telephones, this.count * NUMBERS)
    this.places = grown(this.places, this.count)
    const field = (place: number) => row[place] ?? ''
    this.fill(this.given, at, places.given.map(field), this.givenOf, givenWords)
    const surnames = places.surname.map(field)
    this.fill(this.surnames, at, surnames, this.surnamesOf, surnameWords)
    if (places.birth >= 0) this.births[at] = readDate(field(places.birth))
    if (places.sex >= 0) this.sexes[at] = readSex(field(places.sex))
    if (this.sexes[at] !== MALE && surnames.some((one) => /(?:^|\s)de\s+\p{L}/iu.test(one)))
      this.married[at] = 1
    const place = places.place < 0 ? '' : fold(field(places.place).slice(0, 64))
    if (place !== '') this.places[at] = this.placeNames.idOf(place, () => place)
    let kept = 0
    for (const { type, fixed, number } of places.identifiers) {
      const folded = documentNumber(field(number).slice(0, 64))
      if (folded === undefined || kept === NUMBERS) continue
      const kind = (type < 0 ? fixed : field(type)).trim().toLowerCase()
      this.documents[at * NUMBERS + kept] = this.numbers.idOf(folded, () => folded)
      this.kinds[at * NUMBERS + kept] = this.types.idOf(kind, () => kind)
      kept++
    }
    kept = 0
    for (const column of places.phone) {
      const digits = telephone(field(column).slice(0, 64))
      if (digits === undefined || kept === NUMBERS) continue
      this.telephones[at * NUMBERS + kept++] = this.numbers.idOf(digits, () => digits)
    }
  }

  private fill(
    into: Uint32Array,
    at: number,
    fields: readonly string[],
    known: Map<string, readonly number[]>,
    read: (text: string) => readonly Word[],
  ): void {
    let kept = 0
    for (const text of fields) {
      if (text === '') continue
      const whole = text.length > 300 ? text.slice(0, 300) : text
      let ids = known.get(whole)
      if (ids === undefined) {
        ids = read(whole).map((word) => this.words.idOf(`${word.text} ${word.joined ?? ''}`, () => word))
        if (known.size >= 500_000) known.clear()
        known.set(whole, ids)
      }
      for (const id of ids) if (kept < WORDS) into[at * WORDS + kept++] = id
    }
  }

  /** A record as it is compared, put into `into`, which the next one replaces. */
  prepare(at: number, into: Scratch): Prepared {
    into.names.given.length = 0
    into.names.surnames.length = 0
    for (let i = at * WORDS; i < (at + 1) * WORDS; i++) {
      const [given, surname] = [this.given[i] as number, this.surnames[i] as number]
      if (given > 0) into.names.given.push(this.words.at(given))
      if (surname > 0) into.names.surnames.push(this.words.at(surname))
    }
    into.names.isMarried = this.married[at] === 1
    into.birth = this.births[at] as number
    const sex = this.sexes[at]
    into.sex = sex === FEMALE ? 'female' : sex === MALE ? 'male' : undefined
    const place = this.places[at] as number
    into.place = place > 0 ? this.placeNames.at(place) : undefined
    into.documents.length = 0
    into.telephones.length = 0
    for (let i = at * NUMBERS; i < (at + 1) * NUMBERS; i++) {
      const [document, telephone] = [this.documents[i] as number, this.telephones[i] as number]
      if (document > 0)
        into.documents.push({
          type: this.types.at(this.kinds[i] as number),
          country: '',
          number: this.numbers.at(document),
        })
      if (telephone > 0) into.telephones.push(this.numbers.at(telephone))
    }
    return into
  }
}
