// Passwords and second proofs that were tried on an account and refused, kept for its holder to see. The
// value tried is not kept.
import type pg from 'pg'
import type { OwnProof } from '../../../kernel/actor.ts'
import { Problem } from '../../../kernel/problem.ts'
import type { Id } from '../../../kernel/words.ts'
import { lineOf } from '../../../platform/http/address.ts'
import { NOBODY } from '../sql/accounts.ts'
import type { Caller } from './inner.ts'
import { BROWSER_LENGTH } from './options.ts'

export type RefusedKind = OwnProof

/** Rows of one account; attempts from further addresses are counted together, in one row for each kind. */
const MOST_ROWS = 40
/** `tries` does not grow beyond. */
const MOST_TRIES = 1_000_000
const REFUSED_LASTS = '90 days'

/**
 * The problems that mean that a proof was checked and was wrong. An attempt refused unchecked says nothing of
 * the account.
 */
const JUDGED: ReadonlySet<string> = new Set([
  'sign_in.refused',
  'password.wrong',
  'second_factor.wrong',
  'second_factor.used',
  'passkey.refused',
  'passkey.expired',
  'passkey.unverified',
])

/**
 * The account a proof is tried on: a user, the holder of an e-mail, or of a passkey by the id that was sent.
 */
export type Tried = { user: Id } | { email: string } | { credential: string }

const FIND = {
  user: 'select $1::uuid as id',
  email: 'select id from auth."user" where email = $1',
  credential: 'select user_id as id from auth.passkey where credential_id = $1',
} as const

/** Runs the check of a proof, and records the attempt on the account when it was refused. */
export async function recordingRefused<T>(
  pool: pg.Pool,
  caller: Caller,
  kind: RefusedKind,
  on: Tried,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (refused) {
    if (refused instanceof Problem && JUDGED.has(refused.code)) await keep(pool, caller, kind, on)
    throw refused
  }
}

/**
 * The same work whether or not the e-mail has an account: for an unknown one too a row is written, without
 * the address.
 */
async function keep(
  pool: pg.Pool,
  { headers, address }: Caller,
  kind: RefusedKind,
  on: Tried,
): Promise<void> {
  const [[by, value] = []] = Object.entries(on) as [keyof typeof FIND, string][]
  if (by === undefined) return
  await pool.query(
    `insert into auth.refused_proof as r (user_id, kind, address, user_agent)
     select o.id, $2, case when o.id = $5 or k.others >= $6 then '' else $3 end,
       case when o.id = $5 or k.others >= $6 then null else $4 end
     from (${FIND[by]}) o cross join lateral (
       select count(*) as others from auth.refused_proof p where p.user_id = o.id and (p.kind, p.address) <> ($2, $3)) k
     on conflict (user_id, kind, address) do update set tries = least(r.tries + 1, $7),
       user_agent = excluded.user_agent, last_at = now()`,
    [
      value,
      kind,
      lineOf(address),
      headers.get('user-agent')?.slice(0, BROWSER_LENGTH) ?? null,
      NOBODY.id,
      MOST_ROWS,
      MOST_TRIES,
    ],
  )
}

/**
 * Attempts refused on an account lately, the latest first; `isNew` until its holder has marked them as seen.
 */
export async function listRefused(pool: pg.Pool, user: Id) {
  const { rows } = await pool.query<{
    kind: RefusedKind
    address: string
    browser: string | null
    tries: number
    firstAt: string
    lastAt: string
    isNew: boolean
  }>(
    `select kind, address, user_agent as browser, tries, first_at as "firstAt", last_at as "lastAt",
       seen_at is null or last_at > seen_at as "isNew"
     from auth.refused_proof where user_id = $1 and last_at > now() - interval '${REFUSED_LASTS}'
     order by last_at desc, kind`,
    [user],
  )
  return rows
}

/** Marks as seen what was refused up to this moment of the list; anything later stays new. */
export async function seeRefused(pool: pg.Pool, user: Id, until: string): Promise<void> {
  await pool.query(
    `update auth.refused_proof set seen_at = now()
     where user_id = $1 and date_trunc('milliseconds', last_at) <= $2`,
    [user, until],
  )
}

/** Each sign-in deletes the rows that are past their time. */
export async function forgetOldRefused(pool: pg.Pool): Promise<void> {
  await pool.query(`delete from auth.refused_proof where last_at < now() - interval '${REFUSED_LASTS}'`)
}
