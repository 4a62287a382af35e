// Signing in over HTTP, as a browser would: passwords, guesses, foreign pages, forged cookies, bad input.
import { createHash } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, expect, test } from 'vitest'
import { moveBack } from '../../../tests/harness/move-back.ts'
import { codeOf, PASSWORD, signInWorld, wrongCode, type SignInWorld } from '../../../tests/harness/visitor.ts'

let world: SignInWorld
beforeAll(async () => {
  world = await signInWorld()
})

/** As if a hundred wrong passwords had come from as many addresses. */
const attacked = (email: string) =>
  world.pool.query(
    `insert into auth.attempt values ('account:' || $1, 100, now())
     on conflict (key) do update set failures = 100, since = now()`,
    [createHash('sha256').update(email).digest('base64url')],
  )

test('the right password opens a session that names the user, the organisation, and what they may do', async () => {
  const { id, email } = await world.somebody()
  const one = await world.signedIn(email.toUpperCase())
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
  const { email } = await world.somebody()
  const answer = await world.browser().post('sign-in', { email, password: PASSWORD })
  expect(answer.headers.get('set-cookie')).toMatch(/httponly/iu)
  expect(answer.headers.get('set-cookie')).toMatch(/samesite=lax/iu)
  expect(answer.body).toEqual({ next: 'done' })
})

test('a wrong password and an unknown e-mail get the same answer for about the same work', async () => {
  const { email } = await world.somebody()
  /** The lowest processor time of a few tries, whatever other load the machine has. */
  const worked = async (who: string) => {
    const took: number[] = []
    for (let tries = 0; ; tries++) {
      const before = process.cpuUsage()
      const answer = await world.browser().post('sign-in', { email: who, password: 'not this one at all' })
      const { user, system } = process.cpuUsage(before)
      took.push(user + system)
      if (tries === 2) return { ...answer, took: Math.min(...took) }
    }
  }
  const wrong = await worked(email)
  const nobody = await worked('nobody.here@example.org')
  expect(wrong.status).toBe(401)
  expect(nobody.body).toEqual(wrong.body)
  expect(wrong.body).toMatchObject({ code: 'sign_in.refused' })
  // Both must hash once; otherwise an unknown e-mail answers some fifty times faster.
  expect(nobody.took).toBeGreaterThan(wrong.took / 5)
})

test('guessing locks the account, known or not, and says until when; many guesses at once do not slip past', async () => {
  const { email } = await world.somebody()
  for (const who of [email, 'ghost@example.org']) {
    const guesses = await Promise.all(
      Array.from({ length: 8 }, () =>
        world.browser().post('sign-in', { email: who, password: 'a wrong guess again' }),
      ),
    )
    expect(guesses.map(({ status }) => status).sort((a, b) => a - b)).toEqual([
      401, 401, 401, 401, 401, 429, 429, 429,
    ])
  }
  const locked = await world.browser().post('sign-in', { email, password: PASSWORD })
  expect(locked.body).toMatchObject({ code: 'sign_in.locked' })
  const { until, withCode } = locked.body['data'] as unknown as { until: string; withCode: boolean }
  // A code does not help here: only waiting does.
  expect(withCode).toBe(false)
  expect(Date.parse(until)).toBeGreaterThan(Date.now())
  expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(0)
  await moveBack(world.pool, 'auth.attempt', { minutes: 16 })
  expect((await world.browser().post('sign-in', { email, password: PASSWORD })).status).toBe(200)
})

test('one address that guesses at many accounts is locked too, and nobody elsewhere is', async () => {
  await world.pool.query('delete from auth.attempt')
  const guess = (about: number) =>
    world.browser('198.51.100.7').post('sign-in', { email: `g${about}@example.org`, password: 'a guess' })
  const answers = await Promise.all(Array.from({ length: 52 }, (_, place) => guess(place)))
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(2)
  const { email } = await world.somebody()
  const enter = (from: string) => world.browser(from).post('sign-in', { email, password: PASSWORD })
  expect((await enter('198.51.100.7')).status).toBe(429)
  expect((await enter('198.51.100.8')).status).toBe(200)
})

test('guesses from a few addresses lock themselves out and not the account', async () => {
  await world.pool.query('delete from auth.attempt')
  const { email } = await world.somebody()
  const guess = (from: string) =>
    world.browser(from).post('sign-in', { email, password: 'a wrong guess again' })
  // The addresses of one customer's network are counted together.
  for (let line = 0; line < 5; line++) expect((await guess(`2001:db8:1:${line}::1`)).status).toBe(401)
  expect((await guess('2001:db8:1:ffff::1')).status).toBe(429)
  for (let tries = 0; tries < 30; tries++) await guess('198.51.100.9')
  const { rows } = await world.pool.query(
    `select failures from auth.attempt where starts_with(key, 'account:')`,
  )
  expect(rows).toEqual([{ failures: 10 }])
  expect((await world.browser('203.0.113.5').post('sign-in', { email, password: PASSWORD })).status).toBe(200)
})

