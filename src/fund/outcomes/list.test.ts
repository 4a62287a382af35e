// The list of claims in pages: what search and filters find, and its file, which names nobody.
import { beforeAll, expect, test } from 'vitest'
import { fileOf, provePages, type ListOf } from '../../../tests/harness/list-pages.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { claimed, world, type World } from '../../../tests/authorization/world.ts'
import { listOutcomes } from './operations.ts'

let network: TestNetwork
let fixture: World
let list: ListOf<typeof listOutcomes>
let first: Awaited<ReturnType<typeof claimed>>

beforeAll(async () => {
  network = await testNetwork()
  fixture = await world(network)
  list = {
    network,
    actor: fixture.bruno,
    query: listOutcomes,
    ids: ({ claims }) => claims.map(({ id }) => id),
  }
  first = await claimed(fixture, 'submitted')
  for (let more = 0; more < 5; more++) await claimed(fixture, 'found')
})

const found = async (input: object) => list.ids(await network.ask(listOutcomes, input, fixture.bruno))

test('they are found by name and result, by state and by outcome', async () => {
  expect(await found({ words: first.called })).toEqual([first.claim])
  expect(await found({ words: `${first.called} cosecha` })).toEqual([first.claim])
  expect(await found({ states: ['submitted'], outcome: 'first_harvest', sort: 'due' })).toEqual([first.claim])
  expect(await found({ outcome: 'nothing', sort: 'due' })).toEqual([])
})

test('asked as by an older release, pages end at an id', async () => {
  const all = await found({ sort: 'due' })
  expect(await found({})).toEqual(all)
  expect(await found({ after: all[1] })).toEqual(all.slice(2))
  await expect(found({ after: 'no id' })).rejects.toMatchObject({ code: 'input.invalid' })
})

test('the pages are the whole list while others are made', async () => {
  await provePages(list, {}, ['due', 'started', 'name'], async () => {
    await claimed(fixture, 'found')
  })
})

test('the file has the same rows and names nobody; the log says so', async () => {
  const rows = await fileOf(list, { states: ['submitted'] })
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toContain(first.called)
  const { rows: logged } = await network.database.pool.query<{ fields: string[] }>(
    `select distinct fields from disclosure where via = 'outcome.list.file'`,
  )
  expect(logged).toEqual([{ fields: ['outcome'] }])
})
