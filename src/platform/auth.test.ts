// Signing in over HTTP, as a browser would: guesses, second factors, sessions, and what an organisation asks of its people.
import { TOTP, URI } from 'otpauth'
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, expect, test } from 'vitest'
import { type Answer, testNetwork, type TestNetwork } from '../../tests/harness/network.ts'
import type { Role } from '../kernel/actor.ts'
import { addUser, createAdministrator, hashPassword } from '../protect/access/server/found.ts'
import * as access from '../protect/access/contract.ts'
import { asOwner } from './database/connect.ts'

const PASSWORD = 'three green watering cans'
let network: TestNetwork
let passwordHash: string

beforeAll(async () => {
  network = await testNetwork()
  passwordHash = await hashPassword(PASSWORD)
})

type Where = keyof TestNetwork['organisations']

/** Somebody new with a password; what their organisation asks of sign-in is said by whose it is. */
async function somebody(where: Where = 'roots', roles: readonly Role[] = ['provider']) {
  const id = uuidv7()
  const email = `u${id.slice(-12)}@example.org`
  const organisation = network.organisations[where]
  const one = { id, organisation, name: 'Somebody New', email, locale: 'es', passwordHash }
  await addUser(asOwner(network.database.pool), { ...one, roles: roles.map((role) => ({ role })) })
  return { id, email }
}

/** A browser: keeps cookies and sends the header that only our own pages send. */
function browser() {
  const jar = new Map<string, string>()
  async function send(path: string, init: RequestInit = {}): Promise<Answer<any>> {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await network.app.request(path, {
      ...init,
      headers: {
        'content-type': 'application/json',
        'x-requested-with': 'arraigo',
        ...(cookie && { cookie }),
        ...(init.headers as Record<string, string> | undefined),
      },
    })
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(set) ?? []
      if (value === '' || /max-age=0/iu.test(set)) jar.delete(name)
      else jar.set(name, value)
    }
    return { status: response.status, body: await response.json(), headers: response.headers }
  }
  return {
    jar,
    send,
    post: (door: string, body: object = {}, headers = {}) =>
      send(`/api/auth/${door}`, { method: 'POST', body: JSON.stringify(body), headers }),
    read: (door: string) => send(`/api/auth/${door}`),
    session: (headers: Record<string, string> = {}) => send('/api/session', { headers }),
  }
}

async function signedIn(email: string) {
  const one = browser()
  expect((await one.post('sign-in', { email, password: PASSWORD })).status).toBe(200)
  return one
}

const codeOf = (uri: string) => (URI.parse(uri) as TOTP).generate()

async function enrol(one: ReturnType<typeof browser>) {
  const { body } = await one.post('enrol-codes', { password: PASSWORD })
  expect(await one.post('confirm-codes', { code: codeOf(body.uri) })).toMatchObject({ status: 200 })
  return body as { uri: string; backupCodes: string[] }
}

test('the right password opens a session that says who acts, for whom, and what they may do', async () => {
  const { id, email } = await somebody()
  const one = await signedIn(email.toUpperCase())
  const { body } = await one.session()
  expect(body).toMatchObject({
    user: { id, email },
    actor: { user: id, organisationName: 'Raíces', organisationClass: 'cso', roles: ['provider'] },
    organisations: [{ name: 'Raíces' }],
  })
  expect(body.allowed).toContain('organisation.list')
  expect(body.allowed).not.toContain('user.invite')
})

test('the cookie is for this site only, out of reach of scripts, and no answer repeats its secret', async () => {
  const { email } = await somebody()
  const answer = await browser().post('sign-in', { email, password: PASSWORD })
  expect(answer.headers.get('set-cookie')).toMatch(/httponly/iu)
  expect(answer.headers.get('set-cookie')).toMatch(/samesite=lax/iu)
  expect(answer.body).toEqual({ next: 'done' })
})

test('a wrong password and an unknown e-mail get the same answer in about the same time', async () => {
  const { email } = await somebody()
  const timed = async (who: string) => {
    const start = performance.now()
    const answer = await browser().post('sign-in', { email: who, password: 'not this one at all' })
    return { ...answer, took: performance.now() - start }
  }
  const wrong = await timed(email)
  const nobody = await timed('nobody.here@example.org')
  expect(wrong.status).toBe(401)
  expect(nobody.body).toEqual(wrong.body)
  expect(wrong.body).toMatchObject({ code: 'sign_in.refused' })
  // Both must hash once; without it an unknown e-mail answers some fifty times faster.
  expect(nobody.took).toBeGreaterThan(wrong.took / 5)
})

