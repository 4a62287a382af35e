// Twins are taken for one person on the screen, found to be two after a payment, and taken apart: what was recorded
// meanwhile is given to the one it belongs to.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/words.ts'
import { outcomesOfPerson } from '../../src/fund/outcomes/operations.ts'
import { issueStatement, recordPayment, signContract } from '../../src/fund/settlement/operations.ts'
import { identifyNeed, recordMilestone } from '../../src/serve/cases/operations.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { harvest } from '../harness/decisions.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { stepByStep } from '../harness/steps.ts'
import { testApplication, type TestApplication } from './application.ts'
import { violations } from './axe.ts'
import { settled } from './settled.ts'
import { createAccounts, press, title, withSession } from './staff.ts'

stepByStep()

let network: TestNetwork
let app: TestApplication
let sara: Page
let first: Id
let second: Id

beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network)
  const { execute, newId } = network
  const { beto, fina } = network.actors
  const contract = newId()
  const provider = network.organisations.roots
  await execute(signContract, { id: contract, provider, rateCard: 'harvest_fund' }, fina)
  const claim = await harvest(network, '2026-01-10')
  const { rows } = await network.database.pool.query<{ person: Id }>(
    'select person from claim where id = $1',
    [claim],
  )
  first = rows[0]?.person as Id
  const { id: statement } = await execute(issueStatement, { id: newId(), contract }, beto)
  await execute(recordPayment, { id: newId(), statement, paidOn: '2026-03-02' }, fina)
  const old = { id: newId(), type: 'library_card', number: '313131' }
  const longAgo = { called: 'Abigaíl', firstSurname: 'Suárez', identifiers: [old] }
  await execute(registerPerson, { id: newId(), searched: 'device', ...longAgo }, beto)
  for (let at = 0; at < 8; at++)
    await execute(registerPerson, { id: newId(), searched: 'device', called: `Otra ${at}` }, beto)
  second = newId()
  const card = { id: newId(), type: 'library_card', number: '6262626' }
  const twin = { called: 'Rosi', firstSurname: 'Yépez', identifiers: [card] }
  await execute(registerPerson, { id: second, searched: 'device', ...twin }, beto)
  await execute(recordMilestone, { person: second, milestone: 'first_harvest', on: '2026-01-12' }, beto)
  await network.work()
  app = await testApplication(network.database)
  ;({ page: sara } = await withSession(app, 'sara', 'desk'))
})

const doubtful = async (person: Id) =>
  (await network.ask(outcomesOfPerson, { person }, network.actors.beto)).claims.map((one) => one.contradicted)

test('both are compared, and merged with a reason', async () => {
  await sara.goto(`/people/${first}?tab=merges`)
  await title(sara, 'Rosa')
  await sara.getByText('Esta persona tiene una sola ficha').waitFor()
  const offered = sara.getByRole('list', { name: '¿De quién?' }).getByRole('listitem')
  await offered.filter({ hasText: 'Rosi' }).waitFor()
  // The record itself is no other one.
  expect(await offered.filter({ hasText: 'Rosa' }).count()).toBe(0)
  // Somebody registered long ago, who is on no first page, is found as on the page of people.
  const search = sara.getByRole('searchbox', { name: '¿De quién?' })
  await search.fill('313131')
  await offered.filter({ hasText: 'Abigaíl' }).waitFor()
  await search.fill('6262626')
  await offered.filter({ hasText: 'Abigaíl' }).waitFor({ state: 'detached' })
  await settled(sara)
  expect(await violations(sara)).toEqual([])
  await offered.filter({ hasText: 'Rosi' }).getByRole('button').click()
  const table = sara.getByRole('region', { name: 'Lo que dice cada ficha y cuál se leerá' })
  await table.getByRole('row', { name: /Primer apellido.*Yépez.*El de la otra ficha/u }).waitFor()
  await table.getByRole('row', { name: /Documentos.*6262626.*El de la otra ficha/u }).waitFor()
  await settled(sara)
  expect(await violations(sara)).toEqual([])
  await press(sara, 'Es la misma persona')
  await sara.getByText('Diga por qué.').first().waitFor()
  await sara.getByRole('textbox', { name: /¿Cómo sabe que es la misma persona\?/u }).fill('Mismo apellido.')
  await press(sara, 'Es la misma persona')
  await sara.getByRole('heading', { name: 'Rosa y Rosi son la misma persona' }).waitFor()
  expect(await doubtful(second)).toEqual([false, true])
})

test('the old address shows the one record, which says as whom else they were registered', async () => {
  await sara.goto(`/people/${second}`)
  await title(sara, 'Rosa')
  await sara.getByText('También se registró como Rosi').waitFor()
})

test('undone, each has what was said to be theirs, and the result of the other twin is her own', async () => {
  const need = network.newId()
  const { beto } = network.actors
  await network.execute(identifyNeed, { id: need, person: first, code: 'plot', urgency: 'high' }, beto)
  await sara.goto(`/people/${first}?tab=merges`)
  await press(sara, 'Deshacer la unión')
  // That a case was opened for it stays with the first: it goes on.
  const whose = sara.getByRole('radiogroup', { name: /^Se anotó una necesidad/u })
  await whose.getByRole('radio', { name: 'Rosi' }).check()
  await settled(sara)
  expect(await violations(sara)).toEqual([])
  await sara.getByRole('textbox', { name: /¿Cómo sabe que son dos personas\?/u }).fill('Son gemelas.')
  await press(sara, 'Separar las fichas')
  await sara.getByText(/La deshizo Sara/u).waitFor()
  const client = network.http(beto)
  const needsOf = async (person: Id) =>
    ((await client.get('case.work', { person })).body as { needs: { id: Id }[] }).needs.map(({ id }) => id)
  expect([await needsOf(first), await needsOf(second)]).toEqual([[], [need]])
  expect([await doubtful(first), await doubtful(second)]).toEqual([[false], [false]])
  await sara.goto(`/people/${second}`)
  await title(sara, 'Rosi')
})
