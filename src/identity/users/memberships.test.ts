// An account that another organisation opened: it does no work for this one until its holder accepts, and
// nobody takes it over afterwards.
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, expect, test } from 'vitest'
import {
  codeOf,
  PASSWORD,
  signInWorld,
  type SignInWorld,
  type Visitor,
} from '../../../tests/harness/visitor.ts'
import type { Role } from '../../kernel/roles.ts'
import type { Id } from '../../kernel/words.ts'
import {
  inviteUser,
  getInvitation,
  getMembershipCode,
  listUsers,
  grantRole,
  revokeRole,
  reinviteUser,
  listUnconfirmed,
  confirmRole,
} from './operations.ts'

let world: SignInWorld
let funder: Awaited<ReturnType<SignInWorld['network']['join']>>
beforeAll(async () => {
  world = await signInWorld()
  funder = await world.network.join('Fausto', 'purse', ['administrator'])
})

const problem = (code: string) => expect.objectContaining({ code })
const run = (one: Visitor, name: string, input: object, organisation?: Id) =>
  one.send(`/api/${name}`, {
    method: 'POST',
    body: JSON.stringify(input),
    headers: { ...(organisation && { 'x-organisation': organisation }) },
  })
const fresh = () => `n${uuidv7().slice(-12)}@example.org`

const invite = (email: string, roles: readonly Role[], by = world.network.actors.dora) =>
  world.network.execute(
    inviteUser,
    { id: uuidv7(), name: 'Nora Rojas', email, locale: 'es', roles: roles.map((role) => ({ role })) },
    by,
  )

/** Uses the link as anybody who has it could, and sets up an authenticator app. */
async function takeUp(user: Id, by = funder): Promise<Visitor> {
  const { path, email } = await world.network.ask(getInvitation, { user }, by)
  await world.browser().post('set-password', { token: path.split('/').at(-1), password: PASSWORD })
  const one = await world.signedIn(email)
  await world.enrol(one)
  return one
}

const codeFor = async (user: Id) =>
  (await world.network.ask(getMembershipCode, { user }, world.network.actors.dora)).code

/** Somebody whose account the funder opened, and who works for the garden too. */
async function inBoth() {
  const email = fresh()
  const { id } = await invite(email, ['analyst'], funder)
  const one = await takeUp(id)
  await invite(email, ['case_manager'])
  const { garden } = world.network.organisations
  const accepted = await run(one, 'membership.accept', { organisation: garden, code: await codeFor(id) })
  expect(accepted).toMatchObject({ status: 200 })
  return { id, email, one }
}

test('an address that another organisation invited first has no access here, whoever set its password', async () => {
  const { garden } = world.network.organisations
  const email = fresh()
  const { id } = await invite(email, ['analyst'], funder)
  const taker = await takeUp(id)
  expect(await invite(email, ['case_manager'])).toEqual({ id, elsewhere: true })

  expect((await taker.session({ 'x-organisation': garden })).body.code).toBe('organisation.not_yours')
  expect(
    (await taker.send('/api/person.caseload', { headers: { 'x-organisation': garden } })).body.code,
  ).toBe('organisation.not_yours')
  const offered = (await taker.send('/api/membership.offered')).body as unknown as object[]
  expect(offered).toEqual([
    expect.objectContaining({
      organisation: garden,
      organisationName: 'Huerta del Barrio',
      invitedBy: 'Dora',
      roles: [{ role: 'case_manager' }],
    }),
  ])
  // With both proofs of the account, but without the code that the garden handed to the person it invited.
  const guess = await run(taker, 'membership.accept', { organisation: garden, code: '2222-2222-2222' })
  expect(guess.body).toMatchObject({ code: 'membership.code_wrong', status: 403 })
  await expect(world.network.ask(getMembershipCode, { user: id }, funder)).rejects.toEqual(
    problem('membership.none'),
  )
  expect((await taker.session({ 'x-organisation': garden })).status).toBe(403)
})

test('the inviter learns that the account is elsewhere and no more than the address', async () => {
  const email = fresh()
  const { id } = await invite(email, ['analyst'], funder)
  await invite(email, ['front_desk'])
  const users = await world.network.ask(listUsers, {}, world.network.actors.dora)
  expect(users.find((one) => one.id === id)).toMatchObject({
    name: email,
    ours: false,
    invited: false,
    secondFactor: false,
    roles: [expect.objectContaining({ role: 'front_desk', awaits: 'acceptance', givenBy: 'Dora' })],
  })
})

