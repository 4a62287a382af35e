// The list of people on a real database: what filters find, that nothing is shown or counted beyond what its reader may
// see, and that pages are the whole list.
import { beforeAll, expect, test } from 'vitest'
import { joined, provePages, type ListOf } from '../../../tests/harness/list-pages.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { newcomer, referred, world, type World } from '../../../tests/authorization/world.ts'
import type { Actor } from '../../kernel/actor.ts'
import { addDays } from '../../kernel/time.ts'
import { assignCase, endNeed, identifyNeed, openCase } from '../cases/operations.ts'
import { scheduleReferral } from '../referrals/operations.ts'
import { listPeople } from './operations.ts'

let network: TestNetwork
let fixture: World
let list: ListOf<typeof listPeople>
/** Referred to Raíces, which accepted; with a case, a need, and an appointment. */
let lina: Awaited<ReturnType<typeof referred>>
let zoe: string
let today: string

beforeAll(async () => {
  network = await testNetwork()
  fixture = await world(network)
  lina = await referred(fixture)
  zoe = await newcomer(fixture)
  for (let more = 0; more < 4; more++) await newcomer(fixture)
  today = network.clock.now.toISOString().slice(0, 10)
  const at = `${addDays(today, 3)}T15:00:00Z`
  await fixture.run(fixture.bruno, scheduleReferral, { person: lina.person, id: lina.referral, at })
  list = { network, actor: fixture.rosa, query: listPeople, ids: ({ people }) => people.map(({ id }) => id) }
})

const found = async (input: object, actor: Actor = fixture.rosa) =>
  list.ids(await network.ask(listPeople, input, actor))
const shown = async (person: string, actor: Actor) =>
  (await network.ask(listPeople, { limit: 500 }, actor)).people.find(({ id }) => id === person)

test('a row says whose case it is, what is needed, the next appointment and the last note', async () => {
  const { clara } = network.actors
  await fixture.run(fixture.rosa, assignCase, { person: lina.person, id: lina.file, manager: clara.user })
  expect(await shown(lina.person, fixture.rosa)).toMatchObject({
    manager: { id: clara.user, name: clara.name },
    hasCase: true,
    needs: [{ code: 'plot', urgency: 'high' }],
    appointment: expect.stringContaining(addDays(today, 3)) as unknown,
    noted: today,
  })
  expect(await shown(zoe, fixture.rosa)).toMatchObject({
    manager: null,
    hasCase: false,
    needs: [],
    appointment: null,
  })
})

test('filters are joined', async () => {
  const { clara } = network.actors
  expect(await found({ manager: clara.user, need: 'plot', urgency: 'high', appointment: 'coming' })).toEqual([
    lina.person,
  ])
  expect(await found({ manager: clara.user, urgency: 'low' })).toEqual([])
  expect(await found({ work: 'open' })).toEqual([lina.person])
  expect(await found({ manager: 'nobody' })).toEqual([])
  expect(await found({ work: 'none', appointment: 'none' })).not.toContain(lina.person)
  expect((await found({ work: 'none' })).length).toBe((await found({})).length - 1)
  expect(await found({ quietSince: today })).toEqual([])
  expect(await found({ quietSince: addDays(today, 1) })).toEqual(await found({}))
})

test('who is responsible for a case is what the list can be narrowed by, with the count', async () => {
  const { clara } = network.actors
  const { managers, total } = await network.ask(listPeople, { count: true, limit: 1 }, fixture.rosa)
  expect(managers).toEqual([{ id: clara.user, name: clara.name }])
  expect(total).toBe((await found({ limit: 500 })).length)
})

test('they are narrowed to the centre of the open case', async () => {
  const { centre } = network
  const person = await newcomer(fixture)
  await fixture.run({ ...fixture.rosa, centre }, openCase, { id: network.newId(), person })
  expect(await found({ centre })).toEqual([person])
  expect((await shown(person, fixture.rosa))?.centre?.id).toBe(centre)
})

test('a need that the pack protects is in no row, and nothing is narrowed by it', async () => {
  const person = await newcomer(fixture)
  const id = network.newId()
  await fixture.run(fixture.rosa, identifyNeed, { id, person, code: 'quarrel', urgency: 'immediate' })
  expect(await shown(person, fixture.rosa)).toMatchObject({ needs: [] })
  expect(await found({ urgency: 'immediate' })).toEqual([])
  await expect(found({ need: 'quarrel' })).rejects.toThrow('need.protected')
})

test('a need that was closed is not listed', async () => {
  const person = await newcomer(fixture)
  const id = network.newId()
  await fixture.run(fixture.rosa, identifyNeed, { id, person, code: 'plot', urgency: 'low' })
  expect(await found({ urgency: 'low' })).toEqual([person])
  await fixture.run(fixture.rosa, endNeed, { id, person, ending: 'met' })
  expect(await found({ urgency: 'low' })).toEqual([])
})

test('whoever was shown a record lists it with their own work, and an outsider lists nobody of it', async () => {
  expect(await found({}, fixture.bruno)).toContain(lina.person)
  expect(await shown(lina.person, fixture.bruno)).toMatchObject({ hasCase: true, needs: [], manager: null })
  expect(await found({ need: 'plot' }, fixture.bruno)).toEqual([])
  expect(await found({ manager: 'nobody' }, fixture.bruno)).toEqual([lina.person])
  expect(await found({}, fixture.eve)).not.toContain(lina.person)
  expect((await network.ask(listPeople, { count: true, limit: 1 }, fixture.eve)).total).toBe(0)
})

test('without the right to read cases nothing of them is shown, and nothing is narrowed by them', async () => {
  const officer = await network.join('Ofelia', 'garden', ['data_protection_officer'])
  expect(await shown(lina.person, officer)).toMatchObject({
    manager: null,
    centre: null,
    hasCase: null,
    needs: null,
    appointment: null,
    noted: today,
  })
  for (const input of [
    { need: 'plot' },
    { work: 'open' },
    { manager: 'nobody' },
    { appointment: 'coming' },
  ] as const)
    await expect(found(input, officer)).rejects.toThrow('narrowing.not_seen')
  // Whoever hands out cases sees whose they are, and no need.
  const coordinator = await network.join('Cora', 'garden', ['coordinator'])
  expect(await shown(lina.person, coordinator)).toMatchObject({
    hasCase: true,
    needs: null,
    appointment: null,
  })
})

test('the log says what was shown of whom', async () => {
  const officer = await network.join('Olga', 'garden', ['data_protection_officer'])
  const ids = await found({}, officer)
  const { rows } = await network.database.pool.query<{ person: string; fields: string[]; purpose: string }>(
    `select person, fields, purpose from disclosure where via = 'person.list' and actor = $1`,
    [officer.user],
  )
  expect(rows.map(({ person }) => person).toSorted()).toEqual(ids.toSorted())
  expect(rows.flatMap(({ fields }) => fields)).not.toContain('needs')
  expect(new Set(rows.map(({ purpose }) => purpose))).toEqual(new Set(['caseload']))
})

test('the pages are the whole list while others arrive', async () => {
  await provePages(
    list,
    {},
    ['recent', 'name', 'noted', 'appointment'],
    async () => void (await newcomer(fixture)),
  )
})

test('without an order the last touched come first, as in the caseload', async () => {
  const ids = await joined(list, {}, 500)
  const last = await newcomer(fixture)
  expect(await joined(list, {}, 500)).toEqual([last, ...ids])
})
