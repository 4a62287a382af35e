// The actor of a request: of its key, or of its session. What an actor may do is decided elsewhere.
import type pg from 'pg'
import type { Actor } from '../../../kernel/actor.ts'
import { addressOf } from '../../../platform/http/address.ts'
import type { Routes } from '../../../platform/http/http.ts'
import { signedCookie } from './cookies.ts'
import { actorByKey, keyIn } from './keys.ts'
import type { AuthConfig } from './options.ts'
import { actorIn, getStanding } from './standing.ts'

export type Auth = {
  /**
   * The actor of a request: of its key, or of its session. Throws 401 `session.ended` or `actor.unknown`,
   * what the session still lacks, or why the key is refused.
   */
  actorFrom(request: Request): Promise<Actor>
  /** The session token or key that a request carries, before it is verified. */
  credentialIn(headers: Headers): string | undefined
  /** Notes the address of each request, by which wrong keys are counted: before every other route. */
  addresses: Routes
}

/**
 * A key allows commands and queries by their names, and no other route: no files, no exchange with devices,
 * no live stream.
 */
const NAMED = /^\/api\/([a-z_]+\.[a-z_]+)$/u

/**
 * Identifies senders over the connection pool of the database's owner. `trustProxy` says that a reverse proxy
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
  const addresses = new WeakMap<Request, string>()

  return {
    addresses: (hono) => {
      hono.use('/api/*', async (context, next) => {
        addresses.set(context.req.raw, addressOf(context, trustProxy))
        await next()
      })
    },
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