test('while many addresses guess, a browser that was signed in before opens, and so does a code with the password', async () => {
  await world.pool.query('delete from auth.attempt')
  const { email } = await world.somebody()
  const known = await world.signedIn(email, '203.0.113.5')
  await known.post('sign-out')
  await attacked(email)
  let last = 0
  const enter = (input = {}) =>
    world.browser(`192.0.2.${++last}`).post('sign-in', { email, password: PASSWORD, ...input })
  expect((await enter()).body).toMatchObject({ code: 'sign_in.locked', data: { withCode: true } })
  // For an account without an app, a code proves nothing, and no session stays open.
  expect((await enter({ code: '123456' })).body.code).toBe('sign_in.locked')
  expect((await known.post('sign-in', { email, password: PASSWORD })).body).toEqual({ next: 'done' })
  const { rows } = await world.pool.query(
    'select from auth.session s join auth."user" u on u.id = s.user_id where u.email = $1',
    [email],
  )
  expect(rows).toHaveLength(1)

  const { uri, backupCodes } = await world.enrol(known)
  for (const code of [wrongCode(uri), 'aaaaa-bbbbb'])
    expect((await enter({ code })).body.code).toBe('sign_in.locked')
  expect((await enter({ code: codeOf(uri), password: 'a wrong guess' })).body.code).toBe('sign_in.locked')
  // The same code twice, also when the app has meanwhile moved on to the next one.
  const shown = codeOf(uri)
  expect((await enter({ code: shown })).body).toEqual({ next: 'done' })
  expect((await enter({ code: shown })).body.code).toBe('sign_in.locked')
  const other = world.browser('203.0.113.6')
  const onPaper = { email, password: PASSWORD, code: backupCodes[0] }
  expect((await other.post('sign-in', onPaper)).body).toEqual({ next: 'done' })
  expect((await other.session()).status).toBe(200)
})

test('a browser is known as those who signed in there, until their password or their app changes', async () => {
  await world.pool.query('delete from auth.attempt')
  const [{ email }, other] = [await world.somebody(), await world.somebody()]
  const desk = await world.signedIn(email)
  await attacked(email)
  await attacked(other.email)
  expect((await desk.post('sign-in', { email: other.email, password: PASSWORD })).body.code).toBe(
    'sign_in.locked',
  )
  const cookie = desk.jar.get('arraigo.known_browser') ?? ''
  expect(cookie).not.toContain(email)
  // Guesses in a known browser are counted as well.
  const wrong = async () => (await desk.post('sign-in', { email, password: 'a wrong guess' })).body.code
  for (let tries = 0; tries < 10; tries++) expect(await wrong()).toBe('sign_in.refused')
  expect(await wrong()).toBe('sign_in.locked')
  await world.pool.query(`delete from auth.attempt where starts_with(key, 'browser:')`)
  const thief = world.browser()
  thief.jar.set('arraigo.known_browser', cookie)
  expect((await thief.post('sign-in', { email, password: PASSWORD })).status).toBe(200)
  await world.enrol(desk)
  thief.jar.set('arraigo.known_browser', cookie)
  expect((await thief.post('sign-in', { email, password: PASSWORD })).body.code).toBe('sign_in.locked')
  expect((await desk.post('sign-in', { email, password: PASSWORD })).body).toEqual({ next: 'second_factor' })
  for (const forged of [`${cookie}A`, cookie.replace('.', '.A'), `"${cookie}"`]) {
    desk.jar.set('arraigo.known_browser', forged)
    expect((await desk.post('sign-in', { email, password: PASSWORD })).body.code).toBe('sign_in.locked')
  }
})

test('a page of another site cannot sign in or out, with or without a cookie', async () => {
  const { email } = await world.somebody()
  const one = await world.signedIn(email)
  for (const route of ['sign-in', 'sign-out', 'end-sessions']) {
    const answer = await one.post(route, { email, password: PASSWORD }, { 'x-requested-with': '' })
    expect(answer.body).toMatchObject({ code: 'request.foreign_page', status: 403 })
  }
  const nobody = await world
    .browser()
    .post('sign-in', { email, password: PASSWORD }, { 'x-requested-with': '' })
  expect(nobody.status).toBe(403)
})

test('a forged or foreign cookie is nobody', async () => {
  const { email } = await world.somebody()
  const one = await world.signedIn(email)
  const real = decodeURIComponent(one.jar.get('arraigo.session_token') ?? '')
  for (const forged of [
    `${real.split('.')[0]}.${'A'.repeat(43)}=`,
    real.split('.')[0],
    '%E0%A4%A',
    `x${real}`,
  ]) {
    one.jar.set('arraigo.session_token', encodeURIComponent(forged ?? ''))
    expect((await one.session()).status).toBe(401)
  }
})

test('nobody can register, change an e-mail or reach better-auth past our routes', async () => {
  const one = world.browser()
  for (const path of [
    'sign-up',
    'sign-up/email',
    'update-user',
    'get-session',
    'sign-in/email',
    'constructor',
  ]) {
    expect((await one.post(path, {})).status).toBe(404)
  }
  expect(
    (await world.network.hono.request('/inner-auth/sign-up/email', { method: 'POST', body: '{}' })).status,
  ).toBe(404)
})

test('bad input to the routes answers with a problem, never with a 500', async () => {
  const { email } = await world.somebody()
  const one = await world.signedIn(email)
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
  for (const [route, body] of bad) {
    const answer = await one.post(route, body)
    expect.soft([route, answer.body.code, answer.status < 500]).toEqual([route, expect.any(String), true])
  }
})
