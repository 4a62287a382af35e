// Maps in a real browser: what they are drawn from, by keyboard, in every light, on paper, and where none can be drawn.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/words.ts'
import { asOwner } from '../../src/platform/database/connect.ts'
import { addUser, hashPassword } from '../../src/identity/users/server/found.ts'
import { closeAfterEach } from '../harness/close-after-each.ts'
import { cleanups } from '../harness/cleanup.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { streetsOfOneTile } from '../harness/pmtiles.ts'
import { testApplication, type TestApplication } from './application.ts'

const EMAIL = 'dora@example.org'
const PASSWORD = 'three green watering cans'
const DESK = { width: 1280, height: 800 }

let network: TestNetwork
let app: TestApplication
let page: Page
let context: BrowserContext
/** Everything that the page, or a worker of it, asked for. */
let asked: string[]

beforeAll(async () => {
  network = await testNetwork()
  await addUser(asOwner(network.database.pool), {
    id: network.newId() as Id,
    organisation: network.organisations.garden,
    name: 'Dora Luz',
    email: EMAIL,
    locale: 'es',
    passwordHash: await hashPassword(PASSWORD),
    roles: [{ role: 'administrator' }],
  })
  app = await testApplication(network.database)
})

closeAfterEach()
beforeEach(async () => await visit())

async function visit(options: BrowserContextOptions = {}) {
  ;({ page, context } = await app.visit({ viewport: DESK, locale: 'es', ...options }))
  asked = []
  context.on('request', (request) => asked.push(request.url()))
  const answer = await context.request.post('/api/auth/sign-in', {
    data: { email: EMAIL, password: PASSWORD },
    headers: { 'x-requested-with': 'arraigo', origin: app.url },
  })
  expect(answer.status()).toBe(200)
}

const parts = () => page.goto('/administration/parts?part=maps')
const drawn = () => page.locator('.map-drawing[data-state="drawn"]')
const view = async () => await page.locator('.map-drawing').getAttribute('data-view')
const pin = (name: string) =>
  page.getByRole('button', { name, exact: true }).and(page.locator('.map-place > button'))
const row = (name: string) => page.getByRole('button', { name: `Ver en el mapa: ${name}` })

/** How many different colours the still picture has: what is not drawn has one. */
const colours = () =>
  page.evaluate<number>(`(() => {
    const still = document.querySelector('.map-still')
    const { data } = still.getContext('2d').getImageData(0, 0, still.width, still.height)
    return new Set(new Uint32Array(data.buffer)).size
  })()`)

/** The colour of the first pixel of the still picture: the sea. */
const corner = () =>
  page.evaluate<number[]>(
    `[...document.querySelector('.map-still').getContext('2d').getImageData(4, 4, 1, 1).data].slice(0, 3)`,
  )

test('a map is drawn from our own origin alone, after the screen', async () => {
  await parts()
  await drawn().waitFor()
  expect(asked.filter((url) => !url.startsWith(`${app.url}/`) && !url.startsWith('data:'))).toEqual([])
  expect(asked.some((url) => /countries-50m-.*\.json$/u.test(url))).toBe(true)
  expect(asked.some((url) => /maplibre-gl-worker-.*\.mjs$/u.test(url))).toBe(true)
})

test('on paper there is a still picture in light colours, and the table', async () => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await parts()
  await drawn().waitFor()
  await page.evaluate(`dispatchEvent(new Event('beforeprint'))`)
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await page.locator('.map-still').waitFor()
  await page.locator('.map-frame').waitFor({ state: 'hidden' })
  await page.getByRole('row', { name: /Nariño/u }).waitFor()
  expect(await colours()).toBeGreaterThan(10)
  expect(await corner()).toEqual([255, 253, 247])
})

test('in the dark the map is dark, also when it is switched by hand', async () => {
  await parts()
  await drawn().waitFor()
  const ground = () =>
    page.evaluate<string>(`getComputedStyle(document.querySelector('.map-drawing')).backgroundColor`)
  const light = await ground()
  await page.getByRole('radio', { name: 'Oscura' }).check()
  await expect.poll(ground).not.toBe(light)
  await drawn().waitFor()
})

