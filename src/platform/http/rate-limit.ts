// Limits the rate of requests: no account can copy a register page by page, and no address can block the
// server for others.
import type { Context, MiddlewareHandler } from 'hono'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Actor } from '../../kernel/actor.ts'
import { requestTooOften } from '../../kernel/problems.ts'
import { lineOf } from './address.ts'

/** All desks of a centre share one address: its limit is that of this many accounts together. */
const ACCOUNTS_AN_ADDRESS = 20
const WINDOW_SECONDS = 60

/** How many recently valid credentials are remembered, and for how long. */
const MOST_CREDENTIALS = 20_000
const GOOD_FOR_MS = 10 * 60_000

export type RateLimit = {
  /**
   * Before authentication: counts the address, or the session or key instead if it was valid a moment ago. So
   * a flood from the waiting room of a centre does not stop the staff who work at the same address.
   */
  readonly countCaller: MiddlewareHandler
  /** Whether the session or key of a request was valid a moment ago. */
  wasKnown(request: Request): boolean
  /**
   * After authentication: counts the account, across its sessions, devices and keys. A request counts once,
   * even if it is authenticated several times.
   */
  countAccount(actor: Pick<Actor, 'user'>, request: Request): Promise<void>
}

/**
 * Each process keeps its own count: behind a proxy with several processes the limit applies to each, which
 * still stops a flood. Both limits refuse with 429 `request.too_often` and `retryAfter` in seconds.
 *
 * @param perMinute requests of one account a minute
 * @param credentialIn returns the session or key of a request, valid or not
 */
export function createRateLimit(
  perMinute: number,
  addressOf: (context: Context) => string,
  credentialIn: (headers: Headers) => string | undefined = () => undefined,
): RateLimit {
  const accounts = new RateLimiterMemory({ points: perMinute, duration: WINDOW_SECONDS })
  // A credential that ended meanwhile belongs to no account, so credentials are counted separately.
  const credentials = new RateLimiterMemory({ points: perMinute, duration: WINDOW_SECONDS })
  const addresses = new RateLimiterMemory({
    points: perMinute * ACCOUNTS_AN_ADDRESS,
    duration: WINDOW_SECONDS,
  })
  const good = new Map<string, number>()
  const counted = new WeakSet<Request>()
  const wasGood = (credential: string | undefined) =>
    credential !== undefined && (good.get(credential) ?? 0) > Date.now()
  return {
    wasKnown: ({ headers }) => wasGood(credentialIn(headers)),
    async countCaller(context, next) {
      const credential = credentialIn(context.req.raw.headers)
      if (credential !== undefined && wasGood(credential)) await count(credentials, credential)
      else await count(addresses, lineOf(addressOf(context)))
      await next()
    },
    async countAccount(actor, request) {
      if (!counted.has(request)) await count(accounts, actor.user)
      counted.add(request)
      const credential = credentialIn(request.headers)
      if (credential === undefined) return
      good.delete(credential)
      good.set(credential, Date.now() + GOOD_FOR_MS)
      for (const [oldest] of good)
        if (good.size > MOST_CREDENTIALS) good.delete(oldest)
        else break
    },
  }
}

async function count(limiter: RateLimiterMemory, who: string): Promise<void> {
  try {
    await limiter.consume(who)
  } catch (refused) {
    const { msBeforeNext } = refused as { msBeforeNext?: number }
    if (msBeforeNext === undefined) throw refused
    throw requestTooOften({ retryAfter: Math.max(1, Math.ceil(msBeforeNext / 1000)) })
  }
}
