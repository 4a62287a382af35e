// Code that reads before it writes, run twice at the same time: one of the two is refused with a problem or
// changes nothing, and never answers 500.
import { beforeAll, expect, test } from 'vitest'
import { atOnce } from '../../../tests/harness/at-once.ts'
import { PASSWORD, signInWorld, type SignInWorld } from '../../../tests/harness/visitor.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Id } from '../../kernel/words.ts'
import { createAdministrator } from '../../entry/first-administrator.ts'
import { inviteUser, grantRole } from '../users/operations.ts'
import { configureSignOn, getSignOn } from '../sign-on/operations.ts'
import { link } from './sql/providers.ts'

const ISSUER = 'https://login.example'

let world: SignInWorld
beforeAll(async () => {
  world = await signInWorld()
})

/** The values, and the codes of the problems; any other error fails the test. */
function ended<T>(results: readonly PromiseSettledResult<T>[]): (T | string)[] {
  return results.map((one) => {
    if (one.status === 'fulfilled') return one.value
    if (one.reason instanceof Problem) return one.reason.code
    throw one.reason
  })
}
const byText = (one: unknown, other: unknown) => String(one).localeCompare(String(other))
const both = <T>(table: string, works: readonly (() => Promise<T>)[]) => atOnce(world.pool, table, works)
const linked = async (user: Id) =>
  (
    await world.pool.query('select account_id from auth.account where user_id = $1 and provider_id = $2', [
      user,
      ISSUER,
    ])
  ).rowCount

test('two first sign-ons of one subject make one link, and both sign in', async () => {
  const { id: user } = await world.somebody()
  const one = { user, issuer: ISSUER, subject: `sub-${user}` }
  expect(
    ended(
      await both(
        'auth.account',
        [1, 2].map(() => () => link(world.pool, one)),
      ),
    ),
  ).toEqual([true, true])
  expect(await linked(user)).toBe(1)
})

test('two subjects with one e-mail are not both linked to its user', async () => {
  const { id: user } = await world.somebody()
  const works = ['a', 'b'].map(
    (which) => () => link(world.pool, { user, issuer: ISSUER, subject: `${which}-${user}` }),
  )
  expect(ended(await both('auth.account', works)).sort(byText)).toEqual([false, true])
  expect(await linked(user)).toBe(1)
})

test('one subject is not linked to two users', async () => {
  const users = [await world.somebody(), await world.somebody()]
  const works = users.map(
    ({ id: user }) =>
      () =>
        link(world.pool, { user, issuer: ISSUER, subject: 'shared' }),
  )
  expect(ended(await both('auth.account', works)).sort(byText)).toEqual([false, true])
})

test('an authenticator app that is begun in two windows is set up once', async () => {
  const { email } = await world.somebody()
  const windows = [await world.signedIn(email), await world.signedIn(email)]
  const works = windows.map((one) => () => one.post('enrol-codes', { password: PASSWORD }))
  const answers = ended(await both('auth.two_factor', works))
  expect(answers).toMatchObject([{ status: 200 }, { status: 200 }])
})

test('an invitation is used once', async () => {
  const { user, path } = await createAdministrator(world.pool, 'a secret only for tests, long enough', {
    organisation: 'Huerta',
    name: 'Rosa Once',
    email: 'rosa.once@example.org',
    locale: 'es',
    timeZone: 'America/Bogota',
  })
  const token = path.split('/').at(-1)
  const works = [1, 2].map(() => () => world.browser().post('set-password', { token, password: PASSWORD }))
  const answers = ended(await both('auth.account', works)) as { status: number }[]
  expect(answers.map(({ status }) => status).sort(byText)).toEqual([200, 409])
  const { rowCount } = await world.pool.query('select from auth.account where user_id = $1', [user])
  expect(rowCount).toBe(1)
})

test('two administrators of one e-mail, made on the server, are one', async () => {
  const one = {
    organisation: 'Huerta',
    name: 'Rita',
    email: 'rita.once@example.org',
    locale: 'es',
    timeZone: 'UTC',
  }
  const works = [1, 2].map(
    () => () => createAdministrator(world.pool, 'x'.repeat(32), one).then(() => 'made'),
  )
  expect(ended(await both('auth."user"', works)).sort()).toEqual(['made', 'user.email_taken'])
})

