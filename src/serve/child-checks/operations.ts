// The check that begins by itself when a child heads a household: somebody trained finds out who looks after them, and says
// what came of it. Only those who may read sealed notes learn that there is one, and no fact or log tells of it.
import * as z from 'zod/mini'
import { command } from '../../kernel/command.ts'
import { Id } from '../../kernel/words.ts'
import { childCheckUnknown } from './problems.ts'

/** What came of it. What was told in confidence is a sealed note. */
export const CHECK_OUTCOMES = ['cared_for', 'protection', 'of_age'] as const

export const endChildCheck = command({
  name: 'child_check.end',
  exposure: 'person',
  summary: 'Somebody trained found out who looks after a child that heads a household.',
  input: z.strictObject({ person: Id, id: Id, outcome: z.enum(CHECK_OUTCOMES) }),
  output: z.object({}),
  secret: ['person', 'outcome'],
  problems: [childCheckUnknown],
})
