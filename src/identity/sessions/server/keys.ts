// Finds the actor of the key that a program sends.
import type pg from 'pg'
import type { Actor } from '../../../kernel/actor.ts'
import { userDeactivatedForbidden } from '../../../kernel/problems.ts'
import type { Id } from '../../../kernel/words.ts'
import { attemptKey, countAttempt } from '../../../platform/http/attempts.ts'
import { secretHash } from '../../../platform/secrets.ts'
import { keyExpired, keyLocked, keyOutOfScope, keyRevoked, keyUnknown } from '../problems.ts'
import { type Acting, actorIn } from './standing.ts'

/** The key that a request carries instead of a cookie, or undefined. */
export function keyIn(headers: Headers): string | undefined {
  return /^bearer +(\S+)$/iu.exec(headers.get('authorization') ?? '')?.[1]
}

type Found = Omit<Acting, 'proof' | 'organisation' | 'centre'> & {
  id: Id
  allows: string[]
  active: boolean
  revoked: boolean
  expired: boolean
}

// `used_at` is written once a minute at most: a write for each request would be most of its cost.
const FIND = `
  with used as (
    update auth.api_key set used_at = now()
    where hash = $1 and revoked_at is null and (used_at is null or used_at < now() - interval '1 minute')
  )
  select k.id, k.app_user as user, a.name, a.locale, a.active, a.organisation as home, k.allows,
    k.revoked_at is not null as revoked, k.valid_until < (now() at time zone o.time_zone)::date as expired,
    coalesce((select json_agg(m order by m.role, m.centre_name) from read.membership m
      where m.app_user = k.app_user and m.organisation = k.organisation), '[]') as memberships
  from auth.api_key k
  join read.app_user a on a.id = k.app_user
  join read.organisation o on o.id = k.organisation
  where k.hash = $1`

/**
 * The user a key acts as, for a request to the command or query `name`; undefined is any other route, which
 * is refused. What that user may do is checked afterwards, as for any actor.
 * @throws Problem `key.unknown`, `key.revoked`, `key.expired`, `key.out_of_scope`, `key.locked`,
 * `user.deactivated`, or the problems of `actorIn`
 */
export async function actorByKey(
  pool: pg.Pool,
  {
    key,
    name,
    isForPeople,
    address,
    headers,
  }: {
    key: string
    name: string | undefined
    isForPeople: (name: string) => boolean
    address: string
    headers: Headers
  },
): Promise<Actor> {
  const { rows } = await pool.query<Found>({ name: 'key', text: FIND, values: [secretHash(key)] })
  const [found] = rows
  // 256 bits cannot be guessed: a client that tries is limited, and a right key from the same address goes on
  // working.
  if (!found) {
    await countAttempt(pool, [attemptKey('key', address)], keyLocked)
    throw keyUnknown()
  }
  if (found.revoked) throw keyRevoked()
  if (found.expired) throw keyExpired()
  if (!found.active) throw userDeactivatedForbidden()
  // Also a command that a key lists from before the command was for people only.
  if (name === undefined || !found.allows.includes(name) || isForPeople(name))
    throw keyOutOfScope(name === undefined ? {} : { name })
  return { ...actorIn({ ...found, proof: 'key', organisation: null, centre: null }, headers), key: found.id }
}
