// The page of parts: every part by keyboard, in forced colours, with little motion, zoomed, narrow, and with
// targets that a finger or a mouse meets.
import type { Page } from 'playwright-core'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/words.ts'
import { asOwner } from '../../src/platform/database/connect.ts'
import { addUser, hashPassword } from '../../src/identity/users/server/found.ts'
import { closeAfterEach } from '../harness/close-after-each.ts'
import { testNetwork } from '../harness/network.ts'
import { violations } from './axe.ts'
import { testApplication, type TestApplication } from './application.ts'

const EMAIL = 'dora@example.org'
const PASSWORD = 'three green watering cans'
const DESK = { width: 1280, height: 800 }
const NARROW = { width: 320, height: 640 }
/** A desk at 200 %. */
const ZOOMED = { width: 640, height: 400 }
const PARTS = [
  'Colour and type',
  'Acts',
  'Fields',
  'Lists and tables',
  'States',
  'Figures and story',
  'Maps',
] as const

let app: TestApplication
let page: Page

beforeAll(async () => {
  const network = await testNetwork()
  await addUser(asOwner(network.database.pool), {
    id: network.newId() as Id,
    organisation: network.organisations.garden,
    name: 'Dora Luz',
    email: EMAIL,
    locale: 'en',
    passwordHash: await hashPassword(PASSWORD),
    roles: [{ role: 'administrator' }],
  })
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
  await page.goto('/administration/parts')
  await page.getByRole('heading', { level: 1, name: 'Parts of the screens' }).waitFor()
})

/** Opens one side of the page, and waits for what its parts load. */
async function open(part: (typeof PARTS)[number]) {
  await page.getByRole('tab', { name: part }).click()
  await page.getByRole('tabpanel', { name: part }).waitFor()
  if (part === 'Fields') await page.getByRole('treegrid', { name: 'Needs' }).waitFor()
  if (part === 'Maps') await page.locator('[data-state="drawn"]').waitFor()
  if (part === 'Lists and tables') await page.getByRole('grid', { name: 'Chosen' }).waitFor()
}

const focused = () =>
  page.evaluate<string>(
    `document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent`,
  )

test.each(PARTS)('%s: no fault that axe finds, in light, dark and forced colours', async (part) => {
  await open(part)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect([colorScheme, await violations(page)]).toEqual([colorScheme, []])
  }
  // In forced colours the contrast is the system's, and axe still reckons with ours.
  await page.emulateMedia({ forcedColors: 'active' })
  expect((await violations(page)).filter((one) => !one.startsWith('color-contrast'))).toEqual([])
})

test.each(PARTS)('%s: reflows at 320 px and twice as large', async (part) => {
  await open(part)
  for (const viewport of [NARROW, ZOOMED]) {
    await page.setViewportSize(viewport)
    // A map takes the new size a moment later.
    const over = () => page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
    await expect.poll(over, { message: `at ${viewport.width} px` }).toBe(0)
  }
})

test('in a table that is cards on a phone, the name of a column breaks and everything stays inside', async () => {
  await open('Lists and tables')
  await page.setViewportSize(NARROW)
  const outside = await page.evaluate<
    string[]
  >(`[...document.querySelectorAll('.table-cards td')].filter((cell) => {
    cell.dataset.title = 'Decided within the time that was agreed with the payer'
    return cell.scrollWidth > cell.clientWidth
  }).map((cell) => cell.textContent)`)
  expect(outside).toEqual([])
})

/** The controls of the page's body that are smaller than so many pixels either way; links within text are not. */
const smallerThan = (least: number) =>
  page.evaluate<string[]>(`[...document.querySelectorAll(
    'main :is(button, summary, select, textarea, label.choice, [role=tab], [role=row] [role=checkbox], a.button, input:not([type=radio], [type=checkbox], [tabindex="-1"]))'
  )].filter((one) => {
    const { width, height } = one.getBoundingClientRect()
    return width > 1 && (height < ${least} || width < ${least})
  }).map((one) => one.outerHTML.slice(0, 120))`)

test.each(PARTS)('%s: targets are 44 px for a finger, and no less than 24 px for a mouse', async (part) => {
  await open(part)
  expect(await smallerThan(24)).toEqual([])
  await page.getByRole('radio', { name: 'Street' }).check()
  expect(await smallerThan(44)).toEqual([])
})

test('in forced colours the open tab differs from the others, and icons have the colour of their text', async () => {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' })
  await open('Lists and tables')
  const edge = (selected: boolean) =>
    page.evaluate<string>(
      `getComputedStyle(document.querySelector('[role=tab][aria-selected=${String(selected)}]')).borderBlockEndColor`,
    )
  expect(await edge(true)).not.toBe(await edge(false))
  const drawn = await page.evaluate<string[]>(`[...document.querySelectorAll('main .icon')]
    .filter((icon) => getComputedStyle(icon).color !== getComputedStyle(icon.parentElement).color)
    .map((icon) => icon.parentElement.className)`)
  expect(drawn).toEqual([])
})

