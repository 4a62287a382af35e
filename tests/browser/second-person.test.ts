// Decisions that need a second person, on the screens: a lost second proof is asked for and confirmed,
// everybody reads about roles given from outside, and the reviewer about refused attempts.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Role } from '../../src/kernel/roles.ts'
import type { Id } from '../../src/kernel/words.ts'
import { asOwner } from '../../src/platform/database/connect.ts'
import { inviteUser } from '../../src/identity/users/operations.ts'
import { addUser, hashPassword } from '../../src/identity/users/server/found.ts'
import { withdrawConsent } from '../../src/protect/consent/operations.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { closeAfterEach } from '../harness/close-after-each.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication, type TestApplication } from './application.ts'
import { PASSWORD, press } from './staff.ts'

let network: TestNetwork
let app: TestApplication
let passwordHash: string
closeAfterEach()
beforeAll(async () => {
  network = await testNetwork()
  app = await testApplication(network.database)
  passwordHash = await hashPassword(PASSWORD)
})

async function account(name: string, where: 'garden' | 'roots', roles: readonly Role[], locale = 'en') {
  const id = network.newId() as Id
  await addUser(asOwner(network.database.pool), {
    id,
    organisation: network.organisations[where],
    name,
    email: `${name.toLowerCase()}@example.org`,
    locale,
    passwordHash,
    roles: roles.map((role) => ({ role })),
  })
  return id
}

async function signedIn(name: string, locale = 'en'): Promise<Page> {
  const { page, context } = await app.visit({ locale })
  const data = { email: `${name.toLowerCase()}@example.org`, password: PASSWORD }
  const headers = { 'x-requested-with': 'arraigo' }
  expect((await context.request.post('/api/auth/sign-in', { data, headers })).status()).toBe(200)
  return page
}

/** Nothing is wider than the screen, on a telephone or at a desk. */
async function fits(page: Page): Promise<void> {
  for (const size of [
    { width: 360, height: 740 },
    { width: 1280, height: 800 },
  ]) {
    await page.setViewportSize(size)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width)
  }
}

test('an administrator asks, the holder reads it and confirms, and both stay named', async () => {
  await account('Iris', 'garden', ['administrator'])
  const olaf = await account('Olaf', 'garden', ['front_desk'])
  const holder = await signedIn('Olaf')
  await network.database.pool.query(
    `insert into auth.two_factor (id, user_id, secret, backup_codes, verified) values ($1, $1, '-', '-', true)`,
    [olaf],
  )
  await network.database.pool.query('update auth."user" set two_factor_enabled = true where id = $1', [olaf])
  const showed = (proof: 'vouched' | 'backup_code') =>
    network.database.pool.query('update auth.session set proof = $2 where user_id = $1', [olaf, proof])
  // The provider of the organisation states that it checked a second proof: enough to sign in, but not a
  // proof of the account's own.
  await showed('vouched')

  const iris = await signedIn('Iris')
  await iris.goto(`/users/${olaf}`)
  await press(iris, 'Lost the second proof')
  const dialog = iris.getByRole('dialog')
  await dialog.getByText('Nothing changes yet.').waitFor()
  await fits(iris)
  await dialog.getByRole('button', { name: 'Lost the second proof' }).click()
  await iris.getByText('It is asked; it waits to be confirmed').waitFor()
  await iris.getByText('It waits to be confirmed.', { exact: false }).first().waitFor()
  await iris.getByRole('link', { name: 'See the resets that wait' }).waitFor()

  await holder.goto('/')
  await holder.getByText('Iris asked on').waitFor()
  await holder.getByText('To confirm, sign in with a passkey').waitFor()
  await fits(holder)
  expect(await holder.getByRole('button', { name: 'Confirm the reset for Olaf' }).count()).toBe(0)
  // As after a paper code.
  await showed('backup_code')
  await holder.goto('/profile')
  await press(holder, 'Confirm the reset for Olaf')
  const sure = holder.getByRole('dialog', { name: 'Confirm the reset for Olaf' })
  await sure.getByText('Your authenticator app and the codes on paper are forgotten now').waitFor()
  await fits(holder)
  await sure.getByRole('button', { name: 'Confirm the reset' }).click()
  await holder.getByText('Iris asked and Olaf confirmed').waitFor()
})

test('everybody of an organisation reads which members were added from outside, in each language', async () => {
  await network.execute(
    inviteUser,
    {
      id: network.newId(),
      name: 'Nora Rojas',
      email: 'nora.rojas@example.org',
      locale: 'es',
      roles: [{ role: 'administrator' }],
      organisation: network.organisations.roots,
    },
    network.actors.dora,
  )
  const words = {
    en: 'it waits to be confirmed',
    es: 'espera a que se confirme',
    ar: 'وهو ينتظر التأكيد',
  }
  for (const [locale, waits] of Object.entries(words)) {
    await account(`Paz${locale}`, 'roots', ['front_desk'], locale)
    const page = await signedIn(`Paz${locale}`, locale)
    await page.goto('/')
    await page.getByRole('listitem').filter({ hasText: 'Nora Rojas' }).getByText(waits).waitFor()
    await fits(page)
  }
})

test('the reviewer finds refused attempts on the home screen until they are read', async () => {
  const person = network.newId()
  await network.execute(
    registerPerson,
    { id: person, searched: 'everywhere', called: 'Lina' },
    network.actors.ana,
  )
  await network
    .execute(withdrawConsent, { person, id: network.newId() }, network.actors.eve)
    .catch(() => undefined)
  // The server of the browser tests uses today's date; the test network recorded the attempt on a date of its
  // own.
  await network.database.pool.query('update command_log set received_at = now() where outcome = $1', [
    'rejected',
  ])
  await account('Delfina', 'garden', ['data_protection_officer'])
  const page = await signedIn('Delfina')
  await page.goto('/')
  await page.getByText('1 kind of attempt that you have not read of').waitFor()
  await fits(page)
  await page.getByRole('link', { name: 'Read what was tried' }).click()
  await page.getByRole('listitem').filter({ hasText: withdrawConsent.name }).waitFor()
  const asked = page.waitForResponse(/disclosure\.refused_unread/u)
  await page.goto('/')
  expect(await (await asked).json()).toEqual({ count: 0 })
})
