// Separation of duties: a person who gains by a permission cannot give it alone, and no user holds both sides
// of a case.
import { v7 as uuidv7 } from 'uuid'
import { beforeEach, expect, test } from 'vitest'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { grantsOf, type Grant, type Role } from '../../kernel/roles.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import { actorToday } from '../sessions/server/operator.ts'
import { issueKey } from '../keys/operations.ts'
import { changeRole, defineRole } from '../roles/operations.ts'
import { registerOrganisation } from '../organisations/operations.ts'
import {
  grantRole,
  confirmRole,
  inviteUser,
  listUnconfirmed,
  reinviteUser,
  deactivateUser,
  reactivateUser,
} from './operations.ts'

let network: TestNetwork
let rosa: Actor
beforeEach(async () => {
  network = await testNetwork()
  rosa = await network.join('Rosa', 'garden', ['administrator'])
})

const problem = (code: string) => expect.objectContaining({ code })

const give = async (user: string, role: string, by: Actor) => {
  const { id } = await network.execute(grantRole, { id: uuidv7(), user, role }, by)
  return id
}
const confirm = (id: string, by: Actor) => network.execute(confirmRole, { id }, by)
const invite = (roles: readonly Role[], by: Actor, more: { organisation?: string } = {}) =>
  network.execute(
    inviteUser,
    {
      id: uuidv7(),
      name: 'Nora Rojas',
      email: `n${uuidv7().slice(-12)}@example.org`,
      locale: 'es',
      roles: roles.map((role) => ({ role })),
      ...more,
    },
    by,
  )
const rolesNow = async (one: Pick<Actor, 'user' | 'organisation'>) =>
  (await actorToday(network.database.pool, one)).roles.toSorted()
const waiting = async (by: Actor) =>
  (await network.ask(listUnconfirmed, {}, by)).map(({ id, user, mayConfirm }) => ({
    id,
    user,
    mayConfirm,
  }))

test('an administrator cannot make themselves case manager and data protection officer', async () => {
  for (const role of ['case_manager', 'data_protection_officer'] as const) {
    const one = await network.join('Nadie', 'garden', ['administrator'])
    const id = await give(one.user, role, one)
    expect(await rolesNow(one)).toEqual(['administrator'])
    await expect(confirm(id, one)).rejects.toEqual(problem('role.own_confirmation'))
    await confirm(id, rosa)
    expect(await rolesNow(one)).toEqual(['administrator', role].toSorted())
  }
  // With two administrators too, one user never holds both sides.
  const both = await network.join('Ambos', 'garden', ['case_manager'])
  await expect(give(both.user, 'data_protection_officer', rosa)).rejects.toEqual(problem('role.duties_apart'))
  const officer = await network.join('Delfina', 'garden', ['data_protection_officer'])
  await expect(give(officer.user, 'case_manager', rosa)).rejects.toEqual(problem('role.duties_apart'))
  await expect(invite(['provider', 'data_protection_officer'], rosa)).rejects.toEqual(
    problem('role.duties_apart'),
  )
})

test('a second account of their own does not help: roles that give roles or audit are confirmed by another user', async () => {
  const { dora } = network.actors
  const { id: user } = await invite(['data_protection_officer'], dora)
  const { id: colleague } = await invite(['administrator'], dora)
  expect((await waiting(dora)).map((one) => one.mayConfirm)).toEqual([false, false])
  const seen = await waiting(rosa)
  expect(seen.map((one) => one.user).toSorted()).toEqual([user, colleague].toSorted())
  const { garden: organisation } = network.organisations
  await expect(rolesNow({ user: colleague, organisation })).rejects.toEqual(problem('role.none'))
  for (const { id } of seen) await confirm(id, rosa)
  expect(await rolesNow({ user: colleague, organisation })).toEqual(['administrator'])
  // A new link would be a second account too: the person who gives it could sign in with it.
  await network.execute(reinviteUser, { user: colleague }, dora)
  await expect(rolesNow({ user: colleague, organisation })).rejects.toEqual(problem('role.none'))
})

test('an administrator of the lead confirms for an organisation with only one administrator, and only then', async () => {
  const { dora } = network.actors
  const rita = await network.join('Rita', 'roots', ['administrator'])
  const { id: user } = await invite(['data_protection_officer'], rita)
  const [one] = await waiting(dora)
  expect(one).toMatchObject({ user, mayConfirm: true })
  const { id = '' } = one ?? {}
  await expect(confirm(id, network.actors.eve)).rejects.toEqual(problem('role.unknown'))
  const other = await network.join('Raúl', 'roots', ['administrator'])
  await expect(confirm(id, dora)).rejects.toEqual(problem('role.unknown'))
  await confirm(id, other)
  expect(await waiting(dora)).toEqual([])
})

