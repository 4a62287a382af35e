// Invented people and their households: what staff would know of them, and how reliably.
import type { PlainDate } from '../../kernel/time.ts'
import type { Id } from '../../kernel/words.ts'
import type { City } from './organisations.ts'

export type InventedPerson = {
  givenNames?: string
  firstSurname?: string
  secondSurname?: string
  called?: string
  /** The true date, which not every person gives. */
  bornOn: PlainDate
  born?: { date: PlainDate } | { year: number } | { age: number; on: PlainDate }
  sex: 'female' | 'male'
  gender?: string
  nationalities: string[]
  populationGroup: string
  migrationStatus: string
  languages: string[]
  disability?: string
  place: string
  identifiers: { type: string; number: string; country?: string }[]
  contacts: { kind: string; value: string; safeToCall?: boolean; safeToText?: boolean; note?: string }[]
  relation: string
}

export type InventedHousehold = {
  city: City
  /** The day they first came to the centre. */
  cameOn: PlainDate
  members: [InventedPerson, ...InventedPerson[]]
}

/** An invented person who was registered. */
export type Registered = InventedPerson & { id: Id }

/** A household that has arrived at its centre. */
export type Arrival = Omit<InventedHousehold, 'members'> & {
  /** Its number in the city: 0 for the one that came first. */
  at: number
  /** The head comes first. */
  members: readonly [Registered, ...Registered[]]
}
