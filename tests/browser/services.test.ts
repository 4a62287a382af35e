// A provider in the field without a network, on Beto's phone: he finds his services and changes one while the desk
// changes the same, and decides which value stays.
import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/words.ts'
import { run } from '../../src/platform/execute.ts'
import { changeService, listServices, offerService } from '../../src/serve/services/operations.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication, WITH_WORKER, type TestApplication } from './application.ts'
import { createAccounts, keepPeople, press, signIn, title, unlock } from './staff.ts'

const PIN = '482951'

let network: TestNetwork
let app: TestApplication
let phone: Page
let context: BrowserContext
let plots: Id

beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network)
  plots = network.newId()
  const { beto } = network.actors
  const kind = 'plot_assignment'
  await network.execute(
    offerService,
    { id: plots, kind, name: 'Parcelas del río', capacity: 10, languages: ['es'] },
    beto,
  )
  await network.execute(offerService, { id: network.newId(), kind, name: 'Parcelas del cerro' }, beto)
  app = await testApplication(network.database)
  ;({ page: phone, context } = await signIn(app, 'beto', 'phone', WITH_WORKER))
  await keepPeople(phone, PIN)
  // The service worker has stored the application on the phone.
  await phone.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
})

/** Each page load locks the device again. */
async function load(path: string) {
  await phone.goto(path)
  await unlock(phone, PIN)
}
const row = (name: RegExp) => phone.getByRole('listitem').filter({ hasText: name })
const open = async (name: RegExp) => await row(name).getByRole('link').click()
const backToList = async () => await phone.getByRole('main').getByRole('link', { name: 'Servicios' }).click()
async function plotsNow() {
  const { services } = await network.ask(listServices, {}, network.actors.beto)
  return services.find(({ id }) => id === plots)
}

test('without a network the services are found, though their screen was never opened', async () => {
  await context.setOffline(true)
  await load('/services')
  await row(/Parcelas del río/u).waitFor()
  await phone.getByRole('searchbox').fill('CERRO')
  await row(/Parcelas del río/u).waitFor({ state: 'detached' })
  await row(/Parcelas del cerro/u).waitFor()
})

test('a service is changed and closed there, and shows so at once', async () => {
  await load('/services')
  await open(/Parcelas del río/u)
  await press(phone, 'Cambiar o confirmar')
  await phone.getByLabel('Cupo').fill('25')
  await phone.getByRole('checkbox', { name: 'Inglés' }).check()
  await press(phone, 'Guardar')
  await phone.getByText('Guardado en este aparato. Se enviará cuando vuelva la red.').waitFor()
  await backToList()
  await open(/Parcelas del cerro/u)
  await press(phone, 'Cambiar o confirmar')
  await press(phone, 'Cerrar el servicio')
  await backToList()
  await row(/Parcelas del cerro/u)
    .getByText('Cerrado', { exact: true })
    .waitFor()
  await phone.getByText(/^2\sregistros esperan la red/u).waitFor()
})

test('with the network back the desk’s other value is shown, and the one he chooses stays', async () => {
  const { beto } = network.actors
  const desk = { id: plots, base: 1, capacity: 5, about: 'A la sombra', languages: ['ar'] }
  await network.execute(changeService, desk, beto)
  await context.setOffline(false)
  await phone.getByText(/^1\sregistro necesita que usted decida/u).click()
  await title(phone, 'Necesita atención')
  await phone.getByText('Parcelas del río').waitFor()
  await phone.getByRole('radio', { name: /^5/u }).waitFor()
  await phone.getByRole('radio', { name: /^25/u }).check()
  await phone.getByRole('radio', { name: /^Español e Inglés/iu }).waitFor()
  await phone.getByRole('radio', { name: /^Árabe/u }).check()
  await press(phone, 'Guardar lo elegido')
  await phone.getByText('Nada necesita de usted').waitFor()
  await phone.getByText(/la red para enviarse/u).waitFor({ state: 'detached' })
  await expect
    .poll(plotsNow)
    .toMatchObject({ capacity: 25, languages: ['ar'], about: 'A la sombra', version: 3 })
})

test('a change at the desk reaches the open screen, and the phone', async () => {
  await load('/services')
  await row(/Parcelas del río/u)
    .getByText('Abierto', { exact: true })
    .waitFor()
  // By the server that the screen listens to: its notification says which lists changed.
  await run(app.app, network.actors.beto, changeService, { id: plots, base: 3, open: false })
  await row(/Parcelas del río/u)
    .getByText('Cerrado', { exact: true })
    .waitFor()
})
