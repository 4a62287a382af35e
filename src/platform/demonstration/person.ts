// One invented person: what would be known of them, and how truly.
import type { PlainDate } from '../../kernel/time.ts'

export type Invented = {
  givenNames?: string
  firstSurname?: string
  secondSurname?: string
  called?: string
  /** The true date, which not everybody tells. */
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
