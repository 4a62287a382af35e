// Authentication in one place: the sign-in doors for HTTP, and the actor behind a request. What one may do is decided elsewhere.
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import type pg from 'pg'
import type { Actor } from '../kernel/actor.ts'
import { forbidden, unknown, type Json } from '../kernel/problem.ts'
import { createDoors } from './auth/doors.ts'
import { createInner } from './auth/inner.ts'
import type { AuthConfig } from './auth/options.ts'
import { actorIn, getStanding } from './auth/standing.ts'
import { readJson, type Routes } from './http.ts'
import { parseInput } from './parse.ts'
import { reaches } from './reach.ts'

export type { AuthConfig } from './auth/options.ts'

export type Auth = {
  /** The actor behind a request; throws 401 `session.ended` or `actor.unknown`, or what the session still lacks. */
  actorFrom(request: Request): Promise<Actor>
  /** Adds `/api/auth/…` and `GET /api/session` to the API. */
  routes: Routes
}

const BODY_LIMIT = 32_000

/**
 * Sets sign-in up over the pool of the database's owner. `trustProxy` says that a reverse proxy stands in front and
 * that the last entry of x-forwarded-for is the address it saw.
 */
export function createAuth({
  pool,
  trustProxy = false,
  ...config
}: AuthConfig & { pool: pg.Pool; trustProxy?: boolean }): Auth {
  const doors = createDoors(pool, config, createInner(pool, config))

  const addressOf = (context: Context): string => {
    const forwarded = trustProxy
      ? context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
      : undefined
    if (forwarded) return forwarded
    // Without a socket (a test that calls the app in memory) there is no address, and all callers share one count.
    return context.env?.incoming ? (getConnInfo(context).remote.address ?? '') : ''
  }

  const routes: Routes = (app, { house }) => {
    app.get('/api/session', reaches('open'), async (context) => {
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
        allowed: [...house.commands.values(), ...house.queries.values()]
          .filter(({ may }) => may(actor) === true)
          .map(({ contract }) => contract.name),
      })
    })

    app.on(['GET', 'POST'], '/api/auth/:door', reaches('open'), async (context) => {
      const door = doors[context.req.param('door')]
      if (!door || door.method !== context.req.method) throw unknown('command.unknown')
      const caller = { headers: context.req.raw.headers, address: addressOf(context) }
      let given: unknown = {}
      if (door.method === 'POST') {
        // Also before there is a cookie: another site must not sign its own account in on this browser.
        if (context.req.header('x-requested-with') !== 'arraigo') throw forbidden('request.foreign_page')
        given = await readJson(context.req.raw, BODY_LIMIT)
      }
      const { body, cookies } = await door.run(caller, parseInput(door.input, given) as never)
      for (const cookie of cookies ?? []) context.header('set-cookie', cookie, { append: true })
      return context.json(body as Exclude<Json, undefined>)
    })
  }

  return {
    routes,
    async actorFrom(request) {
      return actorIn(await getStanding(pool, config, request.headers), request.headers)
    },
  }
}
