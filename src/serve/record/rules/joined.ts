// Two records of one person, as one: what the kept record says stands, and what it does not know is taken from the other.
import { documentKey } from './record.ts'
import { shownName } from './shown.ts'
import { FIELDS, type Contact, type Person } from './shapes.ts'

const isUnknown = (value: unknown) => value === null || value === undefined || isEmpty(value)
const isEmpty = (value: unknown) => Array.isArray(value) && value.length === 0

/**
 * The kept record with what the other one adds. A telephone on both is safe only where both say so, and a document on
 * both is shown once.
 */
export function joinRecords(kept: Person, other: Person): Person {
  const details = Object.fromEntries(
    FIELDS.flatMap((field) =>
      isUnknown(kept[field]) && !isUnknown(other[field]) ? [[field, other[field]]] : [],
    ),
  ) as Partial<Person>
  const documents = new Set(kept.identifiers.filter(isInUse).map(documentKey))
  const contacts = new Map(kept.contacts.filter(isReached).map((one) => [pointOf(one), one]))
  const others = new Map(other.contacts.filter(isReached).map((one) => [pointOf(one), one]))
  return {
    ...kept,
    ...details,
    sharedWith: [...new Set([...kept.sharedWith, ...other.sharedWith])],
    identifiers: [
      ...kept.identifiers,
      ...other.identifiers.filter((one) => !isInUse(one) || !documents.has(documentKey(one))),
    ],
    contacts: [
      ...kept.contacts.map((one) => stricter(one, isReached(one) ? others.get(pointOf(one)) : undefined)),
      ...other.contacts.filter((one) => !isReached(one) || !contacts.has(pointOf(one))),
    ],
    household: kept.household ?? other.household,
    alsoRegistered: [...(kept.alsoRegistered ?? []), { id: other.id, name: shownName(other) ?? null }],
    openDuplicates: kept.openDuplicates + other.openDuplicates,
  }
}

const isInUse = ({ retired }: { retired: string | null }) => retired === null
const isReached = ({ retired }: Contact) => !retired
const pointOf = ({ kind, value }: Contact) => `${kind} ${value.toLowerCase()}`

function stricter(one: Contact, other: Contact | undefined): Contact {
  if (!other) return one
  return {
    ...one,
    safeToCall: one.safeToCall && other.safeToCall,
    safeToText: one.safeToText && other.safeToText,
  }
}
