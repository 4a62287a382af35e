// Late work: decrypts what a withdrawn or locked device hands over, and lets a colleague apply it as their
// own command.
import { hkdfSync } from 'node:crypto'
import type { Hono } from 'hono'
import { sql } from 'kysely'
import * as z from 'zod/mini'
import { verb, type Actor } from '../../../kernel/actor.ts'
import { BATCH, discardCommand, SPARE_KEY, storeName } from '../../../kernel/device-sync.ts'
import { Envelope, HandOver, type SealedBytes } from '../../../kernel/envelope.ts'
import { actorNotAllowed, commandNotKept, deviceUnknown } from '../../../kernel/problems.ts'
import { getVerb } from '../../../kernel/roles.ts'
import { Id } from '../../../kernel/words.ts'
import { transaction, type Tx } from '../../../platform/database/connect.ts'
import { execute } from '../../../platform/execute.ts'
import type { App } from '../../../platform/app.ts'
import { problemJson, readJson, refuseForeignPage, type RouteContext } from '../../../platform/http/http.ts'
import { systemActor } from '../../../platform/jobs.ts'
import { unseal, UnreadableError } from '../../../platform/key-service.ts'
import { parseInput } from '../../../platform/http/parse.ts'
import { deviceUnreadable } from '../problems.ts'
import { exposes } from '../../../platform/exposure.ts'
import { alone } from '../../../platform/sync/sync.ts'

/** A batch of a device, half as long again in base64. */
const BODY_LIMIT = 2_000_000
const INPUT_LIMIT = 1_000_000

/** The most that is ever kept of one device: many weeks of work without a network. */
export const MOST_ROWS = 500
export const MOST_BYTES = 5_000_000
/**
 * A withdrawn device hands over once: after its first batch this is enough for a slow connection and a night
 * in between.
 */
const ONCE_MS = 86_400_000

/**
 * Users who decide about late work of their organisation; of its content they see what their own permissions
 * allow.
 */
const mayDecide = verb(getVerb('late.decide'))

/** What is kept of a device's entry; `state` says whether it still needs a decision. */
const Entry = z.object({
  ...z.omit(Envelope, { seq: true, replaces: true }).shape,
  state: z.enum(['pending', 'attention']),
})
type Late = z.infer<typeof Entry>

/** An entry that is settled on the device, in whatever form: it needs no decision. */
const Over = z.object({ state: z.enum(['applied', 'replaced', 'discarded', 'answered']) })

/**
 * `POST /api/late?device=…`, without a session, because a lost device has none: the answer holds only how
 * much was kept. `POST /api/late/:id` applies one of them.
 */
export function lateRoutes(hono: Hono, { app, receive }: RouteContext): void {
  hono.post('/api/late', exposes('open'), async (context) => {
    const id = parseInput(Id, context.req.query('device'))
    // The body is read only for a device that may have something to hand over.
    const device = await transaction(app.appPool, systemActor('late'), (tx) => admit(app, tx, id))
    if (!device) throw deviceUnknown()
    const handed = parseInput(HandOver, await readJson(context.req.raw, BODY_LIMIT))
    const opened = open(device, handed)
    const entries = opened.filter((one) => one !== 'unread').filter(({ name }) => isWritten(app, name))
    const kept = await transaction(app.appPool, systemActor('late'), (tx) =>
      keep(app, tx, device, { entries, unread: opened.length - entries.length }, handed.last),
    )
    return context.json({ kept })
  })

  hono.post('/api/late/:id', exposes('person'), async (context) => {
    refuseForeignPage(context.req.raw)
    const { raw } = context.req
    const { actor, body } = await receive(raw, () => readJson(raw, INPUT_LIMIT))
    const late = parseInput(Id, context.req.param('id'))
    const given = parseInput(TakeIn, body)
    const result = await takeIn(app, actor, late, given)
    if ('problem' in result) return problemJson(context, result.problem.status, result.problem)
    return context.json({ output: result.output })
  })
}

/** `id` is the new command's, so that a repeat applies it once; `input` is the corrected input. */
const TakeIn = z.strictObject({ id: Id, input: z.optional(z.unknown()) })

/**
 * Runs late work as the command of the colleague who takes it in, under their own policies and row scope,
 * dated when it was done. It is applied once: two colleagues conflict on `command_log_replaced_once`, and the
 * device, which its owner may be using again, is locked meanwhile.
 */
