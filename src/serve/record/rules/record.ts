// Decides what an edit makes of a record, with the same result on the server and on a phone without a
// network.
import { plainDigits } from '../../../kernel/digits.ts'
import { findTerm, type Pack, type TaxonomyName } from '../../../kernel/packs/pack.ts'
import type { Json } from '../../../kernel/problem.ts'
import { codeUnknown } from '../../../kernel/problems.ts'
import { normalized } from '../../../kernel/text.ts'
import { addDays, type PlainDate } from '../../../kernel/time.ts'
import {
  contactTwice,
  identifierStrangeCharacter,
  identifierTwice,
  identifierWrongShape,
  personBornInFuture,
} from '../problems.ts'
import { foldNumber, foldPhone } from './keys.ts'
import { birthSpan } from './shown.ts'
import type {
  Changes,
  Contact,
  Details,
  Draft,
  Field,
  Identifier,
  NewContact,
  NewIdentifier,
  Person,
} from './shapes.ts'

/** Which taxonomy of the pack the code in a field comes from. */
const TAXONOMY: Partial<Record<Field, TaxonomyName>> = {
  sex: 'sexes',
  gender: 'genders',
  nationalities: 'countries',
  populationGroup: 'populationGroups',
  migrationStatus: 'statuses',
  languages: 'languages',
  readsIn: 'languages',
  disability: 'disabilities',
  place: 'places',
}

/** Completes an offered set of details; what was not given stays empty. */
export function complete(offered: Changes): Details {
  return {
    givenNames: offered.givenNames ?? null,
    firstSurname: offered.firstSurname ?? null,
    secondSurname: offered.secondSurname ?? null,
    called: offered.called ?? null,
    born: offered.born ?? null,
    sex: offered.sex ?? null,
    gender: offered.gender ?? null,
    nationalities: [...new Set(offered.nationalities)],
    populationGroup: offered.populationGroup ?? null,
    migrationStatus: offered.migrationStatus ?? null,
    languages: [...new Set(offered.languages)],
    reading: offered.reading ?? null,
    readsIn: [...new Set(offered.readsIn)],
    needsInterpreter: offered.needsInterpreter ?? null,
    disability: offered.disability ?? null,
    place: offered.place ?? null,
  }
}

/** Details after an edit; fields that the edit does not name stay as they are. */
export function edit(details: Details, changes: Changes): Details {
  const named = Object.entries(changes).filter(([, value]) => value !== undefined)
  return { ...details, ...Object.fromEntries(named) }
}

/** Fields whose value an edit really changes. */
export function changedFields(before: Details, changes: Changes): Field[] {
  return (Object.keys(changes) as Field[]).filter(
    (field) => changes[field] !== undefined && !same(before[field], changes[field]),
  )
}

export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}

/** One earlier edit of a record, as its history keeps it. */
export type Edit = {
  version: number
  changes: Partial<Record<Field, { from: Json; to: Json }>>
  editedAt: string
  /** The phone or laptop it was made on, when that works offline. */
  device: string | null
}

export type Clash = { field: Field; yours: Json; theirs: Json; before: Json; at: string }

/**
 * Fields to which another edit gave a different value after the version this edit was made on. A device's own
 * earlier edits do not conflict: it knew them. Two edits to the same value do not either.
 *
 * @param later edits with a version above the base, oldest first
 */
export function clashes(
  now: Details,
  changes: Changes,
  later: readonly Edit[],
  device: string | undefined,
): Clash[] {
  const found: Clash[] = []
  for (const field of changedFields(now, changes)) {
    const others = later.filter(
      (one) => one.changes[field] && (device === undefined || one.device !== device),
    )
    const [first, last] = [others[0], others.at(-1)]
    if (!first || !last) continue
    found.push({
      field,
      yours: (changes[field] ?? null) as Json,
      theirs: (now[field] ?? null) as Json,
      before: first.changes[field]?.from ?? null,
      at: last.editedAt,
    })
  }
  return found
}

/**
 * Checks values that no record may hold, whatever form sent them.
 *
 * @throws `code.unknown` for a code that the pack release lacks; `person.born_in_future`
 */
export function checkDetails(pack: Pack, changes: Changes, today: PlainDate): void {
  for (const [field, taxonomy] of Object.entries(TAXONOMY) as [Field, TaxonomyName][]) {
    for (const code of [changes[field] ?? []].flat() as string[]) checkCode(pack, taxonomy, code, field)
  }
  if (!changes.born) return
  const { earliest } = birthSpan(changes.born)
  // A phone may be a day ahead of the server's calendar.
  if (earliest > addDays(today, 1) || ('age' in changes.born && changes.born.on > addDays(today, 1))) {
    throw personBornInFuture()
  }
}

/** @throws `code.unknown` naming the field */
export function checkCode(pack: Pack, taxonomy: TaxonomyName, code: string, field: string): void {
  if (!findTerm(pack, taxonomy, code)) throw codeUnknown({ field, taxonomy, code })
}

/** A document as it is stored: the issuing country filled in from its type, the number folded for comparison. */
export type ReadyIdentifier = {
  id: string
  type: string
  country: string | null
  number: string
  folded: string
}

