// From which address a request comes: what counts guesses and paces callers.
import { isIPv6 } from 'node:net'
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

/**
 * What is counted as one caller: an IPv4 address, or the 64 leading bits of an IPv6 one, because whoever has one line has
 * every address below them (RFC 6177). Anything else stays as it is.
 */
export function lineOf(address: string): string {
  const old = /^::ffff:([\d.]+)$/iu.exec(address)?.[1]
  if (old !== undefined || !isIPv6(address)) return old ?? address
  const groupsOf = (part = '') => part.split(':').filter((group) => group !== '')
  const [before, after] = address.split('%')[0]!.split('::').map(groupsOf)
  const zeros = Array<string>(after ? 8 - before!.length - after.length : 0).fill('0')
  const leading = [...before!, ...zeros, ...(after ?? [])].slice(0, 4)
  return `${leading.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}
