// The text of a consent in the language of the person, one for each purpose; a question that is put off shows.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/words.ts'
import { asOwner } from '../../src/platform/database/connect.ts'
import { addUser, hashPassword } from '../../src/identity/users/server/found.ts'
import { giveConsent } from '../../src/protect/consent/operations.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication, type TestApplication } from './application.ts'
import { settled } from './settled.ts'
import { beyond, createAccounts, PASSWORD, press, withSession } from './staff.ts'

let network: TestNetwork
let app: TestApplication
let ana: Page
let noor: Id

beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network)
  await addUser(asOwner(network.database.pool), {
    id: network.newId() as Id,
    organisation: network.organisations.garden,
    name: 'Julia',
    email: 'julia@example.org',
    locale: 'es',
    passwordHash: await hashPassword(PASSWORD),
    roles: [{ role: 'data_protection_officer' }],
  })
  app = await testApplication(network.database)
  ana = (await withSession(app, 'ana', 'desk')).page
  noor = network.newId() as Id
  const record = { searched: 'file' as const, called: 'Noor' }
  await network.execute(registerPerson, { id: noor, ...record, languages: ['ar'] }, network.actors.ana)
})

test('the record shows what was never asked', async () => {
  await ana.goto(`/people/${noor}?tab=consent`)
  const unasked = ana.getByRole('listitem').filter({ hasText: 'Sin preguntar' })
  await unasked.getByText('Comprobar y pagar resultados').waitFor()
})

test('no text is shown before the languages of the record have come', async () => {
  const held = Promise.withResolvers<void>()
  await ana.route(/consent\.list/u, async (route) => {
    await held.promise
    await route.continue()
  })
  await ana.goto(`/people/${noor}/consent?purpose=referral`)
  await ana.getByLabel('Para qué').waitFor()
  await ana.getByRole('status').filter({ hasText: 'Cargando' }).first().waitFor()
  expect(await ana.getByRole('radio', { name: 'Español' }).count()).toBe(0)
  held.resolve()
  await ana.getByRole('radio', { name: 'العربية', checked: true }).waitFor()
  await ana.unroute(/consent\.list/u)
})

test('the text is read in the language of the record, another is chosen by hand, and the yes says which', async () => {
  await ana.goto(`/people/${noor}/consent`)
  await ana.getByLabel('Para qué').selectOption({ label: 'Compartir con quien te va a atender' })
  await ana.getByRole('radio', { name: 'العربية', checked: true }).waitFor()
  await ana.locator('[lang=ar]').getByText('نحتفظ باسمك').waitFor()
  await ana.getByRole('radio', { name: 'Español' }).check()
  await ana.locator('[lang=es]').getByText('Guardamos tu nombre').waitFor()
  await ana.getByRole('radio', { name: 'العربية' }).check()
  await ana.getByLabel('Con quién').selectOption({ label: 'Raíces' })
  await ana.getByLabel('Nombre y nacimiento').check()
  await ana.getByLabel('Sí, lo permite').check()
  await ana.getByLabel('Con su firma').check()
  await press(ana, 'Anotar la respuesta')
  // The receipt is in Arabic on a Spanish screen, with its day spelled out.
  await ana.locator('[lang=ar][dir=rtl]').getByText('أعطيت موافقتك').first().waitFor()
  const { rows } = await network.database.pool.query('select locale, text_version from consent')
  expect(rows).toEqual([{ locale: 'ar', text_version: 'v1' }])
})

test('the text for results speaks of proof, of the verifier and of the payment', async () => {
  await ana.goto(`/people/${noor}/consent?purpose=results&recipient=verifier&parts=documents`)
  // Their own language is chosen once the record has come.
  await ana.getByRole('radio', { name: 'العربية', checked: true }).waitFor()
  await ana.getByRole('radio', { name: 'Español' }).check()
  const text = ana.locator('[lang=es]').filter({ hasText: 'Probar lo que lograste' })
  for (const words of [/organización verificadora/u, /papeles que lo prueban/u, /pagarle/u])
    await text.getByText(words).first().waitFor()
})

test('later is an answer too: nothing is written down, and the record shows that it was not asked', async () => {
  await ana.goto(`/people/${noor}/consent`)
  await ana.getByLabel('Preguntar más tarde').check()
  await press(ana, 'Anotar la respuesta')
  await ana.getByText('No se anotó nada.').first().waitFor()
  await ana.getByRole('listitem').filter({ hasText: 'Sin preguntar' }).waitFor()
  const { rows } = await network.database.pool.query('select count(*)::int as count from consent')
  expect(rows).toEqual([{ count: 1 }])
})

test('a language without a text is named, with the one that is read instead', async () => {
  const other = network.newId()
  await network.execute(
    registerPerson,
    { id: other, searched: 'file', called: 'Iwa', languages: [] },
    network.actors.ana,
  )
  await ana.goto(`/people/${other}/consent?purpose=referral`)
  await ana.getByText('La ficha no dice qué idioma habla.').waitFor()
  await ana.getByRole('radio', { name: 'Español', checked: true }).waitFor()
})

test('an act that a reader may not do is named once under the list, with the reason', async () => {
  const { page } = await app.visit({ locale: 'es', viewport: { width: 1280, height: 800 } })
  const sent = await page.request.post('/api/auth/sign-in', {
    data: { email: 'julia@example.org', password: PASSWORD },
    headers: { 'x-requested-with': 'arraigo' },
  })
  expect(sent.status()).toBe(200)
  const said = {
    person: noor,
    purpose: 'referral',
    textVersion: 'v1',
    locale: 'es',
    how: 'signature' as const,
  }
  for (const recipient of ['cso', 'public'] as const)
    await network.execute(
      giveConsent,
      { ...said, id: network.newId(), recipient, fieldGroups: ['identity'] },
      network.actors.ana,
    )
  await page.goto(`/people/${noor}?tab=consent`)
  await page.getByText(/^Retirar el consentimiento: /u).waitFor()
  await settled(page)
  expect(await page.getByText(/^Retirar el consentimiento: /u).count()).toBe(1)
  expect(await page.getByRole('button', { name: /^Retirar el consentimiento/u }).count()).toBe(0)
})

test.each([
  ['Preguntar más tarde', 'Sin preguntar'],
  ['Dijo que no', 'Dijo que no'],
])('asked at the desk, "%s" is shown on the record as "%s"', async (answer, shown) => {
  await ana.goto('/welcome')
  await press(ana, 'Registrar sin nombre')
  await ana.getByRole('radio', { name: answer }).check()
  await press(ana, /^Registrar$/u)
  await ana.getByRole('heading', { level: 1, name: 'Sin nombre' }).waitFor()
  await beyond(ana, /^Datos$/u)
  await ana.getByText(shown, { exact: true }).waitFor()
})

test('who interpreted stands on the receipt', async () => {
  await ana.goto(`/people/${noor}/consent?purpose=referral&recipient=cso&parts=identity`)
  await ana.getByLabel('No lo permite').check()
  await ana.getByLabel('Quién interpretó').selectOption({ label: 'Otra persona' })
  await ana.getByLabel('Nombre de quien interpretó').fill('Rosa Epieyú')
  await press(ana, 'Anotar la respuesta')
  await ana.getByText('Rosa Epieyú').first().waitFor()
})
