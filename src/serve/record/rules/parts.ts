// Which part of a record each thing belongs to: consent opens parts, and a receiver sees no more than those.
import type { FieldGroup } from '../../../kernel/pack.ts'
import type { Json } from '../../../kernel/problem.ts'
import type { Field, Person } from './shapes.ts'

/** The database holds the same in the view `read.person_shown`; a test compares what comes out. */
export const PART_OF: Readonly<Record<Field, FieldGroup>> = {
  givenNames: 'identity',
  firstSurname: 'identity',
  secondSurname: 'identity',
  called: 'identity',
  born: 'identity',
  sex: 'identity',
  languages: 'identity',
  gender: 'protection',
  nationalities: 'status',
  populationGroup: 'status',
  migrationStatus: 'status',
  disability: 'health',
  place: 'contact',
}

/** The parts of which a record of a person opens something; a plan stays with whoever made it. */
export const PARTS = [
  'identity',
  'documents',
  'contact',
  'household',
  'status',
  'health',
  'protection',
  'needs',
] as const satisfies readonly FieldGroup[]

/** What each receiver sees of a record, by the id of its organisation. */
export type ShownTo = Readonly<Record<string, readonly string[]>>

/** A record of which only some parts were asked for: the rest reads as not known, and nothing of it is shown. */
export function onlyParts(person: Person, parts: readonly string[]): Person {
  const has = (part: FieldGroup) => parts.includes(part)
  const blank = Object.entries(PART_OF).flatMap(([field, part]) =>
    has(part) ? [] : [[field, Array.isArray(person[field as Field]) ? [] : null] as const],
  )
  return {
    ...person,
    ...Object.fromEntries(blank),
    identifiers: has('documents') ? person.identifiers : [],
    contacts: has('contact') ? person.contacts : [],
    household: has('household') ? person.household : null,
  }
}

/** The receivers that see all of these parts. */
export function receiversOf(shownTo: ShownTo, parts: readonly string[]): string[] {
  return Object.keys(shownTo).filter((one) => parts.every((part) => shownTo[one]?.includes(part)))
}

/** The parts one must see to be told that something happened to a record: none for what is told to both sides anyway. */
export function partsOfFact(kind: string, data: Readonly<Record<string, Json>>): FieldGroup[] {
  if (kind === 'person.changed') {
    const fields = (data['fields'] ?? []) as readonly Field[]
    return [...new Set(fields.map((field) => PART_OF[field] ?? 'identity'))]
  }
  if (kind.startsWith('person.identifier_')) return ['documents']
  if (kind.startsWith('person.contact_')) return ['contact']
  if (kind === 'person.status_asked') return ['status']
  if (kind.startsWith('household.')) return ['household']
  return kind === 'person.duplicate_ruled_out' ? ['identity'] : []
}
