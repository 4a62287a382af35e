// Confidential notes in a real browser: kept, shown only when opened by hand, opened for a reason, and
// reviewed after an emergency.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Role } from '../../src/kernel/actor.ts'
import type { Id } from '../../src/kernel/words.ts'
import { asOwner } from '../../src/platform/database/connect.ts'
import { addUser, hashPassword } from '../../src/identity/users/server/found.ts'
import { openCase } from '../../src/serve/cases/operations.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { closeAfterEach } from '../harness/close-after-each.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { violations } from './axe.ts'
import { testApplication, type TestApplication } from './application.ts'
import { settled } from './settled.ts'

const PASSWORD = 'three green watering cans'
const STORY = 'Left in the night with two children, and nobody is to know the street.'
const NEED = 'A bed for three, away from the market.'
const DESK = { width: 1280, height: 800 }
const PHONE = { width: 320, height: 640 }
const STAFF = {
  ana: ['front_desk'],
  clara: ['case_manager'],
  marta: ['case_manager'],
  soledad: ['supervisor'],
} as const satisfies Record<string, readonly Role[]>

let network: TestNetwork
let app: TestApplication
let person: Id

closeAfterEach()
beforeAll(async () => {
  network = await testNetwork()
  const passwordHash = await hashPassword(PASSWORD)
  const users: Record<string, Id> = {}
  for (const [name, roles] of Object.entries(STAFF)) {
    const id = network.newId()
    users[name] = id
    await addUser(asOwner(network.database.pool), {
      id,
      organisation: network.organisations.garden,
      name: name.charAt(0).toUpperCase() + name.slice(1),
      email: `${name}@example.org`,
      locale: 'en',
      passwordHash,
      roles: roles.map((role) => ({ role })),
    })
  }
  person = network.newId()
  const { ana, clara } = network.actors
  await network.execute(registerPerson, { id: person, searched: 'device', called: 'Lina' }, ana)
  await network.execute(openCase, { id: network.newId(), person, manager: users['clara'] as Id }, clara)
  app = await testApplication(network.database)
})

async function as(name: keyof typeof STAFF, locale = 'en'): Promise<Page> {
  const { page, context } = await app.visit({ locale, viewport: DESK })
  await context.addInitScript(`localStorage.setItem('arraigo.locale', '${locale}')`)
  const answer = await context.request.post('/api/auth/sign-in', {
    data: { email: `${name}@example.org`, password: PASSWORD },
    headers: { 'x-requested-with': 'arraigo', origin: app.url },
  })
  expect(answer.status()).toBe(200)
  return page
}

const notesOf = (page: Page) => page.goto(`/people/${person}?tab=notes`)

/** On a phone in light mode and at a desk in dark mode: axe finds nothing and nothing scrolls sideways. */
async function sound(page: Page): Promise<void> {
  for (const [size, colorScheme] of [
    [PHONE, 'light'],
    [DESK, 'dark'],
  ] as const) {
    await page.setViewportSize(size)
    await page.emulateMedia({ colorScheme })
    await settled(page)
    expect(await violations(page)).toEqual([])
    const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
    expect(over, `at ${size.width} px`).toBeLessThanOrEqual(0)
    const folder = process.env['LOOK']
    if (folder === undefined) continue
    const name = `${looks++}.${size.width}.${await page.evaluate<string>('document.documentElement.lang')}.png`
    await page.screenshot({ path: `${folder}/${name}`, fullPage: true })
  }
}
let looks = 0

