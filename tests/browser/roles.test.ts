// An administrator makes a narrower role from an existing one and retires it; its verbs are shown in words.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/words.ts'
import { asOwner } from '../../src/platform/database/connect.ts'
import { addUser, hashPassword } from '../../src/identity/users/server/found.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication } from './application.ts'
import { settled } from './settled.ts'
import { PASSWORD, press, title } from './staff.ts'

let network: TestNetwork
let page: Page

beforeAll(async () => {
  network = await testNetwork()
  const app = await testApplication(network.database)
  const email = 'dora@example.org'
  await addUser(asOwner(network.database.pool), {
    id: network.newId() as Id,
    organisation: network.organisations.garden,
    name: 'Dora',
    email,
    locale: 'es',
    passwordHash: await hashPassword(PASSWORD),
    roles: [{ role: 'administrator' }],
  })
  const visit = await app.visit({ locale: 'es' })
  page = visit.page
  const data = { email, password: PASSWORD }
  const headers = { 'x-requested-with': 'arraigo' }
  expect((await visit.context.request.post('/api/auth/sign-in', { data, headers })).status()).toBe(200)
})

test('a role is copied from another, narrowed, saved, and given to a user', async () => {
  await page.goto('/users')
  await page.getByRole('link', { name: 'Roles y equipos' }).click()
  await title(page, 'Roles y equipos')
  await press(page, 'Crear un rol')
  await title(page, 'Crear un rol')
  await press(page, 'Crear un rol')
  await page.getByText('Escriba cómo se llama el rol.').first().waitFor()
  await page.getByLabel('Nombre del rol').fill('Acogida de noche')
  await page.getByLabel('Empezar como').selectOption({ label: 'Recepción' })
  // What is chosen is said while its section is shut, and a search opens what it finds.
  await page.getByText(/Recibir y registrar personas · /u).waitFor()
  await page.getByText(/^Personas y sus fichas/u).click()
  await page
    .getByLabel('En qué fichas: Leer la ficha', { exact: true })
    .selectOption({ label: 'Solo sus personas' })
  await page.getByLabel('Buscar en lo que se puede permitir').fill('organizacion remitir')
  await page.getByLabel('Leer la ficha').first().waitFor({ state: 'detached' })
  await page.getByRole('checkbox', { name: 'Remitir a otra organización' }).uncheck()
  await press(page, 'Crear un rol')
  await title(page, 'Acogida de noche')
  const row = page.getByRole('row', { name: /Leer la ficha/u })
  await row.getByText('Solo sus personas').waitFor()
  await settled(page)
  expect(await page.getByRole('row', { name: /Remitir/u }).count()).toBe(0)

  await page.goto(`/users/${network.actors.ana.user}`)
  await press(page, 'Dar un rol')
  await page.getByLabel('Rol', { exact: true }).selectOption({ label: 'Acogida de noche' })
  await page.getByRole('dialog').getByRole('button', { name: 'Dar un rol' }).click()
  await page.getByRole('listitem').filter({ hasText: 'Acogida de noche' }).first().waitFor()
})

test('nobody holds a retired role any more', async () => {
  await page.goto('/roles')
  await page.getByRole('link', { name: 'Acogida de noche' }).click()
  await title(page, 'Acogida de noche')
  await press(page, 'Retirar el rol')
  await page.getByText('Una persona lo tiene').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Retirar el rol' }).click()
  await title(page, 'Roles y equipos')
  await page.getByRole('link', { name: 'Acogida de noche' }).waitFor({ state: 'detached' })
})

test('users who share their people are a team', async () => {
  await page.goto('/roles')
  await press(page, 'Formar un equipo')
  await page.getByLabel('Nombre del equipo').fill('Los lunes')
  await page.getByLabel('Ana').check()
  await page.getByRole('dialog').getByRole('button', { name: 'Guardar' }).click()
  await page.getByText('Los lunes').waitFor()
})
