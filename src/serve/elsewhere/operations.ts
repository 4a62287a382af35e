// Operations of asking whether other organisations know a person: the question, and what was asked and told before.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { consentMissing, personUnknown } from '../../kernel/problems.ts'
import { Id, Instant } from '../../kernel/words.ts'
import { elsewhereKeeperOnly, elsewhereTooOften } from './problems.ts'

/** `not_known` also where an organisation may not say, or is not asked: nothing distinguishes the two. */
export const ElsewhereAnswer = z.enum(['known', 'not_known'])
export type ElsewhereAnswer = z.infer<typeof ElsewhereAnswer>

export const askElsewhere = command({
  name: 'person.ask_elsewhere',
  summary:
    'Organisations that the person allows to be asked are asked whether they know them; the answer is known or not known, of all of them together, and never who knows them or what is on record.',
  exposure: 'person',
  input: z.strictObject({ id: Id, person: Id }),
  output: z.object({ answer: ElsewhereAnswer }),
  problems: [personUnknown, elsewhereKeeperOnly, elsewhereTooOften, consentMissing],
})

export const listElsewhere = query({
  name: 'person.asked_elsewhere',
  summary:
    'When it was asked whether other organisations know a person and what was answered, and whom this organisation told that it knows them.',
  discloses: true,
  input: z.strictObject({ person: Id }),
  output: z.object({
    /** The latest first, 50 at most. */
    questions: z.array(
      z.object({ id: Id, askedAt: Instant, askedBy: z.nullable(z.string()), answer: ElsewhereAnswer }),
    ),
    /** The latest first, 50 at most; `to` is null where the name of who asked could say why the person is there. */
    told: z.array(z.object({ id: Id, at: Instant, to: z.nullable(z.string()) })),
  }),
  problems: [personUnknown],
})

export const renewTokens = command({
  name: 'person.renew_known_tokens',
  summary: 'The system changes the secret of the tokens when it is due, and computes a few people anew.',
  exposure: 'person',
  input: z.strictObject({}),
  output: z.object({ ended: z.boolean() }),
})
