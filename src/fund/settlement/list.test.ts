// The lists of contracts and statements: what search and filters find, in each order.
import { beforeAll, expect, test } from 'vitest'
import { harvest } from '../../../tests/harness/decisions.ts'
import { fileOf, joined, provePages } from '../../../tests/harness/list-pages.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { world, type World } from '../../../tests/authorization/world.ts'
import { asOwner } from '../../platform/database/connect.ts'
import { activateRelease, type openPacks, readPack, releaseOf } from '../../platform/packs/packs.ts'
import { issueStatement, listContracts, listStatements, recordPayment, signContract } from './operations.ts'

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

test('they are narrowed to one payer and to those not begun, in force or over', async () => {
  const at = await testNetwork()
  const { fina, beto, eve } = at.actors
  const { roots, purse, seal } = at.organisations
  const pack = await readPack('packs/huerta')
  const rateCards = pack.rateCards.map((card) => ({ ...card, until: '2026-06-30' }))
  await activateRelease(asOwner(at.database.pool), releaseOf({ ...pack, version: '90.0.0', rateCards }))
  await (at.app.packs as Awaited<ReturnType<typeof openPacks>>).refresh()
  const id = at.newId()
  await at.execute(
    signContract,
    { id, provider: roots, rateCard: 'harvest_fund', startsOn: '2026-04-01' },
    fina,
  )
  const sought = async (input: object) =>
    (await at.ask(listContracts, input, beto)).contracts.map((one) => one.id)
  const states = async () => [
    await sought({ state: 'coming' }),
    await sought({ state: 'running' }),
    await sought({ state: 'ended' }),
  ]
  expect(await states()).toEqual([[id], [], []])
  at.clock.now = new Date('2026-04-01T12:00:00Z')
  expect(await states()).toEqual([[], [id], []])
  at.clock.now = new Date('2026-06-30T12:00:00Z')
  expect(await states()).toEqual([[], [id], []])
  at.clock.now = new Date('2026-07-01T12:00:00Z')
  expect(await states()).toEqual([[], [], [id]])
  expect(await sought({ payer: purse })).toEqual([id])
  expect(await sought({ payer: seal })).toEqual([])
  const { payers } = await at.ask(listContracts, { count: true }, beto)
  expect(payers).toEqual([{ id: purse, name: expect.any(String) }])
  expect((await at.ask(listContracts, { count: true }, eve)).payers).toEqual([])
  expect(await fileOf({ network: at, actor: beto, query: listContracts }, { payer: seal })).toEqual([])
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

test('statements: each filter, each order in pages, and the file of exactly what is found', async () => {
  const at = await testNetwork()
  const { beto, fina, eve } = at.actors
  const contract = at.newId()
  const terms = { id: contract, provider: at.organisations.roots, rateCard: 'harvest_fund' }
  await at.execute(signContract, terms, fina)
  const issued: string[] = []
  for (const [which, due] of ['2026-04-01', '2026-03-01', null, '2026-04-02', '2026-04-03'].entries()) {
    await harvest(at, `2026-01-1${which}`)
    const { id } = await at.execute(issueStatement, { id: at.newId(), contract }, beto)
    // As contracts with other days to pay would have it.
    await at.database.pool.query('update statement set due_on = $2 where id = $1', [id, due])
    issued.push(id)
  }
  const [paid = '', late = '', undated = ''] = issued
  await at.execute(recordPayment, { id: at.newId(), statement: paid, paidOn: '2026-03-02' }, fina)

  const list = {
    network: at,
    actor: fina,
    query: listStatements,
    ids: ({ statements }: { statements: readonly { id: string }[] }) => statements.map(({ id }) => id),
  }
  const sought = async (input: object) => list.ids(await at.ask(listStatements, input, fina))
  expect(await sought({})).toEqual(issued.toReversed())
  expect(await sought({ state: 'paid' })).toEqual([paid])
  expect(await sought({ state: 'late' })).toEqual([late])
  expect(await sought({ state: 'open', sort: 'due' })).toEqual([late, issued[3], issued[4], undated])
  expect(await sought({ party: at.organisations.seal })).toEqual([])
  expect(await sought({ party: at.organisations.roots, contract })).toHaveLength(5)
  const { number } = (await at.ask(listStatements, { state: 'late' }, fina)).statements[0] ?? {}
  expect(await sought({ words: `raices ${number}` })).toEqual([late])
  expect((await at.ask(listStatements, {}, eve)).statements).toEqual([])
  await provePages(list, {}, ['issued', 'due', 'provider', 'payer', 'total'], async () => {})

  const rows = await fileOf(list, { state: 'late' })
  expect(rows).toEqual([expect.arrayContaining([String(number), 'EUR', '2026-03-01'])])
  expect(await fileOf(list, { state: 'paid' })).toEqual([expect.arrayContaining(['2026-03-02'])])
  expect(await fileOf({ ...list, actor: beto }, {})).toHaveLength(5)
})
