// A tablet that was locked or left: nothing about a person can be read in any store of the browser, in any tab, in an
// address, a title or the history.
import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/words.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication, type TestApplication, WITH_WORKER } from './application.ts'
import { DUMP } from './disk.ts'
import { openMenu } from './settled.ts'
import {
  beyond,
  createAccounts,
  follow,
  keepPeople,
  PASSWORD,
  press,
  signIn,
  title,
  unlock,
} from './staff.ts'

const PIN = '482951'
/** Of her record, of what was typed in a search, and of what was written in a form. */
const SECRETS = [
  'Quetzala',
  'quetzala',
  'Umbría',
  'umbria',
  '3005550142',
  '300\u00a0555\u00a00142',
  'Nopaltzin',
  'nopaltzin',
]

let network: TestNetwork
let app: TestApplication
let page: Page
let context: BrowserContext
let quetzala: Id

beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network)
  quetzala = network.newId()
  await network.execute(
    registerPerson,
    {
      id: quetzala,
      givenNames: 'Quetzala',
      firstSurname: 'Umbría',
      searched: 'everywhere',
      contacts: [{ id: network.newId(), kind: 'phone', value: '3005550142', safeToCall: true }],
    },
    network.actors.ana,
  )
  app = await testApplication(network.database)
  ;({ page, context } = await signIn(app, 'ana', 'desk', WITH_WORKER))
})

/** All that whoever holds the device reads in one tab: its stores, page, address, titles and history. */
async function readable(tab: Page): Promise<string> {
  const found = await tab.evaluate<string>(`(async () => [
    await ${DUMP},
    document.documentElement.outerHTML, document.title, location.href, name, JSON.stringify(history.state),
    ...performance.getEntries().map((entry) => entry.name),
  ].join('\\n'))()`)
  const devtools = await context.newCDPSession(tab)
  const { entries } = await devtools.send('Page.getNavigationHistory')
  await devtools.detach()
  const visited = entries.map((entry) => `${entry.url} ${entry.title}`)
  return [found, ...visited].join('\n')
}

async function expectNothing(tab: Page): Promise<void> {
  const found = await readable(tab)
  for (const secret of SECRETS) {
    expect(found).not.toContain(secret)
    expect(found).not.toContain(encodeURIComponent(secret))
  }
}

async function comeIn() {
  await page.getByLabel('Correo electrónico').fill('ana@example.org')
  await page.getByLabel('Contraseña').fill(PASSWORD)
  await page.keyboard.press('Enter')
}

test('locked in one tab, no tab shows or stores anybody: not its search, its form, its address or its history', async () => {
  // Opened before the device keeps anybody, as a desk does that prepares itself for a fair.
  const before = await context.newPage()
  await before.goto(`/people/${quetzala}`)
  await title(before, /Quetzala/u)
  await keepPeople(page, PIN)
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  await page.goto('/people')
  await unlock(page, PIN)
  await page.getByRole('searchbox').fill('quetzala')
  await page
    .getByRole('status')
    .getByText(/^1\spersona encontrada/u)
    .waitFor()
  await follow(page, /Quetzala/u)
  await title(page, /Quetzala/u)
  expect(await readable(page)).toContain('Quetzala')
  await page.goBack()
  await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('quetzala')
  await follow(page, /Quetzala/u)
  await beyond(page, 'Corregir los datos')
  await page.getByLabel('¿Cómo quiere que le digan?').fill('Nopaltzin')
  await openMenu(page)
  await press(page, 'Bloquear')
  for (const tab of [page, before]) {
    await title(tab, 'Bloqueado')
    await expectNothing(tab)
  }
  await before.close()
})

test('a link to a search opens it, and the address does not keep it', async () => {
  await page.goto('/people?q=quetzala')
  await unlock(page, PIN)
  await page.getByRole('link', { name: /Quetzala/u }).waitFor()
  expect(page.url()).toBe(`${app.url}/people`)
  await page.getByRole('searchbox').fill('nopaltzin')
  await page.getByText('No hay nadie como «nopaltzin»').waitFor()
  await press(page, 'Recibir a alguien')
  await page.getByText('No hay nadie así').waitFor()
  expect(await page.getByRole('searchbox').inputValue()).toBe('nopaltzin')
  expect(page.url()).toBe(`${app.url}/welcome`)
})

test('a page that the back button brings back asks for the PIN, or for the sign-in', async () => {
  const loaded = page.waitForEvent('load')
  await page.evaluate(`dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))`)
  await loaded
  await title(page, 'Bloqueado')
  await unlock(page, PIN)
})

test('signed out in one tab, every tab is left; without a network the session ends when the server is reached', async () => {
  const other = await context.newPage()
  await other.goto(`/people/${quetzala}`)
  await unlock(other, PIN)
  await title(other, /Quetzala/u)
  await context.setOffline(true)
  await openMenu(page)
  await press(page, 'Cerrar sesión')
  for (const tab of [page, other]) {
    await title(tab, 'Bloqueado')
    await expectNothing(tab)
  }
  await context.setOffline(false)
  await page.goto('/people')
  await page.getByLabel('Correo electrónico').waitFor()
  const { rowCount } = await network.database.pool.query('select from auth.session')
  expect(rowCount).toBe(0)
  await other.close()
  await comeIn()
  await unlock(page, PIN)
  await page
    .getByRole('link', { name: /Quetzala/u })
    .first()
    .waitFor()
})

test('the browser is asked not to clear what is kept, and the screen says when it may', async () => {
  await page.addInitScript(`
    StorageManager.prototype.persisted = async () => false
    StorageManager.prototype.persist = async () => { globalThis.asked = true; return false }
  `)
  await page.goto('/devices/here')
  await unlock(page, PIN)
  await page.getByText('Este navegador puede borrar lo guardado aquí si falta espacio').waitFor()
  expect(await page.evaluate('globalThis.asked')).toBe(true)
})
