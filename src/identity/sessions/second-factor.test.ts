// The second proof: codes, backup codes, who must have one, and that a password alone is then not enough.
import { symmetricEncrypt } from 'better-auth/crypto'
import { beforeAll, expect, test } from 'vitest'
import {
  codeOf,
  PASSWORD,
  SECRET,
  signInWorld,
  wrongCode,
  type SignInWorld,
} from '../../../tests/harness/visitor.ts'
import { countUnreadable } from './server/code.ts'

let world: SignInWorld
beforeAll(async () => {
  world = await signInWorld()
})

test('with a second factor enrolled, the password alone opens nothing', async () => {
  const { email } = await world.somebody()
  const { uri } = await world.enrol(await world.signedIn(email))
  const one = world.browser()
  expect((await one.post('sign-in', { email, password: PASSWORD })).body).toEqual({ next: 'second_factor' })
  expect((await one.session()).status).toBe(401)
  expect((await one.post('second-factor', { code: wrongCode(uri) })).body).toMatchObject({
    code: 'second_factor.wrong',
  })
  // As a telephone set to Arabic writes it.
  const arabic = codeOf(uri).replaceAll(/\d/gu, (digit) => '٠١٢٣٤٥٦٧٨٩'.charAt(Number(digit)))
  expect((await one.post('second-factor', { code: arabic })).status).toBe(200)
  expect((await one.session()).status).toBe(200)
})

test('guessing codes is locked as well, also over several sign-ins', async () => {
  const { email } = await world.somebody()
  const { uri } = await world.enrol(await world.signedIn(email))
  const answers: unknown[] = []
  for (let round = 0; round < 2; round++) {
    const one = world.browser()
    await one.post('sign-in', { email, password: PASSWORD })
    for (let guess = 0; guess < 3; guess++)
      answers.push((await one.post('second-factor', { code: wrongCode(uri) })).body.code)
  }
  expect(answers).toEqual([...Array<string>(5).fill('second_factor.wrong'), 'sign_in.locked'])
  const one = world.browser()
  await one.post('sign-in', { email, password: PASSWORD })
  expect((await one.post('second-factor', { code: codeOf(uri) })).status).toBe(429)
})

test('a session whose cookie is altered gains nothing by the code of another account', async () => {
  const [verifier, thief] = [await world.somebody('seal', ['verifier']), await world.somebody()]
  const stolen = await world.signedIn(verifier.email)
  await world.enrol(await world.signedIn(verifier.email))
  const { uri } = await world.enrol(await world.signedIn(thief.email))
  const one = world.browser()
  await one.post('sign-in', { email: thief.email, password: PASSWORD })
  const token = stolen.jar.get('arraigo.session_token') ?? ''
  one.jar.set('arraigo.session_token', token.replace('%3D', ''))
  expect((await one.post('second-factor', { code: codeOf(uri) })).status).toBe(200)
  expect((await one.read('standing')).body['user']).toMatchObject({ email: thief.email })
  expect((await stolen.session()).body.code).toBe('second_factor.required')
  // With the cookie as it was set, the answer depends on the verifier's code.
  await world.nextCodes()
  await one.post('sign-in', { email: thief.email, password: PASSWORD })
  one.jar.set('arraigo.session_token', token)
  expect((await one.post('second-factor', { code: codeOf(uri) })).body.code).toBe('second_factor.wrong')
  expect((await stolen.session()).body.code).toBe('second_factor.required')
})

test('what was begun with a password alone is not finished once there is a passkey', async () => {
  const { id, email } = await world.somebody('seal', ['verifier'])
  const thief = await world.signedIn(email)
  const { body } = await thief.post('enrol-codes', { password: PASSWORD })
  const { uri, backupCodes } = body as unknown as { uri: string; backupCodes: string[] }
  await world.pool.query(
    `insert into auth.passkey (id, user_id, public_key, credential_id, counter, device_type, backed_up)
     values (gen_random_uuid(), $1, 'x', gen_random_uuid()::text, 0, 'singleDevice', false)`,
    [id],
  )
  expect((await thief.post('second-factor', { code: codeOf(uri) })).body.code).toBe('second_factor.none')
  expect((await thief.post('backup-code', { code: backupCodes[0] })).body.code).toBe('second_factor.none')
  expect((await thief.post('confirm-codes', { code: codeOf(uri) })).body.code).toBe('second_factor.required')
})

