// Live updates: notifies open screens which records changed. NOTIFY only says when to read; the changes are
// read from the facts, so a lost notification loses nothing.
import type { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { sql } from 'kysely'
import pg from 'pg'
import * as z from 'zod/mini'
import { may, verb, type Actor } from '../kernel/actor.ts'
import { rowScopeOf } from '../kernel/row-scope.ts'
import { getVerb } from '../kernel/roles.ts'
import type { Id } from '../kernel/words.ts'
import { transaction } from './database/connect.ts'
import { personsInScope } from './database/row-scope.ts'
import type { App } from './app.ts'
import type { Identify } from './http/http.ts'
import { systemActor } from './jobs.ts'
import { CHANNEL } from './notify.ts'
import { exposes } from './exposure.ts'

/** Keeps proxies from closing an idle connection, and finds changes whose notification was lost. */
const HEARTBEAT_MS = 20_000
/** A connection ends after this; the browser connects again by itself and is authenticated again. */
const LIFETIME_MS = 10 * 60_000
/** Of more facts than this at once, only the kinds are sent. */
const MOST = 500
/**
 * A screen that was away for more transactions than this is told of every kind: a caller may name any position, and
 * reading since the beginning would read all facts there are.
 */
const LONGEST_AWAY = 20_000

/**
 * Decides which ids and kinds of facts are sent to a screen. Without this verb only results are sent, which
 * the lists of these users show one by one: by counting events of other kinds, they could compute exact
 * figures at any time.
 */
const readPerson = verb(getVerb('person.read'))
const RESULTS = /^outcome\./u

type Told = { kinds: Set<string>; persons: Set<Id>; subjects: Set<Id> }
type Screen = { actor: Actor; told: Told; isOver: boolean; wake: () => void }
type Moved = {
  id: Id
  kind: string
  subject_kind: string
  subject: Id
  organisation: Id
  shared_with: Id[]
}

export function liveRoute(hono: Hono, { app, identify }: { app: App; identify: Identify }): void {
  const changes = startChanges(app)
  hono.get('/api/live', exposes('person'), async (context) => {
    const actor = await identify(context.req.raw)
    const last = context.req.header('last-event-id')
    // Some proxies buffer a response before they pass it on.
    context.header('x-accel-buffering', 'no')
    return streamSSE(context, async (stream) => {
      const screen: Screen = { actor, told: nothing(), isOver: false, wake: () => {} }
      const began = Date.now()
      let known = began
      stream.onAbort(() => screen.wake())
      const leave = await changes.join(screen)
      try {
        await stream.writeSSE({ event: 'ready', data: '{}', id: changes.position(), retry: 3000 })
        if (last !== undefined && /^\d{1,19}$/u.test(last)) await catchUp(app, screen, last)
        const goesOn = () => !stream.aborted && !stream.closed && !screen.isOver
        while (goesOn() && Date.now() - began < LIFETIME_MS) {
          // Authenticates again, so that a removed role or an ended session also ends an open connection; a
          // principal as soon as one was revoked.
          const principalsChanged = screen.actor.principal && screen.told.kinds.has('principal')
          if (principalsChanged || Date.now() - known >= HEARTBEAT_MS) {
            const still = await identify(context.req.raw).catch(() => undefined)
            if (!still) break
            screen.actor = still
            known = Date.now()
          }
          const { told } = screen
          if (told.kinds.size > 0) {
            screen.told = nothing()
            const { kinds, persons, subjects } = told
            const data = JSON.stringify({
              kinds: [...kinds],
              persons: [...persons],
              // Ids of anything but people.
              ...(subjects.size > 0 && { subjects: [...subjects] }),
            })
            await stream.writeSSE({ event: 'fact', data, id: changes.position() })
          } else if (!(await pause(screen))) await stream.write(': \n\n')
        }
      } finally {
        leave()
      }
    })
  })
}

const nothing = (): Told => ({ kinds: new Set(), persons: new Set(), subjects: new Set() })

/** Resolves with true when there are changes, or with false when it is time for a heartbeat. */
function pause(screen: Screen): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), HEARTBEAT_MS)
    screen.wake = () => {
      clearTimeout(timer)
      resolve(true)
    }
    if (screen.told.kinds.size > 0 || screen.isOver) screen.wake()
  })
}

