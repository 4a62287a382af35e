// A device whose disk is full, and one whose clock is in another year: it says so in words, and what was kept before
// is still there.
import type { BrowserContext, CDPSession, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication, type TestApplication, WITH_WORKER } from './application.ts'
import { createAccounts, keepPeople, press, signIn, title, unlock } from './staff.ts'

const PIN = '482951'
const FULL = 'A este aparato no le queda espacio.'

let network: TestNetwork
let app: TestApplication
let phone: Page
let context: BrowserContext
let disk: CDPSession

beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network)
  app = await testApplication(network.database)
  ;({ page: phone, context } = await signIn(app, 'ana', 'phone', WITH_WORKER))
  await keepPeople(phone, PIN)
  await phone.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  disk = await context.newCDPSession(phone)
})

/** Whether a database of this origin takes a few more bytes. */
const PROBE = `new Promise((answer) => {
  const opened = indexedDB.open('probe', 1)
  opened.onupgradeneeded = () => opened.result.createObjectStore('probe', { autoIncrement: true })
  opened.onerror = () => answer(false)
  opened.onsuccess = () => {
    const tx = opened.result.transaction('probe', 'readwrite')
    tx.objectStore('probe').put('x'.repeat(1000))
    const end = (took) => () => {
      opened.result.close()
      answer(took)
    }
    tx.oncomplete = end(true)
    tx.onabort = end(false)
  }
})`

/** Fills the disk, or empties it. The browser asks how full it is every few seconds only. */
async function fill(isFull: boolean): Promise<void> {
  await disk.send('Storage.overrideQuotaForOrigin', { origin: app.url, ...(isFull && { quotaSize: 1 }) })
  await expect.poll(() => phone.evaluate<boolean>(PROBE)).toBe(!isFull)
}

const waiting = (count: number) =>
  phone.getByText(new RegExp(`^${count}\\sregistros? esperan? la red para enviarse`, 'u')).waitFor()

async function begin(name: string): Promise<void> {
  await phone.goto(`/welcome?q=${name}`)
  await unlock(phone, PIN)
  await phone.getByText('No hay nadie así').waitFor()
  await press(phone, 'No está: registrar')
}

test('with a full disk it says so, keeps the form, and loses nothing that was kept before', async () => {
  await context.setOffline(true)
  await begin('nilo paz')
  await press(phone, /^Registrar$/u)
  await title(phone, /Nilo Paz/u)
  await waiting(1)
  await begin('rosa mar')
  await fill(true)
  await phone.getByLabel('Nombres').fill('Rosa Luz')
  await phone.getByRole('alert').getByText('Este aparato no pudo guardar el borrador').waitFor()
  await press(phone, /^Registrar$/u)
  await phone.getByRole('alert').getByText(FULL).waitFor()
  expect(await phone.getByLabel('Nombres').inputValue()).toBe('Rosa Luz')
  await waiting(1)
  await fill(false)
  await press(phone, /^Registrar$/u)
  await title(phone, /Rosa Luz Mar/u)
  await waiting(2)
})

test('what the server decided is known even while its documents find no room', async () => {
  await fill(true)
  await context.setOffline(false)
  await expect
    .poll(async () => {
      // The browser may find its network before the server answers: the device asks at once each time.
      await phone.evaluate(`dispatchEvent(new Event('online'))`)
      const { rows } = await network.database.pool.query('select from command_log where device is not null')
      return rows.length
    })
    .toBe(2)
  await phone.getByText(FULL).first().waitFor()
  await fill(false)
  await phone.evaluate(`dispatchEvent(new Event('online'))`)
  await phone.getByText(FULL).first().waitFor({ state: 'detached' })
  await phone.getByText(/la red para enviarse/u).waitFor({ state: 'detached' })
  const { rows } = await network.database.pool.query('select from command_log where device is not null')
  expect(rows).toHaveLength(2)
})

test('with a full disk the locked screen says why it does not open', async () => {
  await phone.goto('/people')
  await fill(true)
  await phone.getByLabel('PIN', { exact: true }).fill(PIN)
  await press(phone, 'Abrir')
  await phone.getByRole('alert').getByText(FULL).waitFor()
  await fill(false)
  await unlock(phone, PIN)
})

test.each([
  ['behind, without a network', '1999-01-03T12:00:00Z', true, 'ola norte'],
  ['years ahead, without a network', '2061-01-03T12:00:00Z', true, 'ola sur'],
  ['behind, as the server says', '1999-01-03T12:00:00Z', false, 'ola oeste'],
])(
  'a clock that is far %s is asked about before anything is recorded',
  async (_what, now, isOffline, name) => {
    await context.setOffline(isOffline)
    await phone.clock.setFixedTime(new Date(now))
    await begin(name)
    await press(phone, /^Registrar$/u)
    const dialog = phone.getByRole('dialog', {
      name: new RegExp(`Este aparato dice que es .*${now.slice(0, 4)}`, 'u'),
    })
    await dialog.getByRole('button', { name: 'Está mal' }).click()
    await phone.getByRole('alert').getByText('No se anotó nada.').waitFor()
    await press(phone, /^Registrar$/u)
    await dialog.getByRole('button', { name: 'Está bien, anotarlo' }).click()
    await title(phone, /Ola/u)
    await phone.clock.setFixedTime(new Date())
    await context.setOffline(false)
  },
)