test('a code of the app opens once, also when several browsers send it in the same moment', async () => {
  const { email } = await world.somebody()
  const { uri } = await world.enrol(await world.signedIn(email))
  const browsers = await Promise.all(
    Array.from({ length: 5 }, async () => {
      const one = world.browser()
      await one.post('sign-in', { email, password: PASSWORD })
      return one
    }),
  )
  const code = codeOf(uri)
  const answers = await Promise.all(browsers.map((one) => one.post('second-factor', { code })))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.find(({ status }) => status === 401)?.body.code).toBe('second_factor.used')
  await world.pool.query('delete from auth.attempt')
  expect((await browsers[1]!.post('second-factor', { code })).status).toBe(401)
})

test('a page that was opened for somebody else changes nothing of whoever is signed in now', async () => {
  const [one, other] = [await world.somebody(), await world.somebody()]
  const now = await world.signedIn(one.email)
  for (const route of ['enrol-codes', 'new-passkey-options', 'change-password', 'end-sessions']) {
    const input =
      route === 'change-password' ? { current: PASSWORD, password: 'four blue garden gloves' } : {}
    const answer = await now.post(route, input, { 'x-user': other.id })
    expect(answer.body.code).toBe('session.ended')
    expect((await now.session()).status).toBe(200)
  }
})

test('guessing codes with a known password does not lock out a known browser or a backup code', async () => {
  const { email } = await world.somebody()
  const own = await world.signedIn(email)
  const { uri, backupCodes } = await world.enrol(own)
  await own.post('sign-out')
  const thief = world.browser('198.51.100.1')
  for (let guess = 0; guess < 7; guess++) {
    await thief.post('sign-in', { email, password: PASSWORD })
    await thief.post('second-factor', { code: wrongCode(uri) })
  }
  const away = world.browser('203.0.113.8')
  await away.post('sign-in', { email, password: PASSWORD })
  expect((await away.post('backup-code', { code: backupCodes[0] })).status).toBe(200)
  await own.post('sign-in', { email, password: PASSWORD })
  expect((await own.post('second-factor', { code: codeOf(uri) })).status).toBe(200)
})

test('a backup code signs in once', async () => {
  const { email } = await world.somebody()
  const { backupCodes } = await world.enrol(await world.signedIn(email))
  expect(backupCodes).toHaveLength(10)
  const use = async () => {
    const one = world.browser()
    await one.post('sign-in', { email, password: PASSWORD })
    return one.post('backup-code', { code: backupCodes[0] })
  }
  expect((await use()).status).toBe(200)
  expect((await use()).body).toMatchObject({ code: 'second_factor.wrong' })
})

test('a backup code has no letter that looks like another, and signs in however it is typed', async () => {
  const { email } = await world.somebody()
  const { backupCodes } = await world.enrol(await world.signedIn(email))
  for (const code of backupCodes) expect(code).toMatch(/^([2-9A-HJ-NP-Z]{4}-){2}[2-9A-HJ-NP-Z]{4}$/u)
  const [first = '', second = '', third = ''] = backupCodes
  const typed = [first.toLowerCase(), second.replaceAll('-', ''), ` ${third.replaceAll('-', ' ')} `]
  for (const code of typed) {
    const one = world.browser()
    await one.post('sign-in', { email, password: PASSWORD })
    expect((await one.post('backup-code', { code })).status).toBe(200)
  }
  const one = world.browser()
  await one.post('sign-in', { email, password: PASSWORD })
  const { body } = await one.post('backup-code', { code: first })
  expect(body).toMatchObject({ code: 'second_factor.wrong', data: { onPaper: true } })
})

test('a backup code of an earlier version signs in as well, whether its dash is typed or not', async () => {
  const { id, email } = await world.somebody()
  await world.enrol(await world.signedIn(email))
  const former = await symmetricEncrypt({ key: SECRET, data: JSON.stringify(['05aRX-GNcAz', 'ao7nH-AOLaM']) })
  await world.pool.query('update auth.two_factor set backup_codes = $1 where user_id = $2', [former, id])
  for (const code of ['05aRX-GNcAz', 'ao7nHAOLaM']) {
    const one = world.browser()
    await one.post('sign-in', { email, password: PASSWORD })
    expect((await one.post('backup-code', { code })).status).toBe(200)
  }
})

