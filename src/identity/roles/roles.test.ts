// Roles of an organisation's own stay under the ceiling, and a narrow role is narrow in the database too.
import { beforeAll, describe, expect, test } from 'vitest'
import { api } from '../../platform/http/http.ts'
import { actorByEmail } from '../sessions/server/operator.ts'
import { beginAs } from '../../platform/database/connect.ts'
import { applyRowScope } from '../../platform/database/row-scope.ts'
import { liveRoute } from '../../platform/live.ts'
import { startNotifications } from '../../platform/notify.ts'
import { sync } from '../../platform/sync/sync.ts'
import { ceilingOf, getVerb, grantsOf, Purpose, VERBS, type Grant, type Scope } from '../../kernel/roles.ts'
import { may, type Actor } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import { grantRole } from '../users/operations.ts'
import { assignCase, identifyNeed, openCase } from '../../serve/cases/operations.ts'
import { changePerson, getPerson, listCaseload, registerPerson } from '../../serve/record/operations.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import {
  changeRole,
  changeTeam,
  defineRole,
  disbandTeam,
  formTeam,
  listRoles,
  listTeams,
  retireRole,
} from './operations.ts'

let network: TestNetwork
beforeAll(async () => {
  network = await testNetwork()
})

const [SERVICE, PAYMENT, OVERSIGHT] = [
  Purpose.parse('service'),
  Purpose.parse('payment'),
  Purpose.parse('oversight'),
]

const problem = (code: string) => expect.objectContaining({ code })
const grant = (verb: string, scope: Scope, more: Partial<Grant> = {}): Grant => {
  const { class: depth, purpose } = VERBS.get(verb) ?? {
    class: 'open' as const,
    purpose: SERVICE,
  }
  return { verb, scope, class: depth, purpose, ...more }
}

/** A user with the roles they have today, found as a session would find them. */
async function present({ user, organisation }: Actor): Promise<Actor> {
  const { rows } = await network.database.pool.query('select email from auth."user" where id = $1', [user])
  return await actorByEmail(network.database.pool, rows[0].email, organisation)
}

async function define(name: string, grants: Grant[], by = network.actors.dora): Promise<Id> {
  const { id } = await network.execute(defineRole, { id: network.newId(), name, grants }, by)
  return id
}

/** A user of the garden who holds only a role made of these grants. */
async function holder(name: string, grants: Grant[]): Promise<Actor> {
  const role = await define(`${name}’s role`, grants)
  const one = await network.join(name, 'garden', ['communications'])
  const { dora } = network.actors
  await network.execute(grantRole, { id: network.newId(), user: one.user, role }, dora)
  return await present(one)
}

async function welcome(by: Actor): Promise<Id> {
  const id = network.newId()
  await network.execute(
    registerPerson,
    { id, searched: 'everywhere', called: `Zoe ${id.slice(-6)}` },
    { ...by, grants: [...by.grants, ...grantsOf(['front_desk'])] },
  )
  return id
}

const MEETS = (scope: Scope) => [
  grant('person.read', scope),
  grant('person.change', scope),
  grant('need.identify', scope),
  grant('case.read', scope),
  grant('case.plan', scope),
  grant('case.close', scope),
]

/** In which tables of the catalogue the actor sees a row of the person, and in which there is one. */
async function tablesWith(person: Id, actor: Actor): Promise<{ seen: string[]; there: string[] }> {
  const { rows: tables } = await network.database.pool.query<{ name: string; column: string }>(
    `select c.relname as name, a.attname as column from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attname in ('person', 'subject') and not a.attisdropped
     where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace order by 1`,
  )
  const client = await network.database.pool.connect()
  const found = { seen: [] as string[], there: [] as string[] }
  try {
    for (const { name, column } of tables) {
      const count = `select from "${name}" where ${column} = '${person}'`
      if (((await client.query(count)).rowCount ?? 0) === 0) continue
      found.there.push(name)
      await client.query(beginAs(actor))
      await applyRowScope(client, actor)
      if (((await client.query(count)).rowCount ?? 0) > 0) found.seen.push(name)
      await client.query('rollback')
    }
  } finally {
    client.release()
  }
  return found
}

