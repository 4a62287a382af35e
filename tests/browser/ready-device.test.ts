// A device that begins to keep people says that it is ready when they are on it, and not before.
import { expect, test } from 'vitest'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { testNetwork } from '../harness/network.ts'
import { testApplication } from './application.ts'
import { BAD_GATEWAY, openLine } from './line.ts'
import { createAccounts, press, withSession } from './staff.ts'

const PIN = '482951'
const READY = 'Listo: este aparato ya sirve sin red.'

test('it says so after the first records have arrived', async () => {
  const network = await testNetwork()
  await createAccounts(network)
  const nilo = { id: network.newId(), givenNames: 'Nilo', searched: 'everywhere' } as const
  await network.execute(registerPerson, nilo, network.actors.ana)
  const line = await openLine()
  const app = await testApplication(network.database, line)
  const { page, context } = await withSession(app, 'ana', 'phone')
  // The first exchange makes the device known; none after it brings anybody.
  let exchanges = 0
  line.disturb(({ path }) => (path === '/api/sync' && ++exchanges > 1 ? BAD_GATEWAY : undefined))
  await page.goto('/devices/here')
  await page.getByLabel('PIN nuevo').fill(PIN)
  await page.getByLabel('El PIN otra vez').fill(PIN)
  await press(page, 'Guardar fichas en este aparato')
  await page.getByText('El PIN quedó guardado').waitFor()
  await page.getByText('Bajando las fichas…').waitFor()
  expect(await page.getByText(READY).count()).toBe(0)
  line.heal()
  // The network returns: the device asks at once.
  await context.setOffline(true)
  await context.setOffline(false)
  await page.getByText(READY).waitFor()
  expect(await page.getByText('Bajando las fichas…').count()).toBe(0)
})
