// Consent in a real browser: read aloud and signed on the screen, printed in the person's language, taken
// back, and its end confirmed by the receiver.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/words.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { identifyNeed } from '../../src/serve/cases/operations.ts'
import { offerService } from '../../src/serve/services/operations.ts'
import { PNG } from '../harness/files.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication, type TestApplication } from './application.ts'
import { settled } from './settled.ts'
import { createAccounts, press, withSession } from './staff.ts'

let network: TestNetwork
let app: TestApplication
let ana: Page
let lina: Id

beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network)
  app = await testApplication(network.database)
  ana = (await withSession(app, 'ana', 'desk')).page
  const offer = { id: network.newId(), kind: 'tool_loan', name: 'Préstamo de palas', languages: ['es'] }
  await network.execute(offerService, offer, network.actors.beto)
  lina = network.newId() as Id
  await network.execute(
    registerPerson,
    {
      id: lina,
      searched: 'file',
      called: 'Lina',
      contacts: [{ id: network.newId(), kind: 'phone', value: '+57 311 555 0101', safeToText: true }],
    },
    network.actors.ana,
  )
  const need = { id: network.newId(), person: lina, code: 'plot', urgency: 'high', note: 'Cerca de casa' }
  await network.execute(identifyNeed, need, network.actors.ana)
})

async function ask(answer: 'Sí, lo permite' | 'No lo permite'): Promise<void> {
  await ana.goto(`/people/${lina}/consent`)
  await ana.getByLabel('Para qué').selectOption({ label: 'Compartir con quien te va a atender' })
  await ana.getByLabel('Con quién').selectOption({ label: 'Raíces' })
  await ana.getByLabel('Nombre y nacimiento').check()
  await ana.getByLabel('Contacto').check()
  await ana.getByLabel('Necesidades').check()
  await ana.getByLabel(answer).check()
}

test('missing answers are asked for before anything is recorded', async () => {
  await ana.goto(`/people/${lina}/consent`)
  await press(ana, 'Anotar la respuesta')
  await ana.getByRole('alert').getByText('Elija para qué.').waitFor()
  await ana.getByRole('alert').getByText('Anote si dijo que sí o que no.').waitFor()
})

test('a yes is signed on the screen and returns a receipt with the words that were read', async () => {
  await ask('Sí, lo permite')
  await ana.getByLabel('Con su firma').check()
  const box = ana.getByRole('img', { name: 'Recuadro para firmar' })
  await box.scrollIntoViewIfNeeded()
  const { x, y } = (await box.boundingBox()) ?? { x: 0, y: 0 }
  await ana.mouse.move(x + 20, y + 40)
  await ana.mouse.down()
  await ana.mouse.move(x + 120, y + 70, { steps: 5 })
  await ana.mouse.up()
  await press(ana, 'Anotar la respuesta')
  await ana.getByRole('heading', { name: 'Usted dio su consentimiento' }).waitFor()
  await ana.getByText('Puedes decir que no y te atenderemos igual.').waitFor()
  const { rows } = await network.database.pool.query(
    'select a.media_type from consent c join attachment a on a.person = c.person and a.id = c.attachment where c.person = $1',
    [lina],
  )
  expect(rows).toEqual([{ media_type: 'image/png' }])
  const link = ana.getByRole('link', { name: /Enviar desde este teléfono/u })
  expect(await link.getAttribute('href')).toMatch(/^sms:\+573115550101\?body=/u)
})

test('the receipt is printed in the language that was read, whatever the language of the screen', async () => {
  const { page } = await app.visit({ locale: 'en', viewport: { width: 1280, height: 800 } })
  const sent = await page.request.post('/api/auth/sign-in', {
    data: { email: 'ana@example.org', password: 'three green watering cans' },
    headers: { 'x-requested-with': 'arraigo' },
  })
  expect(sent.status()).toBe(200)
  const { rows } = await network.database.pool.query('select id from consent where person = $1', [lina])
  await page.addInitScript(`localStorage.setItem('arraigo.locale', 'en')`)
  await page.goto(`/people/${lina}/consents/${rows[0].id}`)
  await page.getByRole('heading', { level: 1, name: 'Receipt' }).waitFor()
  const sheet = page.locator('[lang="es"]').filter({ hasText: 'Usted dio su consentimiento' })
  await sheet.waitFor()
})

