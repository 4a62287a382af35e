// Today and the journey on a device with work that it has not sent, while the server answers them without it.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/words.ts'
import { addStep, openCase, setGoal } from '../../src/serve/cases/operations.ts'
import { offerService } from '../../src/serve/services/operations.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { lina as linaOf } from '../harness/lina.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication, WITH_WORKER } from './application.ts'
import { BAD_GATEWAY, matching, openLine, type Line } from './line.ts'
import { settled } from './settled.ts'
import { createAccounts, keepPeople, press, side, signIn, title, unlock } from './staff.ts'

const PIN = '482951'

let network: TestNetwork
let line: Line
let phone: Page
let person: Id

beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network)
  const { beto, clara } = network.actors
  // The server of the browser tests has the clock of today.
  network.clock.now = new Date()
  await network.execute(
    offerService,
    { id: network.newId(), kind: 'plot_assignment', name: 'Parcelas del río' },
    beto,
  )
  ;({ person } = await linaOf(network))
  const goal = network.newId()
  await network.execute(openCase, { id: network.newId(), person }, clara)
  await network.execute(setGoal, { id: goal, person, text: 'Una parcela' }, clara)
  for (const [text, dueOn] of [
    ['Pedir la parcela', '2026-02-20'],
    ['Llevar los documentos', '2026-02-27'],
  ] as const)
    await network.execute(addStep, { id: network.newId(), person, goal, text, byWhom: 'us', dueOn }, clara)
  line = await openLine()
  const app = await testApplication(network.database, line)
  ;({ page: phone } = await signIn(app, 'clara', 'phone', WITH_WORKER))
  await keepPeople(phone, PIN)
  line.disturb(matching(/^POST \/api\/sync/u, BAD_GATEWAY))
})

async function load(path: string) {
  await phone.goto(path)
  await unlock(phone, PIN)
}
const group = (name: string) => phone.getByRole('list', { name, exact: true })
const notShown = (count: number) =>
  phone
    .getByText(new RegExp(`^${count}\\scambios? de este aparato todavía no se muestran? aquí`, 'u'))
    .waitFor()

test('a step that is done here is not offered again, and the figures say that it is not in them', async () => {
  await load('/')
  await phone.getByRole('button', { name: 'Marcar como hecho: Lina' }).first().click()
  const dialog = phone.getByRole('dialog', { name: 'Marcar como hecho' })
  await dialog.getByText('Pedir la parcela').waitFor()
  await dialog.getByRole('button', { name: 'Marcar como hecho' }).click()
  await group('Atrasado').getByText('Pedir la parcela').waitFor({ state: 'detached' })
  await load('/')
  await group('Atrasado').getByText('Llevar los documentos').waitFor()
  await settled(phone)
  expect(await group('Atrasado').getByRole('listitem').count()).toBe(1)
  await phone.getByText(/^1\sen total, 1\satrasado/u).waitFor()
  await notShown(1)
})

test('a step of somebody whom this device does not keep goes as well from what is due', async () => {
  // The device received nobody since it keeps people.
  const { ana, clara } = network.actors
  const [theirs, goal, step] = [network.newId(), network.newId(), network.newId()]
  await network.execute(registerPerson, { id: theirs, searched: 'file', called: 'Abril' }, ana)
  await network.execute(openCase, { id: network.newId(), person: theirs }, clara)
  await network.execute(setGoal, { id: goal, person: theirs, text: 'Un permiso' }, clara)
  const plan = {
    id: step,
    person: theirs,
    goal,
    text: 'Pedir la cita',
    byWhom: 'us',
    dueOn: '2026-02-21',
  } as const
  await network.execute(addStep, plan, clara)
  await load('/')
  await phone.getByRole('button', { name: 'Marcar como hecho: Abril' }).click()
  await phone.getByRole('dialog').getByRole('button', { name: 'Marcar como hecho' }).click()
  await group('Atrasado').getByText('Pedir la cita').waitFor({ state: 'detached' })
  await load('/')
  await group('Atrasado').getByText('Llevar los documentos').waitFor()
  await settled(phone)
  expect(await group('Atrasado').getByText('Pedir la cita').count()).toBe(0)
  await phone.getByText(/^1\sen total, 1\satrasado/u).waitFor()
})

test('a referral that waits to be sent is among what others answer', async () => {
  await load(`/people/${person}/refer`)
  await phone.getByRole('radio', { name: /Parcelas del río/u }).check()
  await phone.getByLabel('Motivo').fill('Quiere empezar pronto.')
  await phone.getByRole('radio', { name: 'Sí, lo permite' }).check()
  await phone.getByRole('radio', { name: 'Firmó' }).check()
  await press(phone, 'Enviar la remisión')
  await title(phone, /Lina/u)
  await load('/')
  await group('Espera a otros')
    .getByText(/Parcelas del río/u)
    .waitFor()
  await notShown(4)
  await load('/referrals?side=sender')
  await phone.getByText(/^1\sremisión$/u).waitFor()
})

test('the journey says that it lacks what is not sent, and has it once it is', async () => {
  await load(`/people/${person}`)
  await side(phone, 'Camino')
  await notShown(3)
  line.heal()
  await phone.evaluate(`dispatchEvent(new Event('online'))`)
  await phone.getByText(/todavía no se muestran? aquí/u).waitFor({ state: 'detached' })
  await load('/')
  await group('Espera a otros')
    .getByText(/Parcelas del río/u)
    .waitFor()
  await settled(phone)
  expect(await group('Atrasado').getByRole('listitem').count()).toBe(1)
})