describe('the ceiling', () => {
  test('a role is made of what the shipped roles hold, as widely or more narrowly', async () => {
    const id = await define('Acogida', [
      grant('person.register', 'organisation'),
      grant('person.read', 'own'),
    ])
    const { roles } = await network.ask(listRoles, {}, network.actors.dora)
    expect(roles.find((one) => one.id === id)).toMatchObject({ name: 'Acogida', holders: 0 })
    expect(roles.find((one) => one.id === 'front_desk')).toMatchObject({ grants: grantsOf(['front_desk']) })
  })

  test.each<[string, Grant]>([
    ['a verb that this class of organisation never holds', grant('verification.judge', 'organisation')],
    ['a verb nobody knows', grant('person.sell', 'organisation')],
    ['the whole network, where the system grants the organisation', grant('person.read', 'network')],
    ['a deeper class of information', grant('person.read', 'organisation', { class: 'protected' })],
    ['another purpose', grant('person.read', 'organisation', { purpose: PAYMENT })],
    ['less than there is to narrow', grant('report.read', 'own')],
  ])('is not exceeded by %s', async (_what, one) => {
    await expect(define('Demasiado', [one])).rejects.toEqual(problem('role.above_ceiling'))
  })

  test('holds when a row of the database says otherwise', async () => {
    const one = await holder('Pilar', [grant('person.read', 'own')])
    await network.database.pool.query(
      `update role set grants = grants || $1::jsonb where name = 'Pilar’s role'`,
      [JSON.stringify([grant('verification.judge', 'network')])],
    )
    expect((await present(one)).grants.map(({ verb }) => verb)).toEqual(['person.read'])
  })

  test('of one organisation is not another’s to change, give or retire', async () => {
    const id = await define('Nuestro', [grant('person.read', 'own')])
    const { eve, beto } = network.actors
    const asked = { id, name: 'Suyo', grants: [grant('person.read', 'organisation')] }
    await expect(network.execute(changeRole, asked, eve)).rejects.toEqual(problem('role.unknown'))
    await expect(network.execute(retireRole, { id }, eve)).rejects.toEqual(problem('role.unknown'))
    const give = { id: network.newId(), user: eve.user, role: id }
    await expect(network.execute(grantRole, give, eve)).rejects.toEqual(problem('role.unknown'))
    await expect(define('De Beto', [grant('person.read', 'own')], beto)).rejects.toEqual(
      problem('actor.not_allowed'),
    )
  })

  test('a role changed or retired counts at once for whoever has it', async () => {
    const one = await holder('Rita', [grant('person.read', 'organisation')])
    const person = await welcome(network.actors.ana)
    expect((await network.ask(getPerson, { id: person }, one)).id).toBe(person)
    const [id] = one.roles.filter((role) => role.includes('-')) as [Id]
    const { dora } = network.actors
    await network.execute(changeRole, { id, name: 'Rita', grants: [grant('person.read', 'own')] }, dora)
    await expect(network.ask(getPerson, { id: person }, await present(one))).rejects.toEqual(
      problem('person.unknown'),
    )
    await network.execute(retireRole, { id }, dora)
    await expect(network.ask(getPerson, { id: person }, await present(one))).rejects.toEqual(
      problem('actor.not_allowed'),
    )
  })
})

