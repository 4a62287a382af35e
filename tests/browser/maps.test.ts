// Maps in a real browser: what they are drawn from, by keyboard, in every light, on paper, and where none can be drawn.
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/words.ts'
import { asOwner } from '../../src/platform/database/connect.ts'
import { addUser, hashPassword } from '../../src/identity/users/server/found.ts'
import { testNetwork } from '../harness/network.ts'
import { testApplication, type TestApplication } from './application.ts'

const EMAIL = 'dora@example.org'
const PASSWORD = 'three green watering cans'
const DESK = { width: 1280, height: 800 }

let app: TestApplication
let page: Page
let context: BrowserContext
/** Everything that the page, or a worker of it, asked for. */
let asked: string[]

beforeAll(async () => {
  const network = await testNetwork()
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
const row = (name: string) => page.getByRole('row').getByRole('button', { name, exact: true })

/** How many different colours the still picture has: what is not drawn has one. */
const colours = () =>
  page.evaluate<number>(`(() => {
    const still = document.querySelector('.map-still')
    const { data } = still.getContext('2d').getImageData(0, 0, still.width, still.height)
    return new Set(new Uint32Array(data.buffer)).size
  })()`)

test('a map is drawn from our own origin alone, after the screen', async () => {
  await parts()
  await drawn().waitFor()
  expect(asked.filter((url) => !url.startsWith(`${app.url}/`) && !url.startsWith('data:'))).toEqual([])
  expect(asked.some((url) => /countries-50m-.*\.json$/u.test(url))).toBe(true)
  expect(asked.some((url) => /maplibre-gl-worker-.*\.mjs$/u.test(url))).toBe(true)
  expect(await colours()).toBeGreaterThan(3)
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
