// Keys for programs: made once, kept as a hash, and turned back into the actor in whose name the program asks.
import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Actor, OrganisationClass } from '../../kernel/actor.ts'
import { userDeactivatedForbidden } from '../../kernel/problems.ts'
import { isForPeople } from '../../kernel/duties.ts'
import type { PlainDate } from '../../kernel/time.ts'
import type { Id } from '../../kernel/words.ts'
import { attemptKey, countAttempt } from './attempts.ts'
import type { Tx } from '../database/connect.ts'
import { keyExpired, keyLocked, keyOutOfScope, keyRevoked, keyUnknown } from '../problems.ts'
import { type Signing, writeAuth } from '../database/signed-write.ts'
import { type Acting, actorIn } from './standing.ts'

/** What every key begins with, so that one is recognised in a place where it should not lie. */
const MARK = 'arraigo_'
const PREFIX_LENGTH = MARK.length + 6

/** A new key of 256 bits, how people tell it from others, and all that is kept of it. */
export function mintKey(): { key: string; prefix: string; hash: Buffer } {
  const key = `${MARK}${randomBytes(32).toString('base64url')}`
  return { key, prefix: key.slice(0, PREFIX_LENGTH), hash: hashOf(key) }
}

const hashOf = (key: string) => createHash('sha256').update(key).digest()

export type NewKey = {
  id: Id
  organisation: Id
  organisationClass: OrganisationClass
  user: Id
  prefix: string
  hash: Buffer
  allows: readonly string[]
  until: PlainDate
  at: string
  by: Id
}

export async function insertKey(writing: Signing, one: NewKey): Promise<void> {
  await writeAuth(writing, 'key.issue', {
    id: one.id,
    organisation: one.organisation,
    organisation_class: one.organisationClass,
    app_user: one.user,
    prefix: one.prefix,
    hash: one.hash.toString('hex'),
    allows: one.allows,
    valid_until: one.until,
    issued_at: one.at,
    issued_by: one.by,
  })
}

/** Withdraws it for good; false when the organisation has no such key. Withdrawing twice keeps the first day. */
export async function endKey(
  writing: Signing,
  one: { organisation: Id; id: Id; at: string },
): Promise<boolean> {
  return (await writeAuth(writing, 'key.revoke', one)) === 1
}

/** Whether this user is a program of the organisation. */
export async function isProgram(tx: Tx, organisation: Id, user: Id): Promise<boolean> {
  const { rows } = await sql`
    select from auth.api_key where app_user = ${user} and organisation = ${organisation} limit 1`.execute(tx)
  return rows.length > 0
}

export type ListedKey = {
  id: Id
  user: Id
  name: string
  prefix: string
  allows: string[]
  until: PlainDate
  issuedAt: string
  issuedBy: string
  usedAt: string | null
  revokedAt: string | null
}

/** Keys of the organisation, those still good first. */
export async function keysOf(tx: Tx, organisation: Id): Promise<ListedKey[]> {
  const { rows } = await sql<ListedKey>`
    select k.id, k.app_user as user, a.name, k.prefix, k.allows, k.valid_until as until, k.issued_at as "issuedAt",
      coalesce(b.name, '') as "issuedBy", k.used_at as "usedAt", k.revoked_at as "revokedAt"
    from auth.api_key k
    join read.app_user a on a.id = k.app_user
    left join read.app_user b on b.id = k.issued_by
    where k.organisation = ${organisation}
    order by k.revoked_at is not null, k.issued_at desc limit 500`.execute(tx)
  return rows
}

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

// Used now and then is enough to know; a write for each request would be most of its cost.
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
 * The user a key acts as, for a request to the command or query `name`; undefined is any other door, and closed.
 * What that user may do is asked afterwards, as of anybody.
 * @throws Problem `key.unknown`, `key.revoked`, `key.expired`, `key.out_of_scope`, `key.locked`, `user.deactivated`,
 * or what `actorIn` finds wanting
 */
export async function actorByKey(
  pool: pg.Pool,
  {
    key,
    name,
    address,
    headers,
  }: { key: string; name: string | undefined; address: string; headers: Headers },
): Promise<Actor> {
  const { rows } = await pool.query<Found>({ name: 'key', text: FIND, values: [hashOf(key)] })
  const [found] = rows
  // 256 bits are not guessed: whoever tries is told to stop, and a right key beside them goes on working.
  if (!found) {
    await countAttempt(pool, [attemptKey('key', address)], keyLocked)
    throw keyUnknown()
  }
  if (found.revoked) throw keyRevoked()
  if (found.expired) throw keyExpired()
  if (!found.active) throw userDeactivatedForbidden()
  // Also what stands on the list of a key from before it was for people.
  if (name === undefined || !found.allows.includes(name) || isForPeople(name))
    throw keyOutOfScope(name === undefined ? {} : { name })
  return actorIn({ ...found, proof: 'key', organisation: null, centre: null }, headers)
}
