// Counts wrong guesses by account and by address, in the database so that every process agrees.
import { createHash } from 'node:crypto'
import type pg from 'pg'
import { tooOften } from '../../kernel/problem.ts'
import { lineOf } from '../address.ts'

/**
 * Wrong guesses allowed in one window. A whole centre may share an address, so it gets more; beginning organisation
 * sign-on is no guess, but each one asks a server that is not ours. `own_code` is an address that tries one-time codes,
 * `own_codes` all of them together: whatever the number of addresses, 53 bits are not guessed at that pace.
 */
const LIMITS = {
  account: 5,
  factor: 5,
  invitation: 20,
  key: 20,
  own_code: 20,
  address: 50,
  sign_on: 100,
  own_codes: 1000,
}
const WINDOW = '15 minutes'

export type AttemptKey = string

/** The key of a guess; what is guessed about is hashed, so the table names nobody. An address counts as its line. */
export function attemptKey(kind: keyof typeof LIMITS, about: string): AttemptKey {
  return `${kind}:${createHash('sha256').update(lineOf(about.trim().toLowerCase())).digest('base64url')}`
}

/**
 * Counts a guess before it is judged, so that many at once cannot slip past the limit together.
 * Throws `sign_in.locked`, or another code, with `until` (instant), `retryAfter` (seconds) and `minutes` when there were too many.
 */
export async function countAttempt(
  pool: pg.Pool,
  keys: readonly AttemptKey[],
  code = 'sign_in.locked',
): Promise<void> {
  const { rows } = await pool.query<{ key: string; failures: number; until: string; retry_after: number }>(
    `insert into auth.attempt as a (key, failures, since)
     select key, 1, now() from unnest($1::text[]) as key order by key
     on conflict (key) do update set
       failures = case when a.since <= now() - interval '${WINDOW}' then 1 else a.failures + 1 end,
       since = case when a.since <= now() - interval '${WINDOW}' then now() else a.since end
     returning key, failures, since + interval '${WINDOW}' as until,
       ceil(extract(epoch from since + interval '${WINDOW}' - now()))::integer as retry_after`,
    [[...new Set(keys)]],
  )
  const full = rows.filter(({ key, failures }) => failures > LIMITS[key.split(':')[0] as keyof typeof LIMITS])
  const last = full.sort((a, b) => b.retry_after - a.retry_after)[0]
  if (!last) return
  const { until, retry_after: retryAfter } = last
  throw tooOften(code, { until, retryAfter, minutes: Math.ceil(retryAfter / 60) })
}

/** An expression that is true while the key in `$n` has too many wrong guesses, for statements that ask it on the way. */
export const lockedIn = (parameter: string, kind: keyof typeof LIMITS) =>
  `exists (select from auth.attempt where key = ${parameter} and failures > ${LIMITS[kind]}
    and since > now() - interval '${WINDOW}')`

/** The guess was right: the account starts anew, the address gets this one back. */
export async function forgiveAttempt(pool: pg.Pool, keys: readonly AttemptKey[]): Promise<void> {
  await pool.query(
    `with refund as (
       update auth.attempt set failures = greatest(failures - 1, 0) where key = any ($1) and starts_with(key, 'address:')
     )
     delete from auth.attempt
     where key = any ($1) and not starts_with(key, 'address:') or since < now() - interval '1 day'`,
    [keys],
  )
}
