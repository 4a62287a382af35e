// What the closing of an organisation ends for those who work for it: their roles there count no more, what it
// offered cannot be accepted, and nobody is invited to it at the same moment.
import { v7 as uuidv7 } from 'uuid'
import { beforeEach, expect, test } from 'vitest'
import { atOnce } from '../../../tests/harness/at-once.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Actor } from '../../kernel/actor.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Id } from '../../kernel/words.ts'
import { systemActor } from '../../platform/jobs.ts'
import { closeMoved } from '../organisations/operations.ts'
import {
  acceptMembership,
  deactivateUser,
  getInvitation,
  getMembershipCode,
  grantRole,
  inviteUser,
  listOffered,
  reinviteUser,
} from './operations.ts'

let network: TestNetwork
let roots: Id
/** Administers Raíces, which closes. */
let aldo: Actor

beforeEach(async () => {
  network = await testNetwork()
  roots = network.organisations.roots
  aldo = await network.join('Aldo', 'roots', ['administrator'])
})

const close = () =>
  network.execute(closeMoved, { organisation: roots, class: 'enforcement' }, systemActor('test'))
const rowsOf = async (text: string, values: unknown[]) =>
  (await network.database.pool.query(text, values)).rows

async function invite(email: string, by = aldo): Promise<{ id: Id }> {
  const roles = [{ role: 'case_manager' }] as const
  const id = uuidv7() as Id
  return await network.execute(
    inviteUser,
    { id, name: 'Nora Rojas', email, locale: 'es', roles: [...roles] },
    by,
  )
}

/** Nora, whose account the garden opened; Raíces offers her a role, which she accepts or not. */
async function nora(accepts: boolean): Promise<{ actor: Actor; code: string }> {
  const actor = await network.join('Nora', 'garden', ['front_desk'])
  const [{ email }] = await rowsOf('select email from auth."user" where id = $1', [actor.user])
  await invite(email)
  const { code } = await network.ask(getMembershipCode, { user: actor.user }, aldo)
  if (accepts) await network.execute(acceptMembership, { organisation: roots, code }, actor)
  return { actor, code }
}

test('the organisation that opened an account may close it and give a new link once the other has closed', async () => {
  const { dora } = network.actors
  const { actor } = await nora(true)
  const reinvite = () => network.execute(reinviteUser, { user: actor.user }, dora)
  await expect(reinvite()).rejects.toThrow('user.held_elsewhere')
  await close()
  await reinvite()
  expect(await network.ask(getInvitation, { user: actor.user }, dora)).toMatchObject({ name: 'Nora' })
  expect(await network.execute(deactivateUser, { user: actor.user }, dora)).toEqual({ id: actor.user })
  expect(await rowsOf('select active from app_user where id = $1', [actor.user])).toEqual([{ active: false }])
})

test('what it offered is neither shown nor accepted any more', async () => {
  const { actor, code } = await nora(false)
  expect(await network.ask(listOffered, {}, actor)).toHaveLength(1)
  await close()
  expect(await network.ask(listOffered, {}, actor)).toEqual([])
  const accepted = network.execute(acceptMembership, { organisation: roots, code }, actor)
  await expect(accepted).rejects.toThrow('membership.none')
  const { rows } = await network.database.pool.query(
    'select from role_assignment where app_user = $1 and organisation = $2 and accepted_at is not null',
    [actor.user, roots],
  )
  expect(rows).toEqual([])
})

const ended = (results: readonly PromiseSettledResult<unknown>[]) =>
  results.map((one) =>
    one.status === 'fulfilled' ? 'done' : one.reason instanceof Problem ? one.reason.code : one.reason,
  )

test('whoever is invited at the moment of the closing has no open account and no link', async () => {
  const email = `n${uuidv7().slice(-12)}@example.org`
  const { pool } = network.database
  const waits = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  const results = await atOnce<unknown>(pool, 'role_assignment', [
    () => invite(email),
    // The invitation is about to give the role when the organisation closes.
    async () => {
      await expect.poll(async () => (await pool.query(waits)).rowCount).toBe(1)
      return await close()
    },
  ])
  expect(ended(results)).toEqual(['done', 'done'])
  const left = await rowsOf(
    `select a.active, exists (select from auth.verification v where v.id = a.invitation) as link
     from app_user a join auth."user" u on u.id = a.id where u.email = $1`,
    [email],
  )
  expect(left).toEqual([{ active: false, link: false }])
})

test('a request that was under way when it closed gives no role in it', async () => {
  await close()
  await expect(invite(`n${uuidv7().slice(-12)}@example.org`)).rejects.toThrow('organisation.not_yours')
  const given = { id: uuidv7() as Id, user: network.actors.beto.user, role: 'front_desk' as const }
  await expect(network.execute(grantRole, given, aldo)).rejects.toThrow('organisation.not_yours')
})
