// Counts wrong guesses in the database, so that every process agrees, and each against whoever makes it.
import { createHash } from 'node:crypto'
import type pg from 'pg'
import { Problem, type ProblemConstructor } from '../../kernel/problem.ts'
import { lineOf } from './address.ts'
import { signInLocked } from '../../kernel/problems.ts'

/**
 * Wrong guesses allowed in one window.
 *
 * By address: a whole centre may share one, so `address` is more than `pair`, one address at one account; once it is full,
 * a password that comes with a code is still judged, as often as `address_code` says. Invitations and
 * keys are too long to be guessed: what is counted there ends noise, and never keeps a right one out. Beginning
 * organisation sign-on is no guess, but each one asks a server that is not ours. One-time codes have 53 bits: at this
 * pace 100,000 addresses have one chance in 50,000 a day to find one of a thousand, so there is no limit for all addresses
 * together, which anybody could fill.
 *
 * By account: `account` is for passwords from wherever (NIST SP 800-63B, 3.2.2), and `factor` for codes of an app, which
 * only whoever knows the password gets to try. Neither counts a browser that was signed in there before: it has a
 * limit of its own, `browser`, and so has somebody who is signed in, `session`.
 */
const LIMITS = {
  pair: 5,
  factor: 5,
  session: 5,
  browser: 10,
  invitation: 20,
  key: 20,
  own_code: 20,
  principal_code: 20,
  address: 50,
  address_code: 50,
  account: 100,
  sign_on: 100,
}
const WINDOW = '15 minutes'

/** Those that many share: a right guess takes back one count and not all of them. */
const SHARED = ['address:', 'address_code:', 'account:']

export type AttemptKey = string

/** What counts wrong guesses of one address; the second once the first is full, for those who show a code. */
export type Wide = 'address' | 'address_code'

/** Guesses of one address that are judged at once: well under what it may get wrong. */
const AT_ONCE = 8

/** The key of a guess; what is guessed about is hashed, so the table names nobody. An address counts as its line. */
export function attemptKey(kind: keyof typeof LIMITS, about: string): AttemptKey {
  return `${kind}:${createHash('sha256').update(lineOf(about.trim().toLowerCase())).digest('base64url')}`
}

/**
 * Counts a guess before it is judged, so that many at once cannot slip past the limit together. The keys stand in order,
 * the narrowest first: one that is full ends it, so that what is refused anyway does not fill a wider one for others. What
 * is refused is not judged, and counts for nothing: a right guess beside it that is taken back leaves room again.
 * Throws `sign_in.locked`, or another code, with `until` (instant), `retryAfter` (seconds), `minutes`, and `withCode`
 * (whether a code beside the password is judged all the same) when there were too many.
 */
export async function countAttempt(
  pool: pg.Pool,
  keys: readonly AttemptKey[],
  kind: ProblemConstructor<string, (typeof signInLocked)['shape']> = signInLocked,
): Promise<void> {
  for (const key of keys) {
    const limit = LIMITS[key.split(':')[0] as keyof typeof LIMITS]
    const { rowCount } = await pool.query(
      `insert into auth.attempt as a (key, failures, since) values ($1, 1, now())
       on conflict (key) do update set
         failures = case when a.since <= now() - interval '${WINDOW}' then 1 else a.failures + 1 end,
         since = case when a.since <= now() - interval '${WINDOW}' then now() else a.since end
       where a.failures < $2 or a.since <= now() - interval '${WINDOW}'`,
      [key, limit],
    )
    if (rowCount === 1) continue
    const { rows } = await pool.query<{ until: string; retry_after: number }>(
      `select since + interval '${WINDOW}' as until,
         greatest(1, ceil(extract(epoch from since + interval '${WINDOW}' - now())))::integer as retry_after
       from auth.attempt where key = $1`,
      [key],
    )
    // Forgiven in the same moment: what was refused is asked again as after any other short wait.
    const { until, retry_after: retryAfter } = rows[0] ?? { until: new Date().toISOString(), retry_after: 1 }
    throw kind({ until, retryAfter, minutes: Math.ceil(retryAfter / 60), withCode: false })
  }
}

/** Counts what others are counted by too; answers with the refusal, so that what else was shown can outweigh it. */
export async function countUnlessFull(pool: pg.Pool, key: AttemptKey): Promise<Problem | undefined> {
  try {
    await countAttempt(pool, [key])
    return undefined
  } catch (refused) {
    if (refused instanceof Problem)
      return new Problem(refused.code, refused.status, { ...refused.data, withCode: true })
    throw refused
  }
}

/**
 * The guess was right: what counts one caller starts anew, what others are counted by too gets this one back. Whoever comes in
 * also clears away what is past its time.
 */
export async function forgiveAttempt(pool: pg.Pool, keys: readonly AttemptKey[]): Promise<void> {
  const [shared, own] = [true, false].map((wanted) =>
    keys.filter((key) => SHARED.some((kind) => key.startsWith(kind)) === wanted),
  )
  await pool.query(
    `with refund as (
       update auth.attempt set failures = greatest(failures - 1, 0) where key = any ($1)
     )
     delete from auth.attempt where key = any ($2) or since < now() - interval '1 day'`,
    [shared, own],
  )
}

/**
 * A few at a time of each key, in the order they came. Guesses count while they are judged, so a centre whose
 * desks all open at eight would fill what they share with right passwords.
 */
export function inTurn() {
  const lines = new Map<string, { running: number; waiting: (() => void)[] }>()
  return async function turn<T>(key: string, work: () => Promise<T>): Promise<T> {
    const line = lines.get(key) ?? { running: 0, waiting: [] }
    lines.set(key, line)
    if (line.running < AT_ONCE) line.running++
    else await new Promise<void>((go) => line.waiting.push(go))
    try {
      return await work()
    } finally {
      const next = line.waiting.shift()
      // The place goes to the next one, or is free.
      if (next) next()
      else if (--line.running === 0) lines.delete(key)
    }
  }
}
