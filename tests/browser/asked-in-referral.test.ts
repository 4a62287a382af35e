// A referral asks for consent with yes, no and later: only a yes sends it, and the others lead out in words.
import type { Dialog, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/words.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { offerService } from '../../src/serve/services/operations.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication } from './application.ts'
import { createAccounts, press, title, withSession } from './staff.ts'

let network: TestNetwork
let ana: Page
let lina: Id

beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network)
  const { beto } = network.actors
  await network.execute(
    offerService,
    { id: network.newId(), kind: 'tool_loan', name: 'Préstamo de palas' },
    beto,
  )
  lina = network.newId() as Id
  await network.execute(registerPerson, { id: lina, searched: 'file', called: 'Lina' }, network.actors.ana)
  ana = (await withSession(await testApplication(network.database), 'ana', 'phone')).page
})

async function asked(answer: string) {
  await ana.goto(`/people/${lina}/refer`)
  await ana.getByLabel('Préstamo de palas').check()
  await ana.getByRole('radio', { name: answer }).check()
}

const stored = async () =>
  (
    await network.database.pool.query<{ said: string; referrals: number }>(
      `select (select count(*)::int from referral where person = $1) as referrals,
        (select string_agg(c.purpose || ' ' || (c.how is null)::text, ',') from consent c where c.person = $1) as said`,
      [lina],
    )
  ).rows[0]

test('asked later, nothing is sent and nothing written down, and a reason is not asked for', async () => {
  await asked('Preguntar más tarde')
  await ana.getByText('Sin su permiso no se envía nada a Raíces.').waitFor()
  expect(await ana.getByRole('radio', { name: 'Firmó' }).count()).toBe(0)
  expect(await ana.getByRole('button', { name: 'Enviar la remisión' }).count()).toBe(0)
  await press(ana, 'Dejarla para después')
  await ana.getByText('No se envió nada.').waitFor()
  await title(ana, 'Lina')
  expect(await stored()).toEqual({ said: null, referrals: 0 })
})

test('a reason that no device keeps is not lost without a question, by a link, a reload or the end of the form', async () => {
  const questions: string[] = []
  const refuse = (dialog: Dialog) => {
    questions.push(dialog.type())
    void dialog.dismiss()
  }
  ana.on('dialog', refuse)
  await asked('Preguntar más tarde')
  const reason = ana.getByLabel('Motivo')
  await reason.fill('Quiere sembrar')
  await ana.getByRole('link', { name: 'Volver a la ficha' }).click()
  await expect.poll(() => questions).toEqual(['confirm'])
  await press(ana, 'Dejarla para después')
  await expect.poll(() => questions).toEqual(['confirm', 'confirm'])
  await ana.evaluate('location.reload()')
  await expect.poll(() => questions).toEqual(['confirm', 'confirm', 'beforeunload'])
  expect(await reason.inputValue()).toBe('Quiere sembrar')
  ana.off('dialog', refuse)
  ana.once('dialog', (dialog) => void dialog.accept())
  await press(ana, 'Dejarla para después')
  await title(ana, 'Lina')
})

test('a no is written down with what was asked, and nothing is sent', async () => {
  await asked('No lo permite')
  await ana.getByText('El no queda anotado, y se le sigue atendiendo igual.').waitFor()
  await press(ana, 'Anotar que no')
  await ana.getByText('El no quedó anotado. No se envió nada a Raíces.').waitFor()
  await title(ana, 'Lina')
  await ana.getByRole('list', { name: 'Consentimientos' }).getByText('Raíces').first().waitFor()
  expect(await stored()).toEqual({ said: 'referral true', referrals: 0 })
})