test('the holder accepts with two proofs and the code, and declines without', async () => {
  const { garden } = world.network.organisations
  const email = fresh()
  const { id } = await invite(email, ['analyst'], funder)
  const one = await takeUp(id)
  await invite(email, ['case_manager'])
  expect((await run(one, 'membership.decline', { organisation: garden })).status).toBe(200)
  expect((await run(one, 'membership.decline', { organisation: garden })).body.code).toBe('membership.none')
  await invite(email, ['case_manager'])

  const bare = await world.somebody('purse', ['analyst'])
  await invite(bare.email, ['front_desk'])
  const weak = await world.signedIn(bare.email)
  const code = await codeFor(bare.id)
  expect((await run(weak, 'membership.accept', { organisation: garden, code })).body).toMatchObject({
    code: 'membership.two_proofs',
    status: 403,
  })
  const typed = (await codeFor(id)).toLowerCase().replaceAll('-', ' ')
  expect((await run(one, 'membership.accept', { organisation: garden, code: typed })).status).toBe(200)
  expect((await one.session({ 'x-organisation': garden })).body['actor']?.['roles']).toEqual(['case_manager'])
  // Already a member: one more role needs no second acceptance; after the last role is revoked it does again.
  const { dora } = world.network.actors
  const give = () => world.network.execute(grantRole, { id: uuidv7(), user: id, role: 'front_desk' }, dora)
  await give()
  const held = async () =>
    (await world.network.ask(listUsers, {}, dora)).find((user) => user.id === id)?.roles ?? []
  expect((await held()).map(({ awaits }) => awaits)).toEqual([undefined, undefined])
  for (const role of await held()) await world.network.execute(revokeRole, { id: role.id }, dora)
  await give()
  expect((await held()).map(({ awaits }) => awaits)).toEqual(['acceptance'])
  expect((await run(one, 'membership.accept', { organisation: garden, code: typed })).body.code).toBe(
    'membership.code_wrong',
  )
})

test('no administrator gives a new link to an account that works elsewhere, or shows an old one', async () => {
  const { garden } = world.network.organisations
  const { id, one } = await inBoth()
  await expect(world.network.execute(reinviteUser, { user: id }, funder)).rejects.toEqual(
    problem('user.held_elsewhere'),
  )
  await expect(world.network.ask(getInvitation, { user: id }, funder)).rejects.toEqual(
    problem('user.held_elsewhere'),
  )
  await expect(world.network.execute(reinviteUser, { user: id }, world.network.actors.dora)).rejects.toEqual(
    problem('user.unknown'),
  )
  expect((await one.session({ 'x-organisation': garden })).status).toBe(200)
})

test('a link that was open when the holder accepted is closed by that', async () => {
  const { garden } = world.network.organisations
  const { id, email } = await world.somebody('purse', ['analyst'])
  const one = await world.signedIn(email)
  const { uri } = await world.enrol(one)
  await invite(email, ['case_manager'])
  await world.network.execute(reinviteUser, { user: id }, funder)
  const { path } = await world.network.ask(getInvitation, { user: id }, funder)
  // A role that reads people waits for a second administrator, because both proofs are made anew.
  const second = await world.network.join('Flor', 'purse', ['administrator'])
  const waiting = await world.network.ask(listUnconfirmed, {}, second)
  const role = waiting.find(({ user }) => user === id)
  await world.network.execute(confirmRole, { id: role?.id ?? '' }, second)
  // The old password holds until the link is used.
  const again = await world.signedIn(email)
  const { uri: newUri } = await world.enrol(again)
  expect(newUri).not.toBe(uri)
  expect(codeOf(newUri)).toMatch(/^\d{6}$/u)
  const code = await codeFor(id)
  expect((await run(again, 'membership.accept', { organisation: garden, code })).status).toBe(200)
  const used = await world
    .browser()
    .post('set-password', { token: path.split('/').at(-1), password: 'five red wheelbarrows' })
  expect(used.body.code).toBe('invitation.used')
})

test('only the organisation that opened an account invites its holder again before the first sign-in', async () => {
  const { dora } = world.network.actors
  const email = fresh()
  const { id } = await invite(email, ['analyst'], funder)
  await invite(email, ['case_manager'])
  await expect(world.network.execute(reinviteUser, { user: id }, dora)).rejects.toEqual(
    problem('user.unknown'),
  )
  await expect(world.network.ask(getInvitation, { user: id }, dora)).rejects.toEqual(problem('user.unknown'))
  await world.network.execute(reinviteUser, { user: id }, funder)
  expect((await world.network.ask(getInvitation, { user: id }, funder)).email).toBe(email)
})
