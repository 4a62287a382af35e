// Authentication in one place: the sign-in routes, and the actor of a request. What an actor may do is
// decided elsewhere.
import type pg from 'pg'
import type { Actor } from '../../../kernel/actor.ts'
import type { Json } from '../../../kernel/problem.ts'
import { commandUnknown, requestForeignPage } from '../../../kernel/problems.ts'
import { addressOf } from '../../../platform/address.ts'
import { signedCookie } from './cookies.ts'
import { AUTH_ROUTES } from '../rules/route-schemas.ts'
import { createAuthRoutes, type Answer } from './routes.ts'
import { createInner, type Caller } from './inner.ts'
import { actorByKey, keyIn } from './keys.ts'
import type { AuthConfig } from './options.ts'
import { actorIn, getStanding } from './standing.ts'
import { readJson, type Routes } from '../../../platform/http.ts'
import { parseInput } from '../../../platform/parse.ts'
import { exposes } from '../../../platform/exposure.ts'

export type { AuthConfig } from './options.ts'

export type Auth = {
  /**
   * The actor of a request: of its key, or of its session. Throws 401 `session.ended` or `actor.unknown`,
   * what the session still lacks, or why the key is refused.
   */
  actorFrom(request: Request): Promise<Actor>
  /** The session token or key that a request carries, before it is verified. */
  credentialIn(headers: Headers): string | undefined
  /** Adds `/api/auth/…` and `GET /api/session` to the API. */
  routes: Routes
}

const BODY_LIMIT = 32_000

/**
 * A key allows commands and queries by their names, and no other route: no files, no exchange with devices,
 * no live stream.
 */
const NAMED = /^\/api\/([a-z_]+\.[a-z_]+)$/u

const isAuthRoute = (name: string): name is keyof typeof AUTH_ROUTES => Object.hasOwn(AUTH_ROUTES, name)

/**
 * Sets up sign-in over the connection pool of the database's owner. `trustProxy` says that a reverse proxy
 * stands in front and that the last entry of x-forwarded-for is the address it saw; `isForPeople`, which
 * commands and queries no key may call.
 */
export function createAuth({
  pool,
  trustProxy = false,
  isForPeople,
  ...config
}: AuthConfig & {
  pool: pg.Pool
  trustProxy?: boolean
  isForPeople: (operation: string) => boolean
}): Auth {
  const authRoutes = createAuthRoutes(pool, config, createInner(pool, config))

  const addresses = new WeakMap<Request, string>()

  const routes: Routes = (hono, { app }) => {
    hono.use('/api/*', async (context, next) => {
      addresses.set(context.req.raw, addressOf(context, trustProxy))
      await next()
    })

    hono.get('/api/session', exposes('open'), async (context) => {
      const { headers } = context.req.raw
      const standing = await getStanding(pool, config, headers)
      const actor = actorIn(standing, headers)
      const organisations = new Map(
        standing.memberships.map((one) => [one.organisation, one.organisation_name]),
      )
      return context.json({
        user: { id: standing.user, name: standing.name, email: standing.email },
        actor,
        organisations: [...organisations].map(([id, name]) => ({ id, name })),
        lead: standing.memberships.some((one) => one.organisation === actor.organisation && one.lead),
        allowed: [...app.commands.values(), ...app.queries.values()]
          .filter(({ may }) => may(actor) === true)
          .map(({ operation }) => operation.name),
      })
    })

    hono.on(['GET', 'POST'], '/api/auth/:door', exposes('open'), async (context) => {
      const name = context.req.param('door')
      if (!isAuthRoute(name) || AUTH_ROUTES[name].method !== context.req.method) throw commandUnknown()
      const caller = { headers: context.req.raw.headers, address: addressOf(context, trustProxy) }
      let given: unknown = {}
      if (AUTH_ROUTES[name].method === 'POST') {
        // Also before there is a cookie: another site must not sign this browser in to its own account.
        if (context.req.header('x-requested-with') !== 'arraigo') throw requestForeignPage()
        given = await readJson(context.req.raw, BODY_LIMIT)
      }
      const handler = authRoutes[name] as (caller: Caller, input: unknown) => Promise<Answer>
      const { body, cookies } = await handler(caller, parseInput(AUTH_ROUTES[name].input, given))
      for (const cookie of cookies ?? []) context.header('set-cookie', cookie, { append: true })
      return context.json(body as Exclude<Json, undefined>)
    })
  }

  return {
    routes,
    credentialIn: (headers) => keyIn(headers) ?? signedCookie(headers, config, 'session_token'),
    async actorFrom(request) {
      const key = keyIn(request.headers)
      if (key !== undefined) {
        const name = NAMED.exec(new URL(request.url).pathname)?.[1]
        const address = addresses.get(request) ?? ''
        return actorByKey(pool, { key, name, isForPeople, address, headers: request.headers })
      }
      return actorIn(await getStanding(pool, config, request.headers), request.headers)
    },
  }
}
