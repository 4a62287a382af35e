// Gathers what changed for a device: the documents of people it may keep, and who is no longer its to keep.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { rowScopeOf, type Actor } from '../kernel/actor.ts'
import type { Changes, SyncRequest } from '../kernel/envelope.ts'
import type { Json } from '../kernel/problem.ts'
import { addMonths } from '../kernel/time.ts'
import type { Id } from '../kernel/words.ts'
import { reading } from './ask.ts'
import type { QueryContext } from './capability.ts'
import type { Tx } from './database/connect.ts'
import type { App } from './app.ts'

/** The most people one device keeps: those who changed longest ago make room. */
export const KEPT = 2000
/** A new device begins with the people something happened to in these last months. */
const MONTHS = 12
/** Counted up when documents come to hold less than they did: devices then get everything anew and forget the rest. */
const DOCUMENTS = 2
/** People in one answer; on a slow line each answer is worth keeping. */
const PAGE = 100

type Pulled = { changes: Changes; cursor: string | null; more: boolean }

/**
 * A cursor is `audience.from` between windows and `audience.from.mark.after.next` within one:
 * `from`: every change in a transaction below it has been given; `mark`: the transaction that listed this window's
 * people; `after`: the last person given; `next`: the coming `from`.
 * A transaction id is below `pg_snapshot_xmin` only when it and all before it have ended, so whatever a window
 * does not see is at or above `next`, in whatever order transactions commit.
 */
type Cursor = { audience: string; from: string; window?: Window }
type Window = { mark: string; after: Id; next: string }

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000' as Id

/** What an exchange hands back beside the outcomes. Runs while the device is held, so its windows never overlap. */
export async function pull(app: App, actor: Actor, database: Id, request: SyncRequest): Promise<Pulled> {
  return await reading(app, actor, 'sync', async (ctx) => {
    const audience = audienceOf(actor, database, await companions(ctx.tx, actor))
    const given = request.pull?.cursor ? parseCursor(request.pull.cursor) : undefined
    const known = given?.audience === audience ? given : undefined
    const pulled: Pulled = {
      changes: { reset: request.pull !== undefined && !known, documents: [], withdrawn: [] },
      cursor: request.pull?.cursor ?? null,
      more: false,
    }
    const replica = new DeviceReplica(app, ctx, request.device)
    if (request.pull) {
      const window = known?.window ?? (await replica.open(known?.from))
      const from = known?.from ?? window.mark
      const page = await replica.page(window)
      const last = page.at(-1)
      pulled.more = page.length === PAGE
      pulled.cursor = [
        audience,
        ...(pulled.more ? [from, window.mark, last, window.next] : [window.next]),
      ].join('.')
      pulled.changes.documents = await replica.give(page)
      if (!pulled.more) pulled.changes.withdrawn = await replica.withdrawnSince(from)
    }
    const asked = request.persons ?? []
    if (asked.length > 0) {
      pulled.changes.documents.push(...(await replica.give(asked, { listed: false })))
      const present = new Set(pulled.changes.documents.map(({ person }) => person))
      const missing = [...pulled.changes.withdrawn, ...asked].filter((person) => !present.has(person))
      pulled.changes.withdrawn = [...new Set(missing)]
    }
    return pulled
  })
}

/** Whose people are in view beside one's own, where a role says so: joining or leaving a team leaves no fact to pull. */
async function companions(tx: Tx, actor: Actor): Promise<Id[]> {
  const sight = rowScopeOf(actor)
  if (sight === 'organisation' || sight === 'own') return []
  const { rows } = await sql<{ member: Id }>`
    select distinct unnest(members) as member from read.team
    where organisation = ${actor.organisation} and ${actor.user} = any (members) order by 1`.execute(tx)
  return rows.map(({ member }) => member)
}

/**
 * Another database, organisation, centre, set of grants or team sees other people, and an earlier release gave other
 * documents: what was pulled as one is not valid as the other.
 */
function audienceOf(actor: Actor, database: Id, team: readonly Id[]): string {
  const grants = actor.grants.map(({ verb, scope, class: depth }) => `${verb} ${scope} ${depth}`)
  const sees = [
    DOCUMENTS,
    database,
    actor.organisation,
    actor.centre ?? '',
    ...[...new Set(grants)].sort(),
    ...team,
  ]
  return createHash('sha256').update(sees.join(' ')).digest('hex').slice(0, 16)
}

function parseCursor(text: string): Cursor | undefined {
  const [, audience, from, mark, after, next] =
    /^([0-9a-f]{16})\.(\d{1,19})(?:\.(\d{1,19})\.([0-9a-f-]{36})\.(\d{1,19}))?$/u.exec(text) ?? []
  if (audience === undefined || from === undefined) return undefined
  if (mark === undefined || after === undefined || next === undefined) return { audience, from }
  return { audience, from, window: { mark, after: after as Id, next } }
}

/** The people one device keeps, as rows of `device_person`. */
class DeviceReplica {
  readonly #house: App
  readonly #ctx: QueryContext
  readonly #device: Id

  constructor(app: App, ctx: QueryContext, device: Id) {
    this.#house = app
    this.#ctx = ctx
    this.#device = device
  }

