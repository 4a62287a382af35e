// Forms: what the schema refuses is said at the field and at the top before anything is sent, and what was typed
// survives a reload, a sign-out and a page that dies, on a device that keeps people.
import type { BrowserContext, Locator, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication, type TestApplication, WITH_WORKER } from './application.ts'
import { diskOf } from './disk.ts'
import { follow as followPage } from './settled.ts'
import { createAccounts, keepPeople, PASSWORD, press, signIn, title, unlock, withSession } from './staff.ts'

const ANA = '482951'
const CLARA = '730164'
let network: TestNetwork
let app: TestApplication

beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network)
  app = await testApplication(network.database)
})

async function newRecord(page: Page) {
  await page.goto('/welcome')
  await press(page, 'Registrar sin nombre')
  await page.getByLabel('Nombres').waitFor()
}

/** What a screen reader says with the field, besides its name. */
async function described(page: Page, name: string): Promise<string> {
  const ids = (await page.getByRole('textbox', { name }).getAttribute('aria-describedby')) ?? ''
  const texts = ids.split(' ').map((id) => page.locator(`[id="${id}"]`).innerText())
  return (await Promise.all(texts)).join(' ')
}

const focused = (page: Page, where: Locator) => where.and(page.locator(':focus')).waitFor()

test('an age that is no number, or that nobody reaches, is refused at its field and never left out', async () => {
  const { page } = await withSession(app, 'ana', 'phone')
  const sent: string[] = []
  page.on('request', (request) => request.url().endsWith('/person.register') && sent.push(request.url()))
  await newRecord(page)
  await page.getByLabel('Nombres').fill('Zoila')
  await page.getByRole('radio', { name: 'Solo la edad' }).check()
  const age = page.getByRole('textbox', { name: 'Edad en años cumplidos' })
  for (const [typed, error] of [
    ['abc', 'Escriba solo un número, con cifras.'],
    ['320', 'Escriba un número entre 0\u00a0y 125.'],
    ['', 'Falta esto: escríbalo o elíjalo.'],
  ] as const) {
    await age.fill(typed)
    await press(page, /^Registrar$/u)
    const summary = page.getByRole('alert')
    await summary.getByText('Todavía no se pudo guardar').waitFor()
    await summary.getByRole('link', { name: error }).waitFor()
    await focused(page, summary)
    expect(await age.getAttribute('aria-invalid')).toBe('true')
    expect(await described(page, 'Edad en años cumplidos')).toContain(error)
    expect(await age.inputValue()).toBe(typed)
  }
  await age.fill('34')
  await page.getByRole('alert').waitFor({ state: 'detached' })
  expect(await age.getAttribute('aria-invalid')).toBe(null)
  expect(sent).toEqual([])
  await press(page, /^Registrar$/u)
  await title(page, /Zoila/u)
  await page.getByText('34 años').first().waitFor()
})

test('half a date is no unknown date; its line leads to the day', async () => {
  const { page } = await withSession(app, 'ana', 'phone')
  await newRecord(page)
  await page.getByLabel('Nombres').fill('Zoila')
  await page.getByRole('textbox', { name: 'Año' }).fill('1990')
  await page.keyboard.press('Enter')
  await page
    .getByRole('alert')
    .getByRole('link', { name: /^Fecha de nacimiento: Esa fecha está incompleta/u })
    .click()
  await focused(page, page.getByRole('textbox', { name: 'Día' }))
})

test('a need says what is missing at each field, and its lines lead there by keyboard', async () => {
  const { page } = await withSession(app, 'ana', 'phone')
  const person = await registered('Nilo')
  await page.goto(`/people/${person}/need`)
  await press(page, 'Guardar la necesidad')
  const summary = page.getByRole('alert')
  await summary.getByRole('link').first().waitFor()
  expect(await summary.getByRole('link').count()).toBe(2)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const which = page.getByRole('combobox', { name: '¿Qué necesita?' })
  await focused(page, which)
  expect(await which.getAttribute('aria-invalid')).toBe('true')
  await which.selectOption({ label: 'Plántulas' })
  await expect.poll(() => summary.getByRole('link').count()).toBe(1)
  expect(await which.getAttribute('aria-invalid')).toBe(null)
})

test('a questionnaire says what is wrong on its page before it is turned, and is saved at its end', async () => {
  const { page } = await withSession(app, 'clara', 'phone')
  const person = await registered('Omar')
  await page.goto(`/people/${person}/questions/characterization`)
  await press(page, 'Seguir')
  const summary = page.getByRole('alert')
  await summary.getByRole('link', { name: /^¿Has cultivado antes\?/u }).waitFor()
  await page.getByRole('radio', { name: 'Sí' }).check()
  await summary.waitFor({ state: 'detached' })
  await page.getByLabel('¿Cuántas temporadas?').fill('muchas')
  await press(page, 'Seguir')
  await summary.getByRole('link', { name: /^¿Cuántas temporadas\? Revise lo que escribió/u }).waitFor()
  await page.getByLabel('¿Cuántas temporadas?').fill('2')
  await press(page, 'Seguir')
  await page.getByRole('heading', { name: 'Tu casa' }).waitFor()
  await press(page, 'Seguir')
  await press(page, 'Guardar las respuestas')
  await page.getByText('Respuestas guardadas.').waitFor()
  await page.getByText('¿Cuántas temporadas?').waitFor()
})

