// The receiver's screens: an open page of a completed referral shows no name once the consent is taken back,
// and the receiver cannot mark an unsafe number as safe.
import type { Page } from 'playwright-core'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { lina } from '../harness/lina.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { withdrawConsent } from '../../src/protect/consent/operations.ts'
import { closeReferral, serveReferral } from '../../src/serve/referrals/operations.ts'
import { testApplication } from './application.ts'
import { settled } from './settled.ts'
import { createAccounts, withSession } from './staff.ts'

let network: TestNetwork
let beto: Page
let { person, shared } = {} as Awaited<ReturnType<typeof lina>>

beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network)
  beto = (await withSession(await testApplication(network.database), 'beto', 'desk')).page
})

beforeEach(async () => {
  // The browser test's server uses the real clock.
  network.clock.now = new Date()
  ;({ person, shared } = await lina(network))
})

test('an open page of a completed referral removes the name when the consent is taken back', async () => {
  const { consent, key } = await shared(['identity'])
  await network.execute(serveReferral, key, network.actors.beto)
  await network.execute(closeReferral, key, network.actors.beto)
  await beto.goto(`/referrals/${person}/${key.id}`)
  await beto.getByRole('heading', { level: 1, name: 'Lina' }).waitFor()
  await beto.getByText('Necesita una pala.').waitFor()
  await network.execute(withdrawConsent, { person, id: consent }, network.actors.ana)
  await beto.getByRole('heading', { level: 1, name: 'Ya no se muestra de quién era' }).waitFor()
  await settled(beto)
  expect(await beto.getByText('Necesita una pala.').count()).toBe(0)
  expect(await beto.getByText('Lina').count()).toBe(0)
})

test('a receiver cannot mark an unsafe number safe, and may mark a safe one unsafe', async () => {
  await shared(['identity', 'contact'])
  await beto.goto(`/people/${person}/contact`)
  const unsafe = beto.getByRole('form', { name: '+57 311 555 0202' })
  await settled(beto)
  expect(await unsafe.getByRole('checkbox', { name: /Es seguro escribir/u }).isDisabled()).toBe(true)
  await unsafe.getByText('Solo la organización que lleva la ficha').first().waitFor()
  const safe = beto.getByRole('form', { name: '+57 311 555 0101' })
  await safe.getByRole('checkbox', { name: /Es seguro escribir/u }).click()
  await safe.getByRole('checkbox', { name: /Es seguro escribir/u, disabled: true, checked: false }).waitFor()
})