test('guessing locks the account, known or not, and says until when; many guesses at once do not slip past', async () => {
  const { email } = await somebody()
  for (const who of [email, 'ghost@example.org']) {
    const guesses = await Promise.all(
      Array.from({ length: 8 }, () => browser().post('sign-in', { email: who, password: 'a wrong guess again' })),
    )
    expect(guesses.map(({ status }) => status).sort()).toEqual([401, 401, 401, 401, 401, 429, 429, 429])
  }
  const locked = await browser().post('sign-in', { email, password: PASSWORD })
  expect(locked.body).toMatchObject({ code: 'sign_in.locked' })
  expect(Date.parse(locked.body.data.until)).toBeGreaterThan(Date.now())
  expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(0)
  await network.database.pool.query(`update auth.attempt set since = since - interval '16 minutes'`)
  expect((await browser().post('sign-in', { email, password: PASSWORD })).status).toBe(200)
})

test('one address that guesses at many accounts is locked too', async () => {
  await network.database.pool.query('delete from auth.attempt')
  for (let guess = 0; guess < 50; guess++) {
    await browser().post('invitation', { token: `guess-${guess}` })
    await network.database.pool.query(`delete from auth.attempt where starts_with(key, 'invitation:')`)
  }
  const { email } = await somebody()
  expect((await browser().post('sign-in', { email, password: PASSWORD })).status).toBe(429)
  await network.database.pool.query('delete from auth.attempt')
})

test('a page of another site cannot sign in or out, with or without a cookie', async () => {
  const { email } = await somebody()
  const one = await signedIn(email)
  for (const door of ['sign-in', 'sign-out', 'end-sessions']) {
    const answer = await one.post(door, { email, password: PASSWORD }, { 'x-requested-with': '' })
    expect(answer.body).toMatchObject({ code: 'request.foreign_page', status: 403 })
  }
  const nobody = await browser().post('sign-in', { email, password: PASSWORD }, { 'x-requested-with': '' })
  expect(nobody.status).toBe(403)
})

test('a changed password ends every other session, and this one goes on', async () => {
  const { email } = await somebody()
  const [here, elsewhere] = [await signedIn(email), await signedIn(email)]
  await enrol(here)
  const old = here.jar.get('arraigo.session_token')
  const change = { current: PASSWORD, password: 'four blue garden gloves' }
  expect((await here.post('change-password', { ...change, current: 'not my password' })).body.code).toBe('password.wrong')
  expect((await here.post('change-password', { ...change, password: 'short' })).body).toMatchObject({
    code: 'password.weak',
    data: { because: 'short' },
  })
  expect((await here.post('change-password', change)).status).toBe(200)
  expect((await elsewhere.session()).body).toMatchObject({ code: 'session.ended', status: 401 })
  expect((await here.session()).status).toBe(200)
  expect((await here.read('standing')).body).toMatchObject({ proof: 'code' })
  expect(here.jar.get('arraigo.session_token')).not.toBe(old)
  expect((await browser().post('sign-in', { email, password: PASSWORD })).status).toBe(401)
})

test('with a second factor enrolled, the password alone opens nothing', async () => {
  const { email } = await somebody()
  const { uri } = await enrol(await signedIn(email))
  const one = browser()
  expect((await one.post('sign-in', { email, password: PASSWORD })).body).toEqual({ next: 'second_factor' })
  expect((await one.session()).status).toBe(401)
  expect((await one.post('second-factor', { code: '000000' })).body).toMatchObject({ code: 'second_factor.wrong' })
  expect((await one.post('second-factor', { code: codeOf(uri) })).status).toBe(200)
  expect((await one.session()).status).toBe(200)
})

test('guessing codes is locked as well, also over several sign-ins', async () => {
  const { email } = await somebody()
  const { uri } = await enrol(await signedIn(email))
  const answers: string[] = []
  for (let round = 0; round < 2; round++) {
    const one = browser()
    await one.post('sign-in', { email, password: PASSWORD })
    for (let guess = 0; guess < 3; guess++) answers.push((await one.post('second-factor', { code: '000000' })).body.code)
  }
  expect(answers).toEqual([...Array<string>(5).fill('second_factor.wrong'), 'sign_in.locked'])
  const one = browser()
  await one.post('sign-in', { email, password: PASSWORD })
  expect((await one.post('second-factor', { code: codeOf(uri) })).status).toBe(429)
})

test('a backup code opens the door once', async () => {
  const { email } = await somebody()
  const { backupCodes } = await enrol(await signedIn(email))
  expect(backupCodes).toHaveLength(10)
  const use = async () => {
    const one = browser()
    await one.post('sign-in', { email, password: PASSWORD })
    return one.post('backup-code', { code: backupCodes[0] })
  }
  expect((await use()).status).toBe(200)
  expect((await use()).body).toMatchObject({ code: 'second_factor.wrong' })
})

