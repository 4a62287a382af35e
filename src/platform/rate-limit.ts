// Holds whoever asks too often: no account empties a register page by page, and no address drowns the desk for others.
import type { Context, MiddlewareHandler } from 'hono'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Actor } from '../kernel/actor.ts'
import { requestTooOften } from '../kernel/problems.ts'
import { lineOf } from './address.ts'

/** A centre's desks share one address: it may ask as often as this many accounts together. */
const ACCOUNTS_AN_ADDRESS = 20
const WINDOW_SECONDS = 60

/** How many credentials that were good a moment ago are remembered, and for how long. */
const MOST_CREDENTIALS = 20_000
const GOOD_FOR_MS = 10 * 60_000

export type RateLimit = {
  /**
   * Before anybody is known: counts the address, or instead of it the session or key, while that was good a moment ago:
   * whoever floods a centre's address from its waiting room does not stop those at work there.
   */
  readonly countCaller: MiddlewareHandler
  /** Whether the session or key that a request shows was good a moment ago. */
  wasKnown(request: Request): boolean
  /**
   * Once somebody is known: counts the account, whatever its sessions, devices and keys. A request counts once, however often
   * it is asked who sends it.
   */
  countAccount(actor: Pick<Actor, 'user'>, request: Request): Promise<void>
}

/**
 * Each process keeps its own count: with several behind a proxy a caller may ask as often at each, which still ends
 * a flood. Both refuse with 429 `request.too_often` and `retryAfter` in seconds.
 *
 * @param perMinute requests of one account a minute
 * @param credentialIn the session or key that a request shows, whether good or not
 */
export function createRateLimit(
  perMinute: number,
  addressOf: (context: Context) => string,
  credentialIn: (headers: Headers) => string | undefined = () => undefined,
): RateLimit {
  const accounts = new RateLimiterMemory({ points: perMinute, duration: WINDOW_SECONDS })
  // One that has ended meanwhile reaches no account, so it has a count of its own.
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
