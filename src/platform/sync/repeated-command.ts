// What was decided about a command that was sent before: the same key never does the same thing twice.
import { createHash } from 'node:crypto'
import type { Actor } from '../../kernel/actor.ts'
import { Problem, toDocument, type Json, type ProblemDocument } from '../../kernel/problem.ts'
import { commandParked, commandReused } from '../../kernel/problems.ts'
import type { App } from '../app.ts'
import type { CommandRequest, CommandResult } from '../http/command-request.ts'

export const KNOWN = 'select actor, outcome, output, problem, input_hash from command_log where id = $1'

export type KnownCommand = {
  actor: string
  outcome: string
  output: Json
  problem: ProblemDocument | null
  input_hash: Buffer
}

/**
 * The result of a command that was sent before.
 * @throws Problem command.reused when it was another user's, or its name or input differ
 */
export function recall(
  app: App,
  known: KnownCommand,
  order: CommandRequest,
  actor: Pick<Actor, 'user'>,
): CommandResult {
  if (known.actor !== actor.user || !known.input_hash.equals(hashOf(app, order)))
    throw commandReused({ id: order.id })
  if (known.outcome === 'applied') return { outcome: 'duplicate', output: known.output }
  const problem = known.problem ?? toDocument(commandParked())
  return { outcome: known.outcome === 'parked' ? 'parked' : 'rejected', problem, repeated: true }
}

/** The same, with the Problem as the result. */
export function remember(
  app: App,
  known: KnownCommand,
  order: CommandRequest,
  actor: Pick<Actor, 'user'>,
): CommandResult {
  try {
    return recall(app, known, order, actor)
  } catch (error) {
    if (error instanceof Problem) return { outcome: 'rejected', problem: toDocument(error) }
    throw error
  }
}

/**
 * Hash of the input, for comparing repeats. Keyed if it has secret fields, so that guesses cannot be tested
 * against the log.
 */
export function hashOf(app: App, order: CommandRequest): Buffer {
  const text = JSON.stringify([order.name, order.input ?? null])
  if (app.commands.get(order.name)?.operation.secret) return Buffer.from(app.sign(text), 'base64url')
  return createHash('sha256').update(text).digest()
}
