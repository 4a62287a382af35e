// Lists in a real browser, of services and of users: searched, filtered, sorted, with chosen columns, saved as a view,
// sent as a link, gone back in, downloaded, and as cards on a phone.
import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { inviteUser } from '../../src/identity/users/operations.ts'
import { signContract } from '../../src/fund/settlement/operations.ts'
import { changeService, offerService } from '../../src/serve/services/operations.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication, type TestApplication } from './application.ts'
import { createAccounts, press, title, withSession } from './staff.ts'

let network: TestNetwork
let app: TestApplication
let desk: Page

beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network)
  const { beto, dora } = network.actors
  for (let number = 1; number <= 60; number++) {
    const id = network.newId()
    const kind = number % 2 === 0 ? 'tool_loan' : 'seed_share'
    const name = `Servicio ${String(number).padStart(2, '0')}`
    await network.execute(offerService, { id, kind, name }, beto)
    if (number === 7) await network.execute(changeService, { id, base: 1, open: false }, beto)
  }
  for (const name of ['Íris Peña', 'Óscar Díaz'])
    await network.execute(
      inviteUser,
      {
        id: network.newId(),
        name,
        email: `${name.length}@example.org`,
        locale: 'es',
        roles: [{ role: 'analyst' }],
      },
      dora,
    )
  app = await testApplication(network.database)
  ;({ page: desk } = await withSession(app, 'clara', 'desk'))
})

const rows = (page: Page) => page.getByRole('row').filter({ has: page.getByRole('rowheader') })
const names = async (page: Page) => await page.getByRole('rowheader').allInnerTexts()
const count = (page: Page, text: string) => page.getByText(text, { exact: true }).waitFor()

test('services are shown in pages, counted in words', async () => {
  await desk.goto('/services')
  await count(desk, '50 de 60 servicios')
  expect(await rows(desk).count()).toBe(50)
  await press(desk, 'Ver más')
  await count(desk, '60 servicios')
  expect(new Set(await names(desk)).size).toBe(60)
})

test('a search and a filter narrow them, in the address; back undoes the filter, and clearing all', async () => {
  await desk.goto('/services')
  await desk.getByRole('searchbox', { name: 'Buscar un servicio o una organización' }).fill('raices 07')
  await count(desk, '1 servicio')
  expect(await names(desk)).toEqual(['Servicio 07'])
  expect(new URL(desk.url()).searchParams.get('text')).toBe('raices 07')
  await desk.getByLabel('Estado').selectOption('Abierto')
  await desk.getByText('No hay servicios que coincidan').waitFor()
  await desk.goBack()
  await count(desk, '1 servicio')
  await press(desk, 'Quitar filtros')
  await count(desk, '50 de 60 servicios')
  expect(new URL(desk.url()).search).toBe('')
})

test('a heading sorts them, and says so', async () => {
  await desk.goto('/services')
  const heading = desk.getByRole('columnheader', { name: 'Nombre del servicio' })
  await heading.getByRole('button').click()
  await expect.poll(() => heading.getAttribute('aria-sort')).toBe('descending')
  await expect.poll(async () => (await names(desk))[0]).toBe('Servicio 60')
  await desk.reload()
  await expect.poll(async () => (await names(desk))[0]).toBe('Servicio 60')
})

test('columns are chosen, saved as a view with the filters, and found again', async () => {
  await desk.goto('/services?state=closed')
  await count(desk, '1 servicio')
  await desk.getByRole('button', { name: 'Columnas' }).click()
  await desk.getByRole('checkbox', { name: 'Teléfono' }).check()
  await desk.getByRole('checkbox', { name: 'Organización' }).uncheck()
  await desk.keyboard.press('Escape')
  await desk.getByRole('columnheader', { name: 'Teléfono' }).waitFor()
  await desk.getByRole('columnheader', { name: 'Organización' }).waitFor({ state: 'detached' })
  await desk.getByRole('button', { name: 'Vistas' }).click()
  await desk.getByLabel('Nombre de esta vista').fill('Cerrados')
  await press(desk, 'Guardar la vista')
  await desk.getByRole('link', { name: 'Cerrados' }).waitFor()
  await desk.goto('/services')
  await desk.getByRole('button', { name: 'Vistas' }).click()
  await desk.getByRole('link', { name: 'Cerrados' }).click()
  await count(desk, '1 servicio')
  await desk.getByRole('columnheader', { name: 'Teléfono' }).waitFor()
})

