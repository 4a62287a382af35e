// A person's request to be erased, from their record to the officer's answer: refused under a rule, asked
// again, and erased.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/words.ts'
import { asOwner } from '../../src/platform/database/connect.ts'
import { addUser, hashPassword } from '../../src/identity/users/server/found.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication } from './application.ts'
import { settled } from './settled.ts'
import { PASSWORD, press, title } from './staff.ts'

let network: TestNetwork
let page: Page
let lina: Id

beforeAll(async () => {
  network = await testNetwork()
  lina = network.newId()
  await network.execute(
    registerPerson,
    { id: lina, searched: 'everywhere', called: 'Lina' },
    network.actors.ana,
  )
  const app = await testApplication(network.database)
  const email = 'dora@example.org'
  await addUser(asOwner(network.database.pool), {
    id: network.newId() as Id,
    organisation: network.organisations.garden,
    name: 'Dora',
    email,
    locale: 'es',
    passwordHash: await hashPassword(PASSWORD),
    roles: [{ role: 'data_protection_officer' }, { role: 'front_desk' }],
  })
  const visit = await app.visit({ locale: 'es' })
  page = visit.page
  const data = { email, password: PASSWORD }
  const headers = { 'x-requested-with': 'arraigo' }
  expect((await visit.context.request.post('/api/auth/sign-in', { data, headers })).status()).toBe(200)
})

async function wish(words: string): Promise<void> {
  await page.goto(`/people/${lina}?tab=erasure`)
  await press(page, 'Anotar que pide que le borren')
  await page.getByLabel(/En palabras de la persona/u).fill(words)
  await page.getByRole('dialog').getByRole('button', { name: 'Anotar que pide que le borren' }).click()
  await page.getByText(words).waitFor()
}

test('a request is refused only with a rule, a date and words that can be read to the person', async () => {
  await wish('No quiero que quede mi nombre')
  await page.goto('/erasures')
  await title(page, 'Borrado de datos')
  await press(page, /^Más acciones: /u)
  await page.getByRole('menuitem', { name: 'No borrar todavía' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'No borrar todavía' }).click()
  await dialog.getByText('Diga qué regla obliga a guardar: sin ella no se puede negar.').first().waitFor()
  await dialog.getByLabel('Qué obliga a guardar').selectOption({ index: 1 })
  await dialog.getByRole('textbox', { name: 'Día', exact: true }).fill('1')
  await dialog.getByRole('combobox', { name: 'Mes', exact: true }).selectOption('3')
  await dialog.getByRole('textbox', { name: 'Año', exact: true }).fill('2027')
  await dialog.getByLabel('Por qué').fill('Hay cuentas por rendir.')
  await dialog.getByRole('button', { name: 'No borrar todavía' }).click()
  await page.getByText('No se puede borrar todavía').waitFor()
  await page.goto(`/people/${lina}?tab=erasure`)
  await page.getByText('Hay cuentas por rendir.').waitFor()
})

test('an erasure asks twice, and afterwards nobody is found', async () => {
  await wish('Lo pido otra vez')
  await page.goto('/erasures')
  await press(page, 'Borrar para siempre')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Borrar para siempre' }).click()
  await dialog.getByText('Confirme que entiende que no hay vuelta atrás.').first().waitFor()
  await dialog.getByLabel('Entiendo que no hay vuelta atrás').check()
  await dialog.getByRole('button', { name: 'Borrar para siempre' }).click()
  await page.getByText('Nadie espera una respuesta').waitFor()
  await settled(page)
  expect(await page.getByText('Lina').count()).toBe(0)
})

test('every user is shown how long data is kept', async () => {
  await page.goto('/retention')
  await title(page, 'Cuánto tiempo se guarda')
  await page.getByText('Estatuto de la huerta, artículo 9').waitFor()
  await page.getByText(/hasta 30\sdías más/u).waitFor()
})
