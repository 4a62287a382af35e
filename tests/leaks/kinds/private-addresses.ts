// A provider's metadata, a name's DNS answers and redirects point at a server inside the network, in every
// spelling: sign-on never connects to it, neither for discovery nor for tokens, keys and user info.
import { createSign, generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type pg from 'pg'
import { Problem } from '../../../src/kernel/problem.ts'
import { beginSignOn, endSignOn } from '../../../src/identity/sessions/server/sign-on.ts'
import { publicFetch, type Outbound } from '../../../src/platform/http/outbound.ts'
import type { TestNetwork } from '../../harness/network.ts'
import type { Kind, Result } from './kind.ts'

/** The public network of this test: the only address that is allowed. */
const OUTSIDE = '127.0.0.1'
/** The internal server: no allowed address, though it is on the same machine. */
const INSIDE = '127.0.0.2'
const CONFIG = { origin: 'http://localhost:3000', secret: 'a secret only for tests, long enough' }
const DOMAIN = 'inward.example'
const MEMBERS = ['issuer', 'token_endpoint', 'jwks_uri', 'userinfo_endpoint'] as const

/** IPv4 addresses as a URL may spell them, and as IPv6 carries them. */
function spellings(address: string): string[] {
  const parts = address.split('.').map(Number) as [number, number, number, number]
  const [a, b, c, d] = parts
  const whole = ((a * 256 + b) * 256 + c) * 256 + d
  const hex = (value: number) => value.toString(16).padStart(2, '0')
  const pair = `${hex(a)}${hex(b)}:${hex(c)}${hex(d)}`
  return [
    address,
    `${address}.`,
    String(whole),
    `0x${whole.toString(16)}`,
    `0${whole.toString(8)}`,
    parts.map((one) => `0${one.toString(8)}`).join('.'),
    parts.map((one) => `0x${hex(one)}`).join('.'),
    `${a}.${(b * 256 + c) * 256 + d}`,
    `${a}.${b}.${c * 256 + d}`,
    encodeURIComponent(address).replaceAll('.', '%2e'),
    address.replaceAll('.', '。'),
    [...address].map((one) => (one === '.' ? one : String.fromCodePoint(0xff10 + Number(one)))).join(''),
    `[::ffff:${address}]`,
    `[::ffff:${pair}]`,
    `[0:0:0:0:0:ffff:${pair}]`,
    `[::${address}]`,
    `[64:ff9b::${address}]`,
    `[2002:${pair}::]`,
  ]
}

const PRIVATE = [
  '127.0.0.2',
  '0.0.0.0',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.0.1',
  '100.64.0.1',
  '169.254.169.254',
]
const SIX = ['[::1]', '[::]', '[fe80::1]', '[fd00:ec2::254]', '[fec0::1]', '[ff02::1]']

async function listening(host: string, port: number, answer: (request: IncomingMessage) => object | string) {
  const server = createServer((request, response) => {
    const said = answer(request)
    if (typeof said === 'string')
      response.writeHead(307, { location: Buffer.from(said).toString('latin1') }).end()
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  return server
}

const stop = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const key = generateKeyPairSync('rsa', { modulusLength: 2048 })

function tokenOf(claims: object): string {
  const signed = `${encode({ alg: 'RS256', kid: 'one' })}.${encode(claims)}`
  return `${signed}.${createSign('sha256').update(signed).sign(key.privateKey).toString('base64url')}`
}

export const kind: Kind = {
  name: 'private-addresses',
  async attack(network: TestNetwork, rounds: number): Promise<Result> {
    const leaks: string[] = []
    let attempts = 0
    let tried = ''
    /** The metadata of the provider outside, and where it redirects to. */
    const says: { metadata: Record<string, string>; redirect: string | undefined; nonce: string } = {
      metadata: {},
      redirect: undefined,
      nonce: '',
    }
    const outside = await listening(OUTSIDE, 0, ({ url = '' }) => {
      if (says.redirect !== undefined) return says.redirect
      const issuer = `http://localhost:${port}`
      const now = Math.floor(Date.now() / 1000)
      const claims = { iss: issuer, aud: 'arraigo', sub: 'one', nonce: says.nonce, iat: now, exp: now + 300 }
      if (url.startsWith('/.well-known'))
        return {
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/keys`,
          userinfo_endpoint: `${issuer}/me`,
          ...says.metadata,
        }
      if (url === '/token') return { access_token: 'one', token_type: 'bearer', id_token: tokenOf(claims) }
      if (url === '/keys')
        return {
          keys: [{ ...key.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }],
        }
      return { sub: 'one', email: `one@${DOMAIN}`, email_verified: true }
    })
    const { port } = outside.address() as AddressInfo
    const touched = () => {
      leaks.push(`the server inside was asked: ${tried}`)
      return {}
    }
    // Where a machine has one loopback address only, other spellings are tried all the same.
    const inside = await listening(INSIDE, port, touched).catch(() => undefined)

    let answers: () => string[] = () => [OUTSIDE]
    const world: Outbound = {
      addresses: async () => answers().map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      texts: async () => [],
      allowed: [OUTSIDE],
    }
    const ask = publicFetch(world)

    /** One request to an address; any answer is a leak unless it comes from the server outside. */
    async function reach(host: string, what: string, mayAnswer = false): Promise<void> {
      tried = `${what} ${host}`
      attempts += 1
      const signal = AbortSignal.timeout(2000)
      const answer = await ask(`http://${host}:${port}/`, { method: 'GET', headers: {}, signal }).catch(
        (error: Error) => {
          if (error.name === 'TimeoutError') leaks.push(`a connection was tried: ${tried}`)
          return undefined
        },
      )
      if (answer && !mayAnswer) leaks.push(`an answer came: ${tried}`)
    }

    await withProvider(network.database.pool, network.organisations.roots, port)

    /** A whole sign-on against the provider outside, as far as it goes. */
    async function signOn(what: string): Promise<void> {
      tried = what
      attempts += 1
      const { pool } = network.database
      const config = { ...CONFIG, outbound: world }
      try {
        const { to, cookie } = await beginSignOn(pool, config, new Headers(), { email: `one@${DOMAIN}` })
        const asked = new URL(to).searchParams
        says.nonce = asked.get('nonce') ?? ''
        const headers = new Headers({ cookie: cookie.split(';')[0] ?? '' })
        const search = new URLSearchParams({ code: 'one', state: asked.get('state') ?? '' })
        await endSignOn(pool, config, headers, `?${search}`)
      } catch (error) {
        if (!(error instanceof Problem)) leaks.push(`an unknown error: ${what}: ${String(error)}`)
      }
    }

    try {
      for (let round = 0; round < rounds; round++) {
        const addresses = [...PRIVATE, ...(round > 0 ? [`10.${round}.0.9`, `192.168.${round}.7`] : [])]
        for (const address of addresses) for (const host of spellings(address)) await reach(host, 'spelt')
        for (const host of SIX) await reach(host, 'spelt')
        for (const address of [...addresses, '::1', '::ffff:127.0.0.2', 'fd00::1', 'fe80::1']) {
          answers = () => [address]
          await reach('inner.example', `a name of ${address},`)
          answers = () => [OUTSIDE, address]
          await reach('both.example', `a name of ${OUTSIDE} and ${address},`)
          // The second DNS query for the name has a different answer.
          let asked = 0
          answers = () => [asked++ === 0 ? OUTSIDE : address]
          await reach('changing.example', `a name that changes to ${address},`, true)
          await reach('changing.example', `a name that has changed to ${address},`)
          answers = () => [OUTSIDE]
        }
        await signOn('nothing')
        for (const [at, host] of [...spellings(INSIDE), ...SIX].entries()) {
          // Each spelling is used for one address of the provider in a round, and for another in the next.
          const member = MEMBERS[(at + round) % MEMBERS.length] ?? 'jwks_uri'
          says.metadata = { [member]: `http://${host}:${port}/inner` }
          await signOn(`${member} at ${host}`)
          says.metadata = {}
          says.redirect = `http://${host}:${port}/inner`
          await signOn(`a redirect to ${host}`)
          says.redirect = undefined
        }
        for (const member of MEMBERS.slice(1)) {
          const inner = `inner-${member.replaceAll('_', '-')}.example`
          says.metadata = { [member]: `http://${inner}:${port}/inner` }
          answers = () => [INSIDE]
          await signOn(`${member} at a name that is inside`)
          answers = () => [OUTSIDE]
          says.metadata = {}
        }
      }
    } finally {
      await stop(outside)
      if (inside) await stop(inside)
    }
    return { attempts, leaks: [...new Set(leaks)] }
  },
}

async function withProvider(pool: pg.Pool, organisation: string, port: number): Promise<void> {
  await pool.query(
    `insert into auth.sign_on (organisation, issuer, client_id, domain, domain_proved_at, domain_proved_by)
     values ($1, $2, 'arraigo', $3, now(), 'lead')`,
    [organisation, `http://localhost:${port}`, DOMAIN],
  )
}
