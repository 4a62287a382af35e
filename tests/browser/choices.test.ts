// Long selects and dates at a desk: found by typing, typed as a whole, said where they are wrong. And what depends on
// the centre of a user: its clock, whatever that of the device, and what they may do there.
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { addUser, hashPassword } from '../../src/identity/users/server/found.ts'
import type { Id } from '../../src/kernel/words.ts'
import { addDays, dateIn } from '../../src/kernel/time.ts'
import { asOwner } from '../../src/platform/database/connect.ts'
import { getReferral } from '../../src/serve/referrals/operations.ts'
import { closeAfterEach } from '../harness/close-after-each.ts'
import { PNG } from '../harness/files.ts'
import { lina } from '../harness/lina.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication, type TestApplication } from './application.ts'
import { Keyboard } from './keyboard.ts'
import { settled } from './settled.ts'
import { createAccounts, PASSWORD, press, title, withSession } from './staff.ts'

let network: TestNetwork
let app: TestApplication
let person: Id
let referral: Id

closeAfterEach()
beforeAll(async () => {
  network = await testNetwork()
  // The browser test's server uses the real clock.
  network.clock.now = new Date()
  await createAccounts(network)
  await addUser(asOwner(network.database.pool), {
    id: network.newId() as Id,
    organisation: network.organisations.garden,
    name: 'Dora',
    email: 'dora@example.org',
    locale: 'es',
    passwordHash: await hashPassword(PASSWORD),
    roles: [{ role: 'administrator' }],
  })
  const whose = await lina(network)
  const { key } = await whose.shared(['identity', 'contact'])
  person = whose.person as Id
  referral = key.id
  app = await testApplication(network.database)
})

const focused = (page: Page, where: Locator) => where.and(page.locator(':focus')).waitFor()

/** The screen of the administrator's organisation. */
async function ofDora(viewport: { width: number; height: number }): Promise<Page> {
  const { page, context } = await app.visit({ locale: 'es', viewport })
  const data = { email: 'dora@example.org', password: PASSWORD }
  const headers = { 'x-requested-with': 'arraigo' }
  expect((await context.request.post('/api/auth/sign-in', { data, headers })).status()).toBe(200)
  await page.goto('/organisation')
  await title(page, 'Huerta del Barrio')
  await settled(page)
  return page
}

const details = (page: Page) => page.getByRole('region', { name: 'Cómo se describe' })