test('two invitations of one e-mail make one account, two grants of one role one role', async () => {
  const { network } = world
  const { dora } = network.actors
  const second = await network.join('Dino', 'garden', ['administrator'])
  const invite = (by: typeof dora) => () =>
    network
      .execute(
        inviteUser,
        {
          id: network.newId(),
          name: 'Nilo',
          email: 'nilo@example.org',
          locale: 'es',
          roles: [{ role: 'front_desk' }],
        },
        by,
      )
      .then(() => 'invited')
  expect(ended(await both('auth."user"', [dora, second].map(invite))).sort()).toEqual([
    'invited',
    'user.email_taken',
  ])
  const { id: user } = await world.somebody('garden')
  const give = (by: typeof dora) => () =>
    network.execute(grantRole, { id: network.newId(), user, role: 'orientation' }, by).then(() => 'given')
  expect(ended(await both('role_assignment', [dora, second].map(give))).sort()).toEqual([
    'given',
    'role.taken',
  ])
})

test('what another organisation offers is one offer, though two administrators make it', async () => {
  const { network } = world
  const second = await network.join('Dana', 'garden', ['administrator'])
  const { id: user, email } = await world.somebody('roots')
  const works = [network.actors.dora, second].map((by, place) => () => {
    const roles = [{ role: place === 0 ? 'front_desk' : 'orientation' }]
    return network.execute(inviteUser, { id: network.newId(), name: 'Nilo', email, locale: 'es', roles }, by)
  })
  ended(await both('role_assignment', works))
  const { rows } = await world.pool.query(
    'select distinct offer from role_assignment where app_user = $1 and organisation = $2',
    [user, network.organisations.garden],
  )
  expect(rows).toHaveLength(1)
})

test('a provider that two administrators set up for the first time is one, and the last one’s', async () => {
  const { network } = world
  const admins = [
    await network.join('Rita', 'roots', ['administrator']),
    await network.join('Rino', 'roots', ['administrator']),
  ]
  const works = admins.map(
    (by, place) => () =>
      network.execute(
        configureSignOn,
        {
          issuer: `https://${place}.example`,
          clientId: 'arraigo',
          domain: 'raices.example',
          required: false,
          secondFactor: 'house',
        },
        by,
      ),
  )
  expect(ended(await both('auth.sign_on', works))).toHaveLength(2)
  const found = await network.ask(getSignOn, {}, admins[0] as (typeof admins)[number])
  expect(found.provider?.issuer).toMatch(/^https:\/\/[01]\.example$/u)
})

test('a secret that one administrator gives for a provider is not kept for another’s', async () => {
  const { network } = world
  const admins = [
    await network.join('Sara', 'seal', ['administrator']),
    await network.join('Saul', 'seal', ['administrator']),
  ]
  const set = (issuer: string, by: (typeof admins)[number], clientSecret?: string) =>
    network.execute(
      configureSignOn,
      {
        issuer,
        clientId: 'arraigo',
        domain: 'sello.example',
        required: false,
        secondFactor: 'house',
        ...(clientSecret !== undefined && { clientSecret }),
      },
      by,
    )
  const [sara, saul] = admins as [(typeof admins)[number], (typeof admins)[number]]
  await set('https://one.example', sara, 'the secret of one')
  const { rows: before } = await world.pool.query<{ secret: string }>(
    'select client_secret as secret from auth.sign_on',
  )
  // Both have read: one moves to another provider with its secret, the other keeps the first and its secret.
  ended(
    await both('auth.sign_on', [
      () => set('https://two.example', sara, 'the secret of two'),
      () => set('https://one.example', saul),
    ]),
  )
  const { rows } = await world.pool.query<{ issuer: string; secret: string | null }>(
    'select issuer, client_secret as secret from auth.sign_on where organisation = $1',
    [network.organisations.seal],
  )
  const [kept] = rows
  if (kept?.issuer === 'https://one.example')
    expect([null, ...before.map(({ secret }) => secret)]).toContain(kept.secret)
})
