// Two organisations agree on the screen that a record of each is of one person: asked from the comparison of the pair, found
// among what waits, and undone by either.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '../../src/kernel/actor.ts'
import type { Id } from '../../src/kernel/words.ts'
import { giveConsent } from '../../src/protect/consent/operations.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { acceptReferral, sendReferral } from '../../src/serve/referrals/operations.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication, type TestApplication } from './application.ts'
import { violations } from './axe.ts'
import { settled } from './settled.ts'
import { createAccounts, follow, openHome, press, title } from './staff.ts'

let network: TestNetwork
let app: TestApplication
let sara: Page
let clara: Page
/** The record of the garden, which Raíces sees too, and that of Raíces. */
let here: Id
let there: Id

async function allow(person: Id, recipient: Id, by: Actor): Promise<Id> {
  const id = network.newId()
  const said = { purpose: 'referral', textVersion: 'v1', locale: 'es', how: 'signature' } as const
  const fieldGroups = ['identity', 'documents']
  await network.execute(giveConsent, { id, person, recipient, fieldGroups, ...said }, by)
  return id
}

beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network)
  const { ana, beto } = network.actors
  ;[here, there] = [network.newId(), network.newId()]
  const one = {
    givenNames: 'Yorgelis',
    firstSurname: 'Zerpa',
    secondSurname: 'Leal',
    born: { date: '1991-05-06' },
  }
  const register = async (id: Id, by: Actor) => {
    const identifiers = [{ id: network.newId(), type: 'library_card', country: 'xa', number: '7272727' }]
    await network.execute(registerPerson, { id, searched: 'device', ...one, identifiers }, by)
  }
  await register(here, ana)
  const sent = { person: here, id: network.newId() }
  const consent = await allow(here, network.organisations.roots, ana)
  const to = network.organisations.roots
  await network.execute(sendReferral, { ...sent, to, reason: 'Una pala', consent }, ana)
  await network.execute(acceptReferral, sent, beto)
  await register(there, beto)
  await allow(there, network.organisations.garden, beto)
  app = await testApplication(network.database)
  ;({ page: sara } = await openHome(app, 'sara', 'desk'))
  ;({ page: clara } = await openHome(app, 'clara', 'desk'))
})

test('it is asked from the comparison, with a reason that stays here', async () => {
  await sara.goto(`/duplicates/${there}`)
  await follow(sara, 'Es la misma persona: pedir el vínculo')
  await title(sara, 'Yorgelis')
  const form = sara.getByRole('form', { name: 'Vincular con una ficha de otra organización' })
  await form.waitFor()
  await settled(sara)
  expect(await violations(sara)).toEqual([])
  await press(sara, 'Pedir el vínculo')
  await sara.getByText('Diga por qué.').first().waitFor()
  await sara.getByRole('textbox', { name: /¿Cómo sabe que es la misma persona\?/u }).fill('Mismo carné.')
  await press(sara, 'Pedir el vínculo')
  const row = sara.getByRole('list', { name: 'Fichas de otras organizaciones' }).getByRole('listitem')
  await row.filter({ hasText: 'Huerta del Barrio' }).getByText('Espera respuesta').waitFor()
  await row.getByRole('link', { name: 'Abrir la ficha de Huerta del Barrio' }).waitFor()
})

test('the other keeper finds it among what waits, and agrees', async () => {
  await clara.goto('/')
  const line = clara.getByRole('listitem').filter({ hasText: '¿La misma persona en otra organización?' })
  await line.first().waitFor()
  await clara.goto(`/people/${here}?tab=merges`)
  await title(clara, 'Yorgelis')
  await press(clara, /^Aceptar el vínculo con Raíces/u)
  await clara.getByText(/ninguna ve por esto la ficha de la otra/u).waitFor()
  await settled(clara)
  expect(await violations(clara)).toEqual([])
  await clara.getByRole('textbox', { name: /¿Cómo sabe que es la misma persona\?/u }).fill('Ella lo contó.')
  await press(clara, /^Aceptar$/u)
  const row = clara.getByRole('list', { name: 'Fichas de otras organizaciones' }).getByRole('listitem')
  await row.filter({ hasText: 'Raíces' }).getByText('Vinculada').waitFor()
  // What Raíces said of it is read by Raíces alone, and its record by nobody here.
  expect(await clara.getByText('Mismo carné.').count()).toBe(0)
  expect(await clara.getByRole('link', { name: /Abrir la ficha de/u }).count()).toBe(0)
})

test('either undoes it, and both read that it ended', async () => {
  await press(clara, 'Deshacer el vínculo con Raíces')
  await clara.getByRole('textbox', { name: '¿Por qué?' }).fill('Son dos primas.')
  await press(clara, /^Deshacer el vínculo$/u)
  await clara.getByText('Terminado').waitFor()
  await sara.goto(`/people/${there}?tab=merges`)
  const row = sara.getByRole('list', { name: 'Fichas de otras organizaciones' }).getByRole('listitem')
  await row.filter({ hasText: 'Huerta del Barrio' }).getByText('Terminado').waitFor()
  // The pair is to be decided again.
  await sara.goto(`/duplicates/${there}`)
  await sara.getByRole('link', { name: 'Es la misma persona: pedir el vínculo' }).waitFor()
})
