// What somebody may not do is said before they begin, with the roles that do it: asking for consent, merging records and
// registering.
import { beforeAll, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/words.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { closeAfterEach } from '../harness/close-after-each.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication, type TestApplication } from './application.ts'
import { createAccounts, openHome, press, title } from './staff.ts'

let network: TestNetwork
let app: TestApplication
let lina: Id

const GARDEN = { organisation: 'garden' } as const

closeAfterEach()
beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network, {
    dario: { ...GARDEN, roles: ['coordinator'] },
    carla: { ...GARDEN, roles: ['case_manager'] },
    julia: { ...GARDEN, roles: ['data_protection_officer'] },
    camilo: { ...GARDEN, roles: ['analyst'] },
  })
  lina = network.newId()
  for (const id of [network.newId(), lina]) {
    const who = { givenNames: 'Lina Paola', firstSurname: 'Arocha', born: { date: '1990-04-05' } }
    const identifiers =
      id === lina ? [{ id: network.newId(), type: 'library_card', country: 'xa', number: '6262626' }] : []
    await network.execute(registerPerson, { id, searched: 'file', ...who, identifiers }, network.actors.ana)
    network.clock.advance(1)
  }
  app = await testApplication(network.database)
})

const at = async (name: string) => (await openHome(app, name, 'desk')).page

/** A control that does nothing, and says by whom it is done. */
const refused = (words: string) => ({ description: new RegExp(`Su rol no incluye esto.*${words}`, 'u') })

test('whoever may not ask for consent is told who may, where it is missing', async () => {
  const page = await at('dario')
  await page.goto(`/people/${lina}?tab=merges`)
  await press(page, 'Preguntar a otras organizaciones')
  const ask = page.getByRole('button', { name: 'Preguntarle a la persona' })
  await expect.poll(() => ask.getAttribute('aria-disabled')).toBe('true')
  await page.getByText(/Su rol no incluye esto\. Lo hace quien tiene.*Recepción.*Gestión de casos/u).waitFor()
})

test('whoever may not merge is told who may, where records are compared and on the record', async () => {
  const page = await at('carla')
  await page.goto(`/duplicates/${lina}`)
  const same = page.getByRole('button', { name: 'Es la misma persona', ...refused('Supervisión') })
  await same.waitFor()
  expect(await same.getAttribute('aria-disabled')).toBe('true')
  await page.goto(`/people/${lina}?tab=merges`)
  await page
    .getByText(/Su rol no incluye esto\..*Supervisión y Coordinación del centro/u)
    .first()
    .waitFor()
})

test('whoever may not register is told so before the form, which never opens', async () => {
  const page = await at('julia')
  await page.goto('/welcome')
  await title(page, 'Recibir a alguien')
  const register = page.getByRole('button', { name: /^Registrar/u, ...refused('Recepción') })
  await register.press('Enter')
  expect(await page.getByRole('form').count()).toBe(0)
  expect(await page.getByRole('searchbox').count()).toBe(0)
})

test('a month whose figure is hidden is marked as not shown, and not drawn as none', async () => {
  const page = await at('camilo')
  await page.goto('/overview?from=2026-01-01&until=2026-03-31')
  await page.getByRole('img', { name: 'Personas registradas por mes' }).waitFor()
  await page.getByText(/^Recuadro punteado: no se muestra.*No quiere decir cero\.$/u).waitFor()
  await page.getByRole('row', { name: /marzo de 2026 no se muestra/u }).waitFor()
})
