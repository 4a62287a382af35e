// A contract whose result was just accepted: what waits becomes due on the open screen when its time is over.
import { beforeAll, expect, test } from 'vitest'
import { signContract } from '../../src/fund/settlement/operations.ts'
import { harvest } from '../harness/decisions.ts'
import { moveBack } from '../harness/move-back.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication, type TestApplication } from './application.ts'
import { createAccounts, withSession } from './staff.ts'

let network: TestNetwork
let app: TestApplication
const contract = { id: '' }

beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network)
  // The server of the browser tests has the clock of today: what was decided now waits.
  network.clock.now = new Date()
  contract.id = network.newId()
  const terms = { id: contract.id, provider: network.organisations.roots, rateCard: 'harvest_fund' }
  await network.execute(signContract, terms, network.actors.fina)
  await harvest(network, '2026-02-09')
  app = await testApplication(network.database)
})

test('what waits is due on the open screen once it can no longer be taken back', async () => {
  const { page } = await withSession(app, 'beto', 'desk')
  await page.clock.install()
  await page.goto(`/contracts/${contract.id}`)
  await page.getByText('No hay nada nuevo por cobrar').waitFor()
  await page.getByText(/ya se verificaron y esperan hasta las/u).waitFor()
  // The quarter of an hour is over on the server.
  await moveBack(network.database.pool, 'claim', { minutes: 60 })
  expect(await page.getByRole('button', { name: 'Emitir estado de cuenta' }).count()).toBe(0)
  await page.clock.fastForward('20:00')
  await page.getByRole('button', { name: 'Emitir estado de cuenta' }).waitFor()
})
