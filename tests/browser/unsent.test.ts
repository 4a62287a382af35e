// A device with work that it has not sent, while its lists already come from the server: what it holds is seen in
// them, and a sign-out neither loses it nor leaves the session open.
import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/words.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication, type TestApplication, WITH_WORKER } from './application.ts'
import { BAD_GATEWAY, matching, openLine, type Line } from './line.ts'
import { openMenu, settled } from './settled.ts'
import { createAccounts, follow, keepPeople, PASSWORD, press, side, signIn, title, unlock } from './staff.ts'

const PIN = '482951'

let network: TestNetwork
let line: Line
let app: TestApplication
let phone: Page
let context: BrowserContext
let lina: Id

beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network)
  lina = network.newId()
  await network.execute(
    registerPerson,
    { id: lina, givenNames: 'Lina', firstSurname: 'Peña', called: 'Lina', searched: 'everywhere' },
    network.actors.ana,
  )
  line = await openLine()
  app = await testApplication(network.database, line)
  ;({ page: phone, context } = await signIn(app, 'ana', 'phone', WITH_WORKER))
  await keepPeople(phone, PIN)
  await phone.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
})

const sessions = async () => (await network.database.pool.query('select from auth.session')).rowCount
const waiting = (count: number) =>
  phone.getByText(new RegExp(`^${count}\\sregistros? esperan? la red para enviarse`, 'u')).waitFor()

async function load(path: string) {
  await phone.goto(path)
  await unlock(phone, PIN)
}

test('somebody registered here is found, and opens, while only the server is asked', async () => {
  line.disturb(matching(/^POST \/api\/sync/u, BAD_GATEWAY))
  await load('/welcome?q=nilo paz')
  await phone.getByText('No hay nadie así').waitFor()
  await press(phone, 'No está: registrar')
  await press(phone, /^Registrar$/u)
  await title(phone, /Nilo Paz/u)
  await waiting(1)
  await side(phone, 'Ahora')
  await follow(phone, 'Anotar una necesidad')
  await phone.getByLabel('¿Qué necesita?').selectOption({ label: 'Plántulas' })
  await phone.getByRole('radio', { name: 'Este mes' }).check()
  await press(phone, 'Guardar la necesidad')
  await waiting(2)
  await phone.getByText('Plántulas').first().waitFor()
  await load('/welcome?q=nilo paz')
  await phone
    .getByRole('link', { name: /Nilo Paz/u })
    .first()
    .waitFor()
  await phone.goto('/people?q=nilo')
  await unlock(phone, PIN)
  await follow(phone, /Nilo Paz/u)
  await title(phone, /Nilo Paz/u)
})

test('a correction is shown in the lists of the server, over its newer record', async () => {
  await load(`/people/${lina}/edit`)
  await phone.getByLabel('¿Cómo quiere que le digan?').fill('Lina del puesto')
  await press(phone, 'Guardar')
  await title(phone, /Lina del puesto/u)
  await waiting(3)
  await load('/people?q=pena')
  await phone
    .getByRole('link', { name: /Lina del puesto/u })
    .first()
    .waitFor()
  await load(`/people/${lina}`)
  await title(phone, /Lina del puesto/u)
})

test('a sign-out with unsent work says what becomes of it, and may be given up', async () => {
  await openMenu(phone)
  await press(phone, 'Cerrar sesión')
  const dialog = phone.getByRole('dialog', { name: '3 registros aún no se han enviado' })
  await dialog.getByText('queda en este aparato, bajo llave').waitFor()
  await dialog.getByRole('button', { name: 'Seguir en la sesión' }).click()
  await dialog.waitFor({ state: 'detached' })
  await title(phone, /Lina del puesto/u)
})

test('a sign-out without a network is finished before the session is used again', async () => {
  const before = await sessions()
  await context.setOffline(true)
  await openMenu(phone)
  await press(phone, 'Cerrar sesión')
  await phone.getByRole('button', { name: 'Cerrar sesión de todos modos' }).click()
  await phone.getByText('Sesión cerrada solo en este aparato').waitFor()
  const kept = await phone.evaluate<string>('JSON.stringify({ ...localStorage })')
  expect(kept).not.toMatch(/Ana|example\.org/u)
  // The network is back, but not the sign-out's way: nothing is asked with the session.
  line.disturb(matching(/^POST \/api\/auth\/sign-out/u, BAD_GATEWAY))
  const seen = line.seen.length
  await context.setOffline(false)
  await phone.reload()
  await phone.getByText('Sesión cerrada solo en este aparato').waitFor()
  await settled(phone)
  const asked = line.seen.slice(seen).filter((one) => / \/api\/(?!auth\/sign-out|sync|late)/u.test(one))
  expect(asked).toEqual([])
  expect(await sessions()).toBe(before)
  line.heal()
  await phone.reload()
  await phone.getByLabel('Correo electrónico').waitFor()
  expect(await sessions()).toBe((before ?? 0) - 1)
  expect(await phone.getByText('Sesión cerrada solo en este aparato').count()).toBe(0)
})

test('what was not sent goes out once its owner signs in again', async () => {
  await phone.getByLabel('Correo electrónico').fill('ana@example.org')
  await phone.getByLabel('Contraseña').fill(PASSWORD)
  await phone.keyboard.press('Enter')
  await title(phone, 'Bloqueado')
  await unlock(phone, PIN)
  await expect
    .poll(async () => {
      const sent = await network.database.pool.query<{ name: string; outcome: string }>(
        'select name, outcome from command_log where device is not null order by seq',
      )
      return sent.rows.map(({ name, outcome }) => `${name} ${outcome}`)
    })
    .toEqual(['person.register applied', 'need.identify applied', 'person.change applied'])
  // The device knows it too.
  await settled(phone)
  await phone.getByText(/esperan? la red para enviarse/u).waitFor({ state: 'detached' })
})

test('a sign-out without a network is finished while the sign-in page stays open, and the notice goes', async () => {
  const open = 'Sesión cerrada solo en este aparato'
  const before = await sessions()
  await context.setOffline(true)
  await openMenu(phone)
  await press(phone, 'Cerrar sesión')
  await phone.getByText(open).waitFor()
  // The browser says that the network is back, while the server is still out of reach.
  line.disturb(matching(/^POST \/api\/auth\/sign-out/u, BAD_GATEWAY))
  const seen = line.seen.length
  await context.setOffline(false)
  await expect.poll(() => line.seen.slice(seen)).toContain('POST /api/auth/sign-out')
  expect(await sessions()).toBe(before)
  // Nothing tells the browser that the server answers again.
  line.heal()
  await phone.getByText(open).waitFor({ state: 'detached' })
  expect(await sessions()).toBe((before ?? 0) - 1)
})