test('a yes is recorded as voice, listened to before it is kept, and played back by a colleague', async () => {
  const other = network.newId() as Id
  await network.execute(registerPerson, { id: other, searched: 'file', called: 'Nilo' }, network.actors.ana)
  await ana.goto(`/people/${other}/consent?purpose=referral&recipient=cso&parts=identity`)
  await ana.getByRole('checkbox', { name: 'Nombre y nacimiento', checked: true }).waitFor()
  await ana.getByLabel('Sí, lo permite').check()
  await ana.getByLabel('En una grabación').check()
  await press(ana, 'Grabar')
  await ana.getByText('Grabando…').waitFor()
  await ana.getByRole('timer', { name: 'Tiempo grabado' }).getByText(/[1-9]/u).waitFor()
  await press(ana, 'Parar')
  await press(ana, 'Escuchar la grabación')
  await press(ana, 'Anotar la respuesta')
  await ana.getByRole('heading', { name: 'Usted dio su consentimiento' }).waitFor()
  const { rows } = await network.database.pool.query(
    'select a.media_type from consent c join attachment a on a.person = c.person and a.id = c.attachment where c.person = $1',
    [other],
  )
  expect(rows).toEqual([{ media_type: 'audio/webm' }])
  const clara = (await withSession(app, 'clara', 'desk')).page
  await clara.goto(`/people/${other}?tab=consent`)
  const played = clara.waitForResponse((response) => response.url().includes('/api/attachments/'))
  await press(clara, 'Escuchar la grabación')
  expect((await played).status()).toBe(200)
})

test('a recording is not sent before it is stopped, and one that was stopped before any sound arrived is no yes', async () => {
  await ask('Sí, lo permite')
  await ana.getByLabel('En una grabación').check()
  // A recorder that hands over nothing while it records.
  await ana.evaluate(`(() => {
    const { start } = MediaRecorder.prototype
    MediaRecorder.prototype.start = function () { start.call(this) }
  })()`)
  await press(ana, 'Grabar')
  const recorded = ana.getByRole('timer', { name: 'Tiempo grabado' })
  await recorded.getByText('0:00').waitFor()
  await press(ana, 'Anotar la respuesta')
  await ana.getByRole('alert').getByText('La grabación sigue: párela primero.').waitFor()
  await press(ana, 'Parar')
  await ana.getByText(/^No quedó nada grabado\./u).waitFor()
  await settled(ana)
  expect(await ana.getByRole('button', { name: 'Escuchar la grabación' }).count()).toBe(0)
  expect(await recorded.count()).toBe(0)
  await ana.getByRole('button', { name: 'Grabar', exact: true }).waitFor()
})

test('without a network, a browser that keeps nothing says that the proof stays on the screen alone', async () => {
  await ask('Sí, lo permite')
  await ana.getByLabel('En una grabación').check()
  await press(ana, 'Grabar')
  await ana.getByRole('timer', { name: 'Tiempo grabado' }).getByText(/[1-9]/u).waitFor()
  await press(ana, 'Parar')
  await ana.context().setOffline(true)
  await ana.getByText('la prueba queda en esta pantalla hasta que se pueda enviar').waitFor()
  await press(ana, 'Anotar la respuesta')
  await ana.getByRole('alert').waitFor()
  await ana.context().setOffline(false)
  await ana.getByText('la prueba queda en esta pantalla').waitFor({ state: 'detached' })
  // The voice is still there.
  await ana.getByRole('button', { name: 'Escuchar la grabación' }).waitFor()
})

