// For somebody who speaks another language and does not read: whom to call, and a text that is heard in that language.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/words.ts'
import { asOwner } from '../../src/platform/database/connect.ts'
import { addUser, hashPassword } from '../../src/identity/users/server/found.ts'
import { addInterpreter } from '../../src/protect/interpreters/operations.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication, type TestApplication } from './application.ts'
import { settled } from './settled.ts'
import { createAccounts, PASSWORD, press, signIn } from './staff.ts'

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
    name: 'Sol',
    email: 'sol@example.org',
    locale: 'es',
    passwordHash: await hashPassword(PASSWORD),
    roles: [{ role: 'coordinator' }],
  })
  const nena = { name: 'Nena Uriana', kind: 'volunteer' as const, telephone: '+57 300 555 0177' }
  await network.execute(
    addInterpreter,
    { id: network.newId() as Id, ...nena, languages: ['ar'], confidentialUntil: '2099-01-01' },
    network.actors.sol,
  )
  noor = network.newId() as Id
  const spoken = { languages: ['ar'], reading: 'not' as const }
  await network.execute(
    registerPerson,
    { id: noor, searched: 'file', called: 'Noor', ...spoken },
    network.actors.ana,
  )
  app = await testApplication(network.database)
  ana = (await signIn(app, 'ana', 'desk')).page
})

test('on the record stands who can interpret, with their number, and a call leaves its language', async () => {
  await ana.goto(`/people/${noor}`)
  const card = ana.getByRole('region', { name: 'Llamar a un intérprete' })
  await card.getByText('Habla Árabe · No lee: léale en voz alta').waitFor()
  const call = card.getByRole('link', { name: /^Llamar/u })
  expect(await call.getAttribute('href')).toBe('tel:+573005550177')
  await card.getByRole('button', { name: /Nena Uriana/u }).click()
  await ana.getByRole('menuitem', { name: 'Anotar que contestó' }).click()
  await ana.getByText('Anotado en la ficha, sin lo que se habló.').waitFor()
  await ana.getByText('Se llamó a un intérprete').first().waitFor()
})

test('a text without a recording is recorded on the spot, and heard by its maker at once', async () => {
  await ana.goto(`/people/${noor}/consent?purpose=referral`)
  await press(ana, 'Grabar en Árabe')
  await press(ana, 'Empezar a grabar')
  await ana.getByText(/^Grabando: [1-9]/u).waitFor()
  await press(ana, 'Terminar')
  await press(ana, 'Guardar la grabación')
  await ana.getByText('Grabación suya, aún sin confirmar').waitFor()
  const listen = ana.getByRole('button', { name: 'Escuchar en Árabe' })
  expect((await listen.boundingBox())?.height).toBeGreaterThanOrEqual(44)
  // With the keyboard alone.
  await listen.focus()
  await ana.keyboard.press('Enter')
  await ana.getByRole('button', { name: 'Otra vez' }).waitFor()
  await ana.getByRole('button', { name: 'Más despacio' }).click()
  await ana.getByRole('button', { name: 'Más despacio', pressed: true }).waitFor()
  const { rows } = await network.database.pool.query('select text_key, language, media_type from recording')
  expect(rows).toEqual([{ text_key: 'consent/v1', language: 'ar', media_type: 'audio/webm' }])
})

test('what was played once is played again without a network', async () => {
  await ana.goto(`/people/${noor}/consent?purpose=referral`)
  await press(ana, 'Escuchar en Árabe')
  await ana.getByRole('button', { name: 'Otra vez' }).waitFor()
  const kept = await ana.evaluate<number>(
    `caches.open('reference-answers').then((cache) => cache.keys()).then((all) => all.filter(({ url }) => url.includes('recording.hear')).length)`,
  )
  expect(kept).toBe(1)
  await ana.context().setOffline(true)
  await press(ana, 'Otra vez')
  await ana.context().setOffline(false)
})

test('somebody else confirms it, and then everybody hears it', async () => {
  const { page } = await app.visit({ locale: 'es', viewport: { width: 1280, height: 800 } })
  await page.goto('/')
  await page.getByLabel('Correo electrónico').fill('sol@example.org')
  await page.getByLabel('Contraseña').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: /^Buen/u }).waitFor()
  await settled(page)
  await page.goto('/recordings')
  const waiting = page.getByRole('list', { name: 'Esperan a que alguien las confirme' })
  await waiting.getByText('La grabó Ana').waitFor()
  await waiting.getByRole('button', { name: 'Dice lo que está escrito' }).click()
  await page.getByText('Confirmada: ya la oyen todas las personas.').waitFor()
  const clara = (await signIn(app, 'clara', 'phone')).page
  await clara.goto(`/people/${noor}/consent?purpose=referral`)
  await press(clara, 'Escuchar en Árabe')
  await clara.getByRole('button', { name: 'Otra vez' }).waitFor()
})

test('who interpreted is chosen from the list, and a relative is warned of', async () => {
  await ana.goto(`/people/${noor}/consent?purpose=referral`)
  await ana.getByLabel('Sí, lo permite').check()
  const who = ana.getByLabel('Quién interpretó')
  await who.selectOption({ label: 'Un familiar' })
  await ana.getByText('No se aconseja que un familiar interprete lo delicado').waitFor()
  await who.selectOption({ label: 'Nena Uriana' })
  await ana.getByText('No se aconseja que un familiar').waitFor({ state: 'detached' })
})
