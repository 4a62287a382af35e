// The navigation around every screen, by keyboard alone: skipping it, jumping to a screen, hiding names, and
// signing in again.
import type { Page } from 'playwright-core'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/words.ts'
import { slots } from '../../src/entry/screens.tsx'
import { asOwner } from '../../src/platform/database/connect.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { addUser, hashPassword } from '../../src/identity/users/server/found.ts'
import { closeAfterEach } from '../harness/close-after-each.ts'
import { testNetwork } from '../harness/network.ts'
import { testApplication, type TestApplication } from './application.ts'
import { fixedHeight } from './appearance.ts'
import { violations } from './axe.ts'
import { openMenu, settled } from './settled.ts'

const EMAIL = 'ana@example.org'
const PASSWORD = 'three green watering cans'
const DESK = { width: 1280, height: 800 }
let app: TestApplication
let page: Page
let person: Id

beforeAll(async () => {
  const network = await testNetwork()
  await addUser(asOwner(network.database.pool), {
    id: network.newId() as Id,
    organisation: network.organisations.garden,
    name: 'Ana Luz',
    email: EMAIL,
    locale: 'en',
    passwordHash: await hashPassword(PASSWORD),
    roles: [{ role: 'front_desk' }, { role: 'case_manager' }],
  })
  await addUser(asOwner(network.database.pool), {
    id: network.newId() as Id,
    organisation: network.organisations.garden,
    name: 'Dora Luz',
    email: 'dora@example.org',
    locale: 'en',
    passwordHash: await hashPassword(PASSWORD),
    roles: [{ role: 'administrator' }],
  })
  await addUser(asOwner(network.database.pool), {
    id: network.newId() as Id,
    organisation: network.organisations.garden,
    name: 'Julia Luz',
    email: 'julia@example.org',
    locale: 'es',
    passwordHash: await hashPassword(PASSWORD),
    roles: [{ role: 'data_protection_officer' }],
  })
  person = network.newId() as Id
  await network.execute(
    registerPerson,
    { id: person, givenNames: 'Lina', firstSurname: 'Peña', searched: 'everywhere' },
    network.actors.ana,
  )
  app = await testApplication(network.database)
})

closeAfterEach()
beforeEach(async () => {
  const visit = await app.visit({ viewport: DESK })
  page = visit.page
  const answer = await visit.context.request.post('/api/auth/sign-in', {
    data: { email: EMAIL, password: PASSWORD },
    headers: { 'x-requested-with': 'arraigo', origin: app.url },
  })
  expect(answer.status()).toBe(200)
})

async function open(address = '/') {
  await page.goto(address)
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
  // Key presses are handled once the screen is drawn.
  await settled(page)
}

test('the first tab stop skips the navigation', async () => {
  await open()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  expect(await page.evaluate('document.activeElement.id')).toBe('main')
})

test('a few letters lead to a screen, whose heading gets the focus', async () => {
  await open()
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('textbox').waitFor()
  await page.keyboard.type('acco')
  await page.keyboard.press('Enter')
  await page.waitForURL(`${app.url}/profile`)
  await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('My account')
})

test('the palette loses no key that is typed while it opens, and says how many it found', async () => {
  await open()
  // Its results are another file: held back until everything was typed.
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  await page.route(/\/Results-[^/]*\.js$/u, async (route) => {
    await held
    await route.continue()
  })
  await page.keyboard.press('Control+k')
  await page.keyboard.type('referrals')
  await page.keyboard.press('Enter')
  expect(await page.getByRole('dialog').getByRole('textbox').inputValue()).toBe('referrals')
  release()
  await page.waitForURL(`${app.url}/referrals`)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('consents')
  await page.getByRole('dialog').getByRole('status').filter({ hasText: '1 result' }).waitFor()
  // A letter typed on a result goes on with the text.
  await page.keyboard.press('ArrowDown')
  expect(await page.evaluate('document.activeElement.getAttribute("href")')).toBe('/consents')
  await page.keyboard.type('zz')
  await page.getByRole('dialog').getByRole('status').filter({ hasText: 'Nothing by that name.' }).waitFor()
  expect(await page.getByRole('dialog').getByRole('textbox').inputValue()).toBe('consentszz')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
})

