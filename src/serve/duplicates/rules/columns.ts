// The records of one or two files in typed arrays, each word and number once: a million people in 64 bytes each.
import { fold } from '../../record/operations.ts'
import { givenWords, surnameWords, type Word } from './words.ts'
import { documentNumber, telephone } from './numbers.ts'
import { packBirth, readBirth, UNKNOWN_BIRTH, type Birth } from './births.ts'
import type { Prepared } from './compare.ts'
import { grown, Texts, Words, type WordParts } from './dictionary.ts'
import type { Places } from './link-map.ts'

/** Words of one name, documents and telephones that are kept of a record. */
export const WORDS = 4
export const NUMBERS = 2

/**
 * Where the parts of a record are in its sixteen numbers of 32 bits, which fill one line of the processor's cache:
 * words of its names, date of birth, what `FLAGS` says, place, the last digits of a telephone, the kind of a document
 * and (eight bytes from `DOCUMENT`) its number. `MOST` is free for whoever compares.
 */
export const STRIDE = 16
export const GIVEN = 0
export const SURNAMES = 4
export const BIRTH = 8
export const FLAGS = 9
export const PLACE = 10
export const TELEPHONE = 11
export const KIND = 12
export const MOST = 13
export const DOCUMENT = 14

/** In `FLAGS`: the sex; whether a surname may be a husband's; whether there are second numbers; how many words. */
export const SEX = 3
const MALE = 1
const FEMALE = 2
export const MARRIED = 4
export const MORE = 8
export const GIVEN_WORDS = 4
export const SURNAME_WORDS = 8
/** Of the second of two files. */
export const OF_SECOND = 2 ** 11

const ACCENTED = 'áéíóúüñÁÉÍÓÚÜÑ'
const PLAIN = 'aeiouunAEIOUUN'
/** Without the accents of Spanish, which folding loses anyway: it is quick where there are none. */
const plain = (text: string) =>
  text.replace(/[áéíóúüñÁÉÍÓÚÜÑ]/gu, (letter) => PLAIN.charAt(ACCENTED.indexOf(letter)))

const SEXES: Readonly<Record<string, number>> = { f: FEMALE, m: MALE, h: MALE }
/** `F`, `femenino`, `mujer`; `M`, `masculino`, `hombre`, `male`; anything else is not known, 0. */
export function readSex(text: string): number {
  const plain = text.trim().toLowerCase()
  if (/^(?:mujer|woman|femme|fem)/u.test(plain)) return FEMALE
  return SEXES[plain.charAt(0)] ?? 0
}

export const isDate = (year: number, month: number, day: number): boolean =>
  year >= 1880 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31

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
  if (isDate(year, month, day)) return packBirth(year, month, day)
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

/** Words of a field, and whether one of them may be a husband's surname. */
export type Surnames = { ids: readonly number[]; isMarried: boolean }

/** Digits that are one exact number; longer ones, and those with letters, are kept as texts. */
const MOST_DIGITS = 15
/** Telephones of seven to nine digits, leading zeros and all, in 32 bits. */
const [LEAST_TELEPHONE, OF_LENGTH] = [7, 1e9]

/** A telephone of digits, as it is kept. */
export const packTelephone = (digits: string): number =>
  Number(digits) + (digits.length - LEAST_TELEPHONE) * OF_LENGTH
const unpackTelephone = (packed: number): string =>
  String(packed % OF_LENGTH).padStart(LEAST_TELEPHONE + Math.floor(packed / OF_LENGTH), '0')

/** All that columns hold, as another thread is given it. */
export type Parts = {
  count: number
  records: Int32Array
  secondDocuments: Float64Array
  secondKinds: Int32Array
  secondTelephones: Uint32Array
  words: WordParts
  placeNames: string[]
  numbers: string[]
  types: string[]
}

export class Columns {
  count = 0
  /** `STRIDE` numbers of each record. */
  records: Int32Array = new Int32Array(4096 * STRIDE)
  private wide: Float64Array = new Float64Array(this.records.buffer)
  /** Second numbers, of records with `MORE`; as long as the last such record asks for. */
  private secondDocuments: Float64Array = new Float64Array(0)
  private secondKinds: Int32Array = new Int32Array(0)
  private secondTelephones: Uint32Array = new Uint32Array(0)
  readonly words: Words
  readonly placeNames: Texts
  /** Numbers of documents that are more than digits, kept as -1, -2, …. */
  private readonly numbers: Texts
  private readonly types: Texts