async function takeIn(app: App, actor: Actor, late: Id, given: z.infer<typeof TakeIn>) {
  const verdict = mayDecide(actor)
  if (verdict !== true) throw actorNotAllowed({ because: verdict.reason })
  const asked = <T>(work: (tx: Tx) => Promise<T>) => transaction(app.appPool, actor, work, mayDecide)
  const device = await asked((tx) => deviceOf(tx, late))
  if (device === undefined) throw commandNotKept({ id: late })
  return await alone(app, device, async () => {
    // The input of an applied command is deleted here: its own capability keeps it.
    const found = await asked(async (tx) => {
      await sql`update late_command l set input = null where l.id = ${late} and ${APPLIED}`.execute(tx)
      return await findWaiting(tx, late)
    })
    if (!found) throw commandNotKept({ id: late })
    const { name, text, occurredAt, packRelease } = found
    const result = await execute(app, actor, {
      id: given.id,
      name,
      input: given.input === undefined ? JSON.parse(text) : given.input,
      occurredAt,
      replaces: late,
      ...(packRelease !== null && { packRelease }),
    })
    if (!('problem' in result))
      await asked((tx) => sql`update late_command set input = null where id = ${late}`.execute(tx))
    return result
  })
}

type Device = { id: Id; organisation: Id; holder: Id; secret: Buffer; revoked: boolean }

/**
 * A device that may hand something over: its holder still works for the organisation, and if it was
 * withdrawn, its hand-over began at most `ONCE_MS` ago. Nothing is read of any other device; its attempt is
 * counted.
 */
async function admit(app: App, tx: Tx, id: Id): Promise<Device | undefined> {
  const now = app.now().toISOString()
  const { rows } = await sql<Device & { atWork: boolean; since: string | null }>`
    select d.id, d.organisation, d.holder, d.secret, d.revoked_at is not null as revoked,
      exists (select from read.app_user u join read.membership m on m.app_user = u.id
        where u.id = d.holder and u.active and m.organisation = d.organisation) as "atWork",
      (select min(l.handed_at) from late_command l
        where l.device = d.id and l.handed_at >= d.revoked_at) as since
    from device d where d.id = ${id} and d.secret is not null`.execute(tx)
  const [found] = rows
  if (!found) return undefined
  const { atWork, since, ...device } = found
  if (atWork && (since === null || Date.parse(now) - Date.parse(since) <= ONCE_MS)) return device
  await noteRefused(tx, id, 1, now)
  return undefined
}

async function noteRefused(tx: Tx, device: Id, refused: number, now: string): Promise<void> {
  // The counter stops at its maximum.
  await sql`
    update device set late_refused = least(late_refused + ${refused}, 1000000), late_refused_at = ${now}
    where id = ${device}`.execute(tx)
}

/**
 * Our devices write only these commands: a forged row must not be put before a colleague with more rights.
 */
function isWritten(app: App, name: string): boolean {
  const handler = app.commands.get(name)
  return !handler || handler.operation.offline === true
}

const joined = ({ iv, bytes }: SealedBytes) =>
  Buffer.concat([Buffer.from(iv, 'base64'), Buffer.from(bytes, 'base64')])

/**
 * The entries that still need a decision; `unread` counts work of this device's user in a form that this
 * release does not know. A row that cannot be decrypted is skipped: it is not theirs.
 * @throws Problem `device.unreadable` when its data key does not decrypt
 */
function open({ id, organisation, holder, secret }: Device, { spare, rows }: HandOver): (Late | 'unread')[] {
  const spareKey = Buffer.from(hkdfSync('sha256', secret, id, SPARE_KEY, 32))
  const opened = (key: Buffer, sealed: SealedBytes, place: string) => {
    try {
      return unseal(key, joined(sealed), place)
    } catch (error) {
      if (error instanceof UnreadableError) return undefined
      throw error
    }
  }
  const dataKey = opened(spareKey, spare, storeName({ user: holder, organisation }))
  if (!dataKey) throw deviceUnreadable()
  return rows.flatMap((row): (Late | 'unread')[] => {
    const text = opened(dataKey, row, row.place)
    if (!text) return []
    const given: unknown = JSON.parse(text.toString())
    const read = z.safeParse(Entry, given)
    if (!read.success) return z.safeParse(Over, given).success ? [] : ['unread']
    // A discarded command needs no decision.
    return read.data.name === discardCommand.name ? [] : [read.data]
  })
}

/**
 * Keeps each once, except what the device sent itself and was applied, and no more than `MOST_ROWS` and
 * `MOST_BYTES` of one device; what is not kept, or could not be read, is counted. After the last
 * batch of a withdrawn device the server deletes its half of the recovery key.
 * @returns how many of them the server holds now
 */
