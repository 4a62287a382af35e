// The list of imports in pages: what search and filters find, and its file.
import { beforeAll, expect, test } from 'vitest'
import { fileOf, headedFileOf, provePages, type ListOf } from '../../../tests/harness/list-pages.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { world, type World } from '../../../tests/authorization/world.ts'
import { register } from './authorization.ts'
import { cancelImport, listImports } from './operations.ts'

let network: TestNetwork
let fixture: World
let list: ListOf<typeof listImports>

beforeAll(async () => {
  network = await testNetwork()
  fixture = await world(network)
  list = {
    network,
    actor: fixture.rosa,
    query: listImports,
    ids: ({ imports }) => imports.map(({ id }) => id),
  }
  for (let more = 0; more < 5; more++) {
    const id = await register(fixture)
    network.clock.advance(1)
    if (more === 0) await network.execute(cancelImport, { id }, fixture.rosa)
  }
})

const found = async (input: object) => list.ids(await network.ask(listImports, input, fixture.rosa))

test('they are found by file, source and state', async () => {
  expect(await found({ words: 'LISTA' })).toHaveLength(5)
  expect(await found({ words: 'lista otra' })).toEqual([])
  expect(await found({ state: 'cancelled' })).toHaveLength(1)
})

test('the pages are the whole list while others are uploaded', async () => {
  await provePages(list, {}, ['created', 'name'], async () => {
    await register(fixture)
  })
})

test('the file has the same rows', async () => {
  expect(await fileOf(list, { state: 'cancelled' })).toHaveLength(1)
})

test('times in the file are those of the clock on the wall, and its heading says whose', async () => {
  await network.database.pool.query(
    `update import_run set created_at = '2026-12-02T02:07:33.896Z' where state = 'cancelled'`,
  )
  const bogota = { ...list, actor: { ...list.actor, timeZone: 'America/Bogota' } }
  const [heads, row] = await headedFileOf(bogota, { state: 'cancelled' })
  const at = heads?.findIndex((head) => head.endsWith('(America/Bogota)')) ?? -1
  expect(row?.[at]).toBe('2026-12-01 21:07')
  expect(row?.join(' ')).not.toMatch(/\dT\d/u)
})
