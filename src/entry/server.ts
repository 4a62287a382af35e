// Composes the house from its capabilities and opens its door: one process of possibly many on the same database.
import { setTimeout as pause } from 'node:timers/promises'
import { serve as listen, type ServerType } from '@hono/node-server'
import type { Hono } from 'hono'
import type pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import type { Id } from '../kernel/words.ts'
import { addressOf } from '../platform/address.ts'
import { createRateLimit } from '../platform/rate-limit.ts'
import { createAuth, type Auth } from '../identity/sessions/server/auth.ts'
import { actorToday } from '../identity/sessions/server/operator.ts'
import { DESCRIBED } from '../identity/sessions/rules/route-schemas.ts'
import { sign } from '../platform/secrets.ts'
import { openAppPool, type AppPool } from '../platform/database/app-pool.ts'
import { asOwner, connect } from '../platform/database/connect.ts'
import { buildApp, type App } from '../platform/app.ts'
import { api, type Identify, type Routes } from '../platform/http.ts'
import { startJobs } from '../platform/jobs.ts'
import { log as defaultLog, type Log } from '../platform/log.ts'
import { startNotifications } from '../platform/notify.ts'
import { inProcessKeys, type KeyService } from '../platform/key-service.ts'
import { admit, findHandedOver, isRevoked, touch } from '../identity/devices/sql.ts'
import { liveRoute } from '../platform/live.ts'
import { outbound, type Outbound } from '../platform/outbound.ts'
import { openPacks } from '../platform/packs.ts'
import { openSigningKey, type SigningKey } from '../platform/signing-key.ts'
import { syncRoute } from '../platform/sync.ts'
import { webPages } from '../platform/web.ts'
import { startSealing } from '../protect/disclosure/server/seal.ts'
import { capabilitiesAt } from './capabilities.ts'

export type Surroundings = {
  /** As the owner of the database. */
  pool: pg.Pool
  /** What works as `arraigo_app`; opened beside the owner's unless given. */
  appPool?: AppPool
  /** Address with a role for that which somebody else made. */
  appUrl?: string | undefined
  /** Where people reach the service: https://… behind a proxy, http://localhost:3000 at home. */
  origin: string
  secret: string
  /** Wraps the keys of what is sealed; without it, nothing can be sealed or opened. */
  keys?: KeyService
  /** Where files kept as evidence lie; without it, none are taken in or handed out. */
  attachments?: string
  /** The list of who was erased, outside the database, and what signs its lines; without it none is kept. */
  erasures?: { file: string; key: SigningKey }
  /** Where registers lie while they are taken in; without it, none are. */
  imports?: string
  /** Where the built web application lies; dist/web unless said. */
  web?: string
  log?: Log
  now?: () => Date
  newId?: () => Id
  trustProxy?: boolean
  /** How addresses that others wrote down are asked: sign-on's providers and their domains. */
  outbound?: Outbound
  /** How often one account may ask in a minute; as often as it likes unless said. */
  perMinute?: number
  /** Who sends a request, where it is not sessions and keys that say so: the firewall's proof, in a rehearsal. */
  identify?: Identify
}

export type Composed = { app: App; auth: Auth; http: Hono }

/** The composed house on a migrated database with an active pack; no port, no jobs: what tests speak to. */
export async function compose({
  pool,
  origin,
  secret,
  trustProxy = false,
  ...given
}: Surroundings): Promise<Composed> {
  const https = origin.startsWith('https:')
  const asking = given.outbound ?? outbound()
  const capabilities = capabilitiesAt({
    folders: { imports: given.imports, attachments: given.attachments },
    outbound: asking,
    erasures: given.erasures,
    https,
    trustProxy,
  })
  const packs = await openPacks(asOwner(pool))
  const app = buildApp(capabilities, {
    pool,
    appPool: given.appPool ?? (await openAppPool(pool, { secret, appUrl: given.appUrl })),
    packs,
    log: given.log ?? defaultLog,
    now: given.now ?? (() => new Date()),
    newId: given.newId ?? (() => uuidv7() as Id),
    sign: (text) => sign(secret, text),
    keys: given.keys ?? inProcessKeys(() => ''),
    identity: {
      actorToday: (actor) => actorToday(pool, actor),
      devices: { admit, findHandedOver, isRevoked, touch },
    },
  })
  const auth = createAuth({
    pool,
    origin,
    secret,
    trustProxy,
    outbound: asking,
    isForPeople: (name) => (app.commands.get(name) ?? app.queries.get(name))?.operation.forPeople === true,
  })
  const routes: Routes[] = [
    auth.routes,
    syncRoute,
    liveRoute,
    ...capabilities.flatMap((capability) => capability.routes ?? []),
  ]
  const rateLimit =
    given.perMinute &&
    createRateLimit(given.perMinute, (context) => addressOf(context, trustProxy), auth.credentialIn)
  const http = api(app, given.identify ?? auth.actorFrom, routes, {
    rateLimit: rateLimit || undefined,
    https,
    signIn: DESCRIBED,
  })
  http.route('/', webPages(given.web))
  return { app, auth, http }
}

export type Serving = Composed & { url: string; stop(): Promise<void> }

/**
 * Connections as the owner. Requests hold one for a statement or two (who asks, how often, what is new), and do their work on
 * the other pool. With that one's 16, four and two for jobs, and one each that listens, locks and works the queue, two
 * processes stay under the 100 that PostgreSQL allows unless told otherwise.
 */
const AS_OWNER = 8
/** Milliseconds that live screens and seals are given to end. */
const LAST_WORK = 5_000

/** Opens the port, works the job queue and tells live screens; `stop` lets what is under way end, in bounded time. */
export async function serve(
  surroundings: Omit<Surroundings, 'pool'> & {
    connection: pg.PoolConfig
    port: number
    hostname?: string
    /** The key that seals the disclosure log, and where copies of the seals go; without it, nothing is sealed. */
    sealing?: { key: string; checkpoints: string }
  },
): Promise<Serving> {
  const pool = connect({ max: AS_OWNER, ...surroundings.connection })
  const composed = await compose({ ...surroundings, pool })
  const stopTelling = startNotifications(composed.app)
  const worker = await startJobs(composed.app)
  const { sealing } = surroundings
  const stopSealing = sealing && startSealing(composed.app, { ...sealing, key: openSigningKey(sealing.key) })
  const server = await new Promise<ServerType>((resolve, reject) => {
    const opened = listen(
      { fetch: composed.http.fetch, port: surroundings.port, hostname: surroundings.hostname ?? '127.0.0.1' },
      () => resolve(opened),
    )
    opened.once('error', reject)
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : surroundings.port
  return {
    ...composed,
    url: `http://localhost:${port}`,
    async stop() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        if ('closeIdleConnections' in server) server.closeIdleConnections()
        // Live-update streams never end by themselves.
        if ('closeAllConnections' in server) setTimeout(() => server.closeAllConnections(), 2000).unref()
      })
      // Each in bounded time: the last cuts the connections of whatever still waits for the database.
      await worker.stop()
      await Promise.race([
        Promise.all([stopTelling(), stopSealing?.()]),
        pause(LAST_WORK, undefined, { ref: false }),
      ])
      await pool.end()
    },
  }
}
