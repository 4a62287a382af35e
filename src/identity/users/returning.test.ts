// An organisation that lost its last administrator: no one person of another organisation gets in alone, and
// nobody can cause the loss.
import { v7 as uuidv7 } from 'uuid'
import { beforeEach, expect, test } from 'vitest'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Grant, Role } from '../../kernel/roles.ts'
import { grantsOf } from '../../kernel/roles.ts'
import type { Id } from '../../kernel/words.ts'
import { actorToday } from '../sessions/server/operator.ts'
import { registerOrganisation } from '../organisations/operations.ts'
import {
  inviteUser,
  confirmRole,
  listUnconfirmed,
  listFromOutside,
  deactivateUser,
  reinviteUser,
  grantRole,
  getInvitation,
  revokeRole,
  getMembershipCode,
  acceptMembership,
} from './operations.ts'

let network: TestNetwork
/** Two administrators of the lead organisation; Raíces has users but no administrator. */
let dora: Actor
let rosa: Actor
let roots: Id
beforeEach(async () => {
  network = await testNetwork()
  dora = network.actors.dora
  rosa = await network.join('Rosa', 'garden', ['administrator'])
  roots = network.organisations.roots
})

const problem = (code: string) => expect.objectContaining({ code })
const fresh = () => `n${uuidv7().slice(-12)}@example.org`
const invite = (roles: readonly string[], by: Actor, more: { organisation?: Id; email?: string } = {}) =>
  network.execute(
    inviteUser,
    {
      id: uuidv7(),
      name: 'Nora Rojas',
      email: fresh(),
      locale: 'es',
      roles: roles.map((role) => ({ role })),
      ...more,
    },
    by,
  )
const confirm = (id: Id, by: Actor) => network.execute(confirmRole, { id }, by)
const rolesNow = async (user: Id, organisation = roots) =>
  (await actorToday(network.database.pool, { user, organisation })).roles
const waiting = (by: Actor) => network.ask(listUnconfirmed, {}, by)
const notice = (by: Actor) => network.ask(listFromOutside, {}, by)
/** As if the days that a role waits had passed. */
const daysPass = () => network.database.pool.query('update role_assignment set valid_from = current_date - 1')

/** An account that the purse opened and that works for Raíces too, as its only administrator. */
async function administratorFromElsewhere() {
  const fausto = await network.join('Fausto', 'purse', ['administrator'])
  const one = await network.join('Nora', 'purse', ['analyst'])
  await network.database.pool.query(
    `insert into role_assignment (id, app_user, organisation, organisation_class, role, valid_from, offer, accepted_at)
     values ($1, $2, $3, 'cso', 'administrator', '2020-01-01', $1, now())`,
    [uuidv7(), one.user, roots],
  )
  return { fausto, user: one.user }
}

test('the organisation that opened an account ends the membership there and does not close it', async () => {
  const { fausto, user } = await administratorFromElsewhere()
  const closed = await network.execute(deactivateUser, { user }, fausto)
  expect(closed).toEqual({ id: user, open: true })
  expect(await rolesNow(user)).toEqual(['administrator'])
  await expect(rolesNow(user, fausto.organisation)).rejects.toEqual(problem('organisation.not_yours'))
  await expect(invite(['case_manager'], dora, { organisation: roots })).rejects.toEqual(
    problem('organisation.not_yours'),
  )
  // The purse can change nothing of it any more, until the other organisation revokes its roles.
  await expect(network.execute(reinviteUser, { user }, fausto)).rejects.toEqual(
    problem('user.held_elsewhere'),
  )
  await network.database.pool.query('update role_assignment set revoked_at = now() where organisation = $1', [
    roots,
  ])
  expect(await network.execute(deactivateUser, { user }, fausto)).toEqual({ id: user })
  await expect(rolesNow(user)).rejects.toEqual(problem('user.unknown'))
})

test.each<Role>(['case_manager', 'front_desk', 'analyst'])(
  'the role %s that the lead gives elsewhere waits for a user of that organisation',
  async (role) => {
    const { beto } = network.actors
    const { id: user } = await invite([role], dora, { organisation: roots })
    await network.execute(
      grantRole,
      { id: uuidv7(), user: beto.user, role: 'supervisor', organisation: roots },
      dora,
    )
    await expect(rolesNow(user)).rejects.toEqual(problem('role.none'))
    const [one] = await waiting(dora)
    expect(one).toMatchObject({ mayConfirm: false, whoMay: { kind: 'colleague', organisation: 'Raíces' } })
    const rows = await network.database.pool.query<{ id: Id }>(
      'select id from role_assignment where unconfirmed',
    )
    expect(rows.rows).toHaveLength(2)
    for (const { id } of rows.rows) {
      await expect(confirm(id, rosa)).rejects.toEqual(problem('role.unknown'))
      await expect(confirm(id, dora)).rejects.toEqual(problem('role.unknown'))
    }
    const rita = await network.join('Rita', 'roots', ['administrator'])
    for (const { id } of rows.rows) await confirm(id, rita)
    expect(await rolesNow(user)).toEqual([role])
  },
)