  constructor(parts?: Parts) {
    this.words = new Words(parts?.words)
    this.placeNames = new Texts(parts?.placeNames)
    this.numbers = new Texts(parts?.numbers)
    this.types = new Texts(parts?.types)
    if (!parts) return
    this.count = parts.count
    this.records = parts.records
    this.wide = new Float64Array(this.records.buffer)
    this.secondDocuments = parts.secondDocuments
    this.secondKinds = parts.secondKinds
    this.secondTelephones = parts.secondTelephones
  }
  get parts(): Parts {
    const { count, records, secondDocuments, secondKinds, secondTelephones } = this
    const [placeNames, numbers, types] = [this.placeNames.all, this.numbers.all, this.types.all]
    const words = this.words.parts
    return {
      count,
      records,
      secondDocuments,
      secondKinds,
      secondTelephones,
      words,
      placeNames,
      numbers,
      types,
    }
  }

  /** Room for so many records, where a file says how many it may have. */
  expect(count: number): void {
    this.records = grown(this.records, count * STRIDE)
    this.wide = new Float64Array(this.records.buffer)
  }

  /** Begins a record, which has nothing yet. */
  begin(): void {
    if (this.records.length < (this.count + 1) * STRIDE) this.expect(Math.ceil(this.count * 1.5))
    this.count++
  }

  readonly readGiven = (text: string): readonly number[] => this.idsOf(givenWords(plain(text.slice(0, 300))))
  readonly readSurnames = (text: string): Surnames => ({
    ids: this.idsOf(surnameWords(plain(text.slice(0, 300)))),
    isMarried: /(?:^|\s)de\s+\p{L}/iu.test(text.slice(0, 300)),
  })
  private idsOf(words: readonly Word[]): number[] {
    return words.map((word) => this.words.idOf(word))
  }
  /** @returns 0 for none */
  readonly readPlace = (text: string): number => {
    const place = fold(text.slice(0, 64))
    return place === '' ? 0 : this.placeNames.idOf(place)
  }
  readonly readKind = (text: string): number => {
    const kind = text.trim().toLowerCase()
    return this.types.idOf(kind)
  }
  /** @returns 0 for none */
  readDocument(text: string): number {
    const folded = documentNumber(text.slice(0, 64))
    if (folded === undefined) return 0
    return folded.length <= MOST_DIGITS && /^[1-9]\d*$/u.test(folded)
      ? Number(folded)
      : -this.numbers.idOf(folded)
  }
  /** @returns 0 for none */
  readTelephone(text: string): number {
    const digits = telephone(text.slice(0, 64))
    return digits === undefined ? 0 : packTelephone(digits)
  }

  /** The following are of the record that was begun last. */
  addGiven(ids: readonly number[]): void {
    this.addWords(ids, GIVEN, GIVEN_WORDS)
  }
  addSurnames({ ids, isMarried }: Surnames): void {
    this.addWords(ids, SURNAMES, SURNAME_WORDS)
    if (isMarried) this.records[(this.count - 1) * STRIDE + FLAGS]! |= MARRIED
  }
  /** As `addGiven`, of up to `WORDS` numbers from `at`, until one is 0. */
  addGivenFrom(numbers: Int32Array, at: number): void {
    this.addNumbers(numbers, at, GIVEN, GIVEN_WORDS)
  }
  addSurnamesFrom(numbers: Int32Array, at: number, isMarried: boolean): void {
    this.addNumbers(numbers, at, SURNAMES, SURNAME_WORDS)
    if (isMarried) this.records[(this.count - 1) * STRIDE + FLAGS]! |= MARRIED
  }
  private addNumbers(numbers: Int32Array, first: number, from: number, bits: number): void {
    const { records } = this
    const at = (this.count - 1) * STRIDE
    let kept = ((records[at + FLAGS] as number) >>> bits) & 7
    for (let i = first; i < first + WORDS && numbers[i] !== 0 && kept < WORDS; i++) {
      records[at + from + kept++] = numbers[i] as number
      records[at + FLAGS]! += 1 << bits
    }
  }
  private addWords(ids: readonly number[], from: number, bits: number): void {
    const { records } = this
    const at = (this.count - 1) * STRIDE
    for (const id of ids) {
      const kept = ((records[at + FLAGS] as number) >>> bits) & 7
      if (kept === WORDS) return
      records[at + from + kept] = id
      records[at + FLAGS]! += 1 << bits
    }
  }
  addBirth(birth: Birth): void {
    this.records[(this.count - 1) * STRIDE + BIRTH] = birth
  }
  addSex(sex: number): void {
    this.records[(this.count - 1) * STRIDE + FLAGS]! |= sex
  }
  addPlace(place: number): void {
    this.records[(this.count - 1) * STRIDE + PLACE] = place
  }
  addDocument(kind: number, number: number): void {
    if (number === 0) return
    const { records, wide, count } = this
    const at = (count - 1) * STRIDE
    if (wide[(at + DOCUMENT) / 2] === 0) {
      wide[(at + DOCUMENT) / 2] = number
      records[at + KIND] = kind
    } else if ((this.secondDocuments[count - 1] ?? 0) === 0) {
      this.secondDocuments = grown(this.secondDocuments, count)
      this.secondKinds = grown(this.secondKinds, count)
      this.secondDocuments[count - 1] = number
      this.secondKinds[count - 1] = kind
      records[at + FLAGS]! |= MORE
    }
  }
  addTelephone(telephone: number): void {
    if (telephone === 0) return
    const { records, count } = this
    const at = (count - 1) * STRIDE
    if (records[at + TELEPHONE] === 0) records[at + TELEPHONE] = telephone
    else if ((this.secondTelephones[count - 1] ?? 0) === 0) {
      this.secondTelephones = grown(this.secondTelephones, count)
      this.secondTelephones[count - 1] = telephone
      records[at + FLAGS]! |= MORE
    }
  }