test('where a second factor is required, a first sign-in can do nothing before enrolling one', async () => {
  const { seal } = network.organisations
  await network.database.pool.query(`update organisation set second_factor = 'required' where id = $1`, [seal])
  const { email } = await somebody('seal', ['verifier'])
  const one = await signedIn(email)
  expect((await one.session()).body).toMatchObject({ code: 'second_factor.required', status: 403 })
  const list = await one.send('/api/organisation.list')
  expect(list.body).toMatchObject({ code: 'second_factor.required' })
  expect((await one.read('standing')).body).toMatchObject({ next: 'second_factor', hasCodes: false })
  await enrol(one)
  expect((await one.session()).status).toBe(200)
})

test('a session opened before the second factor existed does not count as proved by it', async () => {
  const { seal } = network.organisations
  await network.database.pool.query(`update organisation set second_factor = 'required' where id = $1`, [seal])
  const { email } = await somebody('seal', ['verifier'])
  const [owner, thief] = [await signedIn(email), await signedIn(email)]
  await enrol(owner)
  expect((await thief.session()).body).toMatchObject({ code: 'second_factor.required' })
  for (const door of ['enrol-codes', 'new-passkey-options', 'confirm-codes']) {
    const answer = await thief.post(door, { ...(door === 'enrol-codes' && { password: PASSWORD }), ...(door === 'confirm-codes' && { code: '123456' }) })
    expect(answer.body).toMatchObject({ code: 'second_factor.required' })
  }
})

test('a deactivated user is out at once and cannot come back in', async () => {
  const { id, email } = await somebody('garden', ['front_desk'])
  const one = await signedIn(email)
  await network.execute(access.deactivateUser, { user: id }, network.actors.dora)
  expect((await one.session()).body).toMatchObject({ code: 'session.ended', status: 401 })
  const again = await browser().post('sign-in', { email, password: PASSWORD })
  expect(again.body).toMatchObject({ code: 'user.deactivated', status: 403 })
  expect((await browser().post('sign-in', { email, password: 'a guess' })).body.code).toBe('sign_in.refused')
})

test('who works for several organisations chooses one, and a role in one is useless in the other', async () => {
  const { id, email } = await somebody('roots', ['provider'])
  const { garden, roots, fence } = network.organisations
  const { dora } = network.actors
  await network.execute(
    access.inviteUser,
    { id: uuidv7(), name: 'x', email, locale: 'es', roles: [{ role: 'administrator' }] },
    dora,
  )
  const one = await signedIn(email)
  expect((await one.session()).body).toMatchObject({ code: 'organisation.choose', status: 409 })
  expect((await one.session({ 'x-organisation': fence })).body).toMatchObject({ code: 'organisation.not_yours' })
  expect((await one.session({ 'x-organisation': garden })).body.actor.roles).toEqual(['administrator'])
  await one.post('choose-organisation', { organisation: roots })
  expect((await one.session()).body.actor).toMatchObject({ user: id, organisation: roots, roles: ['provider'] })
  const invite = await one.send('/api/user.list')
  expect(invite.body).toMatchObject({ code: 'actor.not_allowed', status: 403 })
  expect((await one.post('choose-organisation', { organisation: fence })).status).toBe(403)
})

test('an invitation shows whose it is, takes a good password once, and then is used up', async () => {
  const { dora } = network.actors
  const email = 'nueva@example.org'
  const { id } = await network.execute(
    access.inviteUser,
    { id: uuidv7(), name: 'Nueva Persona', email, locale: 'es', roles: [{ role: 'front_desk' }] },
    dora,
  )
  const { path } = await network.ask(access.getInvitation, { user: id }, dora)
  const token = path.split('/').at(-1) ?? ''
  const one = browser()
  expect((await one.post('invitation', { token })).body).toMatchObject({ email, organisation: 'Huerta del Barrio' })
  expect((await one.post('set-password', { token, password: 'nueva@example.org' })).body).toMatchObject({
    code: 'password.weak',
  })
  expect((await one.post('set-password', { token, password: PASSWORD })).status).toBe(200)
  expect((await one.post('set-password', { token, password: PASSWORD })).body.code).toBe('invitation.used')
  await expect(network.ask(access.getInvitation, { user: id }, dora)).rejects.toMatchObject({ code: 'invitation.used' })
  expect((await (await signedIn(email)).session()).status).toBe(200)
})

test('a new link for a lost telephone ends sessions and forgets the second factor', async () => {
  const { id, email } = await somebody('garden', ['front_desk'])
  const one = await signedIn(email)
  await enrol(one)
  await network.execute(access.reinviteUser, { user: id }, network.actors.dora)
  expect((await one.session()).status).toBe(401)
  const { path } = await network.ask(access.getInvitation, { user: id }, network.actors.dora)
  await browser().post('set-password', { token: path.split('/').at(-1), password: 'five red wheelbarrows' })
  const again = await browser().post('sign-in', { email, password: 'five red wheelbarrows' })
  expect(again.body).toEqual({ next: 'done' })
})

