// Organisation sign-on and API keys with a real browser and a real provider: set up, used, required, refused;
// issued, copied once, withdrawn.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { createAdministrator } from '../../src/entry/first-administrator.ts'
import { startProvider, type TestProvider } from '../harness/provider.ts'
import { SECRET, testApplication, type TestApplication } from './application.ts'
import { settled } from './settled.ts'

const PASSWORD = 'three green watering cans'
const DOMAIN = 'huerta.example'
const EMAIL = `dora@${DOMAIN}`

let app: TestApplication
let provider: TestProvider
let dora: Page

beforeAll(async () => {
  app = await testApplication()
  provider = await startProvider(`${app.url}/sign-in/organisation`)
  const { path } = await createAdministrator(app.pool, SECRET, {
    organisation: 'Huerta del Barrio',
    name: 'Dora Lind',
    email: EMAIL,
    locale: 'en',
    timeZone: 'America/Bogota',
  })
  await app.pool.query(`update organisation set second_factor = 'optional'`)
  dora = (await app.visit()).page
  await dora.goto(path)
  await dora.getByLabel('New password').fill(PASSWORD)
  await dora.getByRole('button', { name: 'Keep this password' }).click()
  await enter(dora)
  await home(dora)
  await provider.sits({ sub: 'dora', email: EMAIL, email_verified: true })
})

async function enter(page: Page, email = EMAIL) {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Go in' }).click()
}

async function throughOrganisation(page: Page, email = EMAIL) {
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('button', { name: 'Sign in through my organisation' }).click()
}

async function confirmAsRosa() {
  const email = 'rosa@elsewhere.example'
  const { path } = await createAdministrator(app.pool, SECRET, {
    organisation: '',
    name: 'Rosa Paz',
    email,
    locale: 'en',
    timeZone: 'America/Bogota',
  })
  const { page } = await app.visit()
  await page.goto(path)
  await page.getByLabel('New password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Keep this password' }).click()
  await enter(page, email)
  await home(page)
  await page.goto('/users')
  await page.getByRole('button', { name: 'Confirm Front desk for Ventanilla única' }).click()
  await page.getByText('The role is confirmed').waitFor()
}

const home = (page: Page) => page.waitForURL(`${app.url}/`)

test('an administrator sets it up, signs in through it, and may then require it', async () => {
  await dora.goto('/sign-on')
  await dora.getByText(`${app.url}/sign-in/organisation`).waitFor()
  await dora.getByLabel('Issuer').fill(provider.issuer)
  await dora.getByLabel('Client id').fill(provider.clientId)
  await dora.getByLabel('Client secret').fill(provider.clientSecret)
  await dora.getByLabel('E-mail domain').fill(DOMAIN)
  await dora.getByRole('button', { name: 'Save' }).click()
  await dora.getByText('nobody has come in through it yet').waitFor()

  // Nobody signs in by a domain before it is proven; the required DNS record is shown.
  await dora.getByText(`_arraigo.${DOMAIN}`).waitFor()
  await dora.getByText(/^arraigo-sign-on=/u).waitFor()
  await dora.getByRole('button', { name: 'Look for the record' }).click()
  await dora.getByText('We are looking').waitFor()
  await app.pool.query(`update auth.sign_on set domain_proved_at = now(), domain_proved_by = 'dns'`)
  await dora.reload()
  await dora.getByText(`@${DOMAIN} is yours`).waitFor()

  // The other ways to sign in cannot be closed before this one was tried.
  await dora.getByLabel('People come in through the organisation only').check()
  await dora.getByRole('button', { name: 'Save' }).click()
  await dora.getByRole('alert').getByText('Come in through your organisation once yourself first').waitFor()

  const { page } = await app.visit()
  await page.goto('/sign-in?then=/sign-on')
  await throughOrganisation(page)
  await page.waitForURL(`${app.url}/sign-on`)
  await page.getByText('1 person has come in through it').waitFor()
  await page.getByLabel('People come in through the organisation only').check()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved').first().waitFor()

  // The session that a password opened has ended, and no other is opened.
  await dora.goto('/')
  await dora.getByRole('heading', { name: 'Sign in' }).waitFor()
  await enter(dora)
  await dora.getByRole('alert').getByText('Your organisation asks you to come in through it').waitFor()
  await throughOrganisation(dora)
  await home(dora)
})

test('a refusal of the provider, and an e-mail address it does not know, are explained with what to do', async () => {
  await provider.sits(null)
  const { page } = await app.visit()
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Sign in through my organisation' }).click()
  await page.getByRole('alert').getByText('Write your e-mail first').waitFor()
  await page.getByLabel('E-mail').fill('dora')
  await page.getByRole('alert').waitFor({ state: 'detached' })
  await throughOrganisation(page, 'dora@elsewhere.example')
  await page.getByRole('alert').getByText('There is no organisation sign-on for that e-mail').waitFor()
  await throughOrganisation(page)
  await page.getByRole('alert').getByText('Your organisation did not let you in').waitFor()
  await settled(page)
  expect(new URL(page.url()).search).toBe('')
  await page.getByRole('link', { name: 'Start again' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await provider.sits({ sub: 'dora', email: EMAIL, email_verified: true })
})

test('a key is issued for what was chosen, shown once, used, and withdrawn', async () => {
  await dora.goto('/keys')
  await dora.getByText('No program has a key').waitFor()
  await dora.getByRole('link', { name: 'Issue a key' }).click()
  await dora.getByRole('button', { name: 'Issue a key' }).click()
  await dora.getByRole('alert').getByText('Choose at least one command or query.').waitFor()
  await dora.getByLabel('Name of the program').fill('Ventanilla única')
  await dora.getByLabel('Front desk').check()
  await dora.getByRole('searchbox').fill('organisation.get')
  await dora.getByRole('checkbox', { name: 'organisation.get' }).check()
  await dora.getByText('May ask for 1 thing').waitFor()
  await dora.getByRole('button', { name: 'Issue a key' }).click()
  const key = await dora.locator('.key-once').innerText()

  // The holder issued the key alone: a second administrator confirms that it may read about people.
  await confirmAsRosa()
  const ask = (name: string) =>
    fetch(`${app.url}/api/${name}`, { headers: { authorization: `Bearer ${key}` } }).then(
      async (response) => [response.status, ((await response.json()) as { code?: string }).code],
    )
  expect(await ask('organisation.get')).toEqual([200, undefined])
  expect(await ask('user.list')).toEqual([403, 'key.out_of_scope'])

  await dora.getByRole('link', { name: 'I have kept it' }).click()
  await dora.getByText(`${key.slice(0, 14)}…`).waitFor()
  await settled(dora)
  expect(await dora.locator('body').innerText()).not.toContain(key)
  await dora.goto('/users')
  // Also the filter has that word.
  await dora.getByText('Program', { exact: true }).filter({ visible: true }).first().waitFor()

  await dora.goto('/keys')
  await dora.getByRole('button', { name: 'Withdraw the key of Ventanilla única' }).click()
  await dora.getByRole('dialog').getByRole('button', { name: 'Withdraw', exact: true }).click()
  await dora.getByText('Withdrawn', { exact: true }).waitFor()
  expect(await ask('organisation.get')).toEqual([401, 'key.revoked'])
})
