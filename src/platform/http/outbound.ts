// Outbound requests to addresses that users entered: only public addresses, checked when connecting (against
// SSRF).
import { readFileSync } from 'node:fs'
import { lookup, Resolver } from 'node:dns/promises'
import http from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

export type Found = { address: string; family: number }

/** Looks names up, and lists the non-public addresses that are allowed all the same. */
export type Outbound = {
  addresses(name: string): Promise<Found[]>
  /** The TXT records of a name, each joined to one text; empty when there is no such name. */
  texts(name: string): Promise<string[]>
  /** Addresses and networks, such as `127.0.0.1` or `10.0.0.0/8`. */
  readonly allowed: readonly string[]
}

const SECONDS_TO_LOOK_UP = 4
const MOST_BYTES = 1_000_000

type Names = {
  /** DNS servers to use instead of the system's. */
  servers?: readonly string[]
  /** Path of the machine's hosts file. */
  hosts?: string
  system?(name: string): Promise<Found[]>
}

/**
 * Looks names up in DNS and in this machine's hosts file. DNS queries do not use the thread pool that hashes
 * passwords, so slow names do not delay sign-ins, and their time is bounded.
 */
export function outbound(
  allowed: readonly string[] = [],
  { servers, hosts = '/etc/hosts', system = (name) => lookup(name, { all: true }) }: Names = {},
): Outbound {
  const resolver = () => {
    const one = new Resolver({ timeout: SECONDS_TO_LOOK_UP * 1000, tries: 1 })
    if (servers) one.setServers(servers)
    return one
  }
  const looking = new Map<string, Promise<Found[]>>()
  let last: Promise<unknown> = Promise.resolve()
  /** One at a time: the system's look-up (getaddrinfo) uses one of the few threads that hash passwords. */
  function bySystem(name: string): Promise<Found[]> {
    const known = looking.get(name)
    if (known) return known
    const next = last.then(() => system(name)).finally(() => looking.delete(name))
    last = next.catch(() => {})
    looking.set(name, next)
    return next
  }
  return {
    async addresses(name) {
      const own = ofHosts(hosts, name)
      if (own.length > 0) return own
      const asked = resolver()
      const [four, six] = await Promise.allSettled([asked.resolve4(name), asked.resolve6(name)])
      const found = [
        ...(four.status === 'fulfilled' ? four.value.map((address) => ({ address, family: 4 })) : []),
        ...(six.status === 'fulfilled' ? six.value.map((address) => ({ address, family: 6 })) : []),
      ]
      if (found.length > 0) return found
      // Next the system's look-up: a short name of the local network, or one not in DNS. Not after a timeout
      // of DNS.
      if ([four, six].some((one) => one.status === 'rejected' && isTimeout(one.reason)))
        throw new TypeError('fetch failed', { cause: 'no name server answered in time' })
      return await bySystem(name)
    },
    texts: async (name) =>
      (
        await resolver()
          .resolveTxt(name)
          .catch(() => [])
      ).map((parts) => parts.join('')),
    allowed,
  }
}

const isTimeout = (reason: unknown) => (reason as NodeJS.ErrnoException).code === 'ETIMEOUT'

/** The addresses of a name in the hosts file; it is small, and read each time because it may change. */
function ofHosts(file: string, name: string): Found[] {
  let lines: string[]
  try {
    lines = readFileSync(file, 'utf8').split('\n')
  } catch {
    return []
  }
  return lines.flatMap((line) => {
    const [address = '', ...names] = line.replace(/#.*/u, '').trim().split(/\s+/u)
    const family = isIP(address)
    return family !== 0 && names.some((one) => one.toLowerCase() === name.toLowerCase())
      ? [{ address, family }]
      : []
  })
}

const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3')

/**
 * Whether an address is reachable from the whole internet. It is not for this machine, private, link-local,
 * carrier and unspecified networks, those of cloud metadata, and IPv6 forms that contain an IPv4 address (RFC
 * 6890).
 */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const one = ipaddr.process(address)
  return one.range() === 'unicast' && (one.kind() === 'ipv4' || one.match(GLOBAL_UNICAST))
}

