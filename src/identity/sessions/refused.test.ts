// Refused attempts on an account are shown to its holder: of which kind, from where and how often, and
// nothing more.
import { beforeAll, expect, test } from 'vitest'
import { moveBack } from '../../../tests/harness/move-back.ts'
import {
  codeOf,
  PASSWORD,
  signInWorld,
  type SignInWorld,
  type Visitor,
} from '../../../tests/harness/visitor.ts'

let world: SignInWorld
beforeAll(async () => {
  world = await signInWorld()
})

type Listed = {
  kind: string
  address: string
  browser: string | null
  tries: number
  firstAt: string
  lastAt: string
  isNew: boolean
}
const listed = async (one: Visitor) => (await one.read('refused-proofs')).body as unknown as Listed[]
const refused = (kind: string, tries: number, address: string) =>
  expect.objectContaining({ kind, tries, address, isNew: true })

test('each refused proof is shown to its holder with its kind, address, browser and number, and not what was tried', async () => {
  const { email } = await world.somebody()
  const own = await world.signedIn(email, '192.0.2.1')
  expect(await listed(own)).toEqual([])
  await world.enrol(own)
  const thief = world.browser('2001:db8:1:2:3::9')
  const agent = { 'user-agent': 'Mozilla/5.0 (X11; Linux) Firefox/140.0' }
  await thief.post('sign-in', { email, password: 'three blue watering cans' }, agent)
  await thief.post('sign-in', { email, password: PASSWORD }, agent)
  for (const code of ['000000', '000001']) await thief.post('second-factor', { code }, agent)
  await thief.post('backup-code', { code: 'abcde-fghij' }, agent)
  await thief.post('sign-in', { email, password: PASSWORD, code: '000002' }, agent)
  const all = await listed(own)
  const line = '2001:db8:1:2::/64'
  expect(all).toHaveLength(3)
  for (const one of [refused('password', 1, line), refused('code', 3, line), refused('backup_code', 1, line)])
    expect(all).toContainEqual(one)
  expect(all.every(({ browser }) => browser === agent['user-agent'])).toBe(true)
  const { rows } = await world.pool.query('select * from auth.refused_proof')
  expect(JSON.stringify(rows)).not.toMatch(/00000[0-2]|abcde|blue/u)
})

test('a code that was used once, in a session that is open, and a wrong password there count too', async () => {
  const { email } = await world.somebody()
  const own = await world.signedIn(email, '192.0.2.1')
  const { uri } = await world.enrol(own)
  await own.post('drop-codes', { password: 'a wrong password here' })
  await own.post('change-password', {
    current: 'a wrong password here',
    password: 'four green watering cans',
  })
  const again = world.browser('192.0.2.1')
  const code = codeOf(uri)
  await again.post('sign-in', { email, password: PASSWORD, code })
  const thief = world.browser('192.0.2.9')
  await thief.post('sign-in', { email, password: PASSWORD })
  expect((await thief.post('second-factor', { code })).body['code']).toBe('second_factor.used')
  const all = await listed(again)
  expect(all).toContainEqual(refused('password', 2, '192.0.2.1'))
  expect(all).toContainEqual(refused('code', 1, '192.0.2.9'))
})

test('a second proof tried in another user’s session is shown to the user of that session', async () => {
  const [victim, thief] = [await world.somebody('seal', ['verifier']), await world.somebody()]
  const stolen = await world.signedIn(victim.email)
  const own = await world.signedIn(victim.email)
  await world.enrol(own)
  const { uri } = await world.enrol(await world.signedIn(thief.email))
  const his = world.browser('192.0.2.9')
  await his.post('sign-in', { email: thief.email, password: PASSWORD })
  his.jar.set('arraigo.session_token', stolen.jar.get('arraigo.session_token') ?? '')
  expect((await his.post('second-factor', { code: codeOf(uri) })).body['code']).toBe('second_factor.wrong')
  expect(await listed(own)).toEqual([refused('code', 1, '192.0.2.9')])
})

