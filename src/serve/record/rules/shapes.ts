// The shapes of a person's record, shared by commands, queries, rules and screens.
import * as z from 'zod/mini'
import { PlainDate } from '../../../kernel/time.ts'
import { Code, Id, Instant, SingleLine, Text } from '../../../kernel/words.ts'
import { MissingConsent } from '../../../protect/consent/operations.ts'
import { NeedsInterpreter, Reading } from '../../../protect/interpreters/operations.ts'

const Name = SingleLine(120)
/** Where a desk searches for a person before it registers them. */
export const Searched = z.enum(['everywhere', 'device', 'file'])

export const Many = <T extends z.ZodMiniType>(of: T, most: number) => z.array(of).check(z.maxLength(most))

/** When someone was born, as precisely as they know. */
export const Born = z.union([
  z.strictObject({ date: PlainDate }),
  z.strictObject({ year: z.int().check(z.minimum(1880), z.maximum(2199)) }),
  z.strictObject({ age: z.int().check(z.minimum(0), z.maximum(125)), on: PlainDate }),
])
export type Born = z.infer<typeof Born>

/** How somebody is reached at a number. */
export const Channel = z.enum(['call', 'text'])
export type Channel = z.infer<typeof Channel>

/** The fields of a person, edited one by one, each with its history. */
const fields = {
  /** Given names, surnames and the name they wish to be called; people without a name exist. */
  givenNames: Name,
  firstSurname: Name,
  secondSurname: Name,
  called: Name,
  born: Born,
  sex: Code,
  /** Recorded only if the person offers it. */
  gender: Code,
  /** Codes of the pack's countries (ISO 3166-1 alpha-2, lower case); several, or none for stateless people. */
  nationalities: Many(Code, 8),
  populationGroup: Code,
  /** Includes `not_asked` and `prefers_not_to_say`; no service depends on it. */
  migrationStatus: Code,
  /** The languages they speak and understand, the one they speak best first. */
  languages: Many(Code, 12),
  reading: Reading,
  /** The languages they read in. */
  readsIn: Many(Code, 12),
  needsInterpreter: NeedsInterpreter,
  disability: Code,
  /** Code of the pack's places (country and p-code). */
  place: Code,
}
export const FIELDS = Object.keys(fields) as readonly (keyof typeof fields)[]
export type Field = (typeof FIELDS)[number]

export const offered = {
  givenNames: z.optional(fields.givenNames),
  firstSurname: z.optional(fields.firstSurname),
  secondSurname: z.optional(fields.secondSurname),
  called: z.optional(fields.called),
  born: z.optional(fields.born),
  sex: z.optional(fields.sex),
  gender: z.optional(fields.gender),
  nationalities: z.optional(fields.nationalities),
  populationGroup: z.optional(fields.populationGroup),
  migrationStatus: z.optional(fields.migrationStatus),
  languages: z.optional(fields.languages),
  reading: z.optional(fields.reading),
  readsIn: z.optional(fields.readsIn),
  needsInterpreter: z.optional(fields.needsInterpreter),
  disability: z.optional(fields.disability),
  place: z.optional(fields.place),
}

const changes = {
  givenNames: z.nullish(fields.givenNames),
  firstSurname: z.nullish(fields.firstSurname),
  secondSurname: z.nullish(fields.secondSurname),
  called: z.nullish(fields.called),
  born: z.nullish(fields.born),
  sex: z.nullish(fields.sex),
  gender: z.nullish(fields.gender),
  nationalities: z.optional(fields.nationalities),
  populationGroup: z.nullish(fields.populationGroup),
  migrationStatus: z.nullish(fields.migrationStatus),
  languages: z.optional(fields.languages),
  reading: z.nullish(fields.reading),
  readsIn: z.optional(fields.readsIn),
  needsInterpreter: z.nullish(fields.needsInterpreter),
  disability: z.nullish(fields.disability),
  place: z.nullish(fields.place),
}
/** `null` empties a field. */
export const Changes = z.strictObject(changes)
export type Changes = z.infer<typeof Changes>

const known = {
  givenNames: z.nullable(z.string()),
  firstSurname: z.nullable(z.string()),
  secondSurname: z.nullable(z.string()),
  called: z.nullable(z.string()),
  born: z.nullable(Born),
  sex: z.nullable(z.string()),
  gender: z.nullable(z.string()),
  nationalities: z.array(z.string()),
  populationGroup: z.nullable(z.string()),
  migrationStatus: z.nullable(z.string()),
  languages: z.array(z.string()),
  /** These three are absent from a document that an older release put on a device. */
  reading: z.optional(z.nullable(Reading)),
  readsIn: z.optional(z.array(z.string())),
  needsInterpreter: z.optional(z.nullable(NeedsInterpreter)),
  disability: z.nullable(z.string()),
  place: z.nullable(z.string()),
}
export const Details = z.object(known)
export type Details = z.infer<typeof Details>

export const NewIdentifier = z.strictObject({
  id: Id,
  /** Code of the pack's identifier types. */
  type: Code,
  /** Country that issued it; by default the country of its type. */
  country: z.optional(Code),
  number: SingleLine(60),
})
export type NewIdentifier = z.infer<typeof NewIdentifier>

