// Two records of one person, as one: what the kept record says stands, and what it does not know is taken from the other.
import type { Id } from '../../../kernel/words.ts'
import { documentKey } from './record.ts'
import { shownName } from './shown.ts'
import { FIELDS, type Channel, type Contact, type Person } from './shapes.ts'

const isUnknown = (value: unknown) => value === null || value === undefined || isEmpty(value)
const isEmpty = (value: unknown) => Array.isArray(value) && value.length === 0

/**
 * The kept record with what the other one adds. A telephone on both is safe only where both say so; it is shown once, by
 * the record that says it is unsafe, where that can be changed. A document on both is shown once.
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
  const isShown = (one: Contact, onOther: Contact | undefined) =>
    !isReached(one) || !onOther || !one.unsafeElsewhere || Boolean(onOther.unsafeElsewhere)
  return {
    ...kept,
    ...details,
    sharedWith: [...new Set([...kept.sharedWith, ...other.sharedWith])],
    identifiers: [
      ...kept.identifiers,
      ...other.identifiers.filter((one) => !isInUse(one) || !documents.has(documentKey(one))),
    ],
    contacts: [
      ...kept.contacts.filter((one) => isShown(one, others.get(pointOf(one)))),
      ...other.contacts.filter((one) => {
        const here = contacts.get(pointOf(one))
        return !isReached(one) || !here || here.unsafeElsewhere
      }),
    ],
    household: kept.household ?? other.household,
    alsoRegistered: [...(kept.alsoRegistered ?? []), { id: other.id, name: shownName(other) ?? null }],
    openDuplicates: kept.openDuplicates + other.openDuplicates,
  }
}

const isInUse = ({ retired }: { retired: string | null }) => retired === null
const isReached = ({ retired }: Contact) => !retired
const pointOf = ({ kind, value }: Contact) => `${kind} ${value.toLowerCase()}`

/** The contact points of a record with what other records of the same person say of them. */
export function withUnsafe<Of extends Person>(person: Of, unsafe: readonly Unsafe[]): Of {
  const isUnsafe = ({ value }: Contact, channel: Unsafe['channel']) =>
    unsafe.some((no) => no.person === person.id && no.value === value && no.channel === channel)
  const contacts = person.contacts.map((one) => {
    const [call, text] = [one.safeToCall && isUnsafe(one, 'call'), one.safeToText && isUnsafe(one, 'text')]
    if (!call && !text) return one
    const [safeToCall, safeToText] = [one.safeToCall && !call, one.safeToText && !text]
    return { ...one, safeToCall, safeToText, unsafeElsewhere: true }
  })
  return { ...person, contacts }
}

export type Unsafe = { person: Id; value: string; channel: Channel }
