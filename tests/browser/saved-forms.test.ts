// Forms that stay on the screen after they were saved: they say so, are empty again, and let the screen be left without
// a question; what was typed since does ask.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication } from './application.ts'
import { settled } from './settled.ts'
import { createAccounts, press, title, withSession } from './staff.ts'

const UNSAVED = 'Hay cambios sin guardar. ¿Salir de todos modos?'
let network: TestNetwork
let phone: Page
let person: string
/** What the browser asked when a screen was left. */
const asked: string[] = []

beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network)
  person = network.newId()
  const nilo = { id: person, givenNames: 'Nilo', searched: 'everywhere' } as const
  await network.execute(registerPerson, nilo, network.actors.ana)
  const app = await testApplication(network.database)
  ;({ page: phone } = await withSession(app, 'clara', 'phone'))
  phone.on('dialog', (dialog) => {
    asked.push(dialog.message())
    void dialog.accept()
  })
})

/** Leaves the screen by its link, and comes to the list of people. */
async function leave() {
  await phone.getByRole('link', { name: 'Personas' }).first().click()
  await title(phone, 'Personas')
  await settled(phone)
}

async function openGoal() {
  await phone.goto(`/people/${person}`)
  await title(phone, /Nilo/u)
  await phone.getByText('Acordar una meta').first().click()
  return phone.getByLabel('¿Qué quiere lograr?')
}

test('a saved goal is confirmed and has the focus, its form is closed, and the screen is left without a question', async () => {
  const goal = await openGoal()
  await goal.fill('Sembrar en marzo')
  await press(phone, 'Guardar la meta')
  await phone.getByRole('status').getByText('Guardado', { exact: true }).waitFor()
  await phone.getByRole('region', { name: 'Sembrar en marzo' }).waitFor()
  await goal.waitFor({ state: 'detached' })
  await phone.getByRole('heading', { name: 'Sembrar en marzo' }).and(phone.locator(':focus')).waitFor()
  await leave()
  expect(asked).toEqual([])
})

test('a saved step is confirmed and has the focus, and its form is closed', async () => {
  await phone.goto(`/people/${person}`)
  const goal = phone.getByRole('region', { name: 'Sembrar en marzo' })
  await goal.getByRole('button', { name: 'Añadir un paso' }).click()
  await goal.getByLabel('¿Cuál es el paso?').fill('Preparar la tierra')
  await goal.getByRole('button', { name: 'Guardar el paso' }).click()
  await phone.getByRole('status').getByText('Guardado', { exact: true }).waitFor()
  const steps = goal.getByRole('list', { name: 'Pasos hacia: Sembrar en marzo' })
  await steps.getByText('Preparar la tierra').and(phone.locator(':focus')).waitFor()
  await goal.getByRole('form').waitFor({ state: 'detached' })
})

test('what was typed since is asked about; what was typed and taken out again is not', async () => {
  const goal = await openGoal()
  await goal.fill('Otra')
  await goal.fill('')
  await leave()
  expect(asked).toEqual([])
  await (await openGoal()).fill('Una')
  await press(phone, 'Guardar la meta')
  await phone.getByRole('region', { name: 'Una' }).waitFor()
  await (await openGoal()).fill('Otra')
  await leave()
  expect(asked.splice(0)).toEqual([UNSAVED])
})

test('a document is added, and the screen is left without a question', async () => {
  await phone.goto(`/people/${person}/contact`)
  const number = phone.getByLabel('Número del documento')
  await number.fill('HA0042')
  await press(phone, 'Agregar un documento')
  await phone.getByRole('listitem').filter({ hasText: 'HA0042' }).waitFor()
  await expect.poll(() => number.inputValue()).toBe('')
  await leave()
  expect(asked).toEqual([])
})