/** A signed-in user who has a passkey (only its id: it cannot sign). */
async function withPasskey() {
  const { id, email } = await world.somebody()
  const own = await world.signedIn(email)
  const credential = Buffer.from(`passkey of ${id}`).toString('base64url')
  await world.pool.query(
    `insert into auth.passkey (id, user_id, public_key, credential_id, counter, device_type, backed_up)
     values (gen_random_uuid(), $1, 'x', $2, 0, 'singleDevice', false)`,
    [id, credential],
  )
  return { own, credential }
}

test('a refused passkey is shown to its holder; an unknown one leaves no row', async () => {
  const { own, credential } = await withPasskey()
  const count = async () => (await world.pool.query('select from auth.refused_proof')).rowCount
  const before = (await count()) ?? 0
  const thief = world.browser('192.0.2.9')
  for (const one of [credential, 'nobodys']) {
    await thief.post('passkey-options')
    await thief.post('passkey-sign-in', { credential: { id: one, response: {} } })
  }
  expect(await listed(own)).toEqual([refused('passkey', 1, '192.0.2.9')])
  expect(await count()).toBe(before + 1)
})

test('a flood from everywhere leaves a bounded number of rows, and none of it is lost from the count', async () => {
  const { own, credential } = await withPasskey()
  for (let from = 0; from < 60; from++)
    await world.browser(`198.51.100.${from}`).post('passkey-sign-in', { credential: { id: credential } })
  const all = await listed(own)
  expect(all.length).toBeLessThanOrEqual(41)
  expect(all.reduce((sum, { tries }) => sum + tries, 0)).toBe(60)
  expect(all).toContainEqual(refused('passkey', 20, ''))
})

test('an unknown address is answered with the same statements, and no address is kept for it', async () => {
  const password = 'a wrong password here'
  for (const from of ['203.0.113.1', '203.0.113.2'])
    await world.browser(from).post('sign-in', { email: 'nobody.at.all@example.org', password })
  const { rows } = await world.pool.query(`select * from auth.refused_proof where address like '203.0.113.%'`)
  expect(rows).toEqual([])
})

test('a seen attempt is no longer new, until it is tried again; the password alone does not remove the notice', async () => {
  const { email } = await world.somebody()
  const own = await world.signedIn(email)
  await world.browser('192.0.2.9').post('sign-in', { email, password: 'a wrong password here' })
  const [first] = await listed(own)
  expect((await own.post('see-refused-proofs', { until: first?.lastAt })).status).toBe(200)
  expect((await listed(own)).map(({ isNew }) => isNew)).toEqual([false])
  await world.browser('192.0.2.9').post('sign-in', { email, password: 'a wrong password here' })
  expect(await listed(own)).toEqual([refused('password', 2, '192.0.2.9')])
  // An attempt made after the list was read stays new.
  await own.post('see-refused-proofs', { until: first?.lastAt })
  expect(await listed(own)).toEqual([refused('password', 2, '192.0.2.9')])
  const bare = await world.signedIn(email)
  await world.enrol(own)
  const said = await bare.post('see-refused-proofs', { until: new Date().toISOString() })
  expect(said.body['code']).toBe('second_factor.required')
})

test('after ninety days an attempt is no longer shown, and the next sign-in deletes it', async () => {
  const { id, email } = await world.somebody()
  const own = await world.signedIn(email)
  await world.browser('192.0.2.9').post('sign-in', { email, password: 'a wrong password here' })
  await moveBack(world.pool, 'auth.refused_proof', { days: 91 }, { user_id: id })
  expect(await listed(own)).toEqual([])
  await world.signedIn(email)
  const { rowCount } = await world.pool.query('select from auth.refused_proof where user_id = $1', [id])
  expect(rowCount).toBe(0)
})

test('nobody reads what was refused on the account of another, and the application’s role reads none of it', async () => {
  const one = world.browser()
  expect((await one.read('refused-proofs')).status).toBe(401)
  const client = await world.pool.connect()
  try {
    await client.query('begin; set local role arraigo_app')
    await expect(client.query('select * from auth.refused_proof')).rejects.toThrow(/permission denied/u)
  } finally {
    await client.query('rollback')
    client.release()
  }
})
