// What a stolen password alone can do once the account has a second proof: nothing that its holder relies on.
import { beforeAll, expect, test } from 'vitest'
import { codeOf, PASSWORD, signInWorld, type SignInWorld } from '../../../tests/harness/visitor.ts'

let world: SignInWorld
beforeAll(async () => {
  world = await signInWorld()
})

const REQUIRED = { status: 403, body: { code: 'second_factor.required' } }

/**
 * The holder and a thief who signed in with the password before there was a second proof; one proof is enough
 * there.
 */
async function robbed() {
  const { id, email } = await world.somebody('roots')
  const thief = await world.signedIn(email, '192.0.2.9')
  const own = await world.signedIn(email, '192.0.2.1')
  return { id, email, thief, own }
}

test('a session that the password alone opened does nothing more once the account has an app', async () => {
  const { thief, own } = await robbed()
  expect((await thief.session()).status).toBe(200)
  const { uri } = await world.enrol(own)
  expect(await thief.session()).toMatchObject(REQUIRED)
  expect((await thief.read('standing')).body['next']).toBe('second_factor')
  expect((await own.session()).status).toBe(200)
  // A person who has the code can raise the session with it.
  await thief.post('second-factor', { code: codeOf(uri) })
  expect((await thief.session()).status).toBe(200)
})

test('a session that the password alone opened does not change the password, or end the holder’s sessions', async () => {
  const { thief, own, email } = await robbed()
  await world.enrol(own)
  const change = { current: PASSWORD, password: 'four green watering cans' }
  expect(await thief.post('change-password', change)).toMatchObject(REQUIRED)
  expect(await thief.post('end-sessions')).toMatchObject(REQUIRED)
  expect((await own.session()).status).toBe(200)
  expect((await world.browser().post('sign-in', { email, password: PASSWORD })).body['next']).toBe(
    'second_factor',
  )
})

test('a session that the password alone opened does nothing more beside a passkey either', async () => {
  const { id, thief, own } = await robbed()
  await world.pool.query(
    `insert into auth.passkey (id, user_id, public_key, credential_id, counter, device_type, backed_up)
     values (gen_random_uuid(), $1, 'x', $1::uuid::text, 0, 'singleDevice', false)`,
    [id],
  )
  const change = { current: PASSWORD, password: 'four green watering cans' }
  expect(await thief.post('change-password', change)).toMatchObject(REQUIRED)
  expect(await thief.post('end-sessions')).toMatchObject(REQUIRED)
  expect((await own.session()).status).toBe(200)
})

test('without a second proof the password is enough for both', async () => {
  const { own, thief } = await robbed()
  expect((await own.post('end-sessions')).status).toBe(200)
  expect((await thief.session()).status).toBe(401)
  const change = { current: PASSWORD, password: 'four green watering cans' }
  expect((await own.post('change-password', change)).status).toBe(200)
})
