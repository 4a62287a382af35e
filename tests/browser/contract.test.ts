// A contract whose result was just accepted: what waits becomes due on the open screen when its time is over. Another one
// that is signed on the screen begins on the day that is written there, which the rate card must have.
import { beforeAll, expect, test } from 'vitest'
import { signContract } from '../../src/fund/settlement/operations.ts'
import { harvest } from '../harness/decisions.ts'
import { moveBack } from '../harness/move-back.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication, type TestApplication } from './application.ts'
import { createAccounts, openHome, press, withSession } from './staff.ts'

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

test('a contract begins on a day of its rate card, today unless another is written', async () => {
  const { page } = await openHome(app, 'fina', 'phone')
  await page.goto('/contracts')
  await press(page, 'Firmar contrato')
  const signing = page.getByRole('dialog')
  await signing.getByText(/^Se pagan los resultados logrados desde ese día\. .* hoy\.$/u).waitFor()
  await signing.getByLabel('Organización que cobra').selectOption({ label: 'Otra Huerta' })
  const begins = signing.getByRole('group', { name: 'Empieza el' })
  await begins.getByLabel('Día').fill('15')
  await begins.getByLabel('Mes').selectOption('6')
  await begins.getByLabel('Año').fill('2019')
  await signing.getByRole('button', { name: 'Firmar contrato' }).click()
  await signing
    .getByRole('alert')
    .getByText(/El tarifario empieza el 1\sde enero de 2020/u)
    .waitFor()
  await begins.getByLabel('Año').fill('2025')
  await signing.getByRole('button', { name: 'Firmar contrato' }).click()
  await signing.waitFor({ state: 'detached' })
  const { rows } = await network.database.pool.query<{ starts_on: string }>(
    'select starts_on::text from contract where id <> $1',
    [contract.id],
  )
  expect(rows).toEqual([{ starts_on: '2025-06-15' }])
})