test('restoring an administrator takes two people of the lead and some days, and everybody there is notified', async () => {
  const { beto } = network.actors
  const { id: user } = await invite(['administrator'], dora, { organisation: roots })
  await expect(rolesNow(user)).rejects.toEqual(problem('role.none'))
  expect(await notice(beto)).toEqual([
    expect.objectContaining({ userName: 'Nora Rojas', role: 'administrator', givenBy: 'Dora', waits: true }),
  ])
  expect(await notice(network.actors.eve)).toEqual([])
  // In the lead organisation, only those who answer for the roles it gives elsewhere.
  expect(await notice(network.actors.ana)).toEqual([])
  expect(await notice(rosa)).toMatchObject([{ userName: 'Nora Rojas', ours: false }])
  const [one] = await waiting(rosa)
  const id = one?.id ?? ''
  await expect(confirm(id, dora)).rejects.toEqual(problem('role.own_confirmation'))
  await confirm(id, rosa)
  await expect(rolesNow(user)).rejects.toEqual(problem('role.none'))
  expect(await notice(beto)).toEqual([
    expect.objectContaining({
      givenBy: 'Dora',
      confirmedBy: 'Rosa',
      waits: false,
      givenFrom: 'Huerta del Barrio',
    }),
  ])
  const { rowCount } = await network.database.pool.query(
    'select from role_assignment where id = $1 and valid_from >= created_at::date + 3',
    [id],
  )
  expect(rowCount).toBe(1)
  await daysPass()
  expect(await rolesNow(user)).toEqual(['administrator'])
  await expect(invite(['case_manager'], dora, { organisation: roots })).rejects.toEqual(
    problem('organisation.not_yours'),
  )
})

test('the invitation of the lead names the organisation the person will work for', async () => {
  const shown = async (user: Id) => (await network.ask(getInvitation, { user }, dora)).worksIn
  expect(await shown((await invite(['administrator'], dora, { organisation: roots })).id)).toBe('Raíces')
  expect(await shown((await invite(['case_manager'], dora)).id)).toBeUndefined()
})

test('the lead takes back what it gave elsewhere for as long as it has not begun, and nothing else', async () => {
  const { beto } = network.actors
  await invite(['administrator'], dora, { organisation: roots })
  const [one] = await waiting(rosa)
  await confirm(one?.id ?? '', rosa)
  await network.execute(revokeRole, { id: one?.id ?? '' }, rosa)
  expect(await notice(beto)).toEqual([])

  await invite(['administrator'], dora, { organisation: roots })
  const [again] = await waiting(rosa)
  await confirm(again?.id ?? '', rosa)
  await daysPass()
  await expect(network.execute(revokeRole, { id: again?.id ?? '' }, rosa)).rejects.toEqual(
    problem('role.unknown'),
  )
})

test('an administrator by a role of the organisation’s own also excludes the lead', async () => {
  const { beto } = network.actors
  const role = uuidv7()
  const grants: Grant[] = grantsOf(['administrator'])
  await network.database.pool.query(
    'insert into role (id, organisation, name, grants, defined_by, defined_at) values ($1, $2, $3, $4, $5, now())',
    [role, roots, 'Encargada', JSON.stringify(grants), beto.user],
  )
  await network.database.pool.query(
    `insert into role_assignment (id, app_user, organisation, organisation_class, role, valid_from)
     values ($1, $2, $3, 'cso', $4, '2020-01-01')`,
    [uuidv7(), beto.user, roots, role],
  )
  await expect(invite(['administrator'], dora, { organisation: roots })).rejects.toEqual(
    problem('organisation.not_yours'),
  )
})

test('what the lead offered before anybody worked there waits once somebody does', async () => {
  const id = uuidv7()
  await network.execute(
    registerOrganisation,
    {
      id,
      name: 'Semillas del Río',
      class: 'cso',
      timeZone: 'America/Bogota',
      locale: 'es',
      secondFactor: 'required',
    },
    dora,
  )
  const elsewhere = await network.join('Fausto', 'purse', ['analyst'])
  const { rows } = await network.database.pool.query<{ email: string }>(
    'select email from auth."user" where id = $1',
    [elsewhere.user],
  )
  await invite(['case_manager'], dora, { organisation: id, email: rows[0]?.email ?? '' })
  const { code } = await network.ask(getMembershipCode, { user: elsewhere.user, organisation: id }, dora)
  const { id: first } = await invite(['administrator'], dora, { organisation: id })
  expect(await rolesNow(first, id)).toEqual(['administrator'])
  await network.execute(acceptMembership, { organisation: id, code }, elsewhere)
  await expect(rolesNow(elsewhere.user, id)).rejects.toEqual(problem('organisation.not_yours'))
})
