// Translates errors of PostgreSQL into Problems: a named constraint is a rule with a Problem of its own.
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

/** The Problem for an error, or undefined for an unexpected error, which must become a 500. */
export function problemOf(
  error: unknown,
  constraints: Readonly<Record<string, ProblemKind>>,
): Problem | undefined {
  if (error instanceof Problem) return error
  if (error instanceof BusyError) return serverBusy({ retryAfter: 5 })
  if (!isDatabaseError(error)) return undefined
  const kind = error.constraint ? constraints[error.constraint] : undefined
  // Always 409, whatever status the kind has elsewhere: the write conflicts with existing data.
  if (kind) return new Problem(kind.code, 409)
  // The name of every check constraint that `arraigo.raise_wall` creates ends like this.
  if (error.constraint?.endsWith('_firewall')) return firewallRecipient()
  switch (error.code) {
    case '23505': // unique_violation of a primary key: an id that is already used
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
    case '40001': // serialization_failure, and deadlock_detected: after the last attempt
    case '40P01':
    case '55P03': // lock_not_available: others held it for longer than work waits
    case '57014': // query_canceled: by an administrator, or by a limit of the server
      return serverBusy({ retryAfter: 5 })
    default:
      return undefined
  }
}

/**
 * Whether two transactions conflicted (serialization failure, deadlock), so that a new attempt can succeed.
 */
export function isTransient(error: unknown): boolean {
  return isDatabaseError(error) && (error.code === '40001' || error.code === '40P01')
}

/**
 * SQLSTATEs that say something of the server and nothing of the work: a connection that broke, no room, an
 * operator's intervention, the system below, a server that only reads, and waits that were too long.
 */
const UNAVAILABLE = /^(?:08|53|57|58)|^(?:25006|25P03|55P03)$/u

/**
 * Whether the server was busy, stopped or out of reach, or two transactions conflicted: the work was not judged,
 * and may be repeated.
 */
export function isUndecided(error: unknown): boolean {
  return (
    isTransient(error) ||
    error instanceof BusyError ||
    (error instanceof Problem && error.status === 503) ||
    (isDatabaseError(error) && UNAVAILABLE.test(error.code)) ||
    (error as NodeJS.ErrnoException).syscall === 'connect'
  )
}
