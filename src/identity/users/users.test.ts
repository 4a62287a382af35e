// Which users and organisations an administrator may add to the network, and on behalf of which organisation.
import { v7 as uuidv7 } from 'uuid'
import { beforeEach, expect, test } from 'vitest'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { registerOrganisation } from '../organisations/operations.ts'
import {
  inviteUser,
  getInvitation,
  grantRole,
  deactivateUser,
  reinviteUser,
  reactivateUser,
  revokeRole,
  listUsers,
} from './operations.ts'

let network: TestNetwork
beforeEach(async () => {
  network = await testNetwork()
})

const problem = (code: string) => expect.objectContaining({ code })

async function invite(
  roles: Parameters<typeof network.join>[2] = ['front_desk'],
  email = 'nora@example.org',
) {
  const { dora } = network.actors
  return network.execute(
    inviteUser,
    { id: uuidv7(), name: 'Nora Rojas', email, locale: 'es', roles: roles.map((role) => ({ role })) },
    dora,
  )
}

test('an administrator invites a user and shows the link again until it is used', async () => {
  const { dora, eve } = network.actors
  const { id } = await invite()
  const first = await network.ask(getInvitation, { user: id }, dora)
  expect(first.path).toMatch(/^\/invitation\/[\w-]{43}$/u)
  expect(await network.ask(getInvitation, { user: id }, dora)).toEqual(first)
  await expect(network.ask(getInvitation, { user: id }, eve)).rejects.toEqual(problem('user.unknown'))
  const { rows } = await network.database.pool.query(
    `select l.output::text || v.identifier as kept from command_log l, auth.verification v`,
  )
  expect(JSON.stringify(rows)).not.toContain(first.path.split('/').at(-1))
})

test('an administrator of one organisation cannot grant in another', async () => {
  const { dora, eve, beto } = network.actors
  const { roots } = network.organisations
  await network.join('Rita', 'roots', ['administrator'])
  const grant = { id: uuidv7(), user: dora.user, role: 'case_manager' as const, organisation: roots }
  await expect(network.execute(grantRole, grant, eve)).rejects.toEqual(problem('organisation.not_yours'))
  // Not even the lead, once the other organisation has an administrator of its own.
  await expect(network.execute(grantRole, grant, dora)).rejects.toEqual(problem('organisation.not_yours'))
  // Nor may it add people who never worked with it by guessing their id.
  await expect(
    network.execute(grantRole, { id: uuidv7(), user: beto.user, role: 'provider' }, eve),
  ).rejects.toEqual(problem('user.unknown'))
})

test('an administrator of one organisation cannot touch accounts or roles of another', async () => {
  const { eve, beto } = network.actors
  for (const command of [deactivateUser, reinviteUser, reactivateUser]) {
    await expect(network.execute(command, { user: beto.user }, eve)).rejects.toEqual(problem('user.unknown'))
  }
  const { rows } = await network.database.pool.query('select id from role_assignment where app_user = $1', [
    beto.user,
  ])
  await expect(network.execute(revokeRole, { id: rows[0].id }, eve)).rejects.toEqual(problem('role.unknown'))
  const seen = await network.ask(listUsers, {}, eve)
  expect(seen.map(({ name }) => name)).toEqual(['Eve'])
})

test('the lead registers an organisation and invites its first administrator, who takes over', async () => {
  const { dora, eve } = network.actors
  const id = uuidv7()
  const input = {
    id,
    name: 'Semillas del Río',
    class: 'cso' as const,
    timeZone: 'America/Bogota',
    locale: 'es',
    secondFactor: 'required' as const,
  }
  await expect(network.execute(registerOrganisation, input, eve)).rejects.toEqual(
    problem('organisation.not_lead'),
  )
  await network.execute(registerOrganisation, input, dora)
  const lina = {
    id: uuidv7(),
    name: 'Lina Paz',
    email: 'Lina@Example.org',
    locale: 'es',
    roles: [{ role: 'administrator' as const }],
    organisation: id,
  }
  const { id: user } = await network.execute(inviteUser, lina, dora)
  expect((await network.ask(getInvitation, { user }, dora)).email).toBe('lina@example.org')
  await expect(
    network.execute(inviteUser, { ...lina, id: uuidv7(), email: 'otra@example.org' }, dora),
  ).rejects.toMatchObject({ code: 'organisation.not_yours', data: { administered: true } })
})

test('a verifier never serves people and an organisation that serves people never verifies', async () => {
  await expect(invite(['verifier'])).rejects.toEqual(problem('role.not_for_class'))
})

test('the last administrator cannot leave', async () => {
  const { dora } = network.actors
  const { rows } = await network.database.pool.query(
    `select id from role_assignment where app_user = $1 and role = 'administrator'`,
    [dora.user],
  )
  await expect(network.execute(deactivateUser, { user: dora.user }, dora)).rejects.toEqual(
    problem('role.last_administrator'),
  )
  await expect(network.execute(revokeRole, { id: rows[0].id }, dora)).rejects.toEqual(
    problem('role.last_administrator'),
  )
})

test('a user of the network gets a role and no new link', async () => {
  const { dora, beto } = network.actors
  const { rows } = await network.database.pool.query('select email from auth."user" where id = $1', [
    beto.user,
  ])
  const { id } = await invite(['provider'], rows[0].email)
  expect(id).toBe(beto.user)
  await expect(network.ask(getInvitation, { user: id }, dora)).rejects.toEqual(problem('user.unknown'))
  await expect(network.execute(deactivateUser, { user: id }, dora)).rejects.toEqual(problem('user.unknown'))
  await expect(invite(['provider'], rows[0].email)).rejects.toEqual(problem('role.taken'))
})

test('a role holds from its first to its last day only', async () => {
  const { dora } = network.actors
  const { id } = await invite()
  const grant = (from: string, until: string) =>
    network.execute(grantRole, { id: uuidv7(), user: id, role: 'orientation', from, until }, dora)
  await expect(grant('2026-05-01', '2026-04-01')).rejects.toEqual(problem('role.period_reversed'))
  await grant('2001-01-01', '2001-12-31')
  const { rows } = await network.database.pool.query('select role from read.membership where app_user = $1', [
    id,
  ])
  expect(rows).not.toContainEqual({ role: 'orientation' })
})