test('at a desk one of many is found by typing, and what is emptied is asked for at its field', async () => {
  const page = await ofDora({ width: 1280, height: 800 })
  const zone = page.getByRole('combobox', { name: 'Zona horaria', exact: true })
  await expect.poll(() => zone.inputValue()).toBe('America/Bogota')
  await zone.fill('')
  await zone.press('Tab')
  await details(page).getByRole('button', { name: 'Guardar' }).click()
  const summary = page.getByRole('alert')
  await summary.getByRole('link', { name: /^Zona horaria: / }).press('Enter')
  await focused(page, zone)
  expect(await zone.getAttribute('aria-invalid')).toBe('true')
  await page.keyboard.type('lima')
  await page.getByRole('option', { name: 'America/Lima' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect.poll(() => zone.inputValue()).toBe('America/Lima')
  await summary.waitFor({ state: 'detached' })
  await details(page).getByRole('button', { name: 'Guardar' }).click()
  await page.getByText('Guardado', { exact: true }).waitFor()
  await page.reload()
  await expect.poll(() => zone.inputValue()).toBe('America/Lima')
})

test('on a phone the same is the select of the device', async () => {
  const page = await ofDora({ width: 360, height: 740 })
  const zone = details(page).getByLabel('Zona horaria')
  await zone.selectOption('America/Bogota')
  await details(page).getByRole('button', { name: 'Guardar' }).click()
  await page.getByText('Guardado', { exact: true }).waitFor()
})

test('half a date typed at a desk is no date left out; its line leads there, and Enter sends it', async () => {
  const { page } = await withSession(app, 'clara', 'desk')
  const keyboard = new Keyboard(page)
  await page.goto(`/people/${person}?tab=work`)
  await page.getByText('Acordar una meta', { exact: true }).click()
  const form = page.getByRole('form', { name: 'Acordar una meta' })
  await form.getByLabel('¿Qué quiere lograr?').fill('Mi propia parcela')
  const wanted = form.getByRole('group', { name: 'Para cuándo' })
  await wanted.getByRole('spinbutton').first().focus()
  await keyboard.type('03')
  await form.getByRole('button', { name: 'Guardar la meta' }).click()
  await form
    .getByRole('alert')
    .getByRole('link', { name: /^Para cuándo: Esa fecha está incompleta/u })
    .press('Enter')
  await focused(page, wanted.getByRole('spinbutton').first())
  await keyboard.type('03092031')
  await keyboard.press('Enter')
  await page.getByRole('region', { name: 'Mi propia parcela' }).getByText('3 de septiembre de 2031').waitFor()
  // The form is closed, and empty for the next goal.
  await form.waitFor({ state: 'hidden' })
  await page.getByText('Acordar una meta', { exact: true }).click()
  await wanted.waitFor()
  expect(await wanted.innerText()).not.toContain('2031')
})

test('an appointment is on the clock of the centre, given and shown, on a device of another time zone', async () => {
  const { page } = await withSession(app, 'beto', 'desk', { timezoneId: 'Asia/Tokyo' })
  const keyboard = new Keyboard(page)
  await page.goto(`/referrals/${person}/${referral}`)
  await page.getByRole('button', { name: /^Más acciones/u }).click()
  await page.getByRole('menuitem', { name: 'Dar cita' }).click()
  const form = page.getByRole('form', { name: 'Dar cita' })
  const day = addDays(dateIn(new Date().toISOString(), 'America/Bogota'), 9)
  await keyboard.date(form.getByRole('group', { name: 'Día' }), day)
  await form.getByLabel('Hora').fill('16:45')
  await form.getByRole('button', { name: 'Dar cita' }).click()
  await page
    .getByText(/\b(?:16|4):45\b/u)
    .first()
    .waitFor()
  const { scheduledFor } = await network.ask(getReferral, { person, id: referral }, network.actors.beto)
  expect(scheduledFor).toBe(`${day}T21:45:00.000Z`)
})

test('whoever may only read the services is shown no dead button to add one', async () => {
  const { page } = await withSession(app, 'ana', 'desk')
  await page.goto('/services')
  await title(page, 'Servicios')
  await settled(page)
  expect(await page.getByRole('button', { name: 'Añadir un servicio' }).count()).toBe(0)
  const provider = (await withSession(app, 'beto', 'desk')).page
  await provider.goto('/services')
  await provider.getByRole('button', { name: 'Añadir un servicio' }).waitFor()
})

test('the overview of a funder shows what was bought and paid', async () => {
  const { page } = await withSession(app, 'fina', 'desk')
  await page.goto('/overview')
  await page.getByText('Resultados comprados').first().waitFor()
  expect(await page.getByText('Todavía no hay nada que contar').count()).toBe(0)
  await page.getByRole('main').getByRole('link', { name: 'Resultados comprados' }).click()
  await title(page, 'Resultados comprados')
})

test('a file that is missing, or of a kind that is not taken, is said at its field', async () => {
  const page = await ofDora({ width: 1280, height: 800 })
  await page.goto('/imports')
  await press(page, 'Subir y revisar')
  const summary = page.getByRole('alert')
  const file = page.getByLabel('Archivo', { exact: true })
  await summary.getByRole('link', { name: 'Elija el archivo.' }).press('Enter')
  await focused(page, file)
  expect(await file.getAttribute('aria-invalid')).toBe('true')
  await file.setInputFiles({ name: 'foto.png', mimeType: 'image/png', buffer: PNG })
  await summary.waitFor({ state: 'detached' })
})