  /** A row of a file. */
  add(row: readonly string[], places: Places): void {
    const field = (place: number) => row[place] ?? ''
    this.begin()
    for (const place of places.given) this.addGiven(this.readGiven(field(place)))
    for (const place of places.surname) this.addSurnames(this.readSurnames(field(place)))
    if (places.birth >= 0) this.addBirth(readDate(field(places.birth)))
    if (places.sex >= 0) this.addSex(readSex(field(places.sex)))
    if (places.place >= 0) this.addPlace(this.readPlace(field(places.place)))
    for (const { type, fixed, number } of places.identifiers)
      this.addDocument(this.readKind(type < 0 ? fixed : field(type)), this.readDocument(field(number)))
    for (const place of places.phone) this.addTelephone(this.readTelephone(field(place)))
  }

  /** The document of a record, or its second; 0 for none. */
  documentOf(at: number, second = false): number {
    return second ? (this.secondDocuments[at] ?? 0) : (this.wide[at * (STRIDE / 2) + DOCUMENT / 2] as number)
  }
  kindOf(at: number, second = false): number {
    return second ? (this.secondKinds[at] ?? 0) : (this.records[at * STRIDE + KIND] as number)
  }
  telephoneOf(at: number, second = false): number {
    return second ? (this.secondTelephones[at] ?? 0) : (this.records[at * STRIDE + TELEPHONE] as number) >>> 0
  }
  /** The number of a document as it is compared. */
  numberOf(document: number): string {
    return document > 0 ? String(document) : this.numbers.at(-document)
  }

  /** A record as it is compared, put into `into`, which the next one replaces. */
  prepare(at: number, into: Scratch): Prepared {
    const { records } = this
    const from = at * STRIDE
    into.names.given.length = 0
    into.names.surnames.length = 0
    for (let i = from; i < from + WORDS; i++) {
      const [given, surname] = [records[i + GIVEN] as number, records[i + SURNAMES] as number]
      if (given > 0) into.names.given.push(this.words.at(given))
      if (surname > 0) into.names.surnames.push(this.words.at(surname))
    }
    const flags = records[from + FLAGS] as number
    const sex = flags & SEX
    into.names.isMarried = sex !== MALE && (flags & MARRIED) > 0
    into.birth = records[from + BIRTH] as number
    into.sex = sex === FEMALE ? 'female' : sex === MALE ? 'male' : undefined
    const place = records[from + PLACE] as number
    into.place = place > 0 ? this.placeNames.at(place) : undefined
    into.documents.length = 0
    into.telephones.length = 0
    for (const second of (flags & MORE) > 0 ? [false, true] : [false]) {
      const [document, phone] = [this.documentOf(at, second), this.telephoneOf(at, second)]
      if (document !== 0)
        into.documents.push({
          type: this.types.at(this.kindOf(at, second)),
          country: '',
          number: this.numberOf(document),
        })
      if (phone > 0) into.telephones.push(unpackTelephone(phone))
    }
    return into
  }
}