test('a user who may not confirm is shown who may: a colleague, the lead, or only the operator of the server', async () => {
  const { dora } = network.actors
  const named = async (by: Actor) => (await network.ask(listUnconfirmed, {}, by))[0]?.whoMay
  const rita = await network.join('Rita', 'roots', ['administrator'])
  await give(rita.user, 'coordinator', rita)
  expect(await named(rita)).toEqual({ kind: 'lead', organisation: 'Huerta del Barrio' })
  expect(await named(dora)).toBeUndefined()
  await network.join('Raúl', 'roots', ['administrator'])
  expect(await named(rita)).toEqual({ kind: 'colleague', organisation: 'Raíces' })

  await give(dora.user, 'analyst', dora)
  expect(await named(dora)).toEqual({ kind: 'colleague', organisation: 'Huerta del Barrio' })
  await network.database.pool.query('update app_user set active = false where id = $1', [rosa.user])
  expect(await named(dora)).toEqual({ kind: 'operator', organisation: 'Huerta del Barrio' })
})

test('the first administrator of a new organisation starts at once', async () => {
  const { dora } = network.actors
  const { id: organisation } = await network.execute(
    registerOrganisation,
    {
      id: uuidv7(),
      name: 'Semillas del Río',
      class: 'cso',
      timeZone: 'America/Bogota',
      locale: 'es',
      secondFactor: 'required',
    },
    dora,
  )
  const { id: user } = await invite(['administrator', 'provider'], dora, { organisation })
  expect(await rolesNow({ user, organisation })).toEqual(['administrator', 'provider'])
})

test('no role of the organisation’s own holds both sides, and nobody widens a role they hold', async () => {
  const both: Grant[] = grantsOf(['case_manager', 'data_protection_officer'])
  const define = (grants: Grant[]) =>
    network.execute(defineRole, { id: uuidv7(), name: `Rol ${uuidv7()}`, grants }, rosa)
  await expect(define(both)).rejects.toEqual(problem('role.duties_apart'))

  const desk = grantsOf(['communications', 'analyst'])
  const { id: role } = await define(desk)
  const change = (grants: Grant[], by = rosa) =>
    network.execute(changeRole, { id: role, name: `Rol ${role}`, grants }, by)
  const own = await give(rosa.user, role, rosa)
  // Also while the role still waits to be confirmed.
  await expect(change([...desk, ...grantsOf(['case_manager'])])).rejects.toEqual(problem('role.own_change'))
  await confirm(own, network.actors.dora)
  await expect(change([...desk, ...grantsOf(['case_manager'])])).rejects.toEqual(problem('role.own_change'))
  await change(desk.slice(0, 1))

  const { dora } = network.actors
  await expect(change(grantsOf(['administrator']), dora)).rejects.toEqual(problem('role.held'))
  const officer = await network.join('Delfina', 'garden', ['data_protection_officer'])
  await give(officer.user, role, dora)
  await expect(change(grantsOf(['case_manager']), dora)).rejects.toEqual(problem('role.duties_apart'))
})

test('a role that is widened at the moment it is given waits as the wider one would', async () => {
  const { dora, ana } = network.actors
  const narrow = grantsOf(['analyst']).slice(0, 1)
  const { id: role } = await network.execute(
    defineRole,
    { id: uuidv7(), name: 'Boletín', grants: narrow },
    dora,
  )
  const client = await network.database.pool.connect()
  await client.query('begin')
  await client.query('select from role where id = $1 for update', [role])
  const given = give(ana.user, role, dora)
  const waits = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  await expect.poll(async () => (await network.database.pool.query(waits)).rowCount).toBe(1)
  const wide = JSON.stringify(grantsOf(['administrator']))
  await client.query('update role set grants = $2 where id = $1', [role, wide])
  await client.query('commit')
  client.release()
  await given
  expect(await rolesNow(ana)).toEqual(['front_desk'])
})

test('a role that decides about the firewall is confirmed by another, so that two people stay two', async () => {
  const { dora } = network.actors
  const { id: role } = await network.execute(
    defineRole,
    {
      id: uuidv7(),
      name: 'Cortafuegos',
      grants: grantsOf(['administrator']).filter(({ verb }) => verb === 'firewall.decide'),
    },
    dora,
  )
  const puppet = await network.join('Nadie', 'garden', ['front_desk'])
  await give(puppet.user, role, dora)
  expect(await rolesNow(puppet)).toEqual(['front_desk'])
})