test('where a second factor is required, a first sign-in can do nothing before enrolling one', async () => {
  const { seal } = world.network.organisations
  await world.pool.query(`update organisation set second_factor = 'required' where id = $1`, [seal])
  const { email } = await world.somebody('seal', ['verifier'])
  const one = await world.signedIn(email)
  expect((await one.session()).body).toMatchObject({ code: 'second_factor.required', status: 403 })
  const list = await one.send('/api/organisation.list')
  expect(list.body).toMatchObject({ code: 'second_factor.required' })
  expect((await one.read('standing')).body).toMatchObject({ next: 'second_factor', hasCodes: false })
  await world.enrol(one)
  expect((await one.session()).status).toBe(200)
})

test('a session opened before the second factor existed does not count as proved by it', async () => {
  const { seal } = world.network.organisations
  await world.pool.query(`update organisation set second_factor = 'required' where id = $1`, [seal])
  const { email } = await world.somebody('seal', ['verifier'])
  const [owner, thief] = [await world.signedIn(email), await world.signedIn(email)]
  await world.enrol(owner)
  expect((await thief.session()).body).toMatchObject({ code: 'second_factor.required' })
  for (const route of ['enrol-codes', 'new-passkey-options', 'confirm-codes']) {
    const answer = await thief.post(route, {
      ...(route === 'enrol-codes' && { password: PASSWORD }),
      ...(route === 'confirm-codes' && { code: '123456' }),
    })
    expect(answer.body).toMatchObject({ code: 'second_factor.required' })
  }
})

/** As many passkeys as are made here, by id. */
async function passkeysOf(user: string, many: number): Promise<string[]> {
  const { rows } = await world.pool.query<{ id: string }>(
    `insert into auth.passkey (id, user_id, public_key, credential_id, counter, device_type, backed_up)
     select gen_random_uuid(), $1, 'x', gen_random_uuid()::text, 0, 'singleDevice', false
     from generate_series(1, $2) returning id`,
    [user, many],
  )
  return rows.map(({ id }) => id)
}

test('a password alone cannot remove a passkey, and so cannot add another', async () => {
  const { id: user, email } = await world.somebody('roots')
  const [id] = await passkeysOf(user, 1)
  const thief = await world.signedIn(email)
  expect((await thief.post('drop-passkey', { id })).body.code).toBe('second_factor.required')
  expect((await thief.post('enrol-codes', { password: PASSWORD })).body.code).toBe('second_factor.required')
})

test('where two proofs are required one stays, also when all are removed at the same moment', async () => {
  await world.pool.query(`update organisation set second_factor = 'required' where id = $1`, [
    world.network.organisations.seal,
  ])
  for (let round = 0; round < 5; round++) {
    const { id: user, email } = await world.somebody('seal', ['verifier'])
    const one = await world.signedIn(email)
    await world.pool.query(`update auth.session set proof = 'passkey' where user_id = $1`, [user])
    const ids = await passkeysOf(user, 4)
    const answers = await Promise.all(ids.map((id) => one.post('drop-passkey', { id })))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3)
    expect(answers.find(({ status }) => status !== 200)?.body.code).toBe('second_factor.last')
  }
})

test('after a restore without the secret a code is refused with what to do, and opens nothing', async () => {
  const { id, email } = await world.somebody('seal', ['verifier'])
  const { uri, backupCodes } = await world.enrol(await world.signedIn(email))
  await world.pool.query('update auth.two_factor set secret = $2 where user_id = $1', [
    id,
    await symmetricEncrypt({ key: 'the secret of the machine that burnt', data: 'anything' }),
  ])
  const one = world.browser()
  expect((await one.post('sign-in', { email, password: PASSWORD })).body).toEqual({ next: 'second_factor' })
  for (const [route, code] of [
    ['second-factor', codeOf(uri)],
    ['backup-code', backupCodes[0]],
  ] as const) {
    const { status, body } = await one.post(route, { code })
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'second_factor.unreadable' })
  }
  expect((await one.session()).status).toBe(401)
  expect(await countUnreadable(world.pool, { secret: SECRET })).toBe(1)
})
