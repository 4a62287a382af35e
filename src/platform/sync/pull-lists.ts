// Collects for a device what changed in the lists it keeps: compares the documents with what the device was given.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '../../kernel/actor.ts'
import type { ListChanges, SyncRequest } from '../../kernel/envelope.ts'
import type { Id } from '../../kernel/words.ts'
import type { App } from '../app.ts'
import { reading } from '../ask.ts'
import type { QueryContext } from '../capability.ts'
import type { ListScope, ListSource } from '../lists.ts'
import { companions, grantsOf } from './pull.ts'

/** Most documents of one list on one device; of more, the first. */
const MOST_DOCUMENTS = 5000
/** Documents of a list in one answer, and about so many bytes of all lists, so that a slow connection completes it. */
const PAGE = 500
const PAGE_BYTES = 250_000
/** A document that is larger is left out. */
const LARGEST_BYTES = 100_000
/** An older cursor is renewed, by comparing the documents. */
const RENEWED_DAYS = 7
/** An older cursor has expired: the device fetches the list again. */
const EXPIRED_DAYS = 30
/** What was withdrawn longer ago is forgotten; longer than the life of a cursor, so that no device misses it. */
const FORGOTTEN_DAYS = 60

/**
 * A cursor is `audience.xid.day.version`. `xid`: what transactions after it gave or withdrew may not have reached
 * the device. They are those of this device's exchanges only, one after the other because the device is locked
 * meanwhile: a change that commits late is found by the next comparison, whatever its transaction id. `day`: when
 * the cursor was issued. `version`: that of the list when the device had all of it, else empty.
 */
type Cursor = { audience: string; xid: string; day: number; version: string }

type Room = { bytes: number }

/** One document that the device was given, as a row of `device_document`. */
type Held = {
  document: Id
  digest: string
  isWithdrawn: boolean
  /** The device's cursor does not say whether this reached it. */
  isUnconfirmed: boolean
  isForgotten: boolean
  xid: string
}

/**
 * The changes of the lists that the request names. The device is locked meanwhile.
 * @param onError called for a list that could not be read: it is left out of the answer, and asked for again
 */
export async function pullLists(
  app: App,
  actor: Actor,
  { device, lists = [], database }: Pick<SyncRequest, 'device' | 'lists'> & { database: Id },
  onError: (error: unknown) => void,
): Promise<ListChanges[]> {
  const answers: ListChanges[] = []
  const room: Room = { bytes: PAGE_BYTES }
  for (const [name, cursor] of new Map(lists.map((one) => [one.name, one.cursor]))) {
    const source = app.lists.get(name)
    if (!source) answers.push({ ...nothing(name, null), reset: true })
    else if (room.bytes <= 0) answers.push({ ...nothing(name, cursor), more: true })
    else {
      const read = (ctx: QueryContext) =>
        new Comparison(app, ctx, { source, device, database }).changes(cursor, room)
      const changes = await reading(app, actor, 'sync', read, source.may).catch(onError)
      if (changes) answers.push(changes)
    }
  }
  return answers
}

const nothing = (name: string, cursor: string | null): ListChanges => ({
  name,
  reset: false,
  documents: [],
  withdrawn: [],
  cursor,
  more: false,
})

const hash = (text: string, length: number) =>
  createHash('sha256').update(text).digest('hex').slice(0, length)
const later = (one: string, other: string) => (BigInt(one) > BigInt(other) ? one : other)

function parseCursor(text: string | null): Cursor | undefined {
  const [, audience, xid, day, version] =
    /^([0-9a-f]{16})\.(\d{1,19})\.(\d{1,7})\.([0-9a-f]{16}|)$/u.exec(text ?? '') ?? []
  if (audience === undefined || xid === undefined || version === undefined) return undefined
  return { audience, xid, day: Number(day), version }
}

/** One list compared with what one device was given of it. */
class Comparison {
  readonly #app: App
  readonly #ctx: QueryContext
  readonly #source: ListSource
  readonly #device: Id
  readonly #database: Id
  readonly #day: number

