// Somebody who works for two organisations on one tablet: what was done for one is sent for that one alone, and
// the screen says what waits where.
import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/words.ts'
import { insertRole } from '../../src/identity/users/sql/accounts.ts'
import { asOwner } from '../../src/platform/database/connect.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication, WITH_WORKER } from './application.ts'
import { openMenu } from './settled.ts'
import { createAccounts, keepPeople, PASSWORD, press, title, unlock } from './staff.ts'

const GARDEN = '482951'

let network: TestNetwork
let tablet: Page
let context: BrowserContext
let ana: Id

beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network)
  const { pool } = network.database
  const { rows } = await pool.query<{ id: Id }>(`select id from auth."user" where email = 'ana@example.org'`)
  ana = rows[0]?.id as Id
  const second = {
    user: ana,
    organisation: network.organisations.roots,
    organisation_class: 'cso' as const,
    centre: null,
  }
  await insertRole(asOwner(pool), {
    ...second,
    id: network.newId(),
    role: 'front_desk',
    from: '2000-01-01',
    until: null,
  })
  const app = await testApplication(network.database)
  ;({ page: tablet, context } = await app.visit({
    locale: 'es',
    viewport: { width: 1280, height: 800 },
    ...WITH_WORKER,
  }))
  await tablet.goto('/')
  await comeIn('Huerta del Barrio')
  await keepPeople(tablet, GARDEN)
  await tablet.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
})

async function comeIn(organisation: string) {
  await tablet.getByLabel('Correo electrónico').fill('ana@example.org')
  await tablet.getByLabel('Contraseña').fill(PASSWORD)
  await tablet.keyboard.press('Enter')
  await press(tablet, new RegExp(organisation, 'u'))
  // The page is loaded anew for the organisation; whoever goes on before that would be called back.
  await tablet.getByRole('heading', { level: 1, name: /^Buen/u }).waitFor()
}

/** What devices sent, and for which organisation. */
async function sent() {
  const { rows } = await network.database.pool.query<{ organisation: Id; times: number }>(
    `select organisation, count(*)::int as times from command_log
     where actor = $1 and name = 'person.register' and outcome = 'applied' group by 1`,
    [ana],
  )
  return Object.fromEntries(rows.map(({ organisation, times }) => [organisation, times]))
}

test('unsent work of one organisation is not sent for the other, and the screen says where it waits', async () => {
  await context.setOffline(true)
  for (const [at, name] of ['Tila', 'Uxia', 'Vidal', 'Wara', 'Xoan'].entries()) {
    await tablet.goto(`/welcome?q=${name}`)
    await unlock(tablet, GARDEN)
    await press(tablet, 'No está: registrar')
    await press(tablet, /^Registrar$/u)
    await title(tablet, name)
    await tablet.getByText(new RegExp(`^${at + 1}\\sregistros? esperan? la red`, 'u')).waitFor()
  }
  await openMenu(tablet)
  await press(tablet, 'Cerrar sesión')
  await press(tablet, 'Cerrar sesión de todos modos')
  await title(tablet, 'Bloqueado')
  await context.setOffline(false)
  await tablet.goto('/')
  await comeIn('Raíces')
  await tablet
    .getByText('5 registros de Huerta del Barrio esperan en este aparato: salga y entre por Huerta')
    .waitFor()
  await tablet.goto('/welcome')
  await tablet.getByText('5 registros de Huerta del Barrio esperan en este aparato').waitFor()
  expect(await sent()).toEqual({})
})

test('opened with its PIN while the session is of the other organisation, it is sent for its own', async () => {
  await context.setOffline(true)
  await tablet.goto('/people')
  await unlock(tablet, GARDEN)
  await tablet.getByText(/^5\sregistros esperan la red/u).waitFor()
  await context.setOffline(false)
  await tablet.getByText(/la red para enviarse/u).waitFor({ state: 'detached' })
  expect(await sent()).toEqual({ [network.organisations.garden]: 5 })
})

test('a tab that was opened for one organisation goes on for it when another tab chooses the other', async () => {
  await tablet.goto('/welcome?q=Yara')
  await tablet.getByText('Raíces').first().waitFor()
  await tablet.getByText('No hay nadie así').waitFor()
  const data = { organisation: network.organisations.garden }
  const headers = { 'x-requested-with': 'arraigo' }
  expect((await context.request.post('/api/auth/choose-organisation', { data, headers })).status()).toBe(200)
  await press(tablet, 'No está: registrar')
  await press(tablet, /^Registrar$/u)
  await title(tablet, /Yara/u)
  expect(await sent()).toEqual({ [network.organisations.garden]: 5, [network.organisations.roots]: 1 })
})

test('work for an organisation that its user has left is not sent and not lost, and the screen says why', async () => {
  await context.setOffline(true)
  await tablet.goto('/welcome?q=Zoila')
  await unlock(tablet, GARDEN)
  await press(tablet, 'No está: registrar')
  await press(tablet, /^Registrar$/u)
  await tablet.getByText(/^1\sregistro espera la red/u).waitFor()
  const { pool } = network.database
  const { garden } = network.organisations
  await pool.query(
    `update role_assignment set valid_until = '2020-01-01' where app_user = $1 and organisation = $2`,
    [ana, garden],
  )
  await context.setOffline(false)
  await tablet.getByText('1 registro no se puede enviar: vea por qué').click()
  await tablet.getByText('Usted no actúa por esa organización. Lo guardado aquí no se pierde').waitFor()
  await tablet.goto('/people')
  await tablet
    .getByText('1 registro de Huerta del Barrio espera en este aparato, y usted ya no trabaja allí')
    .waitFor()
  expect(await sent()).toEqual({ [garden]: 5, [network.organisations.roots]: 1 })
})
