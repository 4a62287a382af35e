// What of a person other organisations are asked about: texts of which only keyed hashes leave the record.
import { documentNumber } from '../../duplicates/operations.ts'
import { readNames, sound } from '../../record/operations.ts'

export type Known = {
  givenNames: string | null
  firstSurname: string | null
  secondSurname: string | null
  /** The whole birth date; null where it is not known to the day. */
  bornOn: string | null
  identifiers: readonly { type: string; country: string | null; number: string }[]
}

/** A text, and the part of the record that it is made of: it is used only where the person allows that part. */
export type TokenText = { readonly part: 'identity' | 'documents'; readonly text: string }

/** Shorter numbers are too many people's. */
const SHORTEST_NUMBER = 5

/**
 * The texts of a person, each once: every document by type, country and number; with the whole birth date, both surnames
 * with the first given name, and the first surname with both given names. Somebody with one of each has no such text:
 * among millions too many share a name of two words and a day.
 */
export function tokenTexts(person: Known): TokenText[] {
  const texts: TokenText[] = []
  for (const { type, country, number } of person.identifiers) {
    const plain = documentNumber(number)
    if (plain !== undefined && plain.length >= SHORTEST_NUMBER)
      texts.push({ part: 'documents', text: JSON.stringify(['document', type, country ?? '', plain]) })
  }
  const { given, surnames } = readNames(person)
  const [[g0, g1], [s0, s1]] = [given.map(sound), surnames.map(sound)]
  const named = (words: readonly string[]) =>
    texts.push({ part: 'identity', text: JSON.stringify(['name', person.bornOn, ...words]) })
  if (person.bornOn !== null && g0 !== undefined && s0 !== undefined) {
    if (s1 !== undefined) named(['surnames', ...[s0, s1].toSorted(), g0])
    if (g1 !== undefined) named(['given', ...[g0, g1].toSorted(), s0])
  }
  return [...new Map(texts.map((one) => [one.text, one])).values()]
}
