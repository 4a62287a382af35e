// A tablet at a fair, shared and then lost: its data is sealed, each user opens only their own, and it is
// erased on request.
import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/words.ts'
import { listDevices, revokeDevice } from '../../src/identity/devices/operations.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { stepByStep } from '../harness/steps.ts'
import { testApplication, type TestApplication, WITH_WORKER } from './application.ts'
import { diskOf } from './disk.ts'
import { openMenu } from './settled.ts'
import {
  createAccounts,
  follow,
  keepPeople,
  openHome,
  PASSWORD,
  press,
  signIn,
  title,
  unlock,
} from './staff.ts'

const ANA = '482951'
const BETO = '730164'
const PHONE = '3005550142'
/** None of these may be on the disk in the clear, in whatever encoding. */
const SECRETS = ['Lina', 'Peña', 'pena', 'Berta', PHONE, 'Nilo', 'nilo', 'Dina']

stepByStep()

let network: TestNetwork
let app: TestApplication
let tablet: Page
let context: BrowserContext

beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network)
  const welcome = (givenNames: string, firstSurname: string, actor = network.actors.ana) =>
    network.execute(
      registerPerson,
      {
        id: network.newId(),
        givenNames,
        firstSurname,
        searched: 'everywhere',
        contacts: [{ id: network.newId(), kind: 'phone', value: PHONE, safeToCall: true }],
      },
      actor,
    )
  await welcome('Lina', 'Peña')
  await welcome('Berta', 'Rosales', network.actors.beto)
  app = await testApplication(network.database)
  ;({ page: tablet, context } = await signIn(app, 'ana', 'phone', WITH_WORKER))
  await context.clock.install()
  await keepPeople(tablet, ANA)
  await tablet.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
})

const disk = () => diskOf(tablet)

const stores = async () =>
  (await disk()).split('\n').filter((line) => /^arraigo-[0-9a-f-]{73} row$/u.test(line))

async function load(path: string, pin: string) {
  await tablet.goto(path)
  await unlock(tablet, pin)
}

/** Registers a person without a network. */
async function welcomeOffline(name: string) {
  await load(`/welcome?q=${name}`, ANA)
  await tablet.getByText('No hay nadie así').waitFor()
  await press(tablet, 'No está: registrar')
  await press(tablet, /^Registrar$/u)
  await title(tablet, new RegExp(name, 'iu'))
}

async function tryWrong(pin: string) {
  await tablet.getByLabel('PIN', { exact: true }).fill(pin)
  await press(tablet, 'Abrir')
}

async function comeIn(email: string) {
  await tablet.getByLabel('Correo electrónico').fill(email)
  await tablet.getByLabel('Contraseña').fill(PASSWORD)
  await tablet.keyboard.press('Enter')
}

test('no personal data is on the disk in the clear', async () => {
  await context.setOffline(true)
  await welcomeOffline('nilo paz')
  await tablet.getByText('1 registro espera la red').waitFor()
  const found = await disk()
  // The dump does see the stored data: ids as places, and the name of the user.
  expect(found).toMatch(/"person\/[0-9a-f-]{36}"/u)
  expect(found).toMatch(/"entry\/[0-9a-f-]{36}"/u)
  expect(found).toContain('Ana')
  for (const secret of SECRETS) expect(found).not.toContain(secret)
})

test('locked, it shows no person; a wrong PIN is refused, the right one opens, and unsent work still waits', async () => {
  await openMenu(tablet)
  await press(tablet, 'Bloquear')
  await title(tablet, 'Bloqueado')
  const shown = await tablet.evaluate<string>('document.documentElement.outerHTML')
  for (const secret of SECRETS) expect(shown).not.toContain(secret)
  await tryWrong('111213')
  await tablet.getByText('Ese no es el PIN.').waitFor()
  await unlock(tablet, ANA)
  await tablet.getByText('1 registro espera la red').waitFor()
  await tablet.goto('/people')
  await title(tablet, 'Bloqueado')
})

