// From which address a request comes: what counts guesses and paces callers.
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

/**
 * `trustProxy` says that a reverse proxy of ours stands in front: the last entry of x-forwarded-for is what it saw.
 * Without a socket (a test that calls the app in memory) there is no address, and all callers share one count.
 */
export function addressOf(context: Context, trustProxy: boolean): string {
  const forwarded = trustProxy ? context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  if (forwarded) return forwarded
  return context.env?.incoming ? (getConnInfo(context).remote.address ?? '') : ''
}
