// Finds the client address of a request, for counting wrong passwords and for the rate limit.
import { isIPv6 } from 'node:net'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

/**
 * The client address. With `trustProxy` our own reverse proxy is in front: the last entry of x-forwarded-for
 * is the address that it saw. Without a socket (a test that calls the app in memory) all callers share one
 * count.
 */
export function addressOf(context: Context, trustProxy: boolean): string {
  const forwarded = trustProxy ? context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  if (forwarded) return forwarded
  return context.env?.incoming ? (getConnInfo(context).remote.address ?? '') : ''
}

/**
 * What is counted as one caller: an IPv4 address, or the 64 leading bits of an IPv6 one, because one
 * connection usually has every address below them (RFC 6177). Anything else is returned unchanged.
 */
export const lineOf = (address: string): string => leading(address, 4)

/**
 * The network of one customer of an internet provider: the 48 leading bits of IPv6 (RFC 6177), or an IPv4
 * address.
 */
export const networkOf = (address: string): string => leading(address, 3)

function leading(address: string, length: number): string {
  const bare = withoutPort(address)
  const old = /^::ffff:([\d.]+)$/iu.exec(bare)?.[1]
  if (old !== undefined || !isIPv6(bare)) return old ?? bare
  const groupsOf = (part = '') => part.split(':').filter((group) => group !== '')
  const [before, after] = bare.split('%')[0]!.split('::').map(groupsOf)
  const zeros = Array<string>(after ? 8 - before!.length - after.length : 0).fill('0')
  const groups = [...before!, ...zeros, ...(after ?? [])].slice(0, length)
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/${length * 16}`
}

/** Removes the port, which some proxies add and a caller can change at will. */
const withoutPort = (address: string): string =>
  /^\[(.+)\](?::\d+)?$/u.exec(address)?.[1] ?? /^(\d+(?:\.\d+){3}):\d+$/u.exec(address)?.[1] ?? address
