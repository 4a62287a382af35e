// The second proof: codes, backup codes, who must have one, and that a password alone opens nothing then.
import { beforeAll, expect, test } from 'vitest'
import { codeOf, PASSWORD, signInWorld, type SignInWorld } from '../../../tests/harness/visitor.ts'

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
  expect((await one.post('second-factor', { code: '000000' })).body).toMatchObject({
    code: 'second_factor.wrong',
  })
  expect((await one.post('second-factor', { code: codeOf(uri) })).status).toBe(200)
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
      answers.push((await one.post('second-factor', { code: '000000' })).body.code)
  }
  expect(answers).toEqual([...Array<string>(5).fill('second_factor.wrong'), 'sign_in.locked'])
  const one = world.browser()
  await one.post('sign-in', { email, password: PASSWORD })
  expect((await one.post('second-factor', { code: codeOf(uri) })).status).toBe(429)
})

test('a backup code opens the door once', async () => {
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
  for (const door of ['enrol-codes', 'new-passkey-options', 'confirm-codes']) {
    const answer = await thief.post(door, {
      ...(door === 'enrol-codes' && { password: PASSWORD }),
      ...(door === 'confirm-codes' && { code: '123456' }),
    })
    expect(answer.body).toMatchObject({ code: 'second_factor.required' })
  }
})