describe('row scope', () => {
  test('of one’s own: the people one registered and those one follows, and nobody else in any table', async () => {
    const { ana, sol } = network.actors
    const olga = await holder('Olga', MEETS('own'))
    const welcomed = await welcome(olga)
    const [followed, strange] = [await welcome(ana), await welcome(ana)]
    const file = network.newId()
    await network.execute(openCase, { id: file, person: followed }, sol)
    await network.execute(assignCase, { id: file, person: followed, manager: olga.user }, sol)
    for (const person of [followed, strange]) {
      await network.execute(
        identifyNeed,
        { id: network.newId(), person, code: 'plot', urgency: 'high' },
        network.actors.clara,
      )
    }
    for (const person of [welcomed, followed])
      expect((await network.ask(getPerson, { id: person }, olga)).id).toBe(person)
    await expect(network.ask(getPerson, { id: strange }, olga)).rejects.toEqual(problem('person.unknown'))
    const changes = { id: strange, base: 1, changes: { called: 'Otra' } }
    await expect(network.execute(changePerson, changes, olga)).rejects.toEqual(problem('person.unknown'))
    expect((await tablesWith(strange, olga)).seen).toEqual([])
    const own = await tablesWith(followed, olga)
    expect(own.there.length).toBeGreaterThan(4)
    expect(own.seen).toEqual(own.there)
  })

  test('of a centre: the people it registered; of a team: those of its members, until it is disbanded', async () => {
    const { ana, dora } = network.actors
    const carla = { ...(await holder('Carla', MEETS('centre'))), centre: network.centre }
    const tito = await holder('Tito', MEETS('team'))
    const here = await welcome({ ...ana, centre: network.centre })
    const elsewhere = await welcome(await network.join('Lejos', 'garden', ['front_desk']))
    expect((await network.ask(getPerson, { id: here }, carla)).id).toBe(here)
    await expect(network.ask(getPerson, { id: elsewhere }, carla)).rejects.toEqual(problem('person.unknown'))
    expect((await tablesWith(elsewhere, carla)).seen).toEqual([])

    await expect(network.ask(getPerson, { id: here }, tito)).rejects.toEqual(problem('person.unknown'))
    const id = network.newId()
    const team = { id, name: 'Los lunes', members: [tito.user, ana.user] }
    await network.execute(formTeam, team, dora)
    expect((await network.ask(listTeams, {}, dora)).teams).toMatchObject([{ id, name: 'Los lunes' }])
    expect((await network.ask(getPerson, { id: here }, tito)).id).toBe(here)
    await expect(network.ask(getPerson, { id: elsewhere }, tito)).rejects.toEqual(problem('person.unknown'))
    await network.execute(disbandTeam, { id }, dora)
    await expect(network.ask(getPerson, { id: here }, tito)).rejects.toEqual(problem('person.unknown'))
  })

  test('a device deletes the people of a team when the team is disbanded', async () => {
    const { ana, dora } = network.actors
    const tania = await holder('Tania', MEETS('team'))
    const [own, shared] = [await welcome(tania), await welcome(ana)]
    const id = network.newId()
    await network.execute(formTeam, { id, name: 'Los jueves', members: [tania.user, ana.user] }, dora)
    const device = network.newId()
    const given = await sync(network.app, tania, { device, commands: [], pull: { cursor: null } })
    expect(given.changes?.documents.map(({ person }) => person)).toEqual(
      expect.arrayContaining([own, shared]),
    )
    await network.execute(disbandTeam, { id }, dora)
    const after = await sync(network.app, tania, { device, commands: [], pull: { cursor: given.cursor } })
    expect(after.changes).toMatchObject({ reset: true, documents: [{ person: own }] })
  })

  test('a team is made of people who work here', async () => {
    const { beto, dora } = network.actors
    const team = { id: network.newId(), name: 'Prestados', members: [beto.user] }
    await expect(network.execute(formTeam, team, dora)).rejects.toEqual(problem('user.unknown'))
  })

  test('nobody uses a team to widen what they or a program see', async () => {
    const { ana, dora } = network.actors
    const elsewhere = await welcome(ana)
    const role = await define('Del equipo', MEETS('team'))
    const alba = await network.join('Alba', 'garden', ['administrator'])
    await network.database.pool.query(
      `insert into role_assignment (id, app_user, organisation, organisation_class, role, valid_from)
       values (gen_random_uuid(), $1, $2, 'public', $3, '2020-01-01')`,
      [alba.user, alba.organisation, role],
    )
    const id = network.newId()
    const form = (members: Id[], by: Actor) => network.execute(formTeam, { id, name: 'De Alba', members }, by)
    const change = (members: Id[], by: Actor) =>
      network.execute(changeTeam, { id, name: 'De Alba', members }, by)
    await expect(form([alba.user, ana.user], alba)).rejects.toEqual(problem('team.own_change'))
    await form([alba.user], alba)
    await expect(change([alba.user, ana.user], alba)).rejects.toEqual(problem('team.own_change'))
    await expect(network.ask(getPerson, { id: elsewhere }, await present(alba))).rejects.toEqual(
      problem('person.unknown'),
    )
    await change([alba.user, ana.user], dora)
    expect((await network.ask(getPerson, { id: elsewhere }, await present(alba))).id).toBe(elsewhere)
    await change([alba.user], alba)
    await network.execute(disbandTeam, { id }, alba)
  })

  test('holds for lists, devices and open screens as it does for one record', async () => {
    const { ana } = network.actors
    const nina = await holder('Nina', MEETS('own'))
    const [own, strange] = [await welcome(nina), await welcome(ana)]
    const listed = JSON.stringify(await network.ask(listCaseload, {}, nina))
    expect([listed.includes(own), listed.includes(strange)]).toEqual([true, false])

    const device = network.newId()
    const { changes } = await sync(network.app, nina, { device, commands: [], pull: { cursor: null } })
    const kept = (changes?.documents ?? []).map(({ person }) => person)
    expect([kept.includes(own), kept.includes(strange)]).toEqual([true, false])

    const stop = startNotifications(network.app)
    const http = api(network.app, async () => nina, [liveRoute])
    const away = new AbortController()
    const stream = await http.request('/api/live', { signal: away.signal })
    const reader = (stream.body as ReadableStream<Uint8Array>).getReader()
    const need = (person: Id) =>
      network.execute(
        identifyNeed,
        { id: network.newId(), person, code: 'plot', urgency: 'high' },
        network.actors.clara,
      )
    let heard = ''
    heard += new TextDecoder().decode((await reader.read()).value)
    await need(strange)
    await need(own)
    while (!heard.includes(own)) heard += new TextDecoder().decode((await reader.read()).value)
    expect(heard).not.toContain(strange)
    away.abort()
    await stop()
  })
})

test('the one function: a verb, held for at least this scope, this class and this purpose', () => {
  const read = getVerb('report.read')
  const holds = { organisationClass: 'public' as const, grants: [grant('report.read', 'organisation')] }
  expect(may(holds, read)).toBe(true)
  expect(may(holds, read, { scope: 'network' })).toEqual({ reason: 'reason.role_missing' })
  expect(may(holds, read, { class: 'sensitive' })).toEqual({ reason: 'reason.role_missing' })
  expect(may(holds, read, { purpose: OVERSIGHT })).toEqual({
    reason: 'reason.role_missing',
  })
  expect(may({ ...holds, organisationClass: 'verifier' }, getVerb('outcome.read'))).toEqual({
    reason: 'reason.organisation_class',
  })
  expect(ceilingOf('verifier').map(({ verb }) => verb)).not.toContain('person.register')
})