export const contact = {
  kind: Code,
  value: SingleLine(160),
  /** A contact point is used only once the person has said that it is safe. */
  safeToCall: z.optional(z.boolean()),
  safeToText: z.optional(z.boolean()),
  note: z.optional(SingleLine(300)),
}
export const NewContact = z.strictObject({ id: Id, ...contact })
export type NewContact = z.infer<typeof NewContact>

export const Identifier = z.object({
  id: Id,
  type: z.string(),
  country: z.nullable(z.string()),
  number: z.string(),
  /** Why it is no longer valid (mistyped, replaced); null while it is. */
  retired: z.nullable(z.string()),
})
export type Identifier = z.infer<typeof Identifier>

export const Contact = z.object({
  id: Id,
  version: z.int(),
  kind: z.string(),
  value: z.string(),
  safeToCall: z.boolean(),
  safeToText: z.boolean(),
  note: z.nullable(z.string()),
  retired: z.boolean(),
  /** Safe by this record, and not by another one of the same person: it is safe again once that one says so. */
  unsafeElsewhere: z.optional(z.boolean()),
})
export type Contact = z.infer<typeof Contact>

export const Person = z.object({
  id: Id,
  version: z.int(),
  organisation: Id,
  sharedWith: z.array(Id),
  ...known,
  identifiers: z.array(Identifier),
  contacts: z.array(Contact),
  household: z.nullable(z.object({ id: Id, relation: z.string(), head: z.boolean(), members: z.int() })),
  /** Version of the text under which they agreed to be registered. */
  consentText: z.nullable(z.string()),
  registeredAt: Instant,
  /** Number of possible duplicates that nobody has decided on. */
  openDuplicates: z.int(),
  /** The consent whose absence hides parts of the record; null when everything is shown. */
  withheld: z.nullable(MissingConsent),
  /** Other records that were merged with this one, as the person is named there. */
  alsoRegistered: z.optional(z.array(z.object({ id: Id, name: z.nullable(z.string()) }))),
})
export type Person = z.infer<typeof Person>

/** Why two records may be the same person, or may not; the text is message key `match.<code>`. */
export const Reason = z.enum([
  'same_document',
  'same_number_other_document',
  'document_digits_swapped',
  'different_document',
  'same_birth_date',
  'birth_day_month_swapped',
  'birth_date_close',
  'same_birth_year',
  'different_birth_date',
  'same_names',
  'given_name_missing',
  'given_names_swapped',
  'given_name_similar',
  'given_name_different',
  'same_surnames',
  'surname_missing',
  'surnames_swapped',
  'surname_similar',
  'surname_different',
  'names_exchanged',
  'same_phone',
  'same_place',
  'different_sex',
  /** Only of somebody who was looked for by typed words. */
  'name_has_words',
  'near_here',
])
export type Reason = z.infer<typeof Reason>

/** `strong`: very likely the same person. `possible`: worth a look. `found`: matches the typed words. */
export const Strength = z.enum(['strong', 'possible', 'found'])
export type Strength = z.infer<typeof Strength>

/** Just enough of a person to recognise them in a list. */
export const Glimpse = z.object({
  id: Id,
  called: z.nullable(z.string()),
  givenNames: z.nullable(z.string()),
  firstSurname: z.nullable(z.string()),
  secondSurname: z.nullable(z.string()),
  born: z.nullable(Born),
  sex: z.nullable(z.string()),
  place: z.nullable(z.string()),
  nationalities: z.array(z.string()),
  organisation: Id,
  registeredAt: Instant,
})
export type Glimpse = z.infer<typeof Glimpse>

/** A centre that knows the person; null when no centre registered them. */
export const Elsewhere = z.object({ centre: z.nullable(z.object({ id: Id, name: z.string() })) })
export type Elsewhere = z.infer<typeof Elsewhere>

export const Candidate = z.object({
  ...Glimpse.shape,
  strength: Strength,
  /** Sum of the evidence in bits (log2 of the likelihood ratio), rounded; 0 for `found`. */
  score: z.number(),
  reasons: z.array(Reason),
})
export type Candidate = z.infer<typeof Candidate>

/** What is known so far of a person at the desk, to search for them before a record is made. */
export const Draft = z.strictObject({
  givenNames: offered.givenNames,
  firstSurname: offered.firstSurname,
  secondSurname: offered.secondSurname,
  born: offered.born,
  sex: offered.sex,
  identifiers: z.optional(
    Many(z.strictObject({ type: Code, country: z.optional(Code), number: SingleLine(60) }), 10),
  ),
  phones: z.optional(Many(SingleLine(60), 10)),
})
export type Draft = z.infer<typeof Draft>

/** Somebody who compared two records: they are of different people, or it cannot be told yet. */
export const Comparison = z.enum(['different', 'unsure'])

/** Somebody compared the pairs, and says what they found and why; unless they say so, these are different people. */
export const NotDuplicateOf = z.strictObject({
  people: Many(Id, 20).check(z.minLength(1)),
  because: Text(500),
  decision: z.optional(Comparison),
})
