// A lost second proof is reset by two people, or by its holder's other proof; and never together with the
// password by one person.
import { v7 as uuidv7 } from 'uuid'
import { beforeEach, expect, test } from 'vitest'
import {
  codeOf,
  PASSWORD,
  signInWorld,
  type SignInWorld,
  type Visitor,
} from '../../../tests/harness/visitor.ts'
import type { Actor, Role } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import { actorToday } from '../sessions/server/operator.ts'
import {
  resetSecondFactor,
  confirmReset,
  listResets,
  declineReset,
  reinviteUser,
  getInvitation,
  listUnconfirmed,
  confirmRole,
} from './operations.ts'

let world: SignInWorld
/** Two administrators of the lead organisation: Dora acts, and the other one has lost the telephone. */
let dora: Actor
let other: Holder
beforeEach(async () => {
  world = await signInWorld()
  await world.pool.query(`update organisation set second_factor = 'required'`)
  dora = world.network.actors.dora
  other = await holder(['administrator', 'coordinator'])
})

type Holder = { id: Id; email: string; uri: string; backupCodes: string[]; one: Visitor }

const problem = (code: string) => expect.objectContaining({ code })
const { execute, ask } = {
  execute: ((...all) => world.network.execute(...all)) as SignInWorld['network']['execute'],
  ask: ((...all) => world.network.ask(...all)) as SignInWorld['network']['ask'],
}

/** A user of the lead organisation with a password, an app and backup codes. */
async function holder(roles: readonly Role[]): Promise<Holder> {
  const { id, email } = await world.somebody('garden', roles)
  const one = await world.signedIn(email)
  return { id, email, one, ...(await world.enrol(one)) }
}
const reset = async (user: Id, by: Actor) => (await execute(resetSecondFactor, { id: uuidv7(), user }, by)).id
const confirm = (id: Id, by: Actor) => execute(confirmReset, { id }, by)
const resets = (by: Actor) => ask(listResets, {}, by)
const run = (one: Visitor, name: string, input: object) =>
  one.send(`/api/${name}`, { method: 'POST', body: JSON.stringify(input) })
const listed = async (one: Visitor) =>
  (
    await one.send('/api/second_factor.resets', {
      headers: { 'x-organisation': world.network.organisations.garden },
    })
  ).body as unknown as Awaited<ReturnType<typeof resets>>
const rolesNow = async (user: Id) =>
  (await actorToday(world.pool, { user, organisation: world.network.organisations.garden })).roles.toSorted()

test('of two administrators one lost the telephone: the other asks, and a backup code confirms', async () => {
  const id = await reset(other.id, dora)
  // Nothing has changed, and the holder sees the request wherever they are signed in.
  expect(await listed(other.one)).toEqual([
    expect.objectContaining({ id, own: true, askedBy: 'Dora', confirmed: null, mayConfirm: true }),
  ])
  await expect(confirm(id, dora)).rejects.toEqual(problem('second_factor.reset_own'))

  const again = await world.signedIn(other.email)
  expect((await again.read('standing')).body['next']).toBe('sign_in')
  await again.post('backup-code', { code: other.backupCodes[0] ?? '' })
  expect((await run(again, 'second_factor.confirm_reset', { id })).status).toBe(200)
  expect(await listed(again)).toEqual([
    expect.objectContaining({ id, confirmed: true, settledBy: 'Somebody New' }),
  ])
  // The roles need no confirmation: nobody else could have signed in.
  expect(await rolesNow(other.id)).toEqual(['administrator', 'coordinator'])
  const { uri } = await world.enrol(again)
  expect(codeOf(uri)).toMatch(/^\d{6}$/u)
  await expect(confirm(id, dora)).rejects.toEqual(problem('second_factor.reset_unknown'))
})

test('without another proof another user confirms, and the password is still asked for', async () => {
  const officer = await world.network.join('Delfina', 'garden', ['data_protection_officer'])
  const clerk = await world.network.join('Nora', 'garden', ['front_desk'])
  const id = await reset(other.id, dora)
  for (const one of [clerk, world.network.actors.eve]) {
    expect(await resets(one)).toEqual([])
    await expect(confirm(id, one)).rejects.toEqual(problem('second_factor.reset_unknown'))
  }
  expect(await resets(officer)).toEqual([
    expect.objectContaining({ id, own: false, userName: 'Somebody New', mayConfirm: true }),
  ])
  expect(await resets(dora)).toEqual([expect.objectContaining({ id, mayConfirm: false })])
  await confirm(id, officer)
  expect((await other.one.session()).status).toBe(401)
  const wrong = await world.browser().post('sign-in', { email: other.email, password: 'not their password' })
  expect(wrong.body.code).toBe('sign_in.refused')
  const again = await world.signedIn(other.email)
  expect((await again.session()).body.code).toBe('second_factor.required')
  await world.enrol(again)
  const whole = await world.signedIn(other.email)
  expect((await whole.read('standing')).body['next']).toBe('sign_in')
})