/** What divides a document number and is no part of it: spaces, hyphens, points, slashes, brackets, invisible signs. */
const SEPARATORS =
  /[\s\p{Pd}\p{Pc}\p{Ps}\p{Pe}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}.,·•:;'’/\\\u2212\u2044\u2215\u0640\u066b\u066c\u060c]/gu

/** A document number as it is stored: upper case, digits as 0–9, without separators. Nothing else is left out. */
const canonicalNumber = (number: string): string =>
  plainDigits(normalized(number, 'NFKC')).toUpperCase().replace(SEPARATORS, '')

/** The character by which a number does not have the shape of its kind: with none or another there it would. */
function strangeCharacter(pattern: RegExp, canonical: string): string | undefined {
  const fits = ['', '0', 'A'].some((other) => pattern.test(canonical.replace(/[^A-Z0-9]/gu, other)))
  return fits ? /[^A-Z0-9]/u.exec(canonical)?.[0] : undefined
}

/**
 * @throws `code.unknown`; `identifier.strange_character` with a character that numbers of this kind do not have;
 *   `identifier.wrong_shape` with the pack's example; `identifier.twice` when one person would hold the same document
 *   twice
 */
export function readyIdentifiers(
  pack: Pack,
  added: readonly NewIdentifier[],
  existing: readonly Identifier[] = [],
): ReadyIdentifier[] {
  const keys = new Set(existing.filter((one) => !one.retired).map(documentKey))
  return added.map((one) => {
    const type = pack.taxonomies.identifierTypes.find((entry) => entry.code === one.type)
    if (!type) throw codeUnknown({ field: 'identifiers', taxonomy: 'identifierTypes', code: one.type })
    if (one.country !== undefined) checkCode(pack, 'countries', one.country, 'identifiers')
    const canonical = canonicalNumber(one.number)
    const pattern = new RegExp(type.pattern, 'u')
    if (!pattern.test(canonical)) {
      const character = strangeCharacter(pattern, canonical)
      if (character !== undefined) throw identifierStrangeCharacter({ type: one.type, character })
      throw identifierWrongShape({ type: one.type, example: type.example })
    }
    const ready = {
      id: one.id,
      type: one.type,
      country: issuedIn(one, type),
      number: canonical,
    }
    const key = documentKey(ready)
    if (keys.has(key)) throw identifierTwice({ type: one.type })
    keys.add(key)
    return { ...ready, folded: foldNumber(canonical) }
  })
}

/** The country that issued a document: what was said, or else the country of its type. */
const issuedIn = (
  said: { country?: string | undefined },
  type: { country?: string | undefined } | undefined,
) => said.country ?? type?.country ?? null

/** A draft as it is compared with records: its documents carry the country that they would be stored with. */
export function comparableDraft(pack: Pack | undefined, draft: Draft) {
  const identifiers = draft.identifiers?.map((one) => {
    const type = pack?.taxonomies.identifierTypes.find((entry) => entry.code === one.type)
    return { ...one, country: issuedIn(one, type) }
  })
  return { ...draft, identifiers }
}

/** When two documents are the same: equal type, issuing country and folded number, never the number alone. */
export function documentKey(document: {
  type: string
  country?: string | null | undefined
  number: string
}): string {
  return `${document.type} ${document.country ?? ''} ${foldNumber(document.number)}`
}

/**
 * A new contact point: safe only if the person said so, and never when the same value is recorded as unsafe.
 * The server recognises more spellings of it than a phone does, and decides (`sql/safety.ts`).
 * @throws `code.unknown`; `contact.twice`
 */
export function readyContacts(
  pack: Pack,
  added: readonly NewContact[],
  existing: readonly Contact[] = [],
): Contact[] {
  const keys = new Set(existing.filter((one) => !one.retired).map(contactKey))
  return added.map((one) => {
    checkCode(pack, 'contactKinds', one.kind, 'contacts')
    const key = contactKey(one)
    if (keys.has(key)) throw contactTwice({ kind: one.kind })
    keys.add(key)
    return {
      id: one.id,
      version: 1,
      kind: one.kind,
      value: one.value,
      safeToCall:
        (one.safeToCall ?? false) && existing.every((other) => other.safeToCall || !alike(one, other)),
      safeToText:
        (one.safeToText ?? false) && existing.every((other) => other.safeToText || !alike(one, other)),
      note: one.note ?? null,
      retired: false,
    }
  })
}

const alike = (one: { value: string }, other: { value: string }) => spelt(one.value) === spelt(other.value)
const spelt = (value: string) => foldPhone(value) ?? value.toLowerCase()

const contactKey = (one: { kind: string; value: string }) => `${one.kind} ${one.value.toLowerCase()}`

/** What of a record is compared with others: retired documents and telephones say nothing any more. */
export const comparable = <Known extends Pick<Person, 'identifiers' | 'contacts'>>(person: Known) => ({
  ...person,
  identifiers: person.identifiers.filter((one) => !one.retired),
  phones: person.contacts.filter((one) => !one.retired).map((one) => one.value),
})