test('taken back, it closes the record to the receiver, who confirms with a button', async () => {
  const beto = (await withSession(app, 'beto', 'phone')).page
  await ana.goto(`/people/${lina}/refer`)
  await refer(ana)
  await beto.goto('/referrals')
  await beto.getByRole('link', { name: 'Lina' }).click()
  await press(beto, 'Aceptar')
  await beto.getByText('Aceptada. Ya puede abrir la ficha.').waitFor()
  await beto.goto(`/people/${lina}`)
  await beto.getByRole('heading', { level: 1, name: 'Lina' }).waitFor()
  await beto.getByText('No se comparte con ustedes').waitFor()
  await beto.goto(`/people/${lina}?tab=work`)
  const need = beto.getByRole('listitem').filter({ hasText: 'La anotó Huerta del Barrio' })
  await need.getByText('Cerca de casa').waitFor()
  await settled(beto)
  expect(await need.getByRole('button').count()).toBe(0)

  // What is missing is named, and asked for at once; her yes opens nothing on Beto's word alone.
  await beto.goto(`/people/${lina}`)
  await beto.getByText('La persona no ha permitido que Raíces vea: Carnés y papeles').waitFor()
  await beto.getByRole('link', { name: 'Preguntarle a la persona' }).click()
  await beto.getByRole('checkbox', { name: 'Carnés y papeles', checked: true }).waitFor()
  await beto.getByRole('radio', { name: 'Sí, lo permite' }).check()
  await beto.getByRole('radio', { name: 'Con su huella' }).check()
  await press(beto, 'Anotar la respuesta')
  await beto.getByText('No abre nada hasta que se confirme').waitFor()
  await beto.getByRole('heading', { name: 'Usted dio su consentimiento' }).waitFor()
  await beto.goto(`/people/${lina}`)
  await beto.getByText('La persona no ha permitido que Raíces vea: Carnés y papeles').waitFor()

  // A receiver does not confirm its own yes, and the screen says so before anything is chosen.
  await beto.goto(`/people/${lina}?tab=consent`)
  await beto.getByText('Solo la organización que lleva la ficha puede confirmarlo.').waitFor()
  // A no to its own organisation it can record directly, without a refusal first.
  await beto.goto(`/people/${lina}/consent`)
  await beto.getByLabel('Con quién').selectOption({ label: 'Raíces' })

  // The keeping organisation is notified on its home screen, asks her, photographs her thumbprint and
  // confirms.
  await ana.goto('/')
  await ana
    .getByRole('listitem')
    .filter({ hasText: 'Consentimiento por confirmar' })
    .getByRole('link')
    .click()
  const waiting = ana.getByRole('list', { name: 'Consentimientos por confirmar' }).getByRole('listitem')
  await waiting.getByText('Anotado por Beto, Raíces').waitFor()
  await waiting.getByRole('button', { name: 'Confirmar el consentimiento' }).click()
  const dialog = ana.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Confirmar el consentimiento' }).click()
  await dialog.getByRole('link', { name: /^Falta la prueba del sí/u }).waitFor()
  await dialog
    .getByLabel('Foto de la huella')
    .setInputFiles({ name: 'huella.png', mimeType: 'image/png', buffer: PNG })
  await dialog.getByRole('button', { name: 'Confirmar el consentimiento' }).click()
  await ana.getByText('Confirmado. El consentimiento está vigente.').waitFor()
  await ana.getByText('No hay nada por confirmar').waitFor()
  await beto.goto(`/people/${lina}`)
  await beto.getByText('La persona no ha permitido que Raíces vea: Salud').waitFor()

  await ana.goto(`/people/${lina}?tab=consent`)
  const first = ana.getByRole('listitem').filter({ hasText: 'Nombre y nacimiento' })
  await first.getByRole('button', { name: /^Más acciones: /u }).click()
  await ana.getByRole('menuitem', { name: 'Retirar el consentimiento' }).click()
  await ana.getByRole('dialog').getByRole('button', { name: 'Retirar el consentimiento' }).click()
  await ana.getByText('Sin confirmar').waitFor()

  await beto.goto('/')
  await beto.getByText('Lina retiró su consentimiento').waitFor()
  await press(beto, 'Ya no lo usamos')
  await beto.getByText('Lina retiró su consentimiento').waitFor({ state: 'detached' })
  await ana.getByText('Confirmado').waitFor()
})

async function refer(page: Page): Promise<void> {
  await page.getByLabel('Préstamo de palas').check()
  await page.getByLabel('Motivo').fill('Necesita una pala.')
  await press(page, 'Enviar la remisión')
  await page.getByText('Necesita una pala.').first().waitFor()
}
