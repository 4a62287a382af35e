// Sessions over HTTP: what ends them, which organisation they act for, and the invitations they begin with.
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, expect, test } from 'vitest'
import { confirmAll } from '../../../tests/harness/second-administrator.ts'
import { PASSWORD, SECRET, signInWorld, type SignInWorld } from '../../../tests/harness/visitor.ts'
import {
  deactivateUser,
  inviteUser,
  getMembershipCode,
  getInvitation,
  reinviteUser,
} from '../users/operations.ts'
import { createAdministrator } from '../../entry/first-administrator.ts'

let world: SignInWorld
beforeAll(async () => {
  world = await signInWorld()
})

test('a changed password ends every other session, and this one goes on', async () => {
  const { email } = await world.somebody()
  const [here, elsewhere] = [await world.signedIn(email), await world.signedIn(email)]
  await world.enrol(here)
  const old = here.jar.get('arraigo.session_token')
  const change = { current: PASSWORD, password: 'four blue garden gloves' }
  expect((await here.post('change-password', { ...change, current: 'not my password' })).body.code).toBe(
    'password.wrong',
  )
  expect((await here.post('change-password', { ...change, password: 'short' })).body).toMatchObject({
    code: 'password.weak',
    data: { because: 'short' },
  })
  expect((await here.post('change-password', change)).status).toBe(200)
  expect((await elsewhere.session()).body).toMatchObject({ code: 'session.ended', status: 401 })
  expect((await here.session()).status).toBe(200)
  expect((await here.read('standing')).body).toMatchObject({ proof: 'code' })
  expect(here.jar.get('arraigo.session_token')).not.toBe(old)
  expect((await world.browser().post('sign-in', { email, password: PASSWORD })).status).toBe(401)
})

test('a deactivated user is out at once and cannot come back in', async () => {
  const { id, email } = await world.somebody('garden', ['front_desk'])
  const one = await world.signedIn(email)
  await world.network.execute(deactivateUser, { user: id }, world.network.actors.dora)
  expect((await one.session()).body).toMatchObject({ code: 'session.ended', status: 401 })
  const again = await world.browser().post('sign-in', { email, password: PASSWORD })
  expect(again.body).toMatchObject({ code: 'user.deactivated', status: 403 })
  expect((await world.browser().post('sign-in', { email, password: 'a guess' })).body.code).toBe(
    'sign_in.refused',
  )
})

test('who works for several organisations chooses one, and a role in one is useless in the other', async () => {
  const { id, email } = await world.somebody('roots', ['provider'])
  const { garden, roots, fence } = world.network.organisations
  const { dora } = world.network.actors
  await world.network.execute(
    inviteUser,
    { id: uuidv7(), name: 'x', email, locale: 'es', roles: [{ role: 'administrator' }] },
    dora,
  )
  await confirmAll(world.network, await world.network.join('Rosa', 'garden', ['administrator']))
  const one = await world.signedIn(email)
  await world.enrol(one)
  expect((await one.session()).body).toMatchObject({ actor: { organisation: roots } })
  const { code } = await world.network.ask(getMembershipCode, { user: id }, dora)
  const accepting = JSON.stringify({ organisation: garden, code })
  expect((await one.send('/api/membership.accept', { method: 'POST', body: accepting })).status).toBe(200)
  expect((await one.session()).body).toMatchObject({ code: 'organisation.choose', status: 409 })
  expect((await one.session({ 'x-organisation': fence })).body).toMatchObject({
    code: 'organisation.not_yours',
  })
  expect((await one.session({ 'x-organisation': garden })).body['actor']?.['roles']).toEqual([
    'administrator',
  ])
  await one.post('choose-organisation', { organisation: roots })
  expect((await one.session()).body.actor).toMatchObject({
    user: id,
    organisation: roots,
    roles: ['provider'],
  })
  const invite = await one.send('/api/user.list')
  expect(invite.body).toMatchObject({ code: 'actor.not_allowed', status: 403 })
  expect((await one.post('choose-organisation', { organisation: fence })).status).toBe(403)
})