async function registered(givenNames: string) {
  const id = network.newId()
  await network.execute(registerPerson, { id, givenNames, searched: 'everywhere' }, network.actors.ana)
  return id
}

test('where no encrypted store is unlocked, a form says that it keeps no draft', async () => {
  const { page } = await withSession(app, 'ana', 'phone')
  await newRecord(page)
  await page.getByText('Este aparato no guarda borradores').waitFor()
  await page.getByLabel('Nombres').fill('Zoila')
  expect(await diskOf(page)).not.toContain('Zoila')
})

let tablet: Page
let context: BrowserContext

const NOTE = 'Borrador guardado en este aparato'
const CONTINUE = 'Seguir con el borrador'

/** Types into a field, and waits until the draft with it is kept. */
async function typed(label: string, text: string) {
  const before = await keptAt()
  await tablet.getByLabel(label).fill(text)
  await expect.poll(keptAt).not.toBe(before)
  await tablet.getByText(NOTE).waitFor()
}

/** When the draft on the screen was last kept; null before the first time. */
async function keptAt(): Promise<string | null> {
  const note = tablet.locator('[data-kept]')
  return (await note.count()) === 0 ? null : await note.getAttribute('data-kept')
}

/** Opens the form as after every page load: the device is locked, and the user unlocks it. */
async function opened(pin: string) {
  await tablet.goto('/welcome')
  await unlock(tablet, pin)
  await press(tablet, 'Registrar sin nombre')
}

test('a draft survives a reload, sealed, and goes on where it stopped', async () => {
  ;({ page: tablet, context } = await signIn(app, 'ana', 'phone', WITH_WORKER))
  await keepPeople(tablet, ANA)
  await opened(ANA)
  await tablet.getByText('Lo que escriba se guarda como borrador en este aparato, cifrado.').waitFor()
  await typed('Nombres', 'Zoraida')
  const disk = await diskOf(tablet)
  expect(disk).toContain('form/person.register')
  expect(disk).not.toContain('Zoraida')
  await opened(ANA)
  await tablet.getByText(/^Hay un borrador del /u).waitFor()
  await press(tablet, CONTINUE)
  expect(await tablet.getByLabel('Nombres').inputValue()).toBe('Zoraida')
})

test('Today names it, and opens its form', async () => {
  await tablet.goto('/')
  await unlock(tablet, ANA)
  const waiting = tablet.getByRole('list', { name: /^1\sformulario sin terminar en este aparato/u })
  await waiting.getByText('Registro de una persona').waitFor()
  await waiting.getByRole('link', { name: /Zoraida/u }).click()
  await press(tablet, CONTINUE)
  expect(await tablet.getByLabel('Nombres').inputValue()).toBe('Zoraida')
})

test('it survives a page that dies without a word', async () => {
  await typed('Primer apellido', 'Rondón')
  const client = await context.newCDPSession(tablet)
  const gone = tablet.waitForEvent('crash')
  void client.send('Page.crash').catch(() => {})
  await gone
  tablet = await context.newPage()
  followPage(tablet)
  await opened(ANA)
  await press(tablet, CONTINUE)
  expect(await tablet.getByLabel('Primer apellido').inputValue()).toBe('Rondón')
})

test('it survives a sign-out, and another user of the device never sees it', async () => {
  await signOut()
  await signInAs('clara')
  await keepPeople(tablet, CLARA)
  await opened(CLARA)
  await tablet.getByLabel('Nombres').waitFor()
  expect(await tablet.getByLabel('Nombres').inputValue()).toBe('')
  await signOut()
  await signInAs('ana')
  await opened(ANA)
  await press(tablet, CONTINUE)
  expect(await tablet.getByLabel('Nombres').inputValue()).toBe('Zoraida')
})

test('it is erased once it was sent, and when it is discarded', async () => {
  await press(tablet, /^Registrar$/u)
  await title(tablet, /Zoraida/u)
  expect(await diskOf(tablet)).not.toContain('form/person.register')
  await opened(ANA)
  await typed('Nombres', 'Yelitza')
  await opened(ANA)
  await press(tablet, 'Descartarlo')
  await tablet.getByLabel('Nombres').waitFor()
  expect(await tablet.getByLabel('Nombres').inputValue()).toBe('')
  await expect.poll(() => diskOf(tablet)).not.toContain('form/person.register')
})

async function signOut() {
  await context.request.post('/api/auth/sign-out', {
    data: {},
    headers: { 'x-requested-with': 'arraigo', origin: app.url },
  })
}

async function signInAs(name: string) {
  const answer = await context.request.post('/api/auth/sign-in', {
    data: { email: `${name}@example.org`, password: PASSWORD },
    headers: { 'x-requested-with': 'arraigo', origin: app.url },
  })
  expect(answer.status()).toBe(200)
}
