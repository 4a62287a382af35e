// Consent after an earlier no, at the desk of the referring organisation: the person signs on the screen
// before they leave, or the referral waits and nothing is lost.
import type { Page } from 'playwright-core'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { offerService } from '../../src/serve/services/operations.ts'
import { lina as register } from '../harness/lina.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication } from './application.ts'
import { createAccounts, press, withSession } from './staff.ts'

let network: TestNetwork
let ana: Page
let it: Awaited<ReturnType<typeof register>>

beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network)
  ana = (await withSession(await testApplication(network.database), 'ana', 'desk')).page
  const offer = { id: network.newId(), kind: 'tool_loan', name: 'Préstamo de palas', languages: ['es'] }
  await network.execute(offerService, offer, network.actors.beto)
})

/** Lina, who said yes and then no, comes back and wants to be referred after all. */
beforeEach(async () => {
  it = await register(network)
  await it.allow(['identity', 'contact', 'needs'])
  await it.refuse(['identity', 'contact', 'needs'])
  await ana.goto(`/people/${it.person}/refer`)
  await ana.getByText('Préstamo de palas').click()
  await ana.getByLabel('Motivo', { exact: true }).fill('Necesita una pala.')
  await ana.getByLabel('Sí, lo permite').check()
  await ana.getByLabel('Lo dijo ante un testigo').check()
  await ana.getByLabel('Nombre del testigo').fill('Rosa')
  await ana.getByText('Su última respuesta fue que no.').waitFor()
})

const states = async () => {
  const { rows } = await network.database.pool.query('select state from referral where person = $1', [
    it.person,
  ])
  return rows.map(({ state }) => state)
}
async function sign(page: Page) {
  const box = page.getByRole('img', { name: 'Recuadro para firmar' })
  await box.scrollIntoViewIfNeeded()
  const { x, y } = (await box.boundingBox()) ?? { x: 0, y: 0 }
  await page.mouse.move(x + 20, y + 40)
  await page.mouse.down()
  await page.mouse.move(x + 120, y + 70, { steps: 5 })
  await page.mouse.up()
}

test('given orally and signed on the screen, the consent counts at once', async () => {
  await sign(ana)
  await press(ana, 'Enviar la remisión')
  await ana.getByText('Remisión enviada.').waitFor()
  expect(await states()).toEqual(['sent'])
})

test('without proof the referral is kept, the consent is recorded once, and the referral is sent once it is proven', async () => {
  await press(ana, 'Enviar la remisión')
  await ana.getByText('La remisión queda como borrador').waitFor()
  expect(await states()).toEqual(['draft'])
  // A new attempt does not ask for the consent again.
  await ana.goto(`/people/${it.person}/refer`)
  await ana.getByText('Préstamo de palas').click()
  await ana.getByText('El sí para compartir con Raíces está anotado y todavía no vale.').waitFor()
  // What was chosen of the new attempt is given up: the draft is there already.
  ana.once('dialog', (question) => void question.accept())
  await ana.getByRole('link', { name: 'Probarlo en Consentimientos' }).click()
  await press(ana, 'Confirmar el consentimiento')
  await sign(ana)
  await ana.getByRole('dialog').getByRole('button', { name: 'Confirmar el consentimiento' }).click()
  await ana.getByText('Confirmado. El consentimiento está vigente.').waitFor()
  const { rows } = await network.database.pool.query(
    `select r.id, (select count(*)::int from consent c where c.person = r.person and said = 'yes') as yeses
     from referral r where person = $1`,
    [it.person],
  )
  expect(rows).toMatchObject([{ yeses: 2 }])
  await ana.goto(`/referrals/${it.person}/${rows[0].id}`)
  await press(ana, 'Enviar')
  await ana.getByText('Remisión enviada.').waitFor()
  expect(await states()).toEqual(['sent'])
})
