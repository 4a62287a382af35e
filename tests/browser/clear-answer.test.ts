// An answer by radio buttons is taken back, by touch and with the keys alone: a slip of the finger is not saved as what
// somebody said.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { testNetwork } from '../harness/network.ts'
import { testApplication } from './application.ts'
import { createAccounts, press, tabTo, withSession } from './staff.ts'

const WATER = '¿Tienes agua para llevar plántulas a casa?'
const CLEAR = 'Quitar la respuesta'
let phone: Page
let person: string

beforeAll(async () => {
  const network = await testNetwork()
  await createAccounts(network)
  person = network.newId()
  const nilo = { id: person, givenNames: 'Nilo', searched: 'everywhere' } as const
  await network.execute(registerPerson, nilo, network.actors.ana)
  const app = await testApplication(network.database)
  ;({ page: phone } = await withSession(app, 'clara', 'phone'))
})

test('only what may be left empty can be cleared, and what was cleared is not saved', async () => {
  await phone.goto(`/people/${person}/questions/characterization`)
  const needed = phone.getByRole('radiogroup', { name: '¿Has cultivado antes?' })
  await needed.getByRole('radio', { name: 'No' }).check()
  expect(await needed.getByRole('button', { name: CLEAR }).count()).toBe(0)
  await press(phone, 'Seguir')
  const water = phone.getByRole('radiogroup', { name: WATER })
  const first = water.getByRole('radio', { name: 'Siempre' })
  await first.check()
  await water.getByRole('button', { name: CLEAR }).click()
  await water.getByRole('button', { name: CLEAR }).waitFor({ state: 'detached' })
  expect(await water.getByRole('radio', { checked: true }).count()).toBe(0)

  // The same with the keys: the focus stays at the question.
  await first.focus()
  await phone.keyboard.press('Space')
  await tabTo(phone, CLEAR)
  await phone.keyboard.press('Enter')
  await first.and(phone.locator(':focus')).waitFor()
  expect(await water.getByRole('radio', { checked: true }).count()).toBe(0)

  await press(phone, 'Seguir')
  await press(phone, 'Guardar las respuestas')
  await phone.getByText('¿Has cultivado antes?').waitFor()
  expect(await phone.getByText('Siempre').count()).toBe(0)
})
