// Which part of a record each thing belongs to: consent opens parts, and a receiver sees no more than those.
import type { FieldGroup } from '../../../kernel/pack.ts'
import type { Json } from '../../../kernel/problem.ts'
import type { Field } from './shapes.ts'

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

/** The parts a record of a person is made of; plans and answers stay with whoever took them down. */
export const PARTS: readonly FieldGroup[] = [
  'identity',
  'documents',
  'contact',
  'household',
  'status',
  'health',
  'protection',
  'needs',
]

/** What each receiver sees of a record, by the id of its organisation. */
export type ShownTo = Readonly<Record<string, readonly string[]>>

/** The parts kept from a receiver; `shown` is null for whoever sees all of it. */
export function withheld(shown: readonly string[] | null): FieldGroup[] {
  return shown === null ? [] : PARTS.filter((part) => !shown.includes(part))
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
