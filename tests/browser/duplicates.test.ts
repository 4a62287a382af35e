// Records that may be of one person in a real browser: found in the queue, compared, decided on at once, and undone.
import { beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import type { Id } from '../../src/kernel/words.ts'
import { asOwner } from '../../src/platform/database/connect.ts'
import { addUser, hashPassword } from '../../src/identity/users/server/found.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { closeAfterEach } from '../harness/close-after-each.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication, type TestApplication } from './application.ts'

const EMAIL = 'ana@example.org'
const PASSWORD = 'three green watering cans'
let network: TestNetwork
let app: TestApplication

closeAfterEach()
beforeAll(async () => {
  network = await testNetwork()
  await addUser(asOwner(network.database.pool), {
    id: network.newId() as Id,
    organisation: network.organisations.garden,
    name: 'Ana Luz',
    email: EMAIL,
    locale: 'en',
    passwordHash: await hashPassword(PASSWORD),
    roles: [{ role: 'front_desk' }],
  })
  app = await testApplication(network.database)
  for (const [at, sex] of ['female', undefined, 'female'].entries()) {
    network.clock.now = new Date(network.clock.now.getTime() + 1000)
    const names = { givenNames: 'Yubiri Nohemí', firstSurname: at === 1 ? 'Arrocha' : 'Arocha' }
    const born = { date: '1990-04-05' }
    const input = { id: network.newId(), searched: 'file' as const, ...names, born, sex }
    await network.execute(registerPerson, input, network.actors.ana)
  }
})

async function signedIn(width: number): Promise<Page> {
  const visit = await app.visit({ viewport: { width, height: 800 } })
  const answer = await visit.context.request.post('/api/auth/sign-in', {
    data: { email: EMAIL, password: PASSWORD },
    headers: { 'x-requested-with': 'arraigo', origin: app.url },
  })
  expect(answer.status()).toBe(200)
  return visit.page
}

test('a family is compared, told apart at once with a reason, and that is undone', async () => {
  const page = await signedIn(1280)
  await page.goto('/duplicates')
  await page.getByText('1 to compare').waitFor()
  await page.getByRole('link', { name: /Yubiri Nohemí Arocha/u }).click()
  await page.getByRole('heading', { level: 1, name: 'Compare records' }).waitFor()
  const surnames = page.getByRole('row', { name: /First surname/u })
  await surnames.getByText('Different', { exact: true }).waitFor()
  // All of them are chosen at first; one is left out with the keyboard, and chosen again.
  const which = page.getByRole('grid', { name: 'Pairs' })
  await which.getByRole('row', { selected: true }).nth(2).waitFor()
  await which.getByRole('checkbox').nth(1).focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: 'Save the decision on 2 pairs' }).waitFor()
  await page.keyboard.press('Space')
  await which.getByRole('columnheader', { name: 'Pairs' }).click()
  await which
    .getByRole('columnheader', { name: 'Pairs' })
    .and(page.locator('[aria-sort="ascending"]'))
    .waitFor()

  // Nothing is chosen for whoever decides.
  await page.getByRole('button', { name: 'Save the decision on 3 pairs' }).click()
  await page.getByRole('alert').getByText('Say what is known.').first().waitFor()
  await page.getByRole('radio', { name: 'They are different people' }).check()
  await page.getByLabel('Why?').fill('Triplets: all three were here.')
  await page.getByRole('button', { name: 'Save the decision on 3 pairs' }).click()
  await page.getByText('Noted: they are different people.').waitFor()
  const why = page.getByRole('list', { name: 'Why they are alike' })
  await why.getByText('Triplets: all three were here.').nth(2).waitFor()
  await page.getByRole('button', { name: 'Save the decision' }).waitFor({ state: 'detached' })

  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await why.getByText('To decide').nth(2).waitFor()

  await page.getByRole('button', { name: 'Show the histories' }).click()
  await page.getByText('Arrived and was welcomed').nth(2).waitFor()
})

test('what is given to somebody is found by it, on a phone too', async () => {
  const page = await signedIn(360)
  await page.goto('/duplicates')
  await page.getByRole('link', { name: /Yubiri Nohemí Arocha/u }).click()
  await page.getByLabel('Given to').selectOption({ label: 'Ana Luz' })
  await page.getByText('Given.', { exact: true }).waitFor()
  await page.goto('/duplicates?assigned=me')
  await page.getByRole('link', { name: /Yubiri Nohemí Arocha/u }).waitFor()
  await page.goto('/duplicates?assigned=nobody')
  await page.getByText('Nothing matches').waitFor()
})
