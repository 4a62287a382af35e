// The list of the services that an organisation gave: what it holds, how it is narrowed, and what it keeps to itself.
import { beforeAll, expect, test } from 'vitest'
import { provePages, type ListOf } from '../../../tests/harness/list-pages.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { protectKind } from '../../../tests/harness/protected-kind.ts'
import type { Id } from '../../kernel/words.ts'
import { registerPerson } from '../record/operations.ts'
import { offerService } from '../services/operations.ts'
import { listWork } from '../worklist/operations.ts'
import { listGivenServices, recordDelivery } from './operations.ts'

let network: TestNetwork
let list: ListOf<typeof listGivenServices>
let shovels: Id
let lina: Id

const give = async (service: Id, deliveredOn: string) => {
  const id = network.newId()
  await network.execute(recordDelivery, { id, person: lina, service, deliveredOn }, network.actors.beto)
  return id
}

beforeAll(async () => {
  network = await testNetwork()
  const { beto } = network.actors
  list = {
    network,
    actor: beto,
    query: listGivenServices,
    ids: ({ given }) => given.map(({ id }) => id),
  }
  ;[shovels, lina] = [network.newId(), network.newId()]
  const offered = { name: 'Préstamo de palas', languages: ['es'] }
  await network.execute(offerService, { id: shovels, kind: 'tool_loan', ...offered }, beto)
  await network.execute(registerPerson, { id: lina, searched: 'everywhere', called: 'Lina' }, beto)
  for (const day of ['2026-01-05', '2026-02-20', '2026-02-24', '2026-03-01', '2026-03-02'])
    await give(shovels, day)
})

const given = async (input: object = {}, actor = network.actors.beto) =>
  (await network.ask(listGivenServices, input, actor)).given

test('who received what and when, the last first, since a day', async () => {
  expect((await given())[0]).toMatchObject({
    person: lina,
    personName: 'Lina',
    service: { id: shovels, name: 'Préstamo de palas', kind: 'tool_loan' },
    deliveredOn: '2026-03-02',
  })
  const days = (await given({ since: '2026-02-24' })).map(({ deliveredOn }) => deliveredOn)
  expect(days).toEqual(['2026-03-02', '2026-03-01', '2026-02-24'])
})

test('what the home screen counts is what the list holds', async () => {
  const { figures } = await network.ask(listWork, {}, await network.join('Amelia', 'roots', ['front_desk']))
  const week = figures.find(({ figure }) => figure === 'delivery.week')
  // The network's day is 2 March 2026.
  expect(week?.count).toBe((await given({ since: '2026-02-24' })).length)
})

test('another organisation sees none of it', async () => {
  expect(await given({}, network.actors.ana)).toEqual([])
  expect(await given({}, network.actors.eve)).toEqual([])
})

test('the pages are the whole list while more are given', async () => {
  await provePages(list, {}, ['on'], async () => {
    await give(shovels, '2026-02-10')
  })
})

test('of a service of a protected matter it says nothing but that there was one', async () => {
  const before = await given()
  await protectKind(network, 'tool_loan')
  const after = await given()
  expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
  expect(after.filter(({ service }) => service !== null)).toEqual([])
})
