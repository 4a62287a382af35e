// At the desk, staff ask whether other organisations know the person: first for their yes, then for the answer; and the
// organisation that was said to know them reads whom it was said to.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/words.ts'
import { giveConsent } from '../../src/protect/consent/operations.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication, type TestApplication } from './application.ts'
import { violations } from './axe.ts'
import { createAccounts, press, title, withSession } from './staff.ts'

let network: TestNetwork
let app: TestApplication
let sara: Page
let here: Id
let there: Id

const allow = (person: Id, recipient: 'cso' | 'public', by: Parameters<TestNetwork['execute']>[2]) =>
  network.execute(
    giveConsent,
    {
      id: network.newId(),
      person,
      purpose: 'known_elsewhere',
      recipient,
      fieldGroups: ['identity', 'documents'],
      textVersion: 'known_v1',
      locale: 'es',
      how: 'signature',
    },
    by,
  )

beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network)
  const { ana, beto } = network.actors
  ;[here, there] = [network.newId(), network.newId()]
  for (const [id, by] of [
    [here, beto],
    [there, ana],
  ] as const) {
    const identifiers = [{ id: network.newId(), type: 'library_card', country: 'xa', number: '6262626' }]
    await network.execute(registerPerson, { id, searched: 'device', called: 'Rosi', identifiers }, by)
  }
  await allow(there, 'cso', ana)
  app = await testApplication(network.database)
  ;({ page: sara } = await withSession(app, 'sara', 'desk'))
})

test('without a yes the way to ask for it is shown, and nothing else', async () => {
  await sara.goto(`/people/${here}?tab=merges`)
  await title(sara, 'Rosi')
  await sara.getByText('Todavía no se ha preguntado').waitFor()
  await press(sara, 'Preguntar a otras organizaciones')
  await sara.getByText(/no ha permitido que/).waitFor()
  expect(await sara.getByText('Otra organización la conoce').count()).toBe(0)
})

test('with it the answer is one word, and stays on the record', async () => {
  await allow(here, 'public', network.actors.beto)
  await sara.reload()
  await press(sara, 'Preguntar a otras organizaciones')
  const asked = sara.getByRole('list', { name: 'Lo que se preguntó' }).getByRole('listitem')
  await asked.filter({ hasText: 'Otra organización la conoce' }).waitFor()
  expect(await sara.getByText('Huerta del Barrio').count()).toBe(0)
  expect(await violations(sara)).toEqual([])
})
