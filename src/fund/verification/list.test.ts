// The verifier's list in pages: what search and filters find, and its file.
import { beforeAll, expect, test } from 'vitest'
import { fileOf, provePages, type ListOf } from '../../../tests/harness/list-pages.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { claimed, world, type World } from '../../../tests/authorization/world.ts'
import { verificationInbox } from './operations.ts'

let network: TestNetwork
let fixture: World
let list: ListOf<typeof verificationInbox>

beforeAll(async () => {
  network = await testNetwork()
  fixture = await world(network)
  list = {
    network,
    actor: fixture.vito,
    query: verificationInbox,
    ids: ({ claims }) => claims.map(({ claim }) => claim),
  }
  for (let more = 0; more < 5; more++) await claimed(fixture, 'submitted')
})

const ask = async (input: object) => (await network.ask(verificationInbox, input, fixture.vito)).claims

test('they are found by pseudonym, result and provider', async () => {
  const [first] = await ask({})
  expect(
    (await ask({ words: `${first?.pseudonym ?? ''} raices cosecha` })).map(({ claim }) => claim),
  ).toEqual([first?.claim])
  const { roots, garden } = network.organisations
  expect(await ask({ provider: roots })).toHaveLength(5)
  expect(await ask({ provider: garden })).toEqual([])
})

test('the pages are the whole list while others are submitted', async () => {
  await provePages(list, {}, ['waiting', 'achieved', 'provider'], async () => {
    await claimed(fixture, 'submitted')
  })
})

test('the file has the same rows', async () => {
  const claims = await ask({ limit: 500 })
  expect((await fileOf(list, {})).map(([pseudonym]) => pseudonym)).toEqual(
    claims.map(({ pseudonym }) => pseudonym),
  )
})
