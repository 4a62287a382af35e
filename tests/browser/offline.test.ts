// A fair without a network, on Ana's phone: her work stays there, arrives once and in order, and she decides
// where two edits differ.
import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/words.ts'
import { changePerson, getPerson, registerPerson } from '../../src/serve/record/operations.ts'
import { listReferrals } from '../../src/serve/referrals/operations.ts'
import { offerService } from '../../src/serve/services/operations.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { stepByStep } from '../harness/steps.ts'
import { testApplication, WITH_WORKER } from './application.ts'
import { settled } from './settled.ts'
import { createAccounts, follow, keepPeople, press, side, signIn, title, unlock } from './staff.ts'

stepByStep()

let network: TestNetwork
let phone: Page
let context: BrowserContext
let lina: Id

beforeAll(async () => {
  network = await testNetwork()
  const { ana, beto } = network.actors
  await createAccounts(network)
  await network.execute(
    offerService,
    { id: network.newId(), kind: 'plot_assignment', name: 'Parcelas del río' },
    beto,
  )
  lina = network.newId()
  await network.execute(
    registerPerson,
    { id: lina, givenNames: 'Lina', firstSurname: 'Peña', called: 'Lina', searched: 'everywhere' },
    ana,
  )
  const app = await testApplication(network.database)
  ;({ page: phone, context } = await signIn(app, 'ana', 'phone', WITH_WORKER))
  await keepPeople(phone, PIN)
  // The service worker has stored the application on the phone.
  await phone.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
})

const PIN = '482951'

/** Each page load locks the device again. */
async function load(path: string) {
  await phone.goto(path)
  await unlock(phone, PIN)
}

const waiting = (count: number) =>
  phone.getByText(new RegExp(`^${count}\\sregistros? esperan? la red para enviarse`, 'u')).waitFor()

test('without a network the application opens, and searches the people kept on the device', async () => {
  await context.setOffline(true)
  await load('/people')
  await phone.getByText('Sin red. Siga trabajando').waitFor()
  await phone.getByRole('searchbox').fill('pena')
  await follow(phone, /Lina/u)
  await title(phone, /Lina/u)
})

test('a newcomer is registered, with a need, and referred', async () => {
  await load('/welcome?q=nilo paz')
  await phone.getByText('No hay nadie así').waitFor()
  await press(phone, 'No está: registrar')
  await press(phone, /^Registrar$/u)
  await title(phone, /Nilo Paz/u)
  await waiting(1)
  await side(phone, 'Ahora')
  await follow(phone, 'Anotar una necesidad')
  await phone.getByLabel('¿Qué necesita?').selectOption({ label: 'Plántulas' })
  await phone.getByRole('radio', { name: 'Este mes' }).check()
  await press(phone, 'Guardar la necesidad')
  await title(phone, /Nilo Paz/u)
  await waiting(2)
  await follow(phone, 'Remitir')
  await phone.getByRole('radio', { name: /Parcelas del río/u }).check()
  await phone.getByLabel('Motivo').fill('Quiere empezar pronto.')
  await phone.getByRole('radio', { name: 'Sí, lo permite' }).check()
  await phone.getByRole('radio', { name: 'Firmó' }).check()
  await press(phone, 'Enviar la remisión')
  await title(phone, /Nilo Paz/u)
  await phone.getByRole('link', { name: /Parcelas del río/u }).waitFor()
  await waiting(4)
})

test('restarted without a network, it still shows who was referred where', async () => {
  await load('/referrals?side=sender')
  await phone.getByRole('link', { name: /Nilo/u }).waitFor()
  await phone.getByText(/Parcelas del río\s· a Raíces/u).waitFor()
  // It has not left the device: nobody was asked to answer yet.
  await phone.getByText('Por enviar: espera la red').waitFor()
  expect(await phone.getByText(/Responder hasta/u).count()).toBe(0)
  await phone.getByRole('link', { name: /Nilo/u }).click()
  await phone
    .getByRole('list', { name: 'Historia de la remisión' })
    .getByText('Por enviar: espera la red')
    .waitFor()
  expect(await phone.getByText(/Responder hasta|Se envió/u).count()).toBe(0)
})

test('the home screen lists what waits on the device, and says that the rest is not known', async () => {
  await load('/')
  await phone.getByText('Sin red: aquí están los pasos y las remisiones').waitFor()
  const others = phone.getByRole('list', { name: 'Espera a otros' })
  await others.getByRole('link', { name: /Nilo/u }).waitFor()
  await others.getByText(/Remisión enviada\s· Parcelas del río\s· Raíces/u).waitFor()
})

test('a correction is made while somebody at the desk corrects the same', async () => {
  await load(`/people/${lina}/edit`)
  await phone.getByLabel('¿Cómo quiere que le digan?').fill('Lina del puesto')
  await press(phone, 'Guardar')
  await title(phone, /Lina del puesto/u)
  await waiting(5)
  const { clara } = network.actors
  const desk = { id: lina, base: 1, changes: { called: 'Doña Lina' } }
  // The case manager may correct the record too: the desk is quicker than the phone.
  await network.execute(changePerson, desk, clara)
})

test('with the network back everything arrives once, in the order in which it was done', async () => {
  await context.setOffline(false)
  await phone.getByText(/^1\sregistro necesita que usted decida/u).waitFor()
  await phone.getByText(/la red para enviarse/u).waitFor({ state: 'detached' })
  const { rows } = await network.database.pool.query<{ seq: number; name: string; outcome: string }>(
    'select seq, name, outcome from command_log where device is not null order by received_at, seq',
  )
  expect(rows.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
    'person.register applied',
    'need.identify applied',
    'consent.give applied',
    'referral.send applied',
    'person.change rejected',
  ])
  expect(rows.map(({ seq }) => Number(seq))).toEqual([1, 2, 3, 4, 5])
  const inbox = await network.ask(listReferrals, { side: 'receiver' }, network.actors.beto)
  expect(inbox.referrals).toMatchObject([{ introduction: { calledName: 'Nilo' }, state: 'sent' }])
})

test('two different edits of one field need attention, and are decided there', async () => {
  await phone.getByText(/^1\sregistro necesita que usted decida/u).click()
  await title(phone, 'Necesita atención')
  // A choice stays when the phone is turned, and when something else changes meanwhile.
  await phone.getByRole('radio', { name: /Doña Lina/u }).check()
  await phone.setViewportSize({ width: 740, height: 360 })
  await phone.evaluate(`dispatchEvent(new CustomEvent('arraigo:facts'))`)
  await settled(phone)
  expect(await phone.getByRole('radio', { name: /Doña Lina/u }).isChecked()).toBe(true)
  await phone.setViewportSize({ width: 360, height: 740 })
  const tab = await context.newPage()
  await tab.goto('/attention')
  await unlock(tab, PIN)
  await tab.getByRole('radio', { name: /Doña Lina/u }).check()
  await phone.getByRole('radio', { name: /Lina del puesto/u }).check()
  await press(phone, 'Guardar lo elegido')
  for (const page of [phone, tab]) await page.getByText('Nada necesita de usted').waitFor()
  await tab.close()
  await phone.getByText(/la red para enviarse/u).waitFor({ state: 'detached' })
  await load(`/people/${lina}`)
  await title(phone, /Lina del puesto/u)
  const now = await network.ask(getPerson, { id: lina }, network.actors.ana)
  expect(now).toMatchObject({ called: 'Lina del puesto', version: 3 })
})