test('nothing moves for whoever asks for less motion', async () => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await open('States')
  expect(await page.evaluate<number>('document.getAnimations().length')).toBe(0)
})

test('a menu is used by keyboard alone, and an act that is not allowed says why', async () => {
  await open('Acts')
  const trigger = page.getByRole('button', { name: 'More actions: A plot of her own' })
  await trigger.focus()
  await page.keyboard.press('ArrowDown')
  await page.getByRole('menuitem', { name: 'It is met' }).waitFor()
  await expect.poll(focused).toContain('It is met')
  // A first letter finds, and an act that is not allowed does nothing.
  await page.keyboard.press('c')
  await expect.poll(focused).toContain('Only whoever leads the case may close it.')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await page.getByRole('menu').waitFor({ state: 'detached' })
  await expect.poll(focused).toBe('More actions: A plot of her own')
  await page.keyboard.press('Enter')
  await expect.poll(focused).toContain('It is met')
  await page.keyboard.press('Enter')
  await page.getByText('Saved', { exact: true }).waitFor()
})

test('a dialog takes the focus to its first field and gives it back', async () => {
  await open('Acts')
  await page.getByRole('button', { name: 'Ask' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Close the case' })
  await dialog.waitFor()
  await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('INPUT')
  // What is behind is out of reach: the Tab key stays in the dialog.
  for (let presses = 0; presses < 6; presses++) await page.keyboard.press('Tab')
  expect(await dialog.evaluate((element) => element.contains(element.ownerDocument.activeElement))).toBe(true)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(focused).toBe('Ask')
})

test('a choice is found by letters without their accents, also while the page scrolls', async () => {
  await open('Fields')
  // The native select stands in its place until the code is loaded.
  const place = page.getByRole('combobox', { name: 'Municipality' }).and(page.locator('input'))
  await place.click()
  await page.keyboard.type('tuq')
  await page.getByRole('option', { name: 'Túquerres' }).waitFor()
  expect(await page.getByRole('option').count()).toBe(1)
  const scrolled = await page.evaluate<boolean>(`new Promise((resolve) => {
    document.addEventListener('scrollend', () => resolve(true), { once: true })
    scrollBy(0, scrollY > 40 ? -40 : 40)
  })`)
  expect(scrolled).toBe(true)
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => place.getAttribute('aria-activedescendant')).not.toBeNull()
  await page.keyboard.press('Enter')
  await expect.poll(() => place.inputValue()).toBe('Túquerres')
})

test('a field is not replaced under the hands of whoever has begun to use it', async () => {
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  const code = /(?:ComboboxField|DatePickerField)/u
  await page.route(code, async (route) => {
    await released
    await route.continue()
  })
  await page.reload()
  const asked = page.waitForRequest(code)
  await open('Fields')
  await asked
  const place = page.getByRole('combobox', { name: 'Municipality' })
  await place.focus()
  const loaded = page.waitForResponse(code)
  release()
  await loaded
  await page.getByRole('button', { name: /^Open the calendar/u }).waitFor()
  await place.selectOption({ label: 'Túquerres' })
  expect(await place.evaluate((field) => field.tagName)).toBe('SELECT')
})

test('a date is picked in a calendar that says its months in the language of the screen', async () => {
  await page.getByRole('radio', { name: 'Español' }).check()
  await page.getByRole('tab', { name: 'Campos' }).click()
  await page.getByRole('button', { name: /^Abrir el calendario/u }).click()
  const calendar = page.getByRole('dialog', { name: 'Para cuándo' })
  await calendar
    .getByRole('heading', { name: /marzo de 2026/iu })
    .first()
    .waitFor()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await calendar.waitFor({ state: 'detached' })
  await expect
    .poll(() =>
      page
        .getByRole('group', { name: /^Para cuándo/u })
        .first()
        .innerText(),
    )
    .toContain('25')
})

test('rows are chosen and sorted by keyboard', async () => {
  await open('Lists and tables')
  const table = page.getByRole('grid', { name: 'Chosen' })
  await table.getByRole('row', { name: /Sana/u }).focus()
  await page.keyboard.press('Space')
  await page.getByText('Chosen: 2').waitFor()
  const first = table.getByRole('row').nth(1)
  expect(await first.innerText()).toContain('Beto Iguarán')
  await table.getByRole('columnheader', { name: 'Given names' }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => first.innerText()).toContain('Yolimar')
})
