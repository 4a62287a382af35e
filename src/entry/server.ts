// Composes the application from its capabilities and serves it over HTTP: one process of possibly many on the
// same database.
import { setTimeout as pause } from 'node:timers/promises'
import { serve as listen, type ServerType } from '@hono/node-server'
import type { Hono } from 'hono'
import type pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import type { Id } from '../kernel/words.ts'
import { addressOf } from '../platform/http/address.ts'
import { createRateLimit } from '../platform/http/rate-limit.ts'
import { createPrincipals } from '../identity/principals/server/sessions.ts'
import { createAuth, type Auth } from '../identity/sessions/server/auth.ts'
import { actorToday } from '../identity/sessions/server/operator.ts'
import { sign } from '../platform/secrets.ts'
import { openAppPool, type AppPool } from '../platform/database/app-pool.ts'
import { asOwner, connect } from '../platform/database/connect.ts'
import { buildApp, type App } from '../platform/app.ts'
import type { Composable } from '../platform/composition.ts'
import { api, type Identify, type Routes } from '../platform/http/http.ts'
import { startJobs } from '../platform/jobs.ts'
import { log as defaultLog, type Log } from '../platform/log.ts'
import { startNotifications } from '../platform/notify.ts'
import { inProcessKeys, type KeyService } from '../platform/key-service.ts'
import { admit, findHandedOver, isRevoked, touch } from '../identity/devices/sql.ts'
import { liveRoute } from '../platform/live.ts'
import { outbound, type Outbound } from '../platform/http/outbound.ts'
import { openPacks } from '../platform/packs/packs.ts'
import { watchProcess } from '../platform/health/process-load.ts'
import { openSigningKey, type SigningKey } from '../platform/signing-key.ts'
import { syncRoute } from '../platform/sync/sync.ts'
import { webPages } from '../platform/http/web.ts'
import { startSealing } from '../protect/disclosure/server/seal.ts'
import { authRoutesOf, capabilitiesIn } from './capabilities.ts'

export type ServerOptions = {
  /** Connections as the owner of the database. */
  pool: pg.Pool
  /** Connections with the role `arraigo_app`; opened unless given. */
  appPool?: AppPool
  /** Connection string with a role that the operator created instead. */
  appUrl?: string | undefined
  /** The service's public origin: https://… behind a proxy, http://localhost:3000 locally. */
  origin: string
  secret: string
  /** Wraps data keys; without it, nothing can be encrypted or decrypted. */
  keys?: KeyService
  /** Folder of the evidence files; without it, none can be uploaded or downloaded. */
  attachments?: string
  /**
   * The list of erased people, a file outside the database, and the key that signs its lines; without it no
   * list is written.
   */
  erasures?: { file: string; key: SigningKey }
  /** Folder of registers during their import; without it, none can be imported. */
  imports?: string
  /** Folder of the built web application; dist/web by default. */
  web?: string
  /** The street map under maps, a PMTiles file; without it, maps have the outlines of countries. */
  streets?: string | undefined
  log?: Log
  now?: () => Date
  newId?: () => Id
  trustProxy?: boolean
  /** Sends requests to addresses that users entered: identity providers of sign-on and their domains. */
  outbound?: Outbound
  /** Rate limit: requests of one account per minute; none by default. */
  perMinute?: number
  /** Capabilities besides those of the folders: for tests. */
  capabilities?: readonly Composable[]
  /** Finds the actor of a request instead of sessions and API keys, for the firewall's proof. */
  identify?: Identify
}

export type Composed = { app: App; auth: Auth; http: Hono }

/** Composes the application on a migrated database with an active pack, without a port and without jobs. */
export async function compose({
  pool,
  origin,
  secret,
  trustProxy = false,
  ...given
}: ServerOptions): Promise<Composed> {
  const https = origin.startsWith('https:')
  const outgoing = given.outbound ?? outbound()
  const capabilities = capabilitiesIn(
    {
      folders: { imports: given.imports, attachments: given.attachments },
      outbound: outgoing,
      erasures: given.erasures,
      signIn: { origin, secret, outbound: outgoing },
      https,
      trustProxy,
    },
    given.capabilities,
  )
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
    isForPeople: (name) => (app.commands.get(name) ?? app.queries.get(name))?.operation.forPeople === true,
  })
  const principals = createPrincipals(app, auth, https)
  const routes: Routes[] = [
    auth.addresses,
    syncRoute,
    liveRoute,
    ...capabilities.flatMap((capability) => capability.routes ?? []),
  ]
  const rateLimit =
    given.perMinute &&
    createRateLimit(given.perMinute, (context) => addressOf(context, trustProxy), principals.credentialIn)
  const http = api(app, given.identify ?? principals.actorFrom, routes, {
    rateLimit: rateLimit || undefined,
    https,
    signIn: authRoutesOf(capabilities),
  })
  http.route('/', webPages(given.web, given.streets))
  return { app, auth, http }
}

export type Serving = Composed & { url: string; stop(): Promise<void> }

/**
 * Most connections as the owner. A request holds one for a statement or two (session, rate limit, positions
 * of the log) and does its work on the other pool. With the 16 of that pool, four and two for jobs, and one
 * each for notifications, the session lock and the queue, two processes stay under PostgreSQL's default limit
 * of 100.
 */
const OWNER_CONNECTIONS = 8
/**
 * Milliseconds after which a connection that nobody uses is closed. A new one plans its statements several
 * times before it keeps their plans, so closing one early makes the next peak of requests slower.
 */
const IDLE_MS = 600_000
/**
 * Milliseconds that a connection without a request stays open: longer than proxies keep theirs (nginx a minute), since a
 * request that meets the closing of its connection is lost, and the proxy answers 502.
 */
const KEEP_ALIVE_MS = 75_000
/** Milliseconds that live updates and sealing have to end. */
const STOP_TIMEOUT = 5_000

/** Opens the port, runs jobs and sends live updates; `stop` lets requests end, in bounded time. */
export async function serve(
  options: Omit<ServerOptions, 'pool'> & {
    connection: pg.PoolConfig
    port: number
    hostname?: string
    /**
     * The key that seals the disclosure log, and where copies of the seals go; without it, nothing is sealed.
     */
    sealing?: { key: string; checkpoints: string }
  },
): Promise<Serving> {
  watchProcess()
  const pool = connect({ max: OWNER_CONNECTIONS, idleTimeoutMillis: IDLE_MS, ...options.connection })
  const composed = await compose({ ...options, pool })
  const stopNotifications = startNotifications(composed.app)
  const worker = await startJobs(composed.app)
  const { sealing } = options
  const stopSealing = sealing && startSealing(composed.app, { ...sealing, key: openSigningKey(sealing.key) })
  const server = await new Promise<ServerType>((resolve, reject) => {
    const opened = listen(
      {
        fetch: composed.http.fetch,
        port: options.port,
        hostname: options.hostname ?? '127.0.0.1',
        serverOptions: { keepAliveTimeout: KEEP_ALIVE_MS },
      },
      () => resolve(opened),
    )
    opened.once('error', reject)
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : options.port
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
      // Each step has a bounded time; the last one closes connections that still wait for the database.
      await worker.stop()
      await Promise.race([
        Promise.all([stopNotifications(), stopSealing?.()]),
        pause(STOP_TIMEOUT, undefined, { ref: false }),
      ])
      await pool.end()
    },
  }
}
