// The list of contracts: what search and filters find, in each order.
import { beforeAll, expect, test } from 'vitest'
import { fileOf, joined } from '../../../tests/harness/list-pages.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { world, type World } from '../../../tests/authorization/world.ts'
import { listContracts } from './operations.ts'

let network: TestNetwork
let fixture: World

beforeAll(async () => {
  network = await testNetwork()
  fixture = await world(network)
})

const found = async (input: object) =>
  (await network.ask(listContracts, input, fixture.bruno)).contracts.map(({ id }) => id)

test('they are found by both parties and by the rate card', async () => {
  const { roots, seal } = network.organisations
  expect(await found({ words: 'raices fondo' })).toEqual([fixture.contract])
  expect(await found({ words: 'nadie' })).toEqual([])
  expect(await found({ party: roots })).toEqual([fixture.contract])
  expect(await found({ party: seal })).toEqual([])
})

test('in each order the pages are the whole list, and it is counted', async () => {
  const list = {
    network,
    actor: fixture.bruno,
    query: listContracts,
    ids: ({ contracts }: { contracts: readonly { id: string }[] }) => contracts.map(({ id }) => id),
  }
  for (const sort of ['signed', 'starts', 'provider'])
    for (const down of [false, true])
      expect(await joined(list, { sort, down }, 1)).toEqual([fixture.contract])
  const { total } = await network.ask(listContracts, { count: true }, fixture.bruno)
  expect(total).toBe(1)
})

test('the file has exactly what is found, with its sums', async () => {
  const list = { network, actor: fixture.bruno, query: listContracts }
  const [contract] = (await network.ask(listContracts, { words: 'raices' }, fixture.bruno)).contracts
  const rows = await fileOf(list, { words: 'raices' })
  expect(rows).toEqual([
    expect.arrayContaining([contract?.payer.name, contract?.provider.name, contract?.startsOn, 'EUR', '0']),
  ])
  expect(await fileOf(list, { words: 'nadie' })).toEqual([])
})