test('opened without a network, work done there arrives when the network is back', async () => {
  await unlock(tablet, ANA)
  await tablet.getByRole('searchbox').fill('pena')
  await follow(tablet, /Lina/u)
  await title(tablet, /Lina/u)
  await context.setOffline(false)
  await tablet.getByText(/la red para enviarse/u).waitFor({ state: 'detached' })
  const { rows } = await network.database.pool.query(
    'select name, outcome from command_log where device is not null',
  )
  expect(rows).toEqual([{ name: 'person.register', outcome: 'applied' }])
})

test('without input it warns and then locks; a touch keeps it open', async () => {
  await context.clock.fastForward('04:40')
  await tablet.getByText('La pantalla se bloquea en medio minuto').waitFor()
  await tablet.mouse.move(20, 20)
  await tablet.getByText('La pantalla se bloquea en medio minuto').waitFor({ state: 'detached' })
  await context.clock.fastForward('05:01')
  await title(tablet, 'Bloqueado')
})

test('a colleague signs in on the same tablet, has another PIN, and sees none of the first user’s people', async () => {
  await press(tablet, 'Soy otra persona')
  await comeIn('beto@example.org')
  await tablet.getByRole('heading', { level: 1, name: /^Buen/u }).waitFor()
  await keepPeople(tablet, BETO)
  await context.setOffline(true)
  await tablet.goto('/people')
  await tablet.getByRole('radio', { name: /^Ana/u }).waitFor()
  await tablet.getByRole('radio', { name: /^Beto/u }).check()
  await tryWrong(ANA)
  await tablet.getByText('Ese no es el PIN.').waitFor()
  await unlock(tablet, BETO)
  await tablet.getByRole('link', { name: /Berta/u }).first().waitFor()
  await tablet.getByRole('searchbox').fill('pena')
  await tablet.getByText('No hay nadie como «pena»').waitFor()
  expect(await stores()).toHaveLength(2)
})

test('opened by its owner while another user is signed in, it shows and sends nothing under the wrong name', async () => {
  await tablet.goto('/welcome?q=dina sol')
  await tablet.getByRole('radio', { name: /^Ana/u }).check()
  await unlock(tablet, ANA)
  await tablet.getByText('No hay nadie así').waitFor()
  await press(tablet, 'No está: registrar')
  await press(tablet, /^Registrar$/u)
  await tablet.getByText('1 registro espera la red').waitFor()
  await context.setOffline(false)
  await tablet.getByText('Su sesión terminó').first().waitFor()
  const { rows } = await network.database.pool.query('select from command_log where device is not null')
  expect(rows).toHaveLength(1)
})

test('ten wrong PINs erase the people; unsent work opens for its owner alone', async () => {
  await context.setOffline(true)
  await tablet.goto('/')
  await tablet.getByRole('radio', { name: /^Ana/u }).check()
  for (let wrong = 1; wrong < 10; wrong++) {
    await tryWrong(`90817${wrong}`)
    await tablet.getByText('Ese no es el PIN.').waitFor()
    if (wrong === 5) {
      await tryWrong('908176')
      await tablet.getByText(/^Espere \d+\s(?:segundos?|minutos?) antes/u).waitFor()
    }
    await context.clock.fastForward('21:00')
    await tablet.reload()
    await tablet.getByRole('radio', { name: /^Ana/u }).check()
  }
  await tryWrong(ANA.split('').reverse().join(''))
  await tablet.getByText('Las fichas se borraron de este aparato').waitFor()
  await tablet.getByText('1 registro sin enviar sigue aquí').waitFor()
  await context.setOffline(false)
  await press(tablet, 'Entrar con mi contraseña')
  await comeIn('ana@example.org')
  await title(tablet, 'Elija un PIN nuevo')
  await tablet.getByLabel('PIN nuevo').fill('615204')
  await tablet.getByLabel('El PIN otra vez').fill('615204')
  await press(tablet, 'Abrir')
  await tablet.getByRole('heading', { level: 1, name: /^Buen/u }).waitFor()
  await expect
    .poll(async () => {
      const sent = await network.database.pool.query(
        `select from command_log where device is not null and outcome = 'applied'`,
      )
      return sent.rowCount
    })
    .toBe(2)
  await load('/people', '615204')
  await tablet.getByRole('link', { name: /Lina/u }).first().waitFor()
})

