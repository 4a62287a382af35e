// An answer that is lost on the way: what is sent again is done once and goes on as if the answer had come, what was
// changed meanwhile becomes a correction, and two tabs never take each other's draft.
import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/words.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication, type TestApplication, WITH_WORKER } from './application.ts'
import { matching, openLine, type Line } from './line.ts'
import { follow as followPage } from './settled.ts'
import { createAccounts, keepPeople, press, signIn, title, unlock, withSession } from './staff.ts'

const UNREACHED = 'No hay conexión con el servidor. Revise la red e intente de nuevo.'
const PIN = '482951'

let network: TestNetwork
let line: Line
let app: TestApplication
let ana: Page
let lina: Id

beforeAll(async () => {
  network = await testNetwork()
  network.clock.now = new Date()
  await createAccounts(network)
  lina = network.newId()
  await network.execute(registerPerson, { id: lina, searched: 'file', called: 'Lina' }, network.actors.ana)
  line = await openLine()
  app = await testApplication(network.database, line)
  ana = (await withSession(app, 'ana', 'desk')).page
})

beforeEach(() => line.heal())

const rows = async (query: string, values: unknown[] = []) =>
  (await network.database.pool.query(query, values)).rows
/** What the staff have done since, by the names of the commands. */
const done = async (since: number) =>
  (
    await rows(`select name from command_log where outcome = 'applied' and name <> 'person.rekey'
      order by received_at, id`)
  )
    .slice(since)
    .map(({ name }: { name: string }) => name)

/** Presses a button of which the server does the command, and its answer is lost. */
async function pressLosing(page: Page, button: string | RegExp, command: string) {
  line.disturb(matching(new RegExp(`^POST /api/${command}$`, 'u'), 'lost'))
  await press(page, button)
  await page.getByRole('alert').getByText(UNREACHED).waitFor()
  line.heal()
}

async function newRecord(page: Page, names: string) {
  await page.goto('/welcome')
  await press(page, 'Registrar sin nombre')
  await page.getByLabel('Nombres').fill(names)
}

test('a registration with a no goes on after a lost answer, and the no is written once', async () => {
  const { length } = await done(0)
  await newRecord(ana, 'Zoila')
  await ana.getByRole('radio', { name: 'Dijo que no' }).check()
  await pressLosing(ana, /^Registrar$/u, 'person.register')
  // The answer to the no is lost as well.
  await pressLosing(ana, /^Registrar$/u, 'consent.refuse')
  await press(ana, /^Registrar$/u)
  await title(ana, /Zoila/u)
  expect(await done(length)).toEqual(['person.register', 'consent.refuse'])
})

test('what was changed after a lost answer is said, and saved as a correction', async () => {
  const { length } = await done(0)
  await newRecord(ana, 'Yelitza')
  await pressLosing(ana, /^Registrar$/u, 'person.register')
  await ana.getByLabel('Primer apellido').fill('Rondón')
  await press(ana, /^Registrar$/u)
  const told = ana.getByRole('note').filter({ hasText: 'Ya se había guardado la primera vez' })
  await told.getByText('Primer apellido: Rondón').waitFor()
  await press(ana, 'Guardar los cambios como corrección')
  await title(ana, /Yelitza Rondón/u)
  expect(await done(length)).toEqual(['person.register', 'person.change'])
})

test('a change before anything was done is simply sent', async () => {
  const { length } = await done(0)
  await newRecord(ana, 'Xiomara')
  line.disturb(matching(/^POST \/api\/person\.register$/u, 'cut'))
  await press(ana, /^Registrar$/u)
  await ana.getByRole('alert').getByText(UNREACHED).waitFor()
  line.heal()
  await ana.getByLabel('Primer apellido').fill('Paz')
  await press(ana, /^Registrar$/u)
  await title(ana, /Xiomara Paz/u)
  expect(await done(length)).toEqual(['person.register'])
})