  constructor(
    app: App,
    ctx: QueryContext,
    { source, device, database }: { source: ListSource; device: Id; database: Id },
  ) {
    this.#app = app
    this.#ctx = ctx
    this.#source = source
    this.#device = device
    this.#database = database
    this.#day = Math.floor(Date.parse(ctx.receivedAt) / 86_400_000)
  }

  get #name() {
    return this.#source.list.name
  }

  async changes(given: string | null, room: Room): Promise<ListChanges | undefined> {
    const audience = await this.#audience()
    const known = this.#valid(parseCursor(given), audience)
    // Read before the documents: a change committed in between is found by the next comparison.
    const version = await this.#version()
    if (known && version !== '' && version === known.version && this.#day - known.day < RENEWED_DAYS)
      return undefined
    if (!known) await this.#withdrawAll()
    const held = await this.#held(known?.xid ?? '0')
    const documents = await this.#documents()

    const answer: ListChanges = { ...nothing(this.#name, given), reset: !known }
    const changed: { document: Id; digest: string; persons: readonly Id[] }[] = []
    /** Left for the next page, and perhaps not on the device as their rows say. */
    const uncertain: Id[] = []
    const shown = new Set<Id>()
    for (const [id, { document, text, persons }] of documents) {
      const digest = hash(text, 32)
      const row = held.get(id)
      const isGiven = row !== undefined && !row.isWithdrawn && row.digest === digest
      if (isGiven && !row.isUnconfirmed) continue
      if (answer.documents.length === PAGE || room.bytes <= 0) {
        answer.more = true
        if (row?.isUnconfirmed && !row.isWithdrawn) uncertain.push(id)
        continue
      }
      room.bytes -= text.length
      answer.documents.push({ id, document })
      for (const person of persons) shown.add(person)
      if (!isGiven) changed.push({ document: id, digest, persons })
    }
    const absent = [...held.values()].filter(({ document }) => !documents.has(document))
    const gone = absent.filter(({ isWithdrawn }) => !isWithdrawn).map(({ document }) => document)
    if (known)
      answer.withdrawn = absent
        .filter(({ isWithdrawn, isUnconfirmed }) => !isWithdrawn || isUnconfirmed)
        .map(({ document }) => document)

    await this.#give(changed)
    await this.#withdraw(gone)
    await this.#doubt(uncertain)
    if (absent.some(({ isForgotten }) => isForgotten)) await this.#forget()
    const { fields = [] } = this.#source.about ?? {}
    this.#ctx.disclose([...shown].map((person) => ({ person, fields, purpose: 'offline_work' })))

    const wrote = !known || changed.length > 0 || gone.length > 0
    const last = [...held.values()].reduce((most, { xid }) => later(most, xid), known?.xid ?? '0')
    answer.cursor = [
      audience,
      wrote ? await this.#transaction() : last,
      this.#day,
      answer.more ? '' : version,
    ].join('.')
    const isSame = answer.documents.length === 0 && answer.withdrawn.length === 0 && answer.cursor === given
    return isSame ? undefined : answer
  }

  /** What a cursor is valid for besides the content of the list. */
  async #audience(): Promise<string> {
    const { tx, actor } = this.#ctx
    const { scope } = this.#source
    const wider = (...scopes: ListScope[]) => scopes.includes(scope)
    const sees = [
      this.#database,
      this.#name,
      scope,
      ...(scope === 'everyone' ? [] : [actor.organisation, ...grantsOf(actor)]),
      ...(wider('centre', 'user') ? [actor.centre ?? ''] : []),
      ...(wider('user') ? [actor.user, ...(await companions(tx, actor))] : []),
    ]
    return hash(sees.join(' '), 16)
  }

  #valid(cursor: Cursor | undefined, audience: string): Cursor | undefined {
    if (cursor?.audience !== audience || this.#day - cursor.day > EXPIRED_DAYS) return undefined
    return cursor
  }

  get #isPermitted() {
    const { actor } = this.#ctx
    return this.#source.may(actor) === true && (this.#source.scope !== 'centre' || actor.centre !== undefined)
  }

  /** Empty when the list states none. */
  async #version(): Promise<string> {
    if (!this.#source.version || !this.#isPermitted) return ''
    return hash(await this.#source.version(this.#ctx), 16)
  }

  async #documents() {
    const found = new Map<Id, { document: unknown; text: string; persons: readonly Id[] }>()
    if (!this.#isPermitted) return found
    const { about } = this.#source
    for (const [id, document] of await this.#source.documents(this.#ctx)) {
      const text = JSON.stringify(document)
      if (found.size === MOST_DOCUMENTS || text.length > LARGEST_BYTES) {
        this.#app.log('sync.list_cut', { list: this.#name, document: id })
        if (found.size === MOST_DOCUMENTS) break
        continue
      }
      found.set(id, { document, text, persons: about?.persons(document) ?? [] })
    }
    if (!about) return found
    // What remains of erased people is for figures only, not for devices.
    const named = [...new Set([...found.values()].flatMap(({ persons }) => persons))]
    const { rows } = await sql<{ person: Id }>`
      select person from read.erased_person where person = any (${named}::uuid[])`.execute(this.#ctx.tx)
    const erased = new Set(rows.map(({ person }) => person))
    for (const [id, { persons }] of found) if (persons.some((one) => erased.has(one))) found.delete(id)
    return found
  }

  async #held(xid: string): Promise<Map<Id, Held>> {
    const { rows } = await sql<Held>`
      select document, encode(digest, 'hex') as digest, withdrawn_at is not null as "isWithdrawn",
        xid > ${xid}::xid8 as "isUnconfirmed", xid::text as xid,
        coalesce(withdrawn_at < ${this.#ctx.receivedAt}::timestamptz - make_interval(days => ${FORGOTTEN_DAYS}),
          false) as "isForgotten"
      from device_document where device = ${this.#device} and list = ${this.#name}`.execute(this.#ctx.tx)
    return new Map(rows.map((row) => [row.document, row]))
  }

  async #give(changed: readonly { document: Id; digest: string; persons: readonly Id[] }[]): Promise<void> {
    if (changed.length === 0) return
    const { tx, actor, receivedAt } = this.#ctx
    await sql`
      insert into device_document (device, list, document, organisation, digest, persons, given_at)
      select ${this.#device}, ${this.#name}, document, ${actor.organisation}, decode(digest, 'hex'), persons, ${receivedAt}
      from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as changed (document uuid, digest text, persons uuid[])
      on conflict (device, list, document) do update set digest = excluded.digest, persons = excluded.persons,
        given_at = excluded.given_at, withdrawn_at = null, xid = pg_current_xact_id()`.execute(tx)
  }

  async #withdraw(documents: readonly Id[]): Promise<void> {
    if (documents.length === 0) return
    await sql`
      update device_document set withdrawn_at = ${this.#ctx.receivedAt}, xid = pg_current_xact_id()
      where device = ${this.#device} and list = ${this.#name} and document = any (${documents}::uuid[])`.execute(
      this.#ctx.tx,
    )
  }

  async #withdrawAll(): Promise<void> {
    await sql`
      update device_document set withdrawn_at = ${this.#ctx.receivedAt}, xid = pg_current_xact_id()
      where device = ${this.#device} and list = ${this.#name} and withdrawn_at is null`.execute(this.#ctx.tx)
  }

  /** Without their digest these are sent again, whatever they hold. */
  async #doubt(documents: readonly Id[]): Promise<void> {
    if (documents.length === 0) return
    await sql`
      update device_document set digest = ''
      where device = ${this.#device} and list = ${this.#name} and document = any (${documents}::uuid[])`.execute(
      this.#ctx.tx,
    )
  }

  async #forget(): Promise<void> {
    await sql`
      delete from device_document where device = ${this.#device} and list = ${this.#name}
        and withdrawn_at < ${this.#ctx.receivedAt}::timestamptz - make_interval(days => ${FORGOTTEN_DAYS})`.execute(
      this.#ctx.tx,
    )
  }

  async #transaction(): Promise<string> {
    const { rows } = await sql<{ xid: string }>`select pg_current_xact_id()::text as xid`.execute(
      this.#ctx.tx,
    )
    return (rows[0] as { xid: string }).xid
  }
}
