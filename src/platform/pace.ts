// Holds whoever asks too often: no account empties a register page by page, and no address drowns the desk for others.
import type { Context, MiddlewareHandler } from 'hono'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Actor } from '../kernel/actor.ts'
import { tooOften } from '../kernel/problem.ts'
import { lineOf } from './address.ts'

/** A centre's desks share one address: it may ask as often as this many accounts together. */
const ACCOUNTS_AN_ADDRESS = 20
const WINDOW_SECONDS = 60

export type Pace = {
  /** Before anybody is known: counts the address. */
  readonly beforeAll: MiddlewareHandler
  /** Once somebody is known: counts the account, whatever its sessions, devices and keys. */
  keep(actor: Pick<Actor, 'user'>): Promise<void>
}

/**
 * Each process keeps its own count: with several behind a proxy a caller may ask as often at each, which still ends
 * a flood. Both refuse with 429 `request.too_often` and `retryAfter` in seconds.
 *
 * @param perMinute requests of one account a minute
 */
export function createPace(perMinute: number, addressOf: (context: Context) => string): Pace {
  const accounts = new RateLimiterMemory({ points: perMinute, duration: WINDOW_SECONDS })
  const addresses = new RateLimiterMemory({
    points: perMinute * ACCOUNTS_AN_ADDRESS,
    duration: WINDOW_SECONDS,
  })
  return {
    async beforeAll(context, next) {
      await count(addresses, lineOf(addressOf(context)))
      await next()
    },
    keep: (actor) => count(accounts, actor.user),
  }
}

async function count(limiter: RateLimiterMemory, who: string): Promise<void> {
  try {
    await limiter.consume(who)
  } catch (refused) {
    const { msBeforeNext } = refused as { msBeforeNext?: number }
    if (msBeforeNext === undefined) throw refused
    throw tooOften('request.too_often', { retryAfter: Math.max(1, Math.ceil(msBeforeNext / 1000)) })
  }
}