test('withdrawn by the office, it is emptied at its next request to the server', async () => {
  const { actors, ask, execute } = network
  const { devices } = await ask(listDevices, {}, actors.dora)
  const ofAna = devices.filter(({ revokedAt, holderName }) => revokedAt === null && holderName === 'Ana')
  expect(ofAna).toHaveLength(1)
  const [withdrawn] = ofAna
  await execute(revokeDevice, { id: withdrawn?.id as Id, reason: 'Se perdió en el bus' }, actors.dora)
  await tablet.evaluate(`dispatchEvent(new Event('online'))`)
  await title(tablet, 'Este aparato fue retirado')
  expect(await stores()).toHaveLength(1)
  for (const secret of SECRETS) expect(await disk()).not.toContain(secret)
})

test('lost while locked, with unsent work: it hands over data that nobody can read on it, and the office finds the work', async () => {
  await context.setOffline(true)
  await tablet.goto('/welcome?q=nora mar')
  await unlock(tablet, BETO)
  await tablet.getByText('No hay nadie así').waitFor()
  await press(tablet, 'No está: registrar')
  await press(tablet, /^Registrar$/u)
  await tablet.getByText('1 registro espera la red').waitFor()
  await tablet.goto('/')
  await title(tablet, 'Bloqueado')
  const { rows } = await network.database.pool.query<{ id: Id; holder: Id }>(
    'select id, holder from device where revoked_at is null',
  )
  expect(rows).toHaveLength(1)
  const beto = { ...network.actors.beto, user: rows[0]?.holder as Id }
  await network.execute(revokeDevice, { id: rows[0]?.id as Id, reason: 'También se perdió' }, beto)
  for (const secret of [...SECRETS, 'nora', 'Nora']) expect(await disk()).not.toContain(secret)
  const handed = tablet.waitForRequest((request) => request.url().includes('/api/late'))
  await context.setOffline(false)
  expect((await handed).postData()).not.toMatch(/nora/iu)
  await title(tablet, 'Este aparato fue retirado')
  expect(await stores()).toEqual([])
  const { rowCount } = await network.database.pool.query(`select from name_word where name like '%nora%'`)
  expect(rowCount).toBe(0)

  const { page: desk } = await openHome(app, 'sara', 'desk')
  await desk
    .getByRole('listitem')
    .filter({ hasText: 'Trabajo de aparatos perdidos' })
    .getByRole('link', { name: '1 por decidir' })
    .click()
  await desk.getByText(/^Lo hizo Beto, /u).waitFor()
  await desk.getByText('nora', { exact: false }).first().waitFor()
  await press(desk, 'Recibir')
  await desk.getByText('Nada por decidir de otros aparatos').waitFor()
  await desk.goto('/people?q=nora')
  await desk.getByRole('link', { name: /nora/iu }).first().waitFor()
})

test('with a forgotten PIN, a device that the server no longer knows can only be set up anew', async () => {
  await press(tablet, 'Continuar')
  await tablet.getByRole('heading', { level: 1, name: /^Buen/u }).waitFor()
  await keepPeople(tablet, ANA)
  await network.database.pool.query('update device set secret = null')
  await tablet.reload()
  await press(tablet, 'No recuerdo mi PIN')
  await comeIn('ana@example.org')
  await tablet.getByLabel('PIN nuevo').fill('615204')
  await tablet.getByLabel('El PIN otra vez').fill('615204')
  await press(tablet, 'Abrir')
  await title(tablet, 'El servidor ya no conoce este aparato')
  await press(tablet, 'Borrar y empezar de nuevo')
  await tablet.getByRole('heading', { level: 1, name: /^Buen/u }).waitFor()
  expect(await stores()).toEqual([])
})
