// Operations of lists of people: the list, and taking it out as a file, above fifty people by the will of two.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { Paged, paged } from '../../kernel/paging.ts'
import { listTooLong } from '../../kernel/problems.ts'
import { Code, Id, Instant, SingleLine, Text } from '../../kernel/words.ts'
import { PlainDate } from '../../kernel/time.ts'
import { Glimpse } from '../record/operations.ts'
import {
  exportDecided,
  exportNobody,
  exportOver,
  exportOwn,
  exportSecondNeeded,
  exportUnknown,
  narrowingNotSeen,
  needProtected,
} from './problems.ts'
import { Column, Narrowing, narrowing, Purpose, SORTS } from './rules.ts'

export { ALONE, COLUMNS, DAYS_TO_DECIDE, HOURS_TO_TAKE, PURPOSES } from './rules.ts'
export type { Column, Narrowing, Purpose } from './rules.ts'

const { id, called, givenNames, firstSurname, secondSurname, born, registeredAt } = Glimpse.shape
const Named = z.object({ id: Id, name: z.string() })

export const Listed = z.object({
  id,
  called,
  givenNames,
  firstSurname,
  secondSurname,
  born,
  registeredAt,
  /** Of the open case of this organisation; null where there is none, or the reader may not see it. */
  manager: z.nullable(Named),
  centre: z.nullable(Named),
  hasCase: z.nullable(z.boolean()),
  /** Open needs that this organisation noted, without protected ones, the most urgent first. */
  needs: z.nullable(z.array(z.object({ code: Code, urgency: Code }))),
  /** The next appointment of a referral. */
  appointment: z.nullable(Instant),
  /** When this organisation last noted anything; null on a device, which does not know. */
  noted: z.nullable(PlainDate),
})
export type Listed = z.infer<typeof Listed>

const { words: _, ...pages } = paged(SORTS)

export const listPeople = query({
  name: 'person.list',
  summary: 'The people this organisation keeps or was shown, narrowed by the work with them, in pages.',
  discloses: true,
  input: z.strictObject({ ...narrowing, ...pages }),
  output: z.object({
    people: z.array(Listed),
    /** Who is responsible for open cases, with the count: what the list can be narrowed by. */
    managers: z.optional(z.array(Named)),
    ...Paged,
  }),
  problems: [narrowingNotSeen, needProtected],
})

const ExportFormat = z.enum(['csv', 'xlsx'])

const asked = {
  id: Id,
  narrowing: Narrowing,
  sort: pages.sort,
  down: pages.down,
  columns: z.array(Column).check(z.minLength(1), z.maxLength(20)),
  format: ExportFormat,
  purpose: Purpose,
  /** What it is for, in the words of who takes it out. */
  words: SingleLine(300),
}

const until = Instant

export const exportPeople = command({
  name: 'person.export',
  forPeople: true,
  exposure: 'person',
  summary:
    'A list is to leave as a file, once: fifty people at most, with those whom the user took out alone in the last day.',
  input: z.strictObject(asked),
  output: z.object({ people: z.int(), until }),
  problems: [exportNobody, exportSecondNeeded, narrowingNotSeen, needProtected],
  refreshes: ['export'],
})

export const askExport = command({
  name: 'person.ask_export',
  forPeople: true,
  exposure: 'person',
  summary: 'Somebody asks to take out a list of people, and what for; a second person decides.',
  input: z.strictObject(asked),
  output: z.object({ people: z.int(), until }),
  problems: [exportNobody, narrowingNotSeen, needProtected, listTooLong],
  refreshes: ['export'],
})

export const decideExport = command({
  name: 'person.decide_export',
  forPeople: true,
  exposure: 'staff',
  summary: 'Another user who may take lists out allows one that was asked for, or refuses it.',
  input: z.strictObject({ id: Id, allow: z.boolean(), note: z.optional(Text(500)) }),
  output: z.object({}),
  problems: [exportUnknown, exportOwn, exportDecided, exportOver],
  refreshes: ['export'],
})

export const PeopleExport = z.object({
  id: Id,
  askedBy: Named,
  askedAt: Instant,
  narrowing: Narrowing,
  /** Names of the people and places that it is narrowed by. */
  manager: z.nullable(z.string()),
  centre: z.nullable(z.string()),
  sort: z.nullable(z.enum(SORTS)),
  down: z.boolean(),
  columns: z.array(Column),
  format: ExportFormat,
  purpose: Purpose,
  words: z.string(),
  /** People on the list when it was asked for, and in the file. */
  people: z.int(),
  taken: z.nullable(z.int()),
  takenAt: z.nullable(Instant),
  /** `over`: nobody decided, or took it, in time. */
  state: z.enum(['asked', 'allowed', 'taken', 'refused', 'over']),
  until,
  decidedBy: z.nullable(Named),
  decidedAt: z.nullable(Instant),
  note: z.nullable(z.string()),
})
export type PeopleExport = z.infer<typeof PeopleExport>

export const listExports = query({
  name: 'person.exports',
  forPeople: true,
  exposure: 'staff',
  summary: 'Lists of people that left this organisation or were to: who asked, what for, who decided.',
  input: z.strictObject({
    /** One of them. */
    id: z.optional(Id),
    state: z.optional(PeopleExport.shape.state),
    purpose: z.optional(Purpose),
    ...paged(['asked', 'people']),
  }),
  output: z.object({ exports: z.array(PeopleExport), ...Paged }),
})
