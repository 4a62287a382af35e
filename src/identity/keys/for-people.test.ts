// A program never counts as the second person: the holder of its key would be both of the two.
import { beforeAll, expect, test } from 'vitest'
import { confirmAll } from '../../../tests/harness/second-administrator.ts'
import { signInWorld, type SignInWorld } from '../../../tests/harness/visitor.ts'
import type { Actor } from '../../kernel/actor.ts'
import { addDays, dateIn } from '../../kernel/time.ts'
import { resetSecondFactor, grantRole } from '../users/operations.ts'
import { defineRole } from '../roles/operations.ts'
import { issueKey, listNames } from './operations.ts'

let world: SignInWorld
let dora: Actor
let rosa: Actor
let until: string
beforeAll(async () => {
  world = await signInWorld()
  // Keys run out by the real date.
  const now = new Date()
  world.network.clock.now = now
  until = addDays(dateIn(now.toISOString(), 'America/Bogota'), 30)
  dora = world.network.actors.dora
  rosa = await world.network.join('Rosa', 'garden', ['administrator'])
})

const TWO_PEOPLE = [
  'second_factor.confirm_reset',
  'second_factor.reset',
  'membership.accept',
  'membership.code',
  'organisation_move.decide',
  'team.change',
  'override.decide',
  'override.review',
  'break_glass.review',
]

/** A program of the garden's whose roles a second administrator confirmed. */
async function program(roles: ['data_protection_officer'] | ['front_desk'], allows = ['user.list']) {
  const { execute, newId } = world.network
  const user = newId()
  const input = { id: newId(), user, name: `Program ${user}`, roles, allows, until }
  const { id, key = '' } = await execute(issueKey, input, dora)
  await confirmAll(world.network, rosa)
  return { id, key, user }
}

async function ask(key: string, name: string, body: object) {
  const response = await world.network.hono.request(`/api/${name}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as object }
}

test.each(TWO_PEOPLE)('no key may hold %s', async (name) => {
  await expect(program(['front_desk'], [name])).rejects.toMatchObject({
    code: 'key.not_for_keys',
    data: { name },
  })
  const { names } = await world.network.ask(listNames, {}, dora)
  expect(names.map((one) => one.name)).not.toContain(name)
})

test('an administrator does not confirm with a key what they asked for, even if an older key lists it', async () => {
  const { execute, newId } = world.network
  const { id: user, email } = await world.somebody('garden', ['case_manager'])
  await world.enrol(await world.signedIn(email))
  const officer = await program(['data_protection_officer'])
  expect((await ask(officer.key, 'user.list', {})).status).toBe(200)
  await world.pool.query('update auth.api_key set allows = $2 where id = $1', [officer.id, TWO_PEOPLE])
  const id = newId()
  await execute(resetSecondFactor, { id, user }, dora)
  expect(await ask(officer.key, 'second_factor.confirm_reset', { id })).toMatchObject({
    status: 403,
    body: { code: 'key.out_of_scope' },
  })
  const { rows } = await world.pool.query('select confirmed from second_factor_reset where id = $1', [id])
  expect(rows).toEqual([{ confirmed: null }])
})

test('a program cannot hold a role that administers, whoever gives it and whatever its name', async () => {
  const { execute, newId } = world.network
  const { user } = await program(['front_desk'])
  const role = newId()
  const grants = [
    { verb: 'user.administer', scope: 'organisation', class: 'open', purpose: 'administration' } as const,
  ]
  await execute(defineRole, { id: role, name: 'Keeps the team', grants }, dora)
  for (const one of ['administrator', role] as const) {
    await expect(execute(grantRole, { id: newId(), user, role: one }, dora)).rejects.toMatchObject({
      code: 'key.role_of_people',
    })
    const input = {
      id: newId(),
      user: newId(),
      name: `Another ${one}`,
      roles: [one],
      allows: ['user.list'],
      until,
    }
    await expect(execute(issueKey, input, dora)).rejects.toMatchObject({ code: 'key.role_of_people' })
  }
})