async function keep(
  app: App,
  tx: Tx,
  { id: device, organisation, holder, revoked }: Device,
  { entries, unread }: { entries: readonly Late[]; unread: number },
  last: boolean,
): Promise<number> {
  const handedAt = app.now().toISOString()
  // One batch of a device at a time, so that the limits hold.
  const { rows } = await sql<{ rows: number; bytes: number; handed: Id[] }>`
    with held as materialized (select id from device where id = ${device} for update)
    select count(*)::int as rows, coalesce(sum(length(l.input)), 0)::int as bytes,
      coalesce(array_agg(l.id) filter (where l.id = any (${entries.map(({ id }) => id)}::uuid[])), '{}') as handed
    from held left join late_command l on l.device = held.id`.execute(tx)
  const before = rows[0] ?? { rows: 0, bytes: 0, handed: [] }
  const handed = new Set(before.handed)
  const room = { rows: MOST_ROWS - before.rows, bytes: MOST_BYTES - before.bytes }
  let refused = 0
  for (const { id, name, input, occurredAt, packRelease = null, after = null } of entries) {
    if (handed.has(id)) continue
    const text = JSON.stringify(input ?? null)
    if (room.rows < 1 || room.bytes < text.length) {
      refused++
      continue
    }
    room.rows--
    room.bytes -= text.length
    await sql`
      insert into late_command (id, organisation, device, holder, name, input, occurred_at, pack_release, after, handed_at)
      select ${id}, ${organisation}, ${device}, ${holder}, ${name}, ${text}, ${occurredAt},
        ${packRelease}, ${after}, ${handedAt}
      where not exists (select from command_log where id = ${id} and outcome = 'applied')
      on conflict (id) do nothing`.execute(tx)
  }
  if (refused + unread > 0) await noteRefused(tx, device, refused + unread, handedAt)
  if (last && revoked) await sql`update device set secret = null where id = ${device}`.execute(tx)
  return entries.length - refused
}

export type RefusedLate = { device: Id; by: string; times: number; at: string }

/** Devices that handed over something that was not kept, in the last month; the latest first. */
export async function findRefused(tx: Tx, now: string): Promise<RefusedLate[]> {
  const { rows } = await sql<RefusedLate>`
    select d.id as device, coalesce(u.name, '') as by, d.late_refused as times, d.late_refused_at as at
    from device d left join read.app_user u on u.id = d.holder
    where d.late_refused_at is not null and d.late_refused_at > ${now}::timestamptz - interval '30 days' order by d.late_refused_at desc limit ${BATCH}`.execute(
    tx,
  )
  return rows
}

export type LateRow = {
  id: Id
  name: string
  occurredAt: string
  by: string
  after: Id | null
  handedAt: string
  input: unknown
}

const APPLIED = sql`exists (
  select from command_log c where c.outcome = 'applied' and (c.id = l.id or c.replaces = l.id))`

/** Late work without a decision: not discarded, and not applied by its author or by another user. */
const WAITING = sql`l.input is not null and l.discarded_at is null and not ${APPLIED}`

async function deviceOf(tx: Tx, late: Id): Promise<Id | undefined> {
  const { rows } = await sql<{ device: Id }>`
    select l.device from late_command l where l.id = ${late} and l.input is not null`.execute(tx)
  return rows[0]?.device
}

async function findWaiting(tx: Tx, late: Id) {
  const { rows } = await sql<{ name: string; text: string; occurredAt: string; packRelease: string | null }>`
    select l.name, l.input as text, l.occurred_at as "occurredAt", l.pack_release as "packRelease"
    from late_command l where l.id = ${late} and ${WAITING}`.execute(tx)
  return rows[0]
}

/** The oldest first, so that a command comes after the one it depends on. */
export async function findLate(tx: Tx): Promise<LateRow[]> {
  const { rows } = await sql<Omit<LateRow, 'input'> & { text: string }>`
    select l.id, l.name, l.occurred_at as "occurredAt", coalesce(u.name, '') as by, l.after,
      l.handed_at as "handedAt", l.input as text
    from late_command l left join read.app_user u on u.id = l.holder
    where ${WAITING} order by l.occurred_at, l.id limit ${BATCH}`.execute(tx)
  return rows.map(({ text, ...row }) => ({ ...row, input: JSON.parse(text) as unknown }))
}

/** How many entries of each device wait. */
export async function countLateRows(tx: Tx): Promise<ReadonlyMap<Id, number>> {
  const { rows } = await sql<{ device: Id; waiting: number }>`
    select l.device, count(*)::int as waiting from late_command l where ${WAITING} group by l.device`.execute(
    tx,
  )
  return new Map(rows.map(({ device, waiting }) => [device, waiting]))
}

/** @returns whether it still waited for a decision */
export async function endLate(tx: Tx, actor: Actor, late: Id, reason: string, now: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update late_command l set discarded_at = ${now}, discarded_by = ${actor.user}, reason = ${reason}
    where l.id = ${late} and ${WAITING}`.execute(tx)
  return numAffectedRows === 1n
}

/** Erases the text of what was handed over about a person. */
export async function forgetLate(tx: Tx, person: Id, organisation: Id): Promise<void> {
  await sql`update late_command set input = null, reason = case when reason is not null then '' end
    where organisation = ${organisation} and strpos(input, ${person}) > 0`.execute(tx)
}

/** Of all the ids in a text, those of people who have a record. */
export async function onRecord(tx: Tx, text: string): Promise<Id[]> {
  const named = text.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gu) ?? []
  const { rows } = await sql<{ person: Id }>`
    select person from read.snapshot where person = any (${[...new Set(named)]}::uuid[])`.execute(tx)
  return rows.map(({ person }) => person)
}