/** One database connection that listens for all screens of this process, open while there are any. */
function startChanges(app: App) {
  const screens = new Set<Screen>()
  let listening: pg.Client | undefined
  let ready: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  /** Transaction id: the facts of all transactions below it have been sent. */
  let from: string | undefined
  /** Facts at or above `from` already sent, because an older transaction was still running. */
  let told = new Set<Id>()
  let looking: Promise<void> | undefined
  let again = false
  const refreshed = new Set([...app.commands.values()].flatMap(({ operation }) => operation.refreshes ?? []))

  async function open(): Promise<void> {
    from ??= (await position()).next
    const opened = new pg.Client(app.pool.options)
    listening = opened
    opened.on('notification', ({ payload }) => {
      onNotification(payload)
      readSoon()
    })
    // A broken connection is opened again at the next heartbeat; missed changes are read from the facts then.
    opened.on('error', () => {})
    opened.on('end', () => {
      if (listening === opened) listening = undefined
    })
    await opened.connect()
    await opened.query(`listen ${CHANNEL}`)
  }

  /** Lists without personal data: their noun is sent to every screen, which queries again what it may see. */
  function onNotification(payload: string | undefined): void {
    const nouns = nounsIn(payload).filter((noun) => refreshed.has(noun))
    if (nouns.length === 0) return
    for (const screen of screens) {
      for (const noun of nouns) screen.told.kinds.add(noun)
      screen.wake()
    }
  }

  async function position(): Promise<{ next: string }> {
    const { rows } = await app.pool.query<{ next: string }>(
      'select pg_snapshot_xmin(pg_current_snapshot())::text as next',
    )
    return rows[0] as { next: string }
  }

  async function closedOf(organisations: readonly Id[]): Promise<ReadonlySet<Id>> {
    const { rows } = await app.pool.query<{ id: Id }>(
      'select id from read.organisation where id = any ($1) and closed_at is not null',
      [organisations],
    )
    return new Set(rows.map(({ id }) => id))
  }

  function readSoon(): void {
    if (looking) {
      again = true
      return
    }
    looking = sendChanges()
      .catch((error: Error) => app.log('live.failed', { kind: error.name }))
      .finally(() => {
        looking = undefined
        if (again) {
          again = false
          readSoon()
        }
      })
  }

  async function sendChanges(): Promise<void> {
    const since = from
    if (since === undefined || screens.size === 0) return
    const { next } = await position()
    const { moved: all, many } = await readMoved(app, systemActor('live'), since)
    const moved = many ? all : all.filter(({ id }) => !told.has(id))
    const closed = await closedOf([...screens].map(({ actor }) => actor.organisation))
    for (const screen of screens) {
      const { actor } = screen
      // An organisation that was closed because it moved behind the firewall receives nothing more; its
      // connections end.
      if (closed.has(actor.organisation)) {
        screen.isOver = true
        screen.wake()
        continue
      }
      // What happens to people is not for a display: it is told which lists changed, and of no fact.
      if (actor.principal) continue
      const theirs = moved.filter(
        ({ organisation, shared_with }) =>
          actor.scope === 'system' ||
          organisation === actor.organisation ||
          shared_with.includes(actor.organisation),
      )
      if (theirs.length === 0) continue
      await gather(app, screen, theirs, many)
      if (screen.told.kinds.size > 0) screen.wake()
    }
    told = new Set(all.map(({ id }) => id))
    from = next
  }

  function heartbeat(): void {
    if (!listening && !ready)
      ready = open()
        .catch(() => {})
        .finally(() => {
          ready = undefined
        })
    readSoon()
  }

  return {
    position: () => from ?? '0',
    async join(screen: Screen): Promise<() => void> {
      screens.add(screen)
      if (!listening)
        ready ??= open().finally(() => {
          ready = undefined
        })
      await ready
      timer ??= setInterval(heartbeat, HEARTBEAT_MS)
      return () => {
        screens.delete(screen)
        if (screens.size > 0) return
        clearInterval(timer)
        timer = undefined
        from = undefined
        void listening?.end().catch(() => {})
        listening = undefined
      }
    },
  }
}

/**
 * The nouns in a notification; none when it is not ours, because every role of the database may send it with
 * any payload.
 */