test('one sees one’s own sessions without their secrets, and ends the others', async () => {
  const { email } = await somebody()
  const [here, there] = [await signedIn(email), await signedIn(email)]
  const { body } = await here.read('sessions')
  expect(body).toHaveLength(2)
  expect(JSON.stringify(body)).not.toContain('token')
  const other = body.find((session: { current: boolean }) => !session.current)
  await (await signedIn((await somebody()).email)).post('end-sessions', { id: other.id })
  expect((await there.session()).status).toBe(200)
  await here.post('end-sessions', { id: other.id })
  expect((await there.session()).status).toBe(401)
  expect((await here.session()).status).toBe(200)
  await here.post('sign-out')
  expect((await here.session()).body.code).toBe('actor.unknown')
})

test('a session left alone ends, and one in use lasts a week at most', async () => {
  const { id, email } = await somebody()
  const one = await signedIn(email)
  const age = (what: string) =>
    network.database.pool.query(`update auth.session set ${what} where user_id = $1 returning expires_at`, [id])
  await age(`expires_at = now() + interval '1 hour'`)
  await one.session()
  const { rows } = await age('updated_at = now()')
  expect(Date.parse(rows[0].expires_at) - Date.now()).toBeGreaterThan(11 * 3_600_000)
  await age(`created_at = now() - interval '7 days' + interval '1 minute', expires_at = now() + interval '30 seconds'`)
  await one.session()
  expect(Date.parse((await age('updated_at = now()')).rows[0].expires_at) - Date.now()).toBeLessThan(61_000)
  await age(`expires_at = now() - interval '1 second'`)
  expect((await one.session()).body).toMatchObject({ code: 'session.ended' })
  expect((await one.post('change-password', { current: PASSWORD, password: 'six yellow bean poles' })).status).toBe(401)
})

test('a forged or foreign cookie is nobody', async () => {
  const { email } = await somebody()
  const one = await signedIn(email)
  const real = decodeURIComponent(one.jar.get('arraigo.session_token') ?? '')
  for (const forged of [`${real.split('.')[0]}.${'A'.repeat(43)}=`, real.split('.')[0], '%E0%A4%A', `x${real}`]) {
    one.jar.set('arraigo.session_token', encodeURIComponent(forged ?? ''))
    expect((await one.session()).status).toBe(401)
  }
})

test('nobody can register, change an e-mail or reach better-auth round our doors', async () => {
  const one = browser()
  for (const path of ['sign-up', 'sign-up/email', 'update-user', 'get-session', 'sign-in/email', 'constructor']) {
    expect((await one.post(path, {})).status).toBe(404)
  }
  expect((await network.app.request('/inner-auth/sign-up/email', { method: 'POST', body: '{}' })).status).toBe(404)
})

test('bad input at the doors is a problem, never an incident', async () => {
  const { email } = await somebody()
  const one = await signedIn(email)
  const bad = [
    ['sign-in', { email: { a: 1 }, password: 'x' }],
    ['sign-in', { email: 'a\u0000b@example.org', password: 'x\u0000' }],
    ['sign-in', { email, password: PASSWORD, admin: true }],
    ['second-factor', { code: '\u202e123456' }],
    ['passkey-sign-in', { credential: { id: 'x'.repeat(1999), response: [] } }],
    ['passkey-sign-in', { credential: { id: '\u0000' } }],
    ['new-passkey', { name: 'llave', credential: { id: 'x' } }],
    ['drop-passkey', { id: 'not-an-id' }],
    ['set-password', { token: '\u0000', password: PASSWORD }],
    ['choose-organisation', { organisation: uuidv7() }],
  ] as const
  for (const [door, body] of bad) {
    const answer = await one.post(door, body)
    expect.soft([door, answer.body.code, answer.status < 500]).toEqual([door, expect.any(String), true])
  }
})

test('whoever holds the server makes the first administrator, and another when all have left', async () => {
  const { pool } = network.database
  const first = { organisation: 'x', name: 'Raíz Primera', email: 'raiz@example.org', locale: 'es', timeZone: 'America/Bogota' }
  const made = await createAdministrator(pool, 'a secret only for tests, long enough', first)
  expect(made.organisation).toBe(network.organisations.garden)
  const one = browser()
  await one.post('set-password', { token: made.path.split('/').at(-1), password: PASSWORD })
  expect((await (await signedIn('raiz@example.org')).session()).body).toMatchObject({ lead: true })
  await expect(createAdministrator(pool, 'x', first)).rejects.toMatchObject({ code: 'user.email_taken' })
})
