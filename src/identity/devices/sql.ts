// SQL on the devices that work offline: who holds each, when it was last seen, and its withdrawal.
import { sql } from 'kysely'
import type { Actor } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { deviceRevoked } from '../../platform/problems.ts'
import { deviceNotYours } from './problems.ts'

export type DeviceRow = {
  id: Id
  holder: Id
  holderName: string
  registeredAt: string
  seenAt: string
  revokedAt: string | null
  /** How many people's documents, and people named in documents of lists, are on it. */
  people: number
}

/** How an organisation wants its devices to lock. */
export type DeviceRule = {
  /** Minutes without use after which the screen locks. */
  idleMinutes: number
  /** Whether a short PIN is not enough to open the store. */
  phrase: boolean
}

/**
 * Registers a new device, or checks that this one is still its holder's. Returns the database's id.
 * @throws Problem device.not_yours, device.revoked
 */
export async function admit(tx: Tx, actor: Actor, device: Id, now: string): Promise<Id> {
  await sql`
    insert into device (id, organisation, holder, registered_at, seen_at)
    values (${device}, ${actor.organisation}, ${actor.user}, ${now}, ${now})
    on conflict (id) do nothing`.execute(tx)
  const { rows } = await sql<{ holder: Id; revoked_at: string | null; database: Id }>`
    update device set seen_at = ${now} where id = ${device}
    returning holder, revoked_at, (select id from installation) as database`.execute(tx)
  const known = rows[0]
  if (!known || known.holder !== actor.user) throw deviceNotYours()
  if (known.revoked_at !== null) throw deviceRevoked()
  return known.database
}

export async function touch(tx: Tx, device: Id, now: string): Promise<void> {
  await sql`update device set seen_at = ${now} where id = ${device}`.execute(tx)
}

/** Devices of the actor's organisation, or only the holder's; those last seen first. */
export async function findDevices(tx: Tx, holder?: Id): Promise<DeviceRow[]> {
  const { rows } = await sql<DeviceRow>`
    select d.id, d.holder, coalesce(u.name, '') as "holderName", d.registered_at as "registeredAt",
      d.seen_at as "seenAt", d.revoked_at as "revokedAt",
      (select count(*)::int from (
        select p.person from device_person p
        where p.device = d.id and p.given_at is not null and p.withdrawn_at is null
        union
        select unnest(l.persons) from device_document l where l.device = d.id and l.withdrawn_at is null
      ) given) as people
    from device d left join read.app_user u on u.id = d.holder
    where ${holder ?? null}::uuid is null or d.holder = ${holder ?? null}::uuid
    order by d.seen_at desc limit 500`.execute(tx)
  return rows
}

export async function findHolder(tx: Tx, device: Id): Promise<Id | undefined> {
  const { rows } = await sql<{ holder: Id }>`select holder from device where id = ${device}`.execute(tx)
  return rows[0]?.holder
}

export async function isRevoked(tx: Tx, device: Id): Promise<boolean> {
  const { rows } = await sql<{ revoked: boolean }>`
    select revoked_at is not null as revoked from device where id = ${device}`.execute(tx)
  return rows[0]?.revoked ?? false
}

/** The server's half of the device's recovery key, for its holder only; a withdrawn device has none. */
export async function findSecret(tx: Tx, actor: Actor, device: Id): Promise<string | undefined> {
  const { rows } = await sql<{ secret: string | null }>`
    select encode(secret, 'base64') as secret from device
    where id = ${device} and holder = ${actor.user} and revoked_at is null`.execute(tx)
  return rows[0]?.secret ?? undefined
}

export async function findRule(tx: Tx, organisation: Id): Promise<DeviceRule> {
  const { rows } = await sql<DeviceRule>`
    select idle_minutes as "idleMinutes", phrase from device_rule
    where organisation = ${organisation}`.execute(tx)
  return rows[0] ?? { idleMinutes: 5, phrase: false }
}

export async function setRule(tx: Tx, organisation: Id, { idleMinutes, phrase }: DeviceRule): Promise<void> {
  await sql`
    insert into device_rule (organisation, idle_minutes, phrase) values (${organisation}, ${idleMinutes}, ${phrase})
    on conflict (organisation) do update set idle_minutes = excluded.idle_minutes, phrase = excluded.phrase`.execute(
    tx,
  )
}

/**
 * Withdraws a device: its next exchange is refused and erases it. The secret that could decrypt its store is
 * given out no more; it is kept until the device has handed over its unsent work. Withdrawing twice keeps the
 * first reason.
 */
export async function endDevice(
  tx: Tx,
  actor: Actor,
  device: Id,
  reason: string,
  now: string,
): Promise<void> {
  await sql`
    update device set revoked_at = ${now}, revoked_by = ${actor.user}, revoked_reason = ${reason}
    where id = ${device} and revoked_at is null`.execute(tx)
}

/** The result of a logged command, for the user who sent it. */
export async function findEnded(tx: Tx, actor: Actor, command: Id): Promise<string | undefined> {
  const { rows } = await sql<{ outcome: string }>`
    select outcome from command_log where id = ${command} and actor = ${actor.user}`.execute(tx)
  return rows[0]?.outcome
}

/** Which of these commands the device handed over, so that a colleague may have applied them. */
export async function findHandedOver(tx: Tx, device: Id, commands: readonly Id[]): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`
    select id from late_command where device = ${device} and id = any (${commands}::uuid[])`.execute(tx)
  return rows.map(({ id }) => id)
}
