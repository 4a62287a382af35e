// A browser at the level of HTTP: keeps cookies, and sends the header that only the application's own pages
// send.
import type { Hono } from 'hono'
import { type TOTP, URI } from 'otpauth'
import { v7 as uuidv7 } from 'uuid'
import type { Role } from '../../src/kernel/actor.ts'
import { compose } from '../../src/entry/server.ts'
import { asOwner } from '../../src/platform/database/connect.ts'
import { addUser, hashPassword } from '../../src/identity/users/server/found.ts'
import { SECRET } from './database.ts'
import { testNetwork, type TestNetwork } from './network.ts'

/** Untyped JSON: each test checks the fields that it reads. */
export interface Reply {
  [key: string]: Reply
}

export type Visitor = ReturnType<typeof visitor>

/** `from` is the client address that the reverse proxy would report. */
export function visitor(hono: Hono, from?: string) {
  const jar = new Map<string, string>()
  async function send(
    path: string,
    init: RequestInit = {},
  ): Promise<{ status: number; body: Reply; headers: Headers }> {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await hono.request(path, {
      ...init,
      headers: {
        'content-type': 'application/json',
        'x-requested-with': 'arraigo',
        ...(cookie && { cookie }),
        ...(from && { 'x-forwarded-for': from }),
        ...(init.headers as Record<string, string> | undefined),
      },
    })
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(set) ?? []
      if (value === '' || /max-age=0/iu.test(set)) jar.delete(name)
      else jar.set(name, value)
    }
    return { status: response.status, body: (await response.json()) as Reply, headers: response.headers }
  }
  return {
    jar,
    send,
    post: (route: string, body: object = {}, headers: Record<string, string> = {}) =>
      send(`/api/auth/${route}`, { method: 'POST', body: JSON.stringify(body), headers }),
    read: (route: string) => send(`/api/auth/${route}`),
    session: (headers: Record<string, string> = {}) => send('/api/session', { headers }),
  }
}

export { SECRET }
export const PASSWORD = 'three green watering cans'

/** The same network behind a reverse proxy: the client address is in `x-forwarded-for`. */
export async function behindProxy(network: TestNetwork): Promise<Hono> {
  const { http } = await compose({
    pool: network.database.pool,
    appPool: network.database.appPool,
    origin: 'http://localhost:3000',
    secret: SECRET,
    trustProxy: true,
    outbound: network.outbound,
    log: () => {},
    now: () => network.clock.now,
    newId: network.newId,
  })
  return http
}

export type SignInWorld = Awaited<ReturnType<typeof signInWorld>>

/** The test network with users who have passwords, and browsers to sign them in with. */
export async function signInWorld(given?: TestNetwork) {
  const network = given ?? (await testNetwork())
  const { pool } = network.database
  const passwordHash = await hashPassword(PASSWORD)
  const hono = await behindProxy(network)
  const browser = (from?: string) => visitor(hono, from)

  /** A new user with a password. Only Sello Claro (`seal`) requires a second factor. */
  async function somebody(
    where: keyof TestNetwork['organisations'] = 'roots',
    roles: readonly Role[] = ['provider'],
  ) {
    const id = uuidv7()
    const email = `u${id.slice(-12)}@example.org`
    const organisation = network.organisations[where]
    const one = { id, organisation, name: 'Somebody New', email, locale: 'es', passwordHash }
    await addUser(asOwner(pool), { ...one, roles: roles.map((role) => ({ role })) })
    return { id, email }
  }
  async function signedIn(email: string, from?: string): Promise<Visitor> {
    const one = browser(from)
    const { status } = await one.post('sign-in', { email, password: PASSWORD })
    if (status !== 200) throw new Error(`Signing in was answered with ${status}.`)
    return one
  }
  /** Sets up the authenticator app; returns its address and the paper codes. */
  async function enrol(one: Visitor): Promise<{ uri: string; backupCodes: string[] }> {
    const { body } = await one.post('enrol-codes', { password: PASSWORD })
    const enrolment = body as unknown as { uri: string; backupCodes: string[] }
    const { status } = await one.post('confirm-codes', { code: codeOf(enrolment.uri) })
    if (status !== 200) throw new Error(`The code was answered with ${status}.`)
    await nextCodes()
    return enrolment
  }
  /** As if half a minute had passed: the code that the app shows now is unused. */
  const nextCodes = () => pool.query('update auth.two_factor set used_step = null')
  await pool.query(`update organisation set second_factor = 'required' where id = $1`, [
    network.organisations.seal,
  ])
  return { network, hono, pool, browser, somebody, signedIn, enrol, nextCodes }
}

/** The code that the app shows now. */
export const codeOf = (uri: string) => (URI.parse(uri) as TOTP).generate()

/** A code that the app shows neither now nor in the minutes around. */
export function wrongCode(uri: string): string {
  const hono = URI.parse(uri) as TOTP
  const shown = [-2, -1, 0, 1, 2, 3].map((steps) => hono.generate({ timestamp: Date.now() + steps * 30_000 }))
  return ['000000', '111111', '222222', '333333', '444444', '555555', '666666'].find(
    (code) => !shown.includes(code),
  ) as string
}
