// Which part of a record each field belongs to: consent opens parts, and a receiver sees only those.
import { FIELD_GROUPS, type FieldGroup } from '../../../kernel/packs/pack.ts'
import type { Field, Person } from './shapes.ts'

/** The view `read.person_shown` defines the same in the database; a test compares the results. */
export const PART_OF: Readonly<Record<Field, FieldGroup>> = {
  givenNames: 'identity',
  firstSurname: 'identity',
  secondSurname: 'identity',
  called: 'identity',
  born: 'identity',
  sex: 'identity',
  languages: 'identity',
  reading: 'identity',
  readsIn: 'identity',
  needsInterpreter: 'identity',
  gender: 'protection',
  nationalities: 'status',
  populationGroup: 'status',
  migrationStatus: 'status',
  disability: 'health',
  place: 'contact',
}

/**
 * The parts of which the record itself holds something; a plan is seen only by the organisation that made it.
 */
export const PARTS = FIELD_GROUPS

/** What each receiver sees of a record, by the id of its organisation. */
export type ShownTo = Readonly<Record<string, readonly string[]>>

/** The record with only the parts asked for; the other fields read as not known. */
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

/**
 * The parts that a receiver must see to receive a fact; none for facts that both sides receive in any case.
 */
export function partsOfFact(kind: string, data: Readonly<Record<string, unknown>>): FieldGroup[] {
  if (kind === 'person.changed') {
    const fields = (data['fields'] ?? []) as readonly Field[]
    return [...new Set(fields.map((field) => PART_OF[field] ?? 'identity'))]
  }
  if (kind.startsWith('person.identifier_')) return ['documents']
  if (kind.startsWith('person.contact_')) return ['contact']
  if (kind === 'person.status_asked') return ['status']
  if (kind.startsWith('household.')) return ['household']
  return kind.startsWith('person.duplicate_') ? ['identity'] : []
}