test('an invitation shows whose it is, takes a good password once, and then is used up', async () => {
  const { dora } = world.network.actors
  const email = 'nueva@example.org'
  const { id } = await world.network.execute(
    inviteUser,
    { id: uuidv7(), name: 'Nueva Persona', email, locale: 'es', roles: [{ role: 'front_desk' }] },
    dora,
  )
  const { path } = await world.network.ask(getInvitation, { user: id }, dora)
  const token = path.split('/').at(-1) ?? ''
  const one = world.browser()
  expect((await one.post('invitation', { token })).body).toMatchObject({
    email,
    organisation: 'Huerta del Barrio',
  })
  expect((await one.post('set-password', { token, password: 'nueva@example.org' })).body).toMatchObject({
    code: 'password.weak',
  })
  expect((await one.post('set-password', { token, password: PASSWORD })).status).toBe(200)
  expect((await one.post('set-password', { token, password: PASSWORD })).body.code).toBe('invitation.used')
  await expect(world.network.ask(getInvitation, { user: id }, dora)).rejects.toMatchObject({
    code: 'invitation.used',
  })
  expect((await (await world.signedIn(email)).session()).status).toBe(200)
})

test('a new link for a lost telephone ends sessions and forgets the second factor', async () => {
  const { id, email } = await world.somebody('garden', ['front_desk'])
  const one = await world.signedIn(email)
  await world.enrol(one)
  await world.network.execute(reinviteUser, { user: id }, world.network.actors.dora)
  expect((await one.session()).status).toBe(401)
  const { path } = await world.network.ask(getInvitation, { user: id }, world.network.actors.dora)
  await world
    .browser()
    .post('set-password', { token: path.split('/').at(-1), password: 'five red wheelbarrows' })
  const again = await world.browser().post('sign-in', { email, password: 'five red wheelbarrows' })
  expect(again.body).toEqual({ next: 'done' })
})

test('one sees one’s own sessions without their secrets, and ends the others', async () => {
  const { email } = await world.somebody()
  const [here, there] = [await world.signedIn(email), await world.signedIn(email)]
  const body = (await here.read('sessions')).body as unknown as { id: string; current: boolean }[]
  expect(body).toHaveLength(2)
  expect(JSON.stringify(body)).not.toContain('token')
  const id = body.find(({ current }) => !current)?.id
  await (await world.signedIn((await world.somebody()).email)).post('end-sessions', { id })
  expect((await there.session()).status).toBe(200)
  await here.post('end-sessions', { id })
  expect((await there.session()).status).toBe(401)
  expect((await here.session()).status).toBe(200)
  await here.post('sign-out')
  expect((await here.session()).body.code).toBe('actor.unknown')
})

test('whoever signs out twice, or after the session has ended, is answered as signed out', async () => {
  const { id, email } = await world.somebody()
  const one = await world.signedIn(email)
  await world.pool.query('delete from auth.session where user_id = $1', [id])
  expect((await one.post('sign-out')).status).toBe(200)
  expect((await one.post('sign-out')).status).toBe(200)
  expect((await world.browser().post('sign-out')).status).toBe(200)
})

test('a session left alone ends, and one in use lasts a week at most', async () => {
  const { id, email } = await world.somebody()
  const one = await world.signedIn(email)
  const age = (what: string) =>
    world.pool.query(`update auth.session set ${what} where user_id = $1 returning expires_at`, [id])
  await age(`expires_at = now() + interval '1 hour'`)
  await one.session()
  const { rows } = await age('updated_at = now()')
  expect(Date.parse(rows[0].expires_at) - Date.now()).toBeGreaterThan(11 * 3_600_000)
  await age(
    `created_at = now() - interval '7 days' + interval '1 minute', expires_at = now() + interval '30 seconds'`,
  )
  await one.session()
  expect(Date.parse((await age('updated_at = now()')).rows[0].expires_at) - Date.now()).toBeLessThan(61_000)
  await age(`expires_at = now() - interval '1 second'`)
  expect((await one.session()).body).toMatchObject({ code: 'session.ended' })
  expect(
    (await one.post('change-password', { current: PASSWORD, password: 'six yellow bean poles' })).status,
  ).toBe(401)
})

test('the operator of the server makes the first administrator, and another when all have left', async () => {
  const { pool } = world.network.database
  const first = {
    organisation: 'x',
    name: 'Raíz Primera',
    email: 'raiz@example.org',
    locale: 'es',
    timeZone: 'America/Bogota',
  }
  const made = await createAdministrator(pool, SECRET, first)
  expect(made.organisation).toBe(world.network.organisations.garden)
  const one = world.browser()
  await one.post('set-password', { token: made.path.split('/').at(-1), password: PASSWORD })
  expect((await (await world.signedIn('raiz@example.org')).session()).body).toMatchObject({ lead: true })
  await expect(createAdministrator(pool, 'x', first)).rejects.toMatchObject({ code: 'user.email_taken' })
})