test('a goal and a no are written once, and the next goal is another one', async () => {
  const clara = (await withSession(app, 'clara', 'desk')).page
  await clara.goto(`/people/${lina}?tab=work`)
  await clara.getByText('Acordar una meta', { exact: true }).click()
  const form = clara.getByRole('form', { name: 'Acordar una meta' })
  const goal = form.getByLabel('¿Qué quiere lograr?')
  await goal.fill('Mi propia parcela')
  await pressLosing(clara, 'Guardar la meta', 'plan.set_goal')
  await press(clara, 'Guardar la meta')
  await clara.getByRole('region', { name: 'Mi propia parcela' }).waitFor()
  // The record may hear of the goal before the form has its answer, and closes it.
  await goal.waitFor({ state: 'detached' })
  await clara.getByText('Acordar una meta', { exact: true }).click()
  await goal.fill('Un invernadero')
  await press(clara, 'Guardar la meta')
  await clara.getByRole('region', { name: 'Un invernadero' }).waitFor()
  expect(await rows('select count(*)::int from goal')).toEqual([{ count: 2 }])

  await clara.goto(`/people/${lina}/consent?purpose=referral&recipient=cso&parts=identity`)
  await clara.getByLabel('No lo permite').check()
  const before = await rows('select id from consent')
  await pressLosing(clara, 'Anotar la respuesta', 'consent.refuse')
  await press(clara, 'Anotar la respuesta')
  await clara.getByRole('heading', { level: 1 }).waitFor()
  await clara.waitForURL(/\/consents\//u)
  expect(await rows('select id from consent')).toHaveLength(before.length + 1)
})

let tablet: Page
let context: BrowserContext

async function typed(page: Page, label: string, text: string) {
  await page.getByLabel(label).fill(text)
  await page.locator('[data-kept]').waitFor()
}

async function opened(page: Page) {
  await page.goto('/welcome')
  await unlock(page, PIN)
  await press(page, 'Registrar sin nombre')
}

test('a no comes back with its draft', async () => {
  ;({ page: tablet, context } = await signIn(app, 'ana', 'desk', WITH_WORKER))
  await keepPeople(tablet, PIN)
  await opened(tablet)
  await tablet.getByRole('radio', { name: 'Dijo que no' }).check()
  await typed(tablet, 'Nombres', 'Wendy')
  await opened(tablet)
  await press(tablet, 'Seguir con el borrador')
  expect(await tablet.getByLabel('Nombres').inputValue()).toBe('Wendy')
  expect(await tablet.getByRole('radio', { name: 'Dijo que no' }).isChecked()).toBe(true)
})

test('a second tab has a draft of its own, and both are offered once they are closed', async () => {
  const other = await context.newPage()
  followPage(other)
  await opened(other)
  // The draft that is open in the first tab is not offered here.
  await typed(other, 'Nombres', 'Vilma')
  await other.close()
  await opened(tablet)
  await tablet
    .getByText(/^Hay un borrador del /u)
    .nth(1)
    .waitFor()
  await tablet.getByText('Wendy', { exact: true }).waitFor()
  // The newest first.
  await tablet.getByRole('button', { name: 'Seguir con el borrador' }).nth(1).click()
  expect(await tablet.getByLabel('Nombres').inputValue()).toBe('Wendy')
  const { length } = await done(0)
  await press(tablet, /^Registrar$/u)
  await title(tablet, /Wendy/u)
  await expect.poll(() => done(length)).toEqual(['person.register', 'consent.refuse'])
  // Somebody else comes first: what was begun waits.
  await opened(tablet)
  await press(tablet, 'Empezar de nuevo y guardar lo anterior')
  await tablet.getByLabel('Nombres').waitFor()
  expect(await tablet.getByLabel('Nombres').inputValue()).toBe('')
  await opened(tablet)
  await press(tablet, 'Seguir con el borrador')
  expect(await tablet.getByLabel('Nombres').inputValue()).toBe('Vilma')
})

test('where no draft is kept, the way back to the search asks before what was typed is lost', async () => {
  const { page } = await withSession(app, 'clara', 'desk')
  await page.goto('/welcome')
  await press(page, 'Registrar sin nombre')
  await page.getByRole('link', { name: 'Preparar este aparato' }).waitFor()
  await page.getByLabel('Nombres').fill('Yusbelis')
  page.once('dialog', (dialog) => void dialog.dismiss())
  await press(page, 'Volver a buscar')
  expect(await page.getByLabel('Nombres').inputValue()).toBe('Yusbelis')
  page.once('dialog', (dialog) => void dialog.accept())
  await press(page, 'Volver a buscar')
  await page.getByRole('button', { name: 'Registrar sin nombre' }).waitFor()
})
