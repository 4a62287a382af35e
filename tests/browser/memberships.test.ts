// Membership of an account that another organisation opened, on the screens: the inviter is warned and hands
// over a code, the account's holder accepts.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/words.ts'
import type { Role } from '../../src/kernel/roles.ts'
import { asOwner } from '../../src/platform/database/connect.ts'
import { addUser, hashPassword } from '../../src/identity/users/server/found.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication, type TestApplication } from './application.ts'
import { settled } from './settled.ts'
import { PASSWORD } from './staff.ts'

let network: TestNetwork
let app: TestApplication
beforeAll(async () => {
  network = await testNetwork()
  app = await testApplication(network.database)
})

async function signedIn(name: string, where: 'garden' | 'roots', roles: readonly Role[]): Promise<Page> {
  const email = `${name.toLowerCase()}@example.org`
  await addUser(asOwner(network.database.pool), {
    id: network.newId() as Id,
    organisation: network.organisations[where],
    name,
    email,
    locale: 'en',
    passwordHash: await hashPassword(PASSWORD),
    roles: roles.map((role) => ({ role })),
  })
  const { page, context } = await app.visit()
  const data = { email, password: PASSWORD }
  const headers = { 'x-requested-with': 'arraigo' }
  expect((await context.request.post('/api/auth/sign-in', { data, headers })).status()).toBe(200)
  return page
}

test('the holder of an existing account accepts with the code of the sheet, and not before', async () => {
  const inviter = await signedIn('Iris', 'garden', ['administrator'])
  const holder = await signedIn('Nora', 'roots', ['provider'])

  await inviter.goto('/users')
  await inviter.getByRole('button', { name: 'Invite somebody' }).click()
  const dialog = inviter.getByRole('dialog')
  await dialog.getByLabel('Name and surname').fill('Nora Rojas')
  await dialog.getByLabel('E-mail').fill('nora@example.org')
  await dialog.getByLabel('Front desk').check()
  await dialog.getByRole('button', { name: 'Invite somebody' }).click()
  await inviter.getByText('Somebody already has an account with this e-mail').waitFor()
  await settled(inviter)
  const code = await inviter.locator('.secret').last().innerText()

  await holder.goto('/profile')
  await holder.getByText('An organisation invites you to work for it').waitFor()
  await holder.getByRole('link', { name: 'Invitations to you' }).click()
  await holder.getByText('Invited by Iris').waitFor()
  await holder.getByRole('heading', { name: 'Huerta del Barrio' }).waitFor()
  await holder.getByText('To accept, sign in with a passkey').waitFor()
  await holder.getByLabel('Code of the invitation').fill(code)
  await holder.getByRole('button', { name: 'Accept working for Huerta del Barrio' }).click()
  await holder.getByRole('alert').getByText('To accept, sign in with a passkey').waitFor()

  // As after a code of the authenticator app.
  await network.database.pool.query(`update auth.session set proof = 'code'`)
  await holder.goto('/memberships')
  await holder.getByLabel('Code of the invitation').fill('2222-2222-2222')
  await holder.getByRole('button', { name: 'Accept working for Huerta del Barrio' }).click()
  await holder.getByRole('alert').getByText('That is not the code of this invitation').waitFor()
  await holder.getByLabel('Code of the invitation').fill(code)
  await holder.getByRole('button', { name: 'Accept working for Huerta del Barrio' }).click()
  await holder.getByText('You work for Huerta del Barrio now').waitFor()

  await inviter.goto('/users')
  await inviter.getByRole('link', { name: /^Nora/u }).click()
  await inviter.getByText('given by Iris').waitFor()
})
