// A person's timeline in a real browser: each capability's words for its own facts, and a referral as a
// branch that ends with its result.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { lina } from '../harness/lina.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { dateIn } from '../../src/kernel/time.ts'
import { identifyNeed } from '../../src/serve/cases/operations.ts'
import { recordDelivery } from '../../src/serve/deliveries/operations.ts'
import { addContact, changePerson, getPerson } from '../../src/serve/record/operations.ts'
import { offerService } from '../../src/serve/services/operations.ts'
import { getTimeline } from '../../src/serve/timeline/operations.ts'
import { testApplication } from './application.ts'
import { settled } from './settled.ts'
import { createAccounts, withSession } from './staff.ts'

let network: TestNetwork
let desk: Page

beforeAll(async () => {
  network = await testNetwork()
  // The browser test's server uses the real clock.
  network.clock.now = new Date()
  await createAccounts(network)
  const { ana, beto, clara } = network.actors
  const { person, later, shared } = await lina(network)
  const service = network.newId()
  await network.execute(
    offerService,
    { id: service, kind: 'plot_assignment', name: 'Parcelas del río' },
    beto,
  )
  const contact = { person, id: network.newId(), kind: 'phone', value: '+57 311 555 0303' }
  await network.execute(addContact, contact, ana)
  later()
  await network.execute(changePerson, { id: person, base: 1, changes: { secondSurname: 'Roa' } }, ana)
  later()
  const need = { person, id: network.newId(), code: 'seedlings', urgency: 'medium' }
  await network.execute(identifyNeed, need, clara)
  const { key } = await shared(['identity'])
  later()
  const deliveredOn = dateIn(network.clock.now.toISOString(), 'America/Bogota')
  const delivery = { person, id: network.newId(), service, referral: key.id, deliveredOn }
  await network.execute(recordDelivery, delivery, beto)
  // Two looks of one day and reason, at different parts: one line of the list.
  await network.ask(getPerson, { id: person }, clara)
  await network.ask(getTimeline, { id: person }, clara)
  ;({ page: desk } = await withSession(await testApplication(network.database), 'ana', 'desk'))
  await desk.goto(`/people/${person}`)
  await settled(desk)
})

test('a fact is shown in the words of its capability', async () => {
  const line = desk.getByRole('list', { name: 'Camino' })
  const told = (title: string) => line.getByRole('listitem').filter({ hasText: title })
  expect(await told('Se anotó un contacto').innerText()).toContain('Teléfono')
  expect(await told('Se corrigieron datos').innerText()).toContain('Segundo apellido')
  expect(await told('Se anotó una necesidad').innerText()).toContain('Plántulas')
  expect(await told('Recibió un servicio').last().innerText()).toContain('Asignación de parcela')
})

test('the progress of a referral is a branch from the moment it was sent', async () => {
  const branch = desk.getByRole('list', { name: 'Camino' }).getByRole('list', { name: 'Raíces' })
  const titles = await branch.getByRole('listitem').allInnerTexts()
  expect(titles).toHaveLength(3)
  for (const [at, title] of [
    'Aceptaron la remisión',
    'Recibió el servicio',
    'Se cerró la remisión',
  ].entries())
    expect(titles[at]).toContain(title)
  expect(await desk.getByText('Se envió una remisión').count()).toBe(1)
})

test('the link to who saw the record counts the lines of the list it leads to', async () => {
  const link = desk.getByRole('link', { name: /^Quién vio esta ficha/u })
  const count = Number(/\d+/u.exec(await link.innerText())?.[0])
  await link.click()
  const seen = desk.getByRole('list', { name: 'Quién vio esta ficha' }).getByRole('listitem')
  await seen.first().waitFor()
  expect(await seen.count()).toBe(count)
})
