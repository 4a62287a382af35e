// Where services are, on the screens: a point is pasted or put on a map, shown on the page of a service, and the list has
// a map of exactly what is found.
import type { Page } from 'playwright-core'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/words.ts'
import { listServices, offerService } from '../../src/serve/services/operations.ts'
import { closeAfterEach } from '../harness/close-after-each.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { protectKind } from '../harness/protected-kind.ts'
import { testApplication, type TestApplication } from './application.ts'
import { violations } from './axe.ts'
import { createAccounts, press, withSession } from './staff.ts'

let network: TestNetwork
let app: TestApplication
let desk: Page
let spades: Id

async function offer(name: string, kind: string, location?: { latitude: number; longitude: number }) {
  const id = network.newId()
  await network.execute(offerService, { id, kind, name, ...(location && { location }) }, network.actors.beto)
  return id
}

beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network)
  // A centre of a country that there is: far from it is asked about.
  await network.database.pool.query(
    `insert into centre (id, organisation, name, place) values ($1, $2, 'Riohacha', 'co_44001')`,
    [network.newId(), network.organisations.roots],
  )
  spades = await offer('Palas', 'tool_loan')
  await protectKind(network, 'companionship')
  await offer('Compañía', 'companionship')
  await offer('Semillas del norte', 'seed_share', { latitude: 11.5444, longitude: -72.9072 })
  await offer('Semillas de la esquina', 'seed_share', { latitude: 11.5449, longitude: -72.9076 })
  for (let number = 1; number <= 60; number++)
    await offer(`Taller ${String(number).padStart(2, '0')}`, 'workshop', {
      latitude: Number((4 + number / 100).toFixed(2)),
      longitude: -74,
    })
  app = await testApplication(network.database)
})

closeAfterEach()
beforeEach(async () => {
  ;({ page: desk } = await withSession(app, 'beto', 'desk'))
})

const drawn = () => desk.locator('.map-drawing[data-state="drawn"]')
const pins = () => desk.locator('.map-place > button').allTextContents()
const point = () => desk.getByRole('textbox', { name: 'Punto en el mapa' })
const locationNow = async () =>
  (await network.ask(listServices, { id: spades }, network.actors.beto)).services[0]?.location

async function change() {
  await desk.goto(`/services/${spades}`)
  await press(desk, 'Cambiar o confirmar')
  await point().waitFor()
}

test('a point is pasted; one that is none is said at the field, one far away is asked about', async () => {
  await change()
  await point().fill('Calle 10')
  await press(desk, 'Guardar')
  await desk.locator('.field-error', { hasText: /^Eso no es un punto/u }).waitFor()
  // The wrong way round.
  await point().fill('-72.9072, 11.5444')
  await desk.getByText(/^Ese punto está a 9.*\skm de Colombia$/u).waitFor()
  await press(desk, 'Guardar')
  await desk.locator('.field-error', { hasText: 'Diga si el punto está bien' }).waitFor()
  expect(await locationNow()).toBeNull()
  await point().fill('11.5444, -72.9072')
  await desk.getByText(/^Ese punto está a/u).waitFor({ state: 'detached' })
  await press(desk, 'Guardar')
  await desk.getByRole('heading', { name: 'En el mapa' }).waitFor()
  expect(await locationNow()).toEqual({ latitude: 11.5444, longitude: -72.9072 })
})

test('the page of a service shows its point, opens it in the maps of the device, and has no fault that axe finds', async () => {
  await desk.goto(`/services/${spades}`)
  await drawn().waitFor()
  const link = desk.getByRole('link', { name: 'Abrir en mapas' })
  expect(await link.getAttribute('href')).toBe('geo:11.5444,-72.9072?q=11.5444,-72.9072')
  await desk.getByText('11.5444, -72.9072').waitFor()
  expect(await violations(desk)).toEqual([])
})

test('a point is put in the middle of a map that the keyboard moves', async () => {
  await change()
  await press(desk, 'Poner el punto en un mapa')
  const dialog = desk.getByRole('dialog')
  const map = dialog.locator('.map-drawing')
  await dialog.locator('[data-state="drawn"]').waitFor()
  const before = await map.getAttribute('data-view')
  await dialog.getByRole('region', { name: /^Mapa/u }).focus()
  await desk.keyboard.press('ArrowUp')
  await expect.poll(() => map.getAttribute('data-view')).not.toBe(before)
  await dialog.locator('[data-state="drawn"]').waitFor()
  await press(desk, 'Poner el punto en el centro')
  await expect.poll(() => point().inputValue()).not.toBe('11.5444, -72.9072')
  await point().fill('')
  await press(desk, 'Guardar')
  await desk.getByRole('heading', { name: 'En el mapa' }).waitFor({ state: 'detached' })
  expect(await locationNow()).toBeNull()
})

test('a service of a protected kind is given no point', async () => {
  await desk.goto('/services')
  await desk.getByRole('link', { name: 'Compañía' }).click()
  await press(desk, 'Cambiar o confirmar')
  await desk.getByText(/^Un servicio de este tipo no dice en el mapa dónde está/u).waitFor()
  expect(await point().count()).toBe(0)
})

test('the map of the list has all that is found, in groups, and follows the filters', async () => {
  await desk.goto('/services')
  await press(desk, 'Mapa')
  await drawn().waitFor()
  await expect.poll(pins).toEqual(['22\u00a0servicios', '6060\u00a0servicios'])
  await desk.getByText('2 servicios no tienen punto en el mapa: están en la lista.').waitFor()
  await desk.goto('/services?layout=map&kind=seed_share')
  await drawn().waitFor()
  await expect.poll(pins).toEqual(['22\u00a0servicios'])
  await desk.getByRole('button', { name: '2 servicios' }).click()
  const shown = desk.getByRole('list').getByRole('link', { name: 'Semillas de la esquina' })
  await shown.waitFor()
  expect(await desk.locator('tr.map-row-chosen').count()).toBe(2)
  await desk.getByRole('button', { name: 'Ver en el mapa: Semillas del norte' }).click()
  await shown.waitFor({ state: 'detached' })
  expect(await desk.locator('tr.map-row-chosen').count()).toBe(1)
  expect(await violations(desk)).toEqual([])
})
