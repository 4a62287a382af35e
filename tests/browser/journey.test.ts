// The road of one person through the real screens, in Spanish: a phone in the hand, desks in the offices, and a fair without a network.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/words.ts'
import { offerService } from '../../src/serve/services/contract.ts'
import { PNG } from '../harness/files.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testHouse, type TestHouse } from './house.ts'
import { admit, signIn, tabTo } from './people.ts'

let network: TestNetwork
let house: TestHouse
let ana: Page
let beto: Page
let clara: Page

beforeAll(async () => {
  network = await testNetwork()
  await admit(network)
  const offered = { id: network.newId() as Id, kind: 'plot_assignment', name: 'Parcelas del río' }
  await network.execute(offerService, offered, network.actors.beto)
  house = await testHouse(network.database)
})

const title = (page: Page, name: string | RegExp) =>
  page.getByRole('main').getByRole('heading', { level: 1, name }).waitFor()
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()
const follow = (page: Page, name: string | RegExp) => page.getByRole('main').getByRole('link', { name }).first().click()
const side = (page: Page, name: string) => page.getByRole('tab', { name }).click()

test('Ana looks for Lina and registers her with the keyboard alone', async () => {
  ;({ page: ana } = await signIn(house, 'ana', 'phone'))
  const { keyboard } = ana
  await keyboard.press('Control+k')
  await ana.getByRole('dialog').getByRole('textbox').waitFor()
  await keyboard.type('recibir')
  await keyboard.press('Enter')
  await title(ana, 'Recibir a alguien')
  await keyboard.type('lina peña')
  await ana.getByText('No hay nadie así').waitFor()
  await tabTo(ana, 'No está: registrar')
  await keyboard.press('Enter')
  // The name is there already, as it was looked for.
  await ana.getByLabel('Nombres').waitFor()
  expect(await ana.getByLabel('Nombres').inputValue()).toBe('Lina')
  expect(await ana.getByLabel('Primer apellido').inputValue()).toBe('Peña')
  await tabTo(ana, 'Número o dirección')
  await keyboard.type('3005550142')
  await tabTo(ana, 'Es seguro escribir')
  await keyboard.press('Space')
  await keyboard.press('Enter')
  await title(ana, /Lina/u)
  await ana.getByText('Solo escribir').waitFor()
})

test('she names what Lina needs and refers her with her consent', async () => {
  await side(ana, 'Necesidades y plan')
  await follow(ana, 'Anotar una necesidad')
  await ana.getByLabel('¿Qué necesita?').selectOption({ label: 'Una parcela propia' })
  await ana.getByRole('radio', { name: 'Esta semana' }).check()
  await press(ana, 'Guardar la necesidad')
  await title(ana, /Lina/u)
  await follow(ana, 'Remitir')
  await title(ana, 'Remitir')
  await ana.getByRole('radio', { name: 'Parcelas del río' }).check()
  await ana.getByLabel('Motivo').fill('Quiere una parcela propia.')
  await press(ana, 'Enviar la remisión')
  await ana.getByText('Pida su consentimiento a la persona y anote cómo lo dio.').waitFor()
  await ana.getByRole('radio', { name: 'Firmó' }).check()
  await press(ana, 'Enviar la remisión')
  await ana.getByText('Remisión enviada.').waitFor()
  await ana.getByRole('link', { name: /Parcelas del río/u }).waitFor()
})

test('Beto is introduced on his phone, accepts, and records the service', async () => {
  ;({ page: beto } = await signIn(house, 'beto', 'phone'))
  await follow(beto, /Lina/u)
  await title(beto, 'Lina')
  await beto.getByText('Hasta que acepte, solo ve esta presentación.').waitFor()
  expect(await beto.getByRole('main').innerText()).not.toContain('Peña')
  await press(beto, 'Aceptar')
  await beto.getByText('Aceptada. Ya puede abrir la ficha.').waitFor()
  await follow(beto, 'Registrar el servicio')
  await beto.getByLabel('Aún falta más por esta remisión').check()
  await press(beto, 'Guardar el servicio')
  await beto.getByText('Servicio registrado.').waitFor()
  await beto.getByText('Atendida').first().waitFor()
})