test('the case manager keeps a confidential note; nothing of it shows until it is opened by hand', async () => {
  const page = await as('clara')
  await notesOf(page)
  await page.getByText('There are no other notes').waitFor()
  await page.getByRole('button', { name: 'Write a note' }).click()
  await page.getByLabel('Topic').selectOption({ label: 'Safety' })
  await page.getByLabel('What they need').fill(NEED)
  await page.getByLabel('What was agreed').fill('Write before ten, to the safe number.')
  await page.getByLabel('What they told').fill(STORY)
  await sound(page)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Already told').waitFor()
  await settled(page)
  expect(await page.locator('body').innerText()).not.toContain(NEED)
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await page.getByText(NEED).waitFor()
  await sound(page)
  await page.getByRole('button', { name: 'Read what they told' }).click()
  await page.getByLabel('What for').selectOption({ label: 'A hearing or a procedure asks for it' })
  await sound(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Read what they told' }).click()
  await page.getByText(STORY).waitFor()
  await sound(page)
  // When the window loses the focus, the note is covered again.
  await page.evaluate(`Object.defineProperty(document, 'hidden', { value: true, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'))`)
  await page.getByText(STORY).waitFor({ state: 'detached' })
  expect(await page.locator('body').innerText()).not.toContain(NEED)
})

test('a second story asks for the reason why it was told again', async () => {
  const page = await as('clara')
  await notesOf(page)
  await page.getByRole('button', { name: 'Write a note' }).click()
  await page.getByLabel('Topic').selectOption({ label: 'Safety' })
  await page.getByLabel('What they need').fill('The same')
  await page.getByLabel('What was agreed').fill('The same')
  await page.getByLabel('What they told').fill('Once more')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByLabel('Why it was told again').selectOption({ label: 'There is danger now' })
  await sound(page)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Already told').nth(1).waitFor()
})

test('the case manager gives a colleague access, and takes it back', async () => {
  const page = await as('clara')
  await notesOf(page)
  await page.getByRole('button', { name: 'Give access' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Topic').selectOption({ label: 'Safety' })
  await dialog.getByLabel('Colleague').selectOption({ label: 'Soledad' })
  await dialog.getByLabel('Why they need it').fill('Goes with her to the hearing')
  await sound(page)
  await dialog.getByRole('button', { name: 'Give access' }).click()
  await page.locator('summary', { hasText: 'Why they need it' }).click()
  await page.getByText('Goes with her to the hearing').waitFor()
  const other = await as('soledad')
  await notesOf(other)
  await other.getByText('Already told').nth(1).waitFor()
  await page.getByRole('button', { name: 'Remove access' }).click()
  await page.getByText('No longer').waitFor()
  await notesOf(other)
  await other.getByText('There are notes for other colleagues').waitFor()
})

test('in an emergency it opens, and the supervisor’s open screen is notified', async () => {
  const alerted = await as('soledad')
  await alerted.goto('/')
  await alerted.getByRole('heading', { level: 1 }).waitFor()
  const page = await as('marta', 'es')
  await notesOf(page)
  await page.getByText('Hay notas para otras personas del equipo').waitFor()
  await sound(page)
  await page.getByRole('button', { name: 'Abrir por una emergencia' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Tema').selectOption({ label: 'Seguridad' })
  await dialog.getByLabel('Qué está pasando').fill('La esperan en la puerta')
  await sound(page)
  await dialog.getByRole('button', { name: 'Abrir por una emergencia' }).click()
  await page.getByText('Ya lo contó').nth(1).waitFor()
  await sound(page)
  // Without a reload: the open screen is notified.
  await alerted.getByText('One opening awaits your review').waitFor()
  await sound(alerted)
})

test('the supervisor judges the opening; not justified, it closes at once', async () => {
  const alerted = await as('soledad')
  await alerted.goto('/')
  await alerted.getByRole('link', { name: 'See openings' }).click()
  await alerted.locator('summary', { hasText: 'What is happening' }).click()
  await alerted.getByText('La esperan en la puerta').waitFor()
  await sound(alerted)
  await alerted.getByRole('button', { name: 'Review' }).click()
  await alerted.getByLabel('Not justified').check()
  await sound(alerted)
  await alerted.getByRole('button', { name: 'Save' }).click()
  await alerted.getByText('Not justified').first().waitFor()
  const page = await as('marta', 'es')
  await notesOf(page)
  await page.getByText('Hay notas para otras personas del equipo').waitFor()
})

test('the front desk has no tab for it, and in Arabic it reads from right to left', async () => {
  const desk = await as('ana')
  await notesOf(desk)
  await desk.getByRole('button', { name: 'More of this record' }).click()
  await desk.getByRole('menuitem', { name: 'Consents' }).waitFor()
  await settled(desk)
  expect(await desk.getByRole('menuitem', { name: 'Other notes' }).count()).toBe(0)
  const page = await as('clara', 'ar')
  await notesOf(page)
  await page.getByText('من يستطيع القراءة').waitFor()
  await sound(page)
  const sol = await as('soledad', 'ar')
  await sol.goto('/openings')
  await sol.getByText('غير مبرر').first().waitFor()
  await sound(sol)
})
