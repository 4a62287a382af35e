// Translates what PostgreSQL refuses into Problems: a named constraint is a rule, and a rule has words.
import { Problem, type ProblemKind } from '../../kernel/problem.ts'
import {
  firewallRecipient,
  inputIdTaken,
  inputInvalid,
  inputReferenceUnknown,
  serverBusy,
} from '../../kernel/problems.ts'
import { BusyError } from './pool.ts'

type DatabaseError = Error & { code: string; constraint?: string }

function isDatabaseError(error: unknown): error is DatabaseError {
  return error instanceof Error && /^[0-9A-Z]{5}$/u.test(String((error as { code?: unknown }).code))
}

/** The Problem behind an error, or undefined when it is none and must become a 500. */
export function problemOf(
  error: unknown,
  constraints: Readonly<Record<string, ProblemKind>>,
): Problem | undefined {
  if (error instanceof Problem) return error
  if (error instanceof BusyError) return serverBusy({ retryAfter: 5 })
  if (!isDatabaseError(error)) return undefined
  const kind = error.constraint ? constraints[error.constraint] : undefined
  // Whatever it is elsewhere, here something that was there already stands against it.
  if (kind) return new Problem(kind.code, 409)
  // Every check that `arraigo.raise_wall` puts up ends so.
  if (error.constraint?.endsWith('_firewall')) return firewallRecipient()
  switch (error.code) {
    case '23505': // unique_violation of a primary key: somebody else's id, or one used before
      return inputIdTaken()
    case '23503': // foreign_key_violation
      return inputReferenceUnknown({ constraint: error.constraint ?? '' })
    case '42501': // insufficient_privilege: row-level security refused the write
      return new Problem('actor.not_allowed', 403)
    case '22021': // character_not_in_repertoire
    case '22P05': // untranslatable_character
    case '22003': // numeric_value_out_of_range
    case '22008': // datetime_field_overflow
      return inputInvalid()
    default:
      return undefined
  }
}

/** Two transactions stood in each other's way and trying again is right. */
export function isTransient(error: unknown): boolean {
  return isDatabaseError(error) && (error.code === '40001' || error.code === '40P01')
}
