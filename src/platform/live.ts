// Tells open screens which records moved: the bell is NOTIFY, what happened is read from facts, so nothing is missed.
import type { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { sql } from 'kysely'
import pg from 'pg'
import * as z from 'zod/mini'
import { rowScopeOf, verb, type Actor } from '../kernel/actor.ts'
import { getVerb } from '../kernel/roles.ts'
import type { Id } from '../kernel/words.ts'
import { transaction } from './database/connect.ts'
import { personsInScope } from './database/row-scope.ts'
import type { App } from './app.ts'
import type { Identify } from './http.ts'
import { systemActor } from './jobs.ts'
import { CHANNEL } from './notify.ts'
import { exposes } from './exposure.ts'

/** Keeps proxies from closing a silent line, and looks for what a lost bell did not tell. */
const HEARTBEAT_MS = 20_000
/** The browser comes back by itself after this, and is asked again who it is. */
const LIFETIME_MS = 10 * 60_000
/** More facts than this at once are told by kind only. */
const MOST = 500

/**
 * Whose id a screen is told depends on this, and of which kinds of facts: whoever counted them as they come would have
 * exact figures of every moment, so who may not open the record hears only of results, which their lists show one by one.
 */
const readPerson = verb(getVerb('person.read'))
const RESULTS = /^outcome\./u

type Told = { kinds: Set<string>; persons: Set<Id> }
type Screen = { actor: Actor; told: Told; isOver: boolean; wake: () => void }
type Moved = { id: Id; kind: string; person: Id; organisation: Id; shared_with: Id[] }

export function liveRoute(hono: Hono, { app, identify }: { app: App; identify: Identify }): void {
  const news = startNews(app)
  hono.get('/api/live', exposes('person'), async (context) => {
    const actor = await identify(context.req.raw)
    const last = context.req.header('last-event-id')
    // Some proxies gather a response before they pass it on.
    context.header('x-accel-buffering', 'no')
    return streamSSE(context, async (stream) => {
      const screen: Screen = { actor, told: nothing(), isOver: false, wake: () => {} }
      const began = Date.now()
      let known = began
      stream.onAbort(() => screen.wake())
      const leave = await news.join(screen)
      try {
        await stream.writeSSE({ event: 'ready', data: '{}', id: news.position(), retry: 3000 })
        if (last !== undefined && /^\d{1,19}$/u.test(last)) await catchUp(app, actor, last, screen.told)
        const goesOn = () => !stream.aborted && !stream.closed && !screen.isOver
        while (goesOn() && Date.now() - began < LIFETIME_MS) {
          // A role taken back or a session ended counts on an open line too.
          if (Date.now() - known >= HEARTBEAT_MS) {
            const still = await identify(context.req.raw).catch(() => undefined)
            if (!still) break
            screen.actor = still
            known = Date.now()
          }
          const { told } = screen
          if (told.kinds.size > 0) {
            screen.told = nothing()
            const data = JSON.stringify({ kinds: [...told.kinds], persons: [...told.persons] })
            await stream.writeSSE({ event: 'fact', data, id: news.position() })
          } else if (!(await pause(screen))) await stream.write(': \n\n')
        }
      } finally {
        leave()
      }
    })
  })
}

const nothing = (): Told => ({ kinds: new Set(), persons: new Set() })

/** Until there is news (true) or it is time for a sign of life (false). */
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

/** One listening connection for all screens of this process, open while there are any. */
function startNews(app: App) {
  const screens = new Set<Screen>()
  let bell: pg.Client | undefined
  let ready: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  /** Everything in transactions below it has been told. */
  let from: string | undefined
  /** Told already though at or above `from`, because something older was still running. */
  let told = new Set<Id>()
  let looking: Promise<void> | undefined
  let again = false
  const refreshed = new Set([...app.commands.values()].flatMap(({ operation }) => operation.refreshes ?? []))

  async function open(): Promise<void> {
    from ??= (await position()).next
    const opened = new pg.Client(app.pool.options)
    bell = opened
    opened.on('notification', ({ payload }) => {
      hear(payload)
      look()
    })
    // A broken line is opened anew at the next heartbeat; what it missed is read from the facts then.
    opened.on('error', () => {})
    opened.on('end', () => {
      if (bell === opened) bell = undefined
    })
    await opened.connect()
    await opened.query(`listen ${CHANNEL}`)
  }

  /** Lists that are about nobody: their noun goes to every screen, which asks again and is shown what it may see. */
  function hear(payload: string | undefined): void {
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

  function look(): void {
    if (looking) {
      again = true
      return
    }
    looking = tell()
      .catch((error: Error) => app.log('live.failed', { kind: error.name }))
      .finally(() => {
        looking = undefined
        if (again) {
          again = false
          look()
        }
      })
  }

  async function tell(): Promise<void> {
    const since = from
    if (since === undefined || screens.size === 0) return
    const { next } = await position()
    const { moved: all, many } = await readMoved(app, systemActor('live'), since)
    const moved = many ? all : all.filter(({ id }) => !told.has(id))
    const closed = await closedOf([...screens].map(({ actor }) => actor.organisation))
    for (const screen of screens) {
      const { actor } = screen
      // What ended with an organisation that moved behind the firewall is told to nobody there; its line ends.
      if (closed.has(actor.organisation)) {
        screen.isOver = true
        screen.wake()
        continue
      }
      const theirs = moved.filter(
        ({ organisation, shared_with }) =>
          actor.scope === 'system' ||
          organisation === actor.organisation ||
          shared_with.includes(actor.organisation),
      )
      if (theirs.length === 0) continue
      gather(screen.told, theirs, await readable(app, actor, theirs), many && readPerson(actor) === true)
      if (screen.told.kinds.size > 0) screen.wake()
    }
    told = new Set(all.map(({ id }) => id))
    from = next
  }

  function beat(): void {
    if (!bell && !ready)
      ready = open()
        .catch(() => {})
        .finally(() => {
          ready = undefined
        })
    look()
  }

  return {
    position: () => from ?? '0',
    async join(screen: Screen): Promise<() => void> {
      screens.add(screen)
      if (!bell)
        ready ??= open().finally(() => {
          ready = undefined
        })
      await ready
      timer ??= setInterval(beat, HEARTBEAT_MS)
      return () => {
        screens.delete(screen)
        if (screens.size > 0) return
        clearInterval(timer)
        timer = undefined
        from = undefined
        void bell?.end().catch(() => {})
        bell = undefined
      }
    },
  }
}

/** The nouns in a notification; none when it is not ours, because every role of the database may send it with any payload. */
function nounsIn(payload: string | undefined): string[] {
  try {
    return z.parse(z.array(z.string()), JSON.parse(payload || '[]'))
  } catch {
    return []
  }
}

/** What moved since, newest last; beyond MOST only the kinds and who may know, because names of many help nobody. */
async function readMoved(app: App, actor: Actor, since: string): Promise<{ moved: Moved[]; many: boolean }> {
  return await transaction(app.appPool, actor, async (tx) => {
    const { rows } = await sql<Moved>`
      select id, kind, person, organisation, shared_with from fact where xid >= ${since}::xid8
      limit ${MOST + 1}`.execute(tx)
    if (rows.length <= MOST) return { moved: rows, many: false }
    const kinds = await sql<Moved>`
      select distinct on (kind, organisation, shared_with) id, kind, person, organisation, shared_with
      from fact where xid >= ${since}::xid8`.execute(tx)
    return { moved: kinds.rows, many: true }
  })
}

/** Of whom the actor may be told by name: nobody without the verb, and those in view where it is held for fewer. */
async function readable(app: App, actor: Actor, moved: readonly Moved[]): Promise<ReadonlySet<Id>> {
  if (readPerson(actor) !== true) return new Set()
  const persons = [...new Set(moved.map(({ person }) => person))]
  if (rowScopeOf(actor, readPerson.permission) === 'organisation') return new Set(persons)
  return await transaction(app.appPool, actor, (_tx, client) => personsInScope(client, persons), readPerson)
}

function gather(told: Told, moved: readonly Moved[], named: ReadonlySet<Id>, everyKind: boolean): void {
  for (const { kind, person } of moved) {
    if (everyKind || named.has(person) || RESULTS.test(kind)) told.kinds.add(kind)
    if (named.has(person) && told.persons.size < MOST) told.persons.add(person)
  }
}

/** A line that came back hears at once what it missed. */
async function catchUp(app: App, actor: Actor, since: string, told: Told): Promise<void> {
  const { moved, many } = await readMoved(app, actor, since)
  gather(told, moved, await readable(app, actor, moved), many && readPerson(actor) === true)
}
