// Collects the changes for a device: documents of the people it may store, and the people it must delete.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type Actor } from '../../kernel/actor.ts'
import { rowScopeOf } from '../../kernel/row-scope.ts'
import type { Changes, SyncRequest } from '../../kernel/envelope.ts'
import type { Json } from '../../kernel/problem.ts'
import { addMonths } from '../../kernel/time.ts'
import type { Id } from '../../kernel/words.ts'
import { reading } from '../ask.ts'
import type { QueryContext } from '../capability.ts'
import { asSystem, type Tx } from '../database/connect.ts'
import type { App } from '../app.ts'

/** Most people on one device: those whose last change is oldest are removed first. */
export const KEPT = 2000
/** A new device starts with the people who have facts in these last months. */
const MONTHS = 12
/**
 * Version of the documents, raised when they hold less than before: devices then delete everything and pull
 * again.
 */
const DOCUMENTS = 2
/** People in one answer; small, so that a slow connection completes it. */
const PAGE = 100

type Pulled = { changes: Changes; cursor: string | null; more: boolean }

/**
 * A cursor is `audience.from` between windows and `audience.from.mark.after.next` within one: `from`: all
 * changes of transactions below it were sent; `mark`: the transaction that listed this window's people;
 * `after`: the last person sent; `next`: the `from` of the next window. A transaction id is below
 * `pg_snapshot_xmin` only when it and all before it have ended, so whatever a window does not see is at or
 * above `next`, in whatever order transactions commit.
 */
type Cursor = { audience: string; from: string; window?: Window }
type Window = { mark: string; after: Id; next: string }

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000' as Id

/**
 * `flushed`: a transaction of this exchange that is on the disk. No cursor passes it: after a crash the database
 * gives the ids of transactions that had not reached the disk (undone, or committed without waiting) to others,
 * whose facts would then be below the cursor.
 */
type Place = { database: Id; flushed: string }

/**
 * The changes for the answer of a sync request. The device is locked meanwhile, so its windows never overlap.
 */