test('the palette acts for the person in view, recalls them, and shows no name on a hidden screen', async () => {
  await open(`/people/${person}`)
  await page.keyboard.press('Control+k')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('region', { name: 'With this person' }).waitFor()
  expect(await violations(page)).toEqual([])
  await page.keyboard.type('need')
  await dialog.getByRole('link', { name: 'Note a need' }).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(`${app.url}/people/${person}/need`)
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
  expect(await dialog.count()).toBe(0)
  await page.keyboard.press('g')
  await page.keyboard.press('p')
  await page.waitForURL(`${app.url}/people`)
  await page.keyboard.press('Control+k')
  await dialog.getByRole('region', { name: 'Seen lately' }).getByRole('link', { name: 'Lina' }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+b')
  await page.keyboard.press('Control+k')
  await dialog.getByText('no names are shown here').waitFor()
  await page.keyboard.type('Lina')
  await dialog.getByRole('status').filter({ hasText: 'Nothing by that name.' }).waitFor()
  expect(await dialog.getByRole('link').count()).toBe(0)
})

test('single keys go to a place and show the shortcuts, but not while something is typed', async () => {
  await open()
  await page.keyboard.press('g')
  await page.keyboard.press('p')
  await page.waitForURL(`${app.url}/people`)
  const search = page.getByRole('main').getByRole('searchbox')
  await search.fill('')
  await search.press('g')
  await search.press('w')
  await search.press('?')
  expect(await search.inputValue()).toBe('gw?')
  await page.getByRole('main').getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('?')
  await page.waitForURL(`${app.url}/shortcuts`)
  await page.getByRole('term').filter({ hasText: 'Search' }).first().waitFor()
  await page.getByLabel('Use single-key shortcuts').uncheck()
  await page.getByRole('main').getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('g')
  await page.keyboard.press('p')
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
  expect(new URL(page.url()).pathname).toBe('/shortcuts')
})

test("the user's menu opens and closes by keyboard, and the focus returns to the name", async () => {
  await open()
  const name = page.getByRole('button', { name: 'Ana Luz, my menu' })
  await name.focus()
  await page.keyboard.press('Enter')
  expect(await name.getAttribute('aria-expanded')).toBe('true')
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Tab')
  expect(await page.evaluate('document.activeElement.textContent')).toBe('My account')
  await page.keyboard.press('Escape')
  expect(await name.getAttribute('aria-expanded')).toBe('false')
  expect(await page.evaluate('document.activeElement.textContent')).toContain('Ana Luz')
  await openMenu(page)
  await page.getByRole('link', { name: 'All places' }).click()
  await page.getByRole('heading', { name: 'All places' }).waitFor()
  expect(await name.getAttribute('aria-expanded')).toBe('false')
})

test('Administration lists what it is for, finds it by a word, and shows only what may be opened', async () => {
  await open('/administration')
  expect(await page.getByRole('main').getByRole('listitem').allInnerTexts()).toHaveLength(2)
  await page.getByRole('searchbox', { name: 'Search Administration' }).fill('lost')
  await page.getByRole('status').filter({ hasText: '1 result' }).waitFor()
  await page.getByRole('main').getByRole('link', { name: 'Devices' }).click()
  await page.waitForURL(`${app.url}/devices`)
})

test.each(['/', '/people', '/people/:person', '/people/:person/need'])(
  'what stays on a phone at %s takes at most 100 of 740 pixels',
  async (path) => {
    const visit = await app.visit({ viewport: { width: 360, height: 740 } })
    await visit.context.request.post('/api/auth/sign-in', {
      data: { email: EMAIL, password: PASSWORD },
      headers: { 'x-requested-with': 'arraigo', origin: app.url },
    })
    await visit.page.goto(path.replace(':person', person))
    await visit.page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
    await settled(visit.page)
    const kept = await fixedHeight(visit.page)
    expect(kept).toBeGreaterThan(0)
    expect(kept).toBeLessThanOrEqual(100)
  },
)

test('one key hides every name on the screen, and another shows them again', async () => {
  await open()
  await page.keyboard.press('Control+b')
  await page.getByText('The screen is hidden').waitFor()
  await page.locator('main[inert]').waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByText('The screen is hidden').waitFor({ state: 'detached' })
  await page.locator('main:not([inert])').waitFor()
})

test('switching to Arabic mirrors the screen without a reload', async () => {
  await open()
  await openMenu(page)
  await page.getByLabel('Language').selectOption('ar')
  await expect.poll(() => page.locator('html').getAttribute('dir')).toBe('rtl')
  expect(await page.locator('html').getAttribute('lang')).toBe('ar')
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('الخير')
})

test('a session that ends covers the screen and loses nothing that was typed', async () => {
  await open('/people')
  // The session ends with the search request itself: before that, nothing may cover the text field.
  await page.route(/\/api\/person\.search/u, async (route) => {
    await app.pool.query('delete from auth.session')
    await route.continue()
  })
  const written = page.getByRole('main').getByRole('searchbox').first()
  await written.fill('luz')
  await page.getByRole('link', { name: 'Sign in again' }).waitFor()
  await page.locator('main[inert]').waitFor()
  expect(await page.locator('main input[type=search]').first().inputValue()).toBe('luz')
})

test('a link opened without a session leads back to it after the sign-in', async () => {
  const { page: stranger } = await app.visit({ viewport: DESK })
  await stranger.goto('/services?text=luz')
  await stranger.waitForURL(/\/sign-in\?then=/u)
  await stranger.getByLabel('E-mail').fill(EMAIL)
  await stranger.getByLabel('Password').fill(PASSWORD)
  await stranger.getByRole('button', { name: 'Go in' }).click()
  await stranger.waitForURL(`${app.url}/services?text=luz`)
})

test('an address that does not exist says so and links to the home screen', async () => {
  await open('/nowhere')
  await page.getByRole('heading', { name: 'There is nothing here' }).waitFor()
  await page.getByRole('main').getByRole('link', { name: 'Home' }).click()
  await page.waitForURL(`${app.url}/`)
})

test('a home screen with nothing to do says that nothing waits, and where to go', async () => {
  const visit = await app.visit({ viewport: DESK })
  await visit.context.request.post('/api/auth/sign-in', {
    data: { email: 'dora@example.org', password: PASSWORD },
    headers: { 'x-requested-with': 'arraigo', origin: app.url },
  })
  await visit.page.goto('/')
  await visit.page.getByText('Nothing is waiting', { exact: true }).waitFor()
  await visit.page.getByRole('link', { name: 'See who has access' }).waitFor()
})

test('no label of the bar at the bottom of a phone is cut, neither that of the screen that is open', async () => {
  const visit = await app.visit({ locale: 'es' })
  await visit.context.request.post('/api/auth/sign-in', {
    data: { email: 'julia@example.org', password: PASSWORD },
    headers: { 'x-requested-with': 'arraigo', origin: app.url },
  })
  await visit.page.goto('/openings')
  await visit.page.getByRole('link', { name: 'Aperturas de emergencia' }).waitFor()
  await settled(visit.page)
  const cut = await visit.page.evaluate<string[]>(`[...document.querySelectorAll('.thumb-link span')]
    .filter((label) => label.scrollHeight > label.clientHeight + 1).map((label) => label.textContent)`)
  expect(cut).toEqual([])
})

test('the longest words of the bar fit on the narrowest phone', async () => {
  const visit = await app.visit({ locale: 'es', viewport: { width: 320, height: 640 } })
  await visit.context.request.post('/api/auth/sign-in', {
    data: { email: 'dora@example.org', password: PASSWORD },
    headers: { 'x-requested-with': 'arraigo', origin: app.url },
  })
  await visit.page.goto('/administration')
  const bar = visit.page.getByRole('navigation', { name: 'Lugares' })
  await bar.getByRole('link', { name: 'Administración' }).waitFor()
  await settled(visit.page)
  const beyond = await visit.page.evaluate<number>(`(() => {
    const bar = document.querySelector('.thumb')
    return bar.scrollWidth - bar.clientWidth
  })()`)
  expect(beyond).toBe(0)
})

test('no slot of a screen is filled twice, nor with two parts under one key', () => {
  const keys = slots.map(({ slot, key }) => `${slot} ${key}`)
  expect(keys.filter((one, at) => keys.indexOf(one) !== at)).toEqual([])
})
