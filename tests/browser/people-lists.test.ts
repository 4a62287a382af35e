// Lists of people in a real browser: narrowed by the work with them, opened row by row, and taken out: asked for by one
// coordinator, allowed by another, downloaded by the first.
import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { addUser, hashPassword } from '../../src/identity/users/server/found.ts'
import type { Role } from '../../src/kernel/roles.ts'
import type { Id } from '../../src/kernel/words.ts'
import { asOwner } from '../../src/platform/database/connect.ts'
import { identifyNeed } from '../../src/serve/cases/operations.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { closeAfterEach } from '../harness/close-after-each.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication, type TestApplication } from './application.ts'
import { PASSWORD, press, title } from './staff.ts'

let network: TestNetwork
let app: TestApplication

closeAfterEach()
beforeAll(async () => {
  network = await testNetwork()
  const { ana } = network.actors
  const passwordHash = await hashPassword(PASSWORD)
  const roles: Record<string, Role[]> = { Kofi: ['coordinator', 'case_manager'], Kora: ['coordinator'] }
  for (const [name, held] of Object.entries(roles))
    await addUser(asOwner(network.database.pool), {
      id: network.newId() as Id,
      organisation: network.organisations.garden,
      name,
      email: `${name.toLowerCase()}@example.org`,
      locale: 'es',
      passwordHash,
      roles: held.map((role) => ({ role })),
    })
  for (let number = 1; number <= 60; number++) {
    const id = network.newId()
    const called = `Persona ${String(number).padStart(2, '0')}`
    await network.execute(registerPerson, { id, searched: 'file', called }, ana)
    if (number % 10 === 0)
      await network.execute(
        identifyNeed,
        { id: network.newId(), person: id, code: 'plot', urgency: number === 10 ? 'immediate' : 'low' },
        ana,
      )
  }
  app = await testApplication(network.database)
})

async function signedIn(name: string, wide = true): Promise<Page> {
  const { page, context } = await app.visit({
    locale: 'es',
    ...(wide && { viewport: { width: 1280, height: 800 } }),
  })
  const data = { email: `${name}@example.org`, password: PASSWORD }
  const headers = { 'x-requested-with': 'arraigo' }
  expect((await context.request.post('/api/auth/sign-in', { data, headers })).status()).toBe(200)
  return page
}

const names = (page: Page) => page.getByRole('rowheader').allInnerTexts()
const count = (page: Page, text: string) => page.getByText(text, { exact: true }).waitFor()

test('people are narrowed, sorted, kept as a view, and a row opens the record', async () => {
  const desk = await signedIn('kofi')
  await desk.goto('/people')
  await count(desk, '50 de 60 personas')
  await press(desk, 'Ver más')
  await count(desk, '60 personas')
  await desk.goto('/people?need=plot')
  await count(desk, '6 personas')
  await desk.getByRole('columnheader', { name: 'Cómo le dicen' }).getByRole('button').click()
  await expect.poll(async () => (await names(desk))[0]).toBe('Persona 10')
  await desk.getByLabel('Urgencia').selectOption('Hoy mismo')
  await count(desk, '1 persona')
  await desk.getByRole('button', { name: 'Vistas' }).click()
  await desk.getByLabel('Nombre de esta vista').fill('Urgentes')
  await press(desk, 'Guardar la vista')
  await desk.getByRole('link', { name: 'Urgentes' }).waitFor()
  await desk.goto('/people')
  await desk.getByRole('button', { name: 'Vistas' }).click()
  await desk.getByRole('link', { name: 'Urgentes' }).click()
  await count(desk, '1 persona')
  await desk.keyboard.press('Escape')
  await desk.getByRole('link', { name: 'Persona 10' }).click()
  await title(desk, 'Persona 10')
})

test('a search finds by name and says why, and is no list of everybody', async () => {
  const desk = await signedIn('kofi')
  await desk.goto('/people')
  await desk.getByRole('searchbox').fill('persona 33')
  await desk.getByRole('link', { name: 'Persona 33' }).waitFor()
  // The list had the same link until the answer came.
  await expect.poll(() => desk.getByRole('table').count()).toBe(0)
})

test('on a phone they are cards', async () => {
  const phone = await signedIn('kofi', false)
  await phone.goto('/people?need=plot')
  await count(phone, '6 personas')
  expect(await phone.getByRole('table').count()).toBe(0)
  await phone.getByText('Filtros y orden (1 elegido)').waitFor()
  await phone.getByRole('listitem').filter({ hasText: 'Persona 20' }).getByRole('link').click()
  await title(phone, 'Persona 20')
})

async function say(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Sacar esta lista' })
  await dialog.getByLabel('Para qué').selectOption('Preparar una actividad o una visita')
  await dialog.getByLabel('Explíquelo en una frase').fill('Excursión al vivero')
  await dialog.getByRole('radio', { name: 'CSV' }).check()
  return dialog
}

const rowsOf = (text: string) => parse(text, { bom: true, relax_column_count: true }) as string[][]

test('a list of up to fifty people is downloaded at once', async () => {
  const desk = await signedIn('kofi')
  await desk.goto('/people?need=plot&sort=name')
  await count(desk, '6 personas')
  await press(desk, 'Sacar la lista')
  const dialog = await say(desk)
  const [file] = await Promise.all([
    desk.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Descargar la lista' }).click(),
  ])
  const [origin = [], , ...rows] = rowsOf(await readFile(await file.path(), 'utf8'))
  expect(origin).toContain('Excursión al vivero')
  expect(rows.map(([name]) => name)).toEqual(await names(desk))
})

test('above fifty, one asks, another allows it from Today, and the first downloads it once', async () => {
  const asker = await signedIn('kofi')
  await asker.goto('/people')
  await count(asker, '50 de 60 personas')
  await press(asker, 'Sacar la lista')
  const dialog = await say(asker)
  await dialog.getByRole('button', { name: 'Pedir que la permitan' }).click()
  await title(asker, 'Excursión al vivero')
  await asker.getByText('Espera a que otra persona la permita.').waitFor()

  const second = await signedIn('kora')
  await second.goto('/')
  await second
    .getByRole('listitem')
    .filter({ hasText: 'Lista de personas por decidir' })
    .getByRole('link')
    .click()
  await title(second, 'Excursión al vivero')
  await second.getByText('Kofi pide sacar los datos de 60 personas.').waitFor()
  await press(second, /^Permitirla$/u)
  await second.getByRole('dialog').getByRole('button', { name: 'Permitirla', exact: true }).click()
  await second.getByText('Kofi puede descargarla.').waitFor()

  // The decision reaches the open screen of whoever asked.
  const [file] = await Promise.all([asker.waitForEvent('download'), press(asker, 'Descargar la lista')])
  const rows = rowsOf(await readFile(await file.path(), 'utf8'))
  expect(rows.slice(2)).toHaveLength(60)
  await asker.reload()
  await asker.getByText('Descargada', { exact: true }).waitFor()
  await asker.goto('/exports')
  await count(asker, '2 listas')
})