test('nobody resets their own, and an account that works elsewhere cannot be reset', async () => {
  const rosa = await world.network.join('Rosa', 'garden', ['administrator'])
  await expect(reset(rosa.user, rosa)).rejects.toEqual(problem('second_factor.reset_own'))
  await expect(reset(rosa.user, dora)).rejects.toEqual(problem('second_factor.none'))
  await expect(reset(other.id, world.network.actors.eve)).rejects.toEqual(problem('user.unknown'))
  const id = await reset(other.id, dora)
  await expect(reset(other.id, rosa)).rejects.toEqual(problem('second_factor.reset_asked'))
  const elsewhere = `insert into role_assignment (id, app_user, organisation, organisation_class, role, valid_from, offer, accepted_at)
    values ($1, $2, $3, 'cso', 'provider', '2020-01-01', $1, now())`
  await world.pool.query(elsewhere, [uuidv7(), other.id, world.network.organisations.roots])
  await expect(confirm(id, rosa)).rejects.toEqual(problem('user.held_elsewhere'))
  await execute(declineReset, { id }, rosa)
  await expect(reset(other.id, dora)).rejects.toEqual(problem('user.held_elsewhere'))
  expect(await listed(other.one)).toEqual([expect.objectContaining({ id, confirmed: false })])
})

test('the giver of a new link, who may know the password, has no part in the reset', async () => {
  const rosa = await world.network.join('Rosa', 'garden', ['administrator'])
  const officer = await world.network.join('Delfina', 'garden', ['data_protection_officer'])
  await execute(reinviteUser, { user: other.id, keepSecondFactor: true }, dora)
  // Only the organisation that gave the link shows it.
  await expect(ask(getInvitation, { user: other.id }, rosa)).rejects.toEqual(problem('invitation.of_another'))
  const { path } = await ask(getInvitation, { user: other.id }, dora)
  const password = 'five red wheelbarrows'
  await world.browser().post('set-password', { token: path.split('/').at(-1), password })
  // The link alone does not sign in: the code is still asked for.
  const taker = world.browser()
  expect((await taker.post('sign-in', { email: other.email, password })).body).toEqual({
    next: 'second_factor',
  })
  expect((await taker.session()).status).toBe(401)
  expect(await rolesNow(other.id)).toEqual(['administrator', 'coordinator'])

  const asked = await reset(other.id, dora)
  await expect(confirm(asked, officer)).rejects.toEqual(problem('second_factor.reset_link_given'))
  await execute(declineReset, { id: asked }, officer)
  const byRosa = await reset(other.id, rosa)
  await expect(confirm(byRosa, dora)).rejects.toEqual(problem('second_factor.reset_link_given'))

  // Once the holder has chosen a password themselves, with a second proof, the giver of the link is
  // forgotten.
  const mine = world.browser()
  await mine.post('sign-in', { email: other.email, password })
  await mine.post('second-factor', { code: codeOf(other.uri) })
  const chosen = await mine.post('change-password', { current: password, password: PASSWORD })
  expect(chosen.status).toBe(200)
  await confirm(byRosa, dora)
})

test('one administrator alone never resets both: roles that read people then wait for another', async () => {
  const rosa = await world.network.join('Rosa', 'garden', ['administrator'])
  const clerk = await holder(['case_manager'])
  await execute(reinviteUser, { user: clerk.id }, dora)
  await expect(rolesNow(clerk.id)).rejects.toEqual(problem('role.none'))
  const [waits] = await ask(listUnconfirmed, {}, rosa)
  await execute(confirmRole, { id: waits?.id ?? '' }, rosa)
  expect(await rolesNow(clerk.id)).toEqual(['case_manager'])

  // Nor one after the other: after a confirmed reset, a new link makes the roles wait as if both had been
  // reset.
  const second = await holder(['case_manager'])
  await confirm(await reset(second.id, dora), rosa)
  await expect(execute(reinviteUser, { user: second.id, keepSecondFactor: true }, dora)).rejects.toEqual(
    problem('second_factor.none'),
  )
  await execute(reinviteUser, { user: second.id }, dora)
  await expect(rolesNow(second.id)).rejects.toEqual(problem('role.none'))

  // A user who never had a second proof gets a new link as before.
  const fresh = await world.somebody('garden', ['case_manager'])
  await execute(reinviteUser, { user: fresh.id }, dora)
  expect(await rolesNow(fresh.id)).toEqual(['case_manager'])
})

test('where nobody else administers, an administrator of the lead confirms, and only there', async () => {
  const rita = await world.network.join('Rita', 'roots', ['administrator'])
  const { id: user, email } = await world.somebody('roots', ['provider'])
  await world.enrol(await world.signedIn(email))
  const id = await reset(user, rita)
  expect(await resets(dora)).toEqual([
    expect.objectContaining({ id, organisationName: 'Raíces', mayConfirm: true }),
  ])
  const raul = await world.network.join('Raúl', 'roots', ['administrator'])
  await expect(confirm(id, dora)).rejects.toEqual(problem('second_factor.reset_unknown'))
  await confirm(id, raul)
})

test('the database enforces that two people reset, and that nobody confirms alone', async () => {
  const insert = (askedBy: Id, settledBy: Id) =>
    world.pool.query(
      `insert into second_factor_reset (id, organisation, app_user, asked_by, asked_at, settled_by, settled_at, confirmed)
       values ($1, $2, $3, $4, now(), $5, now(), true)`,
      [uuidv7(), dora.organisation, other.id, askedBy, settledBy],
    )
  await expect(insert(dora.user, dora.user)).rejects.toMatchObject({
    constraint: 'second_factor_reset_by_two',
  })
  await expect(insert(other.id, dora.user)).rejects.toMatchObject({
    constraint: 'second_factor_reset_by_another',
  })
})
