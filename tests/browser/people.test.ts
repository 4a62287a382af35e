// The welcome desk in a real browser, by keyboard: search first, register, be stopped by a likely duplicate,
// decide on conflicting edits.
import type { Page } from 'playwright-core'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/words.ts'
import { asOwner } from '../../src/platform/database/connect.ts'
import { addUser, hashPassword } from '../../src/identity/users/server/found.ts'
import { changePerson, registerPerson } from '../../src/serve/record/operations.ts'
import { closeAfterEach } from '../harness/close-after-each.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication, type TestApplication } from './application.ts'

const EMAIL = 'ana@example.org'
const PASSWORD = 'three green watering cans'
let network: TestNetwork
let app: TestApplication
let page: Page

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
})

closeAfterEach()
beforeEach(async () => {
  const visit = await app.visit({ viewport: { width: 1280, height: 800 } })
  page = visit.page
  const answer = await visit.context.request.post('/api/auth/sign-in', {
    data: { email: EMAIL, password: PASSWORD },
    headers: { 'x-requested-with': 'arraigo', origin: app.url },
  })
  expect(answer.status()).toBe(200)
})

/** A person on record before the test begins. */
async function onRecord(givenNames: string, firstSurname: string, secondSurname: string): Promise<string> {
  const id = network.newId()
  const person = { id, givenNames, firstSurname, secondSurname, born: { date: '1990-03-04' } }
  await network.execute(registerPerson, { ...person, searched: 'file' }, network.actors.ana)
  return id
}

async function lookFor(text: string) {
  await page.goto('/welcome')
  await page.getByRole('searchbox').fill(text)
  await page.keyboard.press('Enter')
}

test('a new person is registered by keyboard alone, from the text of the search', async () => {
  await lookFor('zoila boscan')
  await page.getByText('There is nobody like that').waitFor()
  await page.getByRole('button', { name: 'Not here: register' }).press('Enter')
  await expect.poll(() => page.getByLabel('Given names').inputValue()).toBe('Zoila')
  await expect.poll(() => page.getByLabel('First surname').inputValue()).toBe('Boscan')
  await page.getByLabel('How do they wish to be called?').fill('Zoi')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Zoi' }).waitFor()
  await page.getByText('Arrived and was welcomed').waitFor()
})

test('a person on record is found before a second record is made', async () => {
  const id = await onRecord('Consuelo', 'Sequera', 'Tovar')
  await lookFor('sequera cons')
  await page.getByRole('link', { name: 'Consuelo Sequera' }).click()
  await page.waitForURL(`${app.url}/people/${id}`)
})

test('a strong likeness stops the registration until the user states why it is another person', async () => {
  await onRecord('Nelson Iván', 'Fuenmayor', 'Querales')
  await page.goto('/welcome')
  await page.getByRole('button', { name: 'Register without a name' }).click()
  await page.getByLabel('Given names').fill('Nelson Ivan')
  await page.getByLabel('First surname').fill('Fuenmayor')
  await page.getByLabel('Day').fill('3')
  await page.getByLabel('Month').selectOption('4')
  await page.getByRole('textbox', { name: 'Year' }).fill('1990')
  await page.getByRole('button', { name: 'Register', exact: true }).click()
  const stop = page.getByRole('region', { name: 'Very likely they are registered already' })
  await stop.getByText('Day and month swapped').waitFor()
  await page.getByLabel('Why is it not the same person?').fill('His cousin; both were here.')
  await page.getByRole('button', { name: 'Somebody else: register' }).click()
  await page.getByText('Compared with another record: somebody else').waitFor()
})

test('two edits of one field are shown side by side, and the chosen one stands', async () => {
  const id = await onRecord('Milagros', 'Padrón', 'Leal')
  await page.goto(`/people/${id}/edit`)
  await page.getByLabel('How do they wish to be called?').fill('Mila')
  await network.execute(
    changePerson,
    { id, base: 1, changes: { called: 'Milagritos' } },
    network.actors.clara,
  )
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('region', { name: 'Somebody else changed the same' }).waitFor()
  await page.getByRole('radio', { name: /^Mila What you wrote/u }).check()
  await page.getByRole('button', { name: 'Save what was chosen' }).click()
  await page.getByRole('heading', { level: 1, name: 'Mila', exact: true }).waitFor()
})

test('the person’s name stays visible while the record is scrolled', async () => {
  const id = await onRecord('Haydée', 'Atencio', 'Rangel')
  await page.setViewportSize({ width: 360, height: 400 })
  await page.goto(`/people/${id}`)
  const name = page.getByRole('heading', { level: 1, name: 'Haydée Atencio' })
  await name.waitFor()
  await page.evaluate('scrollTo(0, document.body.scrollHeight)')
  await expect
    .poll(async () => {
      const box = await name.boundingBox()
      return box !== null && box.y >= 0 && box.y + box.height < 400
    })
    .toBe(true)
})