export async function pull(
  app: App,
  actor: Actor,
  { database, flushed }: Place,
  request: SyncRequest,
): Promise<Pulled> {
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
      const window = known?.window ?? (await replica.open(known?.from, flushed))
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

/**
 * The members of the actor's team, for a role with that row scope: joining or leaving a team records no fact
 * to pull.
 */
export async function companions(tx: Tx, actor: Actor): Promise<Id[]> {
  const scope = rowScopeOf(actor)
  if (scope === 'organisation' || scope === 'own') return []
  const { rows } = await sql<{ member: Id }>`
    select distinct unnest(members) as member from read.team
    where organisation = ${actor.organisation} and ${actor.user} = any (members) order by 1`.execute(tx)
  return rows.map(({ member }) => member)
}

/**
 * Identifies what a cursor is valid for: database, organisation, centre, grants and team decide which people
 * are visible, and the version decides what their documents contain.
 */
function audienceOf(actor: Actor, database: Id, team: readonly Id[]): string {
  const sees = [DOCUMENTS, database, actor.organisation, actor.centre ?? '', ...grantsOf(actor), ...team]
  return createHash('sha256').update(sees.join(' ')).digest('hex').slice(0, 16)
}

/** The grants that decide what the actor sees, in one order. */
export function grantsOf(actor: Actor): string[] {
  const grants = actor.grants.map(({ verb, scope, class: depth }) => `${verb} ${scope} ${depth}`)
  return [...new Set(grants)].sort()
}

function parseCursor(text: string): Cursor | undefined {
  const [, audience, from, mark, after, next] =
    /^([0-9a-f]{16})\.(\d{1,19})(?:\.(\d{1,19})\.([0-9a-f-]{36})\.(\d{1,19}))?$/u.exec(text) ?? []
  if (audience === undefined || from === undefined) return undefined
  if (mark === undefined || after === undefined || next === undefined) return { audience, from }
  return { audience, from, window: { mark, after: after as Id, next } }
}

/** The people on one device, as rows of `device_person`. */
class DeviceReplica {
  readonly #app: App
  readonly #ctx: QueryContext
  readonly #device: Id

  constructor(app: App, ctx: QueryContext, device: Id) {
    this.#app = app
    this.#ctx = ctx
    this.#device = device
  }

  /** Lists the people of this window: the whole caseload without `from`, else everyone with newer facts. */
  async open(from: string | undefined, flushed: string): Promise<Window> {
    const { tx } = this.#ctx
    // Read before the facts: a change committed in between is sent twice, never missed.
    const { rows } = await sql<{ next: string; mark: string }>`
      select least(pg_snapshot_xmin(pg_current_snapshot()), ${String(BigInt(flushed) + 1n)}::xid8)::text as next,
        pg_current_xact_id()::text as mark`.execute(tx)
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

  /** People of the actor's organisation, or shared with it, who have recent facts; newest first. */
  async #caseload(): Promise<Id[]> {
    const since = addMonths(this.#ctx.today, -MONTHS)
    const { rows } = await sql<{ person: Id }>`
      select person from read.person_fact where occurred_on >= ${since}
      group by person order by max(xid) desc limit ${KEPT}`.execute(this.#ctx.tx)
    return rows.map((row) => row.person)
  }

  async #moved(from: string): Promise<Id[]> {
    const { tx, actor } = this.#ctx
    // The fact that ended a sharing is not visible to this actor: read as the system, and only for ids that
    // the device has.
    await sql`set local app.scope = 'system'`.execute(tx)
    const held = await sql<{ person: Id }>`
      select distinct f.person from read.person_fact f join device_person d on d.person = f.person
      where d.device = ${this.#device} and d.withdrawn_at is null and f.xid >= ${from}::xid8`.execute(tx)
    await sql`set local app.scope = ${sql.lit(actor.scope)}`.execute(tx)
    const seen = await sql<{ person: Id }>`
      select distinct person from read.person_fact where xid >= ${from}::xid8`.execute(tx)
    const alike = await asSystem(tx, actor, () => this.#movedAsSame(from))
    return [...new Set([...held.rows, ...seen.rows].map((row) => row.person).concat(alike))]
  }

  /** Records on the device that are the same person as one with newer facts: what that one says is unsafe counts for them. */
  async #movedAsSame(from: string): Promise<Id[]> {
    const { tx } = this.#ctx
    const { rows: held } = await sql<{ person: Id; people: Id[] }>`
      select d.person, s.people from device_person d join read.same_person s on s.person = d.person
      where d.device = ${this.#device} and d.withdrawn_at is null`.execute(tx)
    if (held.length === 0) return []
    const { rows } = await sql<{ person: Id }>`
      select distinct person from read.person_fact
      where person = any (${held.flatMap(({ people }) => people)}::uuid[]) and xid >= ${from}::xid8`.execute(
      tx,
    )
    const moved = new Set(rows.map(({ person }) => person))
    return held.filter(({ people }) => people.some((one) => moved.has(one))).map(({ person }) => person)
  }

  /** Records the people whom the device is about to store. */
  async list(persons: readonly Id[]): Promise<void> {
    if (persons.length === 0) return
    await sql`
      insert into device_person (person, device, organisation, xid)
      select person, ${this.#device}, ${this.#ctx.actor.organisation}, pg_current_xact_id()
      from unnest(${persons}::uuid[]) as person
      on conflict (person, device) do update set xid = excluded.xid, withdrawn_at = null,
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

  /** Documents as the actor may see them now; people without one are withdrawn from the device. */
  async give(persons: readonly Id[], { listed = true } = {}): Promise<Changes['documents']> {
    if (persons.length === 0) return []
    const parts = new Map<Id, Record<string, Json>>()
    const erased = await this.#erased(persons)
    const there = persons.filter((person) => !erased.has(person))
    for (const replica of this.#app.replicas) {
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
    // Logged each time, not only the first: documents are sent again because they changed.
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

  /** Erased people among these: what remains of them is for figures only, not for devices. */
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