  /** Lists whom this window gives: all the caseload without `from`, else everyone whose facts moved since. */
  async open(from: string | undefined): Promise<Window> {
    const { tx } = this.#ctx
    // Read before the facts are: what is committed in between is given twice, never missed.
    const { rows } = await sql<{ next: string; mark: string }>`
      select pg_snapshot_xmin(pg_current_snapshot())::text as next, pg_current_xact_id()::text as mark`.execute(
      tx,
    )
    const window = { ...(rows[0] as { next: string; mark: string }), after: BEFORE_ALL }
    if (from === undefined) {
      await sql`update device_person set withdrawn_at = ${this.#ctx.receivedAt}, xid = pg_current_xact_id()
        where device = ${this.#device} and withdrawn_at is null`.execute(tx)
      await this.list(await this.#caseload())
    } else {
      await this.list(await this.#moved(from))
    }
    await sql`
      update device_person set withdrawn_at = ${this.#ctx.receivedAt}, xid = pg_current_xact_id()
      where device = ${this.#device} and person in (
        select person from device_person where device = ${this.#device} and withdrawn_at is null
        order by xid desc, person offset ${KEPT})`.execute(tx)
    return window
  }

  /** The people of this actor's organisation, or shared with it, to whom something happened lately; newest first. */
  async #caseload(): Promise<Id[]> {
    const since = addMonths(this.#ctx.today, -MONTHS)
    const { rows } = await sql<{ person: Id }>`
      select person from fact where occurred_on >= ${since}
      group by person order by max(xid) desc limit ${KEPT}`.execute(this.#ctx.tx)
    return rows.map((row) => row.person)
  }

  async #moved(from: string): Promise<Id[]> {
    const { tx, actor } = this.#ctx
    // Who stopped sharing left a fact this actor may no longer see; only ids this device already holds are looked for.
    await sql`set local app.scope = 'system'`.execute(tx)
    const held = await sql<{ person: Id }>`
      select distinct f.person from fact f join device_person d on d.person = f.person
      where d.device = ${this.#device} and d.withdrawn_at is null and f.xid >= ${from}::xid8`.execute(tx)
    await sql`set local app.scope = ${sql.lit(actor.scope)}`.execute(tx)
    const seen = await sql<{ person: Id }>`
      select distinct person from fact where xid >= ${from}::xid8`.execute(tx)
    return [...new Set([...held.rows, ...seen.rows].map((row) => row.person))]
  }

  /** Notes whom the device is about to keep. */
  async list(persons: readonly Id[]): Promise<void> {
    if (persons.length === 0) return
    await sql`
      insert into device_person (person, device, organisation)
      select person, ${this.#device}, ${this.#ctx.actor.organisation} from unnest(${persons}::uuid[]) as person
      on conflict (person, device) do update set xid = pg_current_xact_id(), withdrawn_at = null,
        given_at = case when device_person.withdrawn_at is null then device_person.given_at end`.execute(
      this.#ctx.tx,
    )
  }

  async page({ mark, after }: Window): Promise<Id[]> {
    const { rows } = await sql<{ person: Id }>`
      select person from device_person
      where device = ${this.#device} and xid >= ${mark}::xid8 and withdrawn_at is null and person > ${after}
      order by person limit ${PAGE}`.execute(this.#ctx.tx)
    return rows.map((row) => row.person)
  }

  /** Documents as the actor may see them now; whoever has none is withdrawn from the device. */
  async give(persons: readonly Id[], { listed = true } = {}): Promise<Changes['documents']> {
    if (persons.length === 0) return []
    const parts = new Map<Id, Record<string, Json>>()
    const erased = await this.#erased(persons)
    const there = persons.filter((person) => !erased.has(person))
    for (const replica of this.#house.replicas) {
      for (const [person, document] of await replica.documents(this.#ctx, there)) {
        parts.set(person, { ...parts.get(person), [replica.name]: document })
      }
    }
    if (!listed) await this.list([...parts.keys()])
    const { tx, receivedAt } = this.#ctx
    await sql`
      update device_person set given_at = ${receivedAt}
      where device = ${this.#device} and person = any (${[...parts.keys()]}::uuid[]) and given_at is null`.execute(
      tx,
    )
    // Each time, not only the first: what is given again is what has changed since.
    this.#ctx.disclose(
      [...parts].map(([person, given]) => ({
        person,
        fields: Object.keys(given),
        purpose: 'offline_work',
      })),
    )
    await sql`
      update device_person set withdrawn_at = ${receivedAt}, xid = pg_current_xact_id()
      where device = ${this.#device} and withdrawn_at is null
        and person = any (${persons.filter((person) => !parts.has(person))}::uuid[])`.execute(tx)
    return [...parts].map(([person, documents]) => ({ person, parts: documents }))
  }

  /** What is left of somebody serves figures, and no device. */
  async #erased(persons: readonly Id[]): Promise<ReadonlySet<Id>> {
    const { rows } = await sql<{ person: Id }>`
      select person from read.erased_person where person = any (${persons}::uuid[])`.execute(this.#ctx.tx)
    return new Set(rows.map(({ person }) => person))
  }

  async withdrawnSince(from: string): Promise<Id[]> {
    const { rows } = await sql<{ person: Id }>`
      select person from device_person
      where device = ${this.#device} and withdrawn_at is not null and xid >= ${from}::xid8`.execute(
      this.#ctx.tx,
    )
    return rows.map((row) => row.person)
  }
}