/** Whether a setting is an IP address or a network. */
export const isNetwork = (text: string): boolean => ipaddr.isValidCIDR(text) || isIP(text) !== 0

function isIn(address: string, network: string): boolean {
  const one = ipaddr.process(address)
  const [base, bits] = ipaddr.isValidCIDR(network)
    ? ipaddr.parseCIDR(network)
    : ([ipaddr.process(network), 128] as const)
  return one.kind() === base.kind() && one.match(base, Math.min(bits, one.kind() === 'ipv4' ? 32 : 128))
}

export const mayAsk = ({ allowed }: Pick<Outbound, 'allowed'>, address: string): boolean =>
  isPublic(address) || (ipaddr.isValid(address) && allowed.some((network) => isIn(address, network)))

/** The same error as for a failed connection: another one would reveal which private addresses exist. */
const refused = () => new TypeError('fetch failed', { cause: 'an address that is not public' })

type Asking = {
  method: string
  headers: Record<string, string>
  body?: unknown
  signal?: AbortSignal | undefined
}

/**
 * A `fetch` that connects to public addresses only. The name is looked up once, each address is checked, and
 * the connection uses these addresses: there is no second look-up (DNS rebinding), and redirects are not
 * followed.
 * @throws TypeError `fetch failed`, also for an address that is not public
 */
export function publicFetch(from: Outbound): (url: string, asking: Asking) => Promise<Response> {
  const lookUp: LookupFunction = (name, options, answer) => {
    from.addresses(name).then(
      (found) => {
        const [first] = found
        if (!first || !found.every(({ address }) => mayAsk(from, address))) answer(refused(), '', 0)
        else if (options.all) answer(null, found)
        else answer(null, first.address, first.family)
      },
      (error: Error) => answer(error, '', 0),
    )
  }
  return async (url, { method, headers, body, signal }) => {
    const to = new URL(url)
    const host = to.hostname.replaceAll(/^\[|\]$/gu, '')
    // An IP address instead of a name is not looked up, so it must be checked here.
    if (isIP(host) !== 0 && !mayAsk(from, host)) throw refused()
    const sent = body === undefined || body === null ? undefined : await new Response(body as string).text()
    return new Promise<Response>((resolve, reject) => {
      const { request } = to.protocol === 'https:' ? https : http
      const asked = request(
        to,
        { method, headers, agent: false, lookup: lookUp, ...(signal && { signal }) },
        (answer) => {
          const parts: Buffer[] = []
          let size = 0
          answer.on('data', (part: Buffer) => {
            parts.push(part)
            size += part.length
            if (size > MOST_BYTES) answer.destroy(new Error('too large'))
          })
          answer.once('error', fail)
          answer.once('end', () => {
            // An error thrown in a listener would end the process, and the response is untrusted.
            try {
              resolve(responseOf(answer, parts))
            } catch (error) {
              fail(error as Error)
            }
          })
        },
      )
      asked.once('upgrade', (_, socket) => {
        socket.destroy()
        fail(new Error('another protocol'))
      })
      function fail(cause: Error) {
        reject(signal?.aborted ? (signal.reason as Error) : new TypeError('fetch failed', { cause }))
      }
      asked.once('error', fail)
      asked.end(sent)
    })
  }
}

function responseOf({ statusCode = 502, headers }: http.IncomingMessage, parts: readonly Buffer[]): Response {
  const kept = new Headers()
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) kept.set(name, Array.isArray(value) ? value.join(', ') : value)
  const isEmpty = [204, 205, 304].includes(statusCode)
  return new Response(isEmpty ? null : Buffer.concat(parts), { status: statusCode, headers: kept })
}