async function downloaded(page: Page): Promise<string[][]> {
  await page.getByRole('button', { name: 'Descargar' }).click()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'CSV' }).click(),
  ])
  return (parse(await readFile(await file.path()), { bom: true }) as string[][]).slice(1)
}

test('the file has exactly what is filtered, in its order', async () => {
  await desk.goto('/services?kind=tool_loan&sort=-name')
  await count(desk, '30 servicios')
  expect((await downloaded(desk)).map(([name]) => name)).toEqual(await names(desk))
  await desk.goto('/users?role=analyst')
  await expect.poll(() => names(desk)).toEqual(['Íris Peña', 'Óscar Díaz'])
  expect((await downloaded(desk)).map(([name]) => name)).toEqual(['Íris Peña', 'Óscar Díaz'])
})

test('every row opens something: a service, its organisation, a user', async () => {
  await desk.goto('/services?text=07')
  await desk.getByRole('link', { name: 'Servicio 07' }).click()
  await title(desk, 'Servicio 07')
  await desk.getByRole('main').getByRole('link', { name: 'Raíces' }).click()
  await title(desk, 'Raíces')
  await desk.getByRole('link', { name: 'Servicio 08' }).waitFor()
  await desk.goto('/users')
  await desk.getByRole('searchbox', { name: 'Buscar por nombre, correo, rol o centro' }).fill('iris')
  await expect.poll(() => names(desk)).toEqual(['Íris Peña'])
  await desk.getByRole('link', { name: 'Íris Peña' }).click()
  await title(desk, 'Íris Peña')
})

test('on a phone they are cards, with the filters behind one line', async () => {
  const { page: phone } = await withSession(app, 'beto', 'phone')
  await phone.goto('/services')
  await count(phone, '50 de 60 servicios')
  expect(await phone.getByRole('table').count()).toBe(0)
  await phone.getByText('Filtros y orden').click()
  await phone.getByLabel('Estado').selectOption('Cerrado')
  await count(phone, '1 servicio')
  await phone.getByText('Filtros y orden (1 elegido)').waitFor()
  await phone.getByRole('listitem').filter({ hasText: 'Servicio 07' }).getByRole('link').click()
  await title(phone, 'Servicio 07')
})

test('lists about people have saved views too, without what an address says beside the list', async () => {
  await desk.goto('/referrals?side=sender&state=over&person=somebody')
  await desk.getByRole('button', { name: 'Vistas' }).click()
  await desk.getByLabel('Nombre de esta vista').fill('Terminadas')
  await press(desk, 'Guardar la vista')
  const view = desk.getByRole('link', { name: 'Terminadas' })
  await view.waitFor()
  expect(await view.getAttribute('href')).toBe('/referrals?side=sender&state=over')
  await desk.goto('/outcomes')
  await desk.getByRole('button', { name: 'Vistas' }).waitFor()
  await desk.goto('/duplicates')
  await title(desk, 'Posibles repetidos')
  expect(await desk.getByRole('button', { name: 'Vistas' }).count()).toBe(0)
})

test('contracts are narrowed to those in force and to who pays', async () => {
  const { fina } = network.actors
  const signed = { id: network.newId(), provider: network.organisations.roots, rateCard: 'harvest_fund' }
  await network.execute(signContract, signed, fina)
  const { page } = await withSession(app, 'beto', 'desk')
  await page.goto('/contracts')
  await count(page, '1 contrato')
  await page.getByLabel('Vigencia').selectOption('Terminado')
  await page.getByText('Ningún contrato coincide').waitFor()
  await page.getByLabel('Vigencia').selectOption('Vigente')
  await count(page, '1 contrato')
  await page.getByLabel('Paga').selectOption({ index: 1 })
  await count(page, '1 contrato')
})
