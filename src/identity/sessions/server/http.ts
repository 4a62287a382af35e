// The routes of signing in and of the session: neither commands nor queries, because they set cookies and count guesses.
import type { Json } from '../../../kernel/problem.ts'
import { commandUnknown, requestForeignPage } from '../../../kernel/problems.ts'
import { addressOf } from '../../../platform/http/address.ts'
import { exposes } from '../../../platform/exposure.ts'
import { readJson, type Routes } from '../../../platform/http/http.ts'
import { parseInput } from '../../../platform/http/parse.ts'
import { letterheadOf } from '../../organisations/reads.ts'
import { AUTH_ROUTES } from '../rules/route-schemas.ts'
import { createInner, type Caller } from './inner.ts'
import type { AuthConfig } from './options.ts'
import { createAuthRoutes, type Answer } from './routes.ts'
import { actorIn, getStanding } from './standing.ts'

const BODY_LIMIT = 32_000

const isAuthRoute = (name: string): name is keyof typeof AUTH_ROUTES => Object.hasOwn(AUTH_ROUTES, name)

/** `/api/auth/…` and `GET /api/session`, over the connection pool of the database's owner. */
export const authRoutes =
  (config: AuthConfig, trustProxy: boolean): Routes =>
  (hono, { app }) => {
    const { pool } = app
    const handlers = createAuthRoutes(pool, config, createInner(pool, config))

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
        letterhead: await letterheadOf(pool, actor),
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
      const handler = handlers[name] as (caller: Caller, input: unknown) => Promise<Answer>
      const { body, cookies } = await handler(caller, parseInput(AUTH_ROUTES[name].input, given))
      for (const cookie of cookies ?? []) context.header('set-cookie', cookie, { append: true })
      return context.json(body as Exclude<Json, undefined>)
    })
  }