function nounsIn(payload: string | undefined): string[] {
  try {
    return z.parse(z.array(z.string()), JSON.parse(payload || '[]'))
  } catch {
    return []
  }
}

/**
 * Facts since a transaction id; beyond MOST one row for each kind and set of organisations, because so many
 * ids help no screen.
 */
async function readMoved(app: App, actor: Actor, since: string): Promise<{ moved: Moved[]; many: boolean }> {
  return await transaction(app.appPool, actor, async (tx) => {
    const { rows } = await sql<Moved>`
      select id, kind, subject_kind, subject, organisation, shared_with from fact where xid >= ${since}::xid8
      limit ${MOST + 1}`.execute(tx)
    if (rows.length <= MOST) return { moved: rows, many: false }
    const kinds = await sql<Moved>`
      select distinct on (kind, organisation, shared_with)
        id, kind, subject_kind, subject, organisation, shared_with
      from fact where xid >= ${since}::xid8`.execute(tx)
    return { moved: kinds.rows, many: true }
  })
}

/**
 * The people whose ids may be sent to the actor: none without the verb, and those in the row scope of the
 * verb.
 */
async function readable(app: App, actor: Actor, moved: readonly Moved[]): Promise<ReadonlySet<Id>> {
  if (readPerson(actor) !== true) return new Set()
  const persons = [...new Set(moved.filter(isAboutPerson).map(({ subject }) => subject))]
  if (rowScopeOf(actor, readPerson.permission) === 'organisation') return new Set(persons)
  return await transaction(app.appPool, actor, (_tx, client) => personsInScope(client, persons), readPerson)
}

const isAboutPerson = ({ subject_kind: kind }: Pick<Moved, 'subject_kind'>) => kind === 'person'

/**
 * Whether the actor is notified of a fact about anything but a person. Its rows name no person, so a row scope
 * cannot narrow them: a verb that is held for less than the organisation is not enough. A kind that only a newer
 * server declares is not sent.
 */
function mayKnow(
  app: App,
  actor: Actor,
  { kind, subject_kind: about }: Pick<Moved, 'kind' | 'subject_kind'>,
): boolean {
  const declared = app.subjects.get(kind)
  if (declared?.kind !== about) return false
  if (declared.verb === undefined || actor.scope === 'system') return true
  const permission = getVerb(declared.verb)
  return may(actor, permission) === true && rowScopeOf(actor, permission) === 'organisation'
}

/** Adds to what a screen is told which of these facts its user may know of. */
async function gather(
  app: App,
  { actor, told }: Pick<Screen, 'actor' | 'told'>,
  moved: readonly Moved[],
  many: boolean,
): Promise<void> {
  const named = await readable(app, actor, moved)
  const everyKind = many && readPerson(actor) === true
  for (const fact of moved) {
    const { kind, subject } = fact
    if (!isAboutPerson(fact)) {
      if (!mayKnow(app, actor, fact)) continue
      told.kinds.add(kind)
      if (told.subjects.size < MOST) told.subjects.add(subject)
      continue
    }
    if (everyKind || named.has(subject) || RESULTS.test(kind)) told.kinds.add(kind)
    if (named.has(subject) && told.persons.size < MOST) told.persons.add(subject)
  }
}

async function isLongAgo({ pool }: App, since: string): Promise<boolean> {
  const { rows } = await pool.query<{ long: boolean }>(
    'select pg_snapshot_xmin(pg_current_snapshot())::text::numeric - $1::numeric > $2 as long',
    [since, LONGEST_AWAY],
  )
  return rows[0]?.long === true
}

/** Adds to `told` what a screen that connected again has missed. */
async function catchUp(app: App, { actor, told }: Screen, since: string): Promise<void> {
  if (actor.principal) return
  if (await isLongAgo(app, since)) {
    for (const [kind, { kind: about }] of app.subjects) {
      const isKnown =
        about === 'person'
          ? readPerson(actor) === true || RESULTS.test(kind)
          : mayKnow(app, actor, { kind, subject_kind: about })
      if (isKnown) told.kinds.add(kind)
    }
    return
  }
  const { moved, many } = await readMoved(app, actor, since)
  await gather(app, { actor, told }, moved, many)
}