test('by keyboard: pins in the order of the table, those out of view come in, and the map itself moves', async () => {
  await parts()
  await drawn().waitFor()
  await page.getByRole('region', { name: /^Mapa/u }).focus()
  const before = await view()
  await page.keyboard.press('ArrowRight')
  await expect.poll(view).not.toBe(before)
  await drawn().waitFor()
  await page.keyboard.press('Tab')
  expect(await page.evaluate('document.activeElement.textContent')).toBe('La Guajira')
  await page.keyboard.press('Tab')
  expect(await page.evaluate('document.activeElement.textContent')).toBe('22 lugares')
  await page.keyboard.press('Enter')
  for (const name of ['Nariño', 'Orientación jurídica'])
    await row(name).and(page.locator('[aria-pressed="true"]')).waitFor()
})

test('it is the same where less motion is asked for', async () => {
  await visit({ reducedMotion: 'reduce' })
  await parts()
  await drawn().waitFor()
  await row('Nariño').click()
  await drawn().waitFor()
  await row('Nariño').and(page.locator('[aria-pressed="true"]')).waitFor()
})

test('without WebGL the table stands alone and says so', async () => {
  await page.addInitScript(`HTMLCanvasElement.prototype.getContext = () => null`)
  await parts()
  await page.getByText(/^El mapa no se puede dibujar aquí/u).waitFor()
  await row('Nariño').click()
  await row('Nariño').and(page.locator('[aria-pressed="true"]')).waitFor()
  expect(asked.some((url) => /DrawnMap|maplibre|countries/u.test(url))).toBe(false)
})

test('nor where its files cannot be fetched', async () => {
  await page.route(/countries-50m/u, (route) => route.abort())
  await parts()
  await page.getByText(/^El mapa no se puede dibujar aquí/u).waitFor()
  await row('Nariño').waitFor()
})

test('what a captive portal sent for its files is not drawn from, and not kept', async () => {
  let portals = 1
  const portal = { status: 200, contentType: 'application/json', body: '{"portal": true}' }
  await page.route(/countries-50m/u, (route) => (portals-- > 0 ? route.fulfill(portal) : route.fallback()))
  await parts()
  await drawn().waitFor()
  portals = 2
  await parts()
  await page.getByText(/^El mapa no se puede dibujar aquí/u).waitFor()
  await parts()
  await drawn().waitFor()
})

test('a row moves the map, and a pin marks its row', async () => {
  await parts()
  await drawn().waitFor()
  const whole = await view()
  await row('Nariño').click()
  await expect.poll(view).not.toBe(whole)
  await drawn().waitFor()
  await row('Nariño').and(page.locator('[aria-pressed="true"]')).waitFor()
  await page.getByRole('button', { name: 'Ver todos' }).click()
  await expect.poll(view).toBe(whole)
  await pin('La Guajira').click()
  await row('La Guajira').and(page.locator('[aria-pressed="true"]')).waitFor()
  await row('Nariño').and(page.locator('[aria-pressed="false"]')).waitFor()
})

test('over the streets of an operator it comes nearer, and OpenStreetMap is named', async () => {
  await parts()
  await drawn().waitFor()
  expect(await page.getByRole('link', { name: /OpenStreetMap/u }).count()).toBe(0)
  const folder = await mkdtemp(join(tmpdir(), 'arraigo-streets-'))
  cleanups.push(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'streets.pmtiles')
  await writeFile(file, streetsOfOneTile())
  const outlined = app
  app = await testApplication(network.database, undefined, undefined, file)
  await visit()
  await parts()
  await drawn().waitFor()
  await page.getByRole('link', { name: /OpenStreetMap/u }).waitFor()
  await row('Nariño').click()
  await expect.poll(async () => Number((await view())?.split(' ')[2])).toBeGreaterThan(9)
  await drawn().waitFor()
  expect(asked.some((url) => url === `${app.url}/map/streets.pmtiles`)).toBe(true)
  expect(asked.filter((url) => !url.startsWith(`${app.url}/`) && !url.startsWith('data:'))).toEqual([])
  app = outlined
})
