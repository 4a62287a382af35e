// A failed second proof by somebody else is shown to the account's holder: on the home screen until it was
// seen, and in My account afterwards.
import { beforeAll, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/words.ts'
import { asOwner } from '../../src/platform/database/connect.ts'
import { addUser, hashPassword } from '../../src/identity/users/server/found.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { codeOf } from '../harness/visitor.ts'
import { testApplication, type TestApplication } from './application.ts'
import { PASSWORD } from './staff.ts'

const HEADERS = { 'x-requested-with': 'arraigo' }

let network: TestNetwork
let app: TestApplication
beforeAll(async () => {
  network = await testNetwork()
  app = await testApplication(network.database)
})

/** A browser of its own, and its requests to the sign-in routes. */
async function browser() {
  const { page, context } = await app.visit()
  const post = async (route: string, data: object) =>
    (await context.request.post(`/api/auth/${route}`, { data, headers: HEADERS })).json() as Promise<
      Record<string, string>
    >
  return { page, post }
}

test('at sign-in the holder reads that a code was tried on the account, what to do, and marks it as seen', async () => {
  const email = 'nora@example.org'
  await addUser(asOwner(network.database.pool), {
    id: network.newId() as Id,
    organisation: network.organisations.garden,
    name: 'Nora',
    email,
    locale: 'en',
    passwordHash: await hashPassword(PASSWORD),
    roles: [{ role: 'front_desk' }],
  })
  const { page, post } = await browser()
  await post('sign-in', { email, password: PASSWORD })
  await page.goto('/profile')
  const card = page.getByRole('region', { name: 'Refused attempts to sign in' })
  await card.getByText('Nothing was refused in the last ninety days.').waitFor()
  const { uri = '' } = await post('enrol-codes', { password: PASSWORD })
  await post('confirm-codes', { code: codeOf(uri) })

  const thief = await browser()
  await thief.post('sign-in', { email, password: 'a wrong password here' })
  await thief.post('sign-in', { email, password: PASSWORD })
  for (const code of ['000000', '000001'])
    expect((await thief.post('second-factor', { code }))['code']).toBe('second_factor.wrong')

  await page.goto('/')
  const notice = page.getByRole('region', { name: 'A second proof was refused on your account' })
  await notice.getByText('2 refused codes of the app').waitFor()
  await notice.getByText('Was it not you?').waitFor()
  expect(await notice.getByText('wrong password').count()).toBe(0)
  await notice.getByRole('link', { name: 'See it in My account' }).click()
  await card.getByText('One wrong password').waitFor()
  await card.getByText('2 refused codes of the app').waitFor()
  await card.getByRole('button', { name: 'I have seen this' }).click()
  await card.getByRole('button', { name: 'I have seen this' }).waitFor({ state: 'detached' })
  await card.getByText('2 refused codes of the app').waitFor()
  await page.goto('/')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.locator('.loading').first().waitFor({ state: 'detached' })
  expect(await notice.count()).toBe(0)
})
