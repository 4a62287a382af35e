// How lists of people are narrowed and sorted, what may be in their file, and when a file needs a second person.
import * as z from 'zod/mini'
import type { Pack } from '../../kernel/packs/pack.ts'
import { PlainDate } from '../../kernel/time.ts'
import { Code, Id } from '../../kernel/words.ts'

/** More people than this leave by the will of two: of one list, and of all that one user takes out alone in a day. */
export const ALONE = 50
export const HOURS_ALONE = 24

/** Days in which somebody may decide. */
export const DAYS_TO_DECIDE = 7
/** Hours in which what was allowed may be taken. */
export const HOURS_TO_TAKE = 24

const HOUR_MS = 3_600_000

/** An instant, so many hours after another or, negative, before it. */
export const hoursAfter = (instant: string, hours: number) =>
  new Date(Date.parse(instant) + hours * HOUR_MS).toISOString()

/** Orders of the list; `recent`: the last registered, shown or changed first. */
export const SORTS = ['recent', 'name', 'noted', 'appointment'] as const

/** How the list is narrowed: all that is given holds at once. */
export const narrowing = {
  /** Who is responsible for the open case; `nobody`: an open case without. */
  manager: z.optional(z.union([Id, z.literal('nobody')])),
  /** The centre of the open case. */
  centre: z.optional(Id),
  /** Whether this organisation has an open case. */
  work: z.optional(z.enum(['open', 'none'])),
  /** An open need of this code that the organisation noted, or of this urgency; both: one that is both. */
  need: z.optional(Code),
  urgency: z.optional(Code),
  /** Nothing was noted on this day or after. */
  quietSince: z.optional(PlainDate),
  /** Whether an appointment of a referral is to come. */
  appointment: z.optional(z.enum(['coming', 'none'])),
}
export const Narrowing = z.strictObject(narrowing)
export type Narrowing = z.infer<typeof Narrowing>

/** What a file may show of each person, in this order. Nothing protected is among them, and no telephone. */
export const COLUMNS = [
  'name',
  'names',
  'age',
  'manager',
  'centre',
  'needs',
  'appointment',
  'noted',
  'registered',
] as const
export const Column = z.enum(COLUMNS)
export type Column = z.infer<typeof Column>

export const PURPOSES = ['contact', 'activity', 'review', 'duty', 'other'] as const
export const Purpose = z.enum(PURPOSES)
export type Purpose = z.infer<typeof Purpose>

/** What the disclosure log says of each person in a file. */
export const LOGGED = {
  contact: { purpose: 'export_contact' },
  activity: { purpose: 'export_activity' },
  review: { purpose: 'export_review' },
  duty: { purpose: 'export_duty' },
  other: { purpose: 'export_other' },
} as const satisfies Record<Purpose, { purpose: string }>

/** The parts of a record that a column shows, as the disclosure log names them. */
export const FIELDS_OF: Readonly<Record<Column, readonly string[]>> = {
  name: ['called', 'givenNames', 'firstSurname'],
  names: ['givenNames', 'firstSurname', 'secondSurname'],
  age: ['born'],
  manager: ['cases'],
  centre: ['cases'],
  needs: ['needs'],
  appointment: ['referrals'],
  noted: ['timeline'],
  registered: ['registeredAt'],
}

/**
 * How many people a file may hold that was asked for when they were so many: a tenth more, since a list grows while it
 * waits, and other people may be on it by then. One that nobody allowed never holds more than one user may take alone.
 */
export const mostIn = ({ people, second }: { people: number; second: boolean }): number =>
  Math.min(Math.ceil(people * 1.1), second ? Infinity : ALONE)

/** Needs that the pack protects, or whose domain it protects: they are in no list and no file. */
export function hiddenNeeds({ taxonomies: { needs } }: Pack): string[] {
  const marked = new Set(needs.filter((need) => need.protected).map(({ code }) => code))
  return needs
    .filter(({ code, parent }) => marked.has(code) || marked.has(parent ?? ''))
    .map(({ code }) => code)
}

/** What of a person's work a reader may see beside the name, of everybody on their list. */
export type VisibleWork = { files: boolean; needs: boolean; appointments: boolean }
