// An organisation is moved behind the firewall, on the screens: one person asks, another decides, and both
// stay named.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/words.ts'
import type { Role } from '../../src/kernel/roles.ts'
import { asOwner } from '../../src/platform/database/connect.ts'
import { addUser, hashPassword } from '../../src/identity/users/server/found.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication, type TestApplication } from './application.ts'
import { settled } from './settled.ts'
import { PASSWORD, press, title } from './staff.ts'

let network: TestNetwork
let app: TestApplication
beforeAll(async () => {
  network = await testNetwork()
  app = await testApplication(network.database)
})

async function signedIn(name: string, role: Role): Promise<Page> {
  const email = `${name.toLowerCase()}@example.org`
  await addUser(asOwner(network.database.pool), {
    id: network.newId() as Id,
    organisation: network.organisations.garden,
    name,
    email,
    locale: 'en',
    passwordHash: await hashPassword(PASSWORD),
    roles: [{ role }],
  })
  const { page, context } = await app.visit()
  const data = { email, password: PASSWORD }
  const headers = { 'x-requested-with': 'arraigo' }
  expect((await context.request.post('/api/auth/sign-in', { data, headers })).status()).toBe(200)
  return page
}

test('one person asks with a reason, another decides, and the directory shows the new class', async () => {
  const iris = await signedIn('Iris', 'administrator')
  await iris.goto('/network')
  await iris.getByRole('link', { name: 'Move behind the firewall' }).click()
  await title(iris, 'Move behind the firewall')
  await iris.getByText('Nobody has asked for this').waitFor()
  await press(iris, 'Ask to move an organisation')
  const dialog = iris.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Ask to move an organisation' }).click()
  await dialog.getByRole('alert').getByText('Choose which organisation.').waitFor()
  await dialog.getByRole('alert').getByText('Write why.').waitFor()
  // Neither the lead organisation nor one that is behind the firewall already.
  await settled(iris)
  const offered = await dialog.getByLabel('Which organisation').locator('option').allInnerTexts()
  expect(offered).toContain('Raíces')
  expect(offered).not.toContain('Huerta del Barrio')
  await dialog.getByLabel('Which organisation').selectOption({ label: 'Raíces' })
  await dialog.getByLabel('Why').fill('It takes biometrics since March.')
  await dialog.getByRole('button', { name: 'Ask to move an organisation' }).click()
  await iris.getByText('Who asked for it does not decide it too').waitFor()

  const olaf = await signedIn('Olaf', 'data_protection_officer')
  await olaf.goto('/')
  await olaf.getByRole('link', { name: 'Raíces' }).click()
  await olaf.getByText('It takes biometrics since March.').waitFor()
  await press(olaf, 'Move Raíces behind the firewall')
  await olaf.getByText('This cannot be undone.').waitFor()
  await olaf.getByRole('dialog').getByRole('button', { name: 'Allow it' }).click()
  await olaf.getByText('Decided by Olaf').waitFor()
  await olaf.getByText('Asked by Iris').waitFor()
  await olaf.goto('/network')
  const row = olaf.getByRole('listitem').filter({ hasText: 'Raíces' })
  await row.getByText('Receives no personal data').waitFor()
})