test('a key that reads people works once a second administrator has confirmed it', async () => {
  const { dora } = network.actors
  const user = uuidv7()
  const input = { id: uuidv7(), user, name: 'Ventanilla', allows: ['person.search'], until: '2026-12-31' }
  await network.execute(issueKey, { ...input, roles: ['front_desk'] }, dora)
  const organisation = dora.organisation
  await expect(rolesNow({ user, organisation })).rejects.toEqual(problem('role.none'))
  const [one] = await waiting(rosa)
  await confirm(one?.id ?? '', rosa)
  expect(await rolesNow({ user, organisation })).toEqual(['front_desk'])
  // The administrator who gave it may change its key; a colleague would gain by it.
  const again = { user, allows: ['person.search'], until: '2026-12-31' }
  await network.execute(issueKey, { ...again, id: uuidv7() }, dora)
  expect(await rolesNow({ user, organisation })).toEqual(['front_desk'])
  await network.execute(issueKey, { ...again, id: uuidv7() }, rosa)
  await expect(rolesNow({ user, organisation })).rejects.toEqual(problem('role.none'))
  expect((await waiting(rosa)).map(({ mayConfirm }) => mayConfirm)).toEqual([false])
  const [colleagues] = await waiting(dora)
  await confirm(colleagues?.id ?? '', dora)
  expect(await rolesNow({ user, organisation })).toEqual(['front_desk'])
  await expect(give(user, 'case_manager', dora)).resolves.toBeDefined()
  expect(await rolesNow({ user, organisation })).toEqual(['front_desk'])
})

test('an administrator or auditor deactivated and reactivated by one administrator waits for another', async () => {
  const { dora } = network.actors
  const officer = await network.join('Delfina', 'garden', ['data_protection_officer'])
  const clerk = await network.join('Nora', 'garden', ['front_desk'])
  for (const { user } of [officer, clerk]) {
    await network.execute(deactivateUser, { user }, dora)
    await network.execute(reactivateUser, { user }, dora)
  }
  await expect(rolesNow(officer)).rejects.toEqual(problem('role.none'))
  expect(await rolesNow(clerk)).toEqual(['front_desk'])
  const one = (await waiting(rosa)).find(({ user }) => user === officer.user)
  expect(one).toMatchObject({ mayConfirm: true })
  await confirm(one?.id as Id, rosa)
  expect(await rolesNow(officer)).toEqual(['data_protection_officer'])
})

test('the giver of a waiting role cannot confirm it, even after another user gave its holder a new link', async () => {
  const { dora } = network.actors
  const { garden: organisation } = network.organisations
  const third = await network.join('Tere', 'garden', ['administrator'])
  const { id: user } = await invite(['administrator'], dora)
  const id = (await waiting(rosa))[0]?.id ?? ''
  // A person asks by telephone: "my link has expired".
  await network.execute(reinviteUser, { user }, rosa)
  for (const one of [dora, rosa]) {
    expect(await waiting(one)).toEqual([{ id, user, mayConfirm: false }])
    await expect(confirm(id, one)).rejects.toEqual(problem('role.own_confirmation'))
  }
  // Nor by deactivating and reactivating the account, nor by two administrators taking turns.
  await network.execute(deactivateUser, { user }, rosa)
  await network.execute(reactivateUser, { user }, rosa)
  await network.execute(reinviteUser, { user }, dora)
  for (const one of [dora, rosa])
    await expect(confirm(id, one)).rejects.toEqual(problem('role.own_confirmation'))
  await expect(rolesNow({ user, organisation })).rejects.toEqual(problem('role.none'))
  await confirm(id, third)
  expect(await rolesNow({ user, organisation })).toEqual(['administrator'])
  // A role that was confirmed before needs only one confirmation when it waits again.
  await network.execute(reinviteUser, { user }, rosa)
  await confirm(id, dora)
  expect(await rolesNow({ user, organisation })).toEqual(['administrator'])
})

test('after a key goes to another user, the giver of a program’s role cannot confirm it', async () => {
  const { dora } = network.actors
  const program = uuidv7()
  const key = (by: Actor, more: object) =>
    network.execute(
      issueKey,
      {
        id: uuidv7(),
        user: program,
        allows: ['person.search'],
        until: network.clock.now.toISOString().slice(0, 10),
        ...more,
      },
      by,
    )
  await key(dora, { name: 'Report', roles: ['front_desk'] })
  const id = (await waiting(rosa))[0]?.id ?? ''
  await key(rosa, {})
  for (const one of [dora, rosa])
    await expect(confirm(id, one)).rejects.toEqual(problem('role.own_confirmation'))
})

test('a role that the lead gave elsewhere still counts as the lead’s when a user there gives a new link', async () => {
  const { dora } = network.actors
  const { pool } = network.database
  const { roots } = network.organisations
  const { id: user } = await invite(['data_protection_officer'], dora, { organisation: roots })
  const id = (await waiting(dora))[0]?.id ?? ''
  const rita = await network.join('Rita', 'roots', ['administrator'])
  await network.execute(reinviteUser, { user }, rita)
  const { rows } = await pool.query('select granted_from from role_assignment where id = $1', [id])
  expect(rows).toEqual([{ granted_from: network.organisations.garden }])
  for (const one of [dora, rosa]) await expect(confirm(id, one)).rejects.toEqual(problem('role.unknown'))
})
