// Operations of interpreters: who interprets for an organisation, whom to call for a person, and that it was done.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { documentList } from '../../kernel/list.ts'
import { Paged, paged } from '../../kernel/paging.ts'
import { codeUnknown, personUnknown } from '../../kernel/problems.ts'
import { PlainDate } from '../../kernel/time.ts'
import { Code, Id, Instant, SingleLine } from '../../kernel/words.ts'
import { interpreterChangedMeanwhile, interpreterTimes, interpreterUnknown } from './problems.ts'
import { InterpretedKind, InterpreterKind, NeedsInterpreter, Reading, Weekday } from './rules/kinds.ts'

export { InterpretedKind, InterpreterKind, NeedsInterpreter, Reading, Weekday }

/** Fields of an operation that writes down what was said: who interpreted, when somebody did. */
export const interpretedBy = {
  interpreter: z.optional(SingleLine(120)),
  interpreterKind: z.optional(InterpretedKind),
}

/** Hours and minutes of a day. */
const TimeOfDay = z.string().check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u))

const fields = {
  name: SingleLine(120),
  kind: InterpreterKind,
  languages: z.array(Code).check(z.minLength(1), z.maxLength(20)),
  telephone: SingleLine(60),
  /** When they can be reached, in words. */
  hours: SingleLine(200),
  /** The same in figures, for who can be called now: all days where none is given. */
  days: z.array(Weekday).check(z.maxLength(7)),
  from: TimeOfDay,
  until: TimeOfDay,
  /** Until when they have promised in writing to tell nobody. */
  confidentialUntil: PlainDate,
}

export const Interpreter = z.object({
  id: Id,
  name: z.string(),
  kind: InterpreterKind,
  languages: z.array(Code),
  telephone: z.nullable(z.string()),
  hours: z.nullable(z.string()),
  days: z.array(Weekday),
  from: z.nullable(z.string()),
  until: z.nullable(z.string()),
  confidentialUntil: z.nullable(PlainDate),
  version: z.int(),
  retiredAt: z.nullable(Instant),
})
export type Interpreter = z.infer<typeof Interpreter>

/** Those who interpret for the organisation now. */
export const interpreterList = documentList('interpreters', Interpreter)

const SECRET = ['name', 'telephone', 'hours'] as const

export const addInterpreter = command({
  name: 'interpreter.add',
  exposure: 'staff',
  summary: 'Somebody who interprets is added to the list of the organisation.',
  input: z.strictObject({
    id: Id,
    name: fields.name,
    kind: fields.kind,
    languages: fields.languages,
    telephone: z.optional(fields.telephone),
    hours: z.optional(fields.hours),
    days: z.optional(fields.days),
    from: z.optional(fields.from),
    until: z.optional(fields.until),
    confidentialUntil: z.optional(fields.confidentialUntil),
  }),
  output: z.object({ version: z.int() }),
  secret: SECRET,
  problems: [codeUnknown, interpreterTimes],
  refreshes: ['interpreter'],
})

export const changeInterpreter = command({
  name: 'interpreter.change',
  exposure: 'staff',
  summary: 'What is said of somebody who interprets is corrected.',
  input: z.strictObject({
    id: Id,
    /** The version that the edit was made on. */
    base: z.int().check(z.minimum(1)),
    name: z.optional(fields.name),
    kind: z.optional(fields.kind),
    languages: z.optional(fields.languages),
    telephone: z.nullish(fields.telephone),
    hours: z.nullish(fields.hours),
    days: z.optional(fields.days),
    from: z.nullish(fields.from),
    until: z.nullish(fields.until),
    confidentialUntil: z.nullish(fields.confidentialUntil),
  }),
  output: z.object({ version: z.int() }),
  secret: SECRET,
  problems: [codeUnknown, interpreterUnknown, interpreterChangedMeanwhile, interpreterTimes],
  refreshes: ['interpreter'],
})

export const retireInterpreter = command({
  name: 'interpreter.retire',
  exposure: 'staff',
  summary: 'Somebody no longer interprets: their telephone and hours are deleted at once.',
  input: z.strictObject({ id: Id }),
  output: z.object({}),
  problems: [interpreterUnknown],
  refreshes: ['interpreter'],
})

export const forgetInterpreters = command({
  name: 'interpreter.forget',
  exposure: 'staff',
  summary: 'Whoever has not interpreted for a year is deleted, by the system.',
  input: z.strictObject({}),
  output: z.object({ forgotten: z.int() }),
})

export const noteInterpreterCall = command({
  name: 'interpreter.note_call',
  summary: 'Somebody was called to interpret for a person; what was said is not written down.',
  offline: true,
  input: z.strictObject({
    person: Id,
    interpreter: Id,
    /** The language they were called for. */
    language: z.optional(Code),
    reached: z.boolean(),
  }),
  output: z.object({}),
  facts: ['interpreter.called'],
  problems: [personUnknown, interpreterUnknown, codeUnknown],
})

export const listInterpreters = query({
  name: 'interpreter.list',
  exposure: 'staff',
  summary: 'Those who interpret for the organisation, by language or kind.',
  input: z.strictObject({
    language: z.optional(Code),
    kind: z.optional(InterpreterKind),
    retired: z.optional(z.boolean()),
    id: z.optional(Id),
    ...paged(['name']),
  }),
  output: z.object({ interpreters: z.array(Interpreter), ...Paged }),
})

export const interpretersFor = query({
  name: 'interpreter.for',
  summary: 'The languages of a person, and those of the organisation who interpret.',
  discloses: true,
  input: z.strictObject({ person: Id }),
  output: z.object({
    person: Id,
    languages: z.array(Code),
    reading: z.nullable(Reading),
    needsInterpreter: z.nullable(NeedsInterpreter),
    interpreters: z.array(Interpreter),
  }),
  problems: [personUnknown],
})
