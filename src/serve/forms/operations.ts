// Operations of questionnaires: answer one, and read the answers.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { consentMissing, personUnknown } from '../../kernel/problems.ts'

import { PlainDate } from '../../kernel/time.ts'
import { Code, Id, Instant, Text } from '../../kernel/words.ts'
import { MissingConsent } from '../../protect/consent/operations.ts'
import { personNotBornYet } from '../record/problems.ts'
import { answerInvalid, answerMissing, questionnaireUnknown } from './problems.ts'

/** An answer by its question's kind: text, whole number, date, one code, several codes, yes or no; null is not answered. */
export const Answer = z.nullable(
  z.union([PlainDate, Text(4000), z.int(), z.boolean(), z.array(Code).check(z.maxLength(100))]),
)
export const Answers = z.record(z.string().check(z.regex(/^[a-z][a-z0-9_]{0,59}$/u)), Answer)
export type Answers = z.infer<typeof Answers>

export const Characterization = z.object({
  id: Id,
  questionnaire: Code,
  version: z.int(),
  packRelease: z.string(),
  answers: Answers,
  answeredAt: Instant,
  /** The organisation that asked; null when it is the caller's own. */
  askedBy: z.nullable(z.string()),
})
export type Characterization = z.infer<typeof Characterization>

export const recordCharacterization = command({
  name: 'characterization.record',
  summary: 'A person answers the questionnaire from which their plan is made.',
  offline: true,
  input: z.strictObject({
    id: Id,
    person: Id,
    questionnaire: Code,
    version: z.int().check(z.minimum(1)),
    answers: Answers,
  }),
  output: z.object({ answered: z.int() }),
  facts: ['person.characterized'],
  problems: [personUnknown, personNotBornYet, questionnaireUnknown, answerInvalid, answerMissing],
})

export const listCharacterizations = query({
  name: 'characterization.list',
  summary: 'What a person answered, the last first; every earlier answer stays readable.',
  discloses: true,
  input: z.strictObject({ person: Id, questionnaire: z.optional(Code) }),
  output: z.object({
    characterizations: z.array(Characterization),
    /** The consent whose absence hides answers recorded by the keeper of the record. */
    withheld: z.nullable(MissingConsent),
  }),
  problems: [consentMissing],
})
