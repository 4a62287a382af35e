// A verifier at a desk: the evidence beside the decision, a decision that is confirmed, and taken back.
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/words.ts'
import { recordMilestone } from '../../src/serve/cases/operations.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { attachEvidence, outcomesOfPerson, submitOutcome } from '../../src/fund/outcomes/operations.ts'
import { filesOf, pdf, picture } from '../harness/files.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { allowResults } from '../harness/results-consent.ts'
import { testApplication, type TestApplication } from './application.ts'
import { violations } from './axe.ts'
import { createAccounts, press, title, withSession } from './staff.ts'
import { settled } from './settled.ts'

let network: TestNetwork
let app: TestApplication
let vera: Page
let claim: Id

beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network)
  const { beto } = network.actors
  const person = network.newId()
  await network.execute(registerPerson, { id: person, called: 'Rosa', searched: 'everywhere' }, beto)
  await allowResults(network, person, beto)
  await network.execute(recordMilestone, { person, milestone: 'first_harvest', on: '2026-02-01' }, beto)
  await network.work()
  const { claims } = await network.ask(outcomesOfPerson, { person }, beto)
  claim = claims[0]?.id as Id
  // From here on the jobs are worked by the application.
  app = await testApplication(network.database)
  const files = filesOf(network, join(app.folder, 'attachments'), beto)
  for (const [type, content] of [
    ['harvest_photo', picture(7)],
    ['plot_log', pdf(25)],
  ] as const) {
    const { id: attachment } = await files.upload(person, content)
    await network.execute(attachEvidence, { id: network.newId(), claim, attachment, type }, beto)
  }
  await network.execute(submitOutcome, { id: claim }, beto)
  ;({ page: vera } = await withSession(app, 'vera', 'desk'))
})

const dialog = () => vera.getByRole('dialog')

test('nothing unopened is accepted, and the form says what to open', async () => {
  await vera.goto(`/verification/${claim}`)
  await title(vera, 'Primera cosecha')
  await vera.getByRole('radio', { name: 'Sí, aceptar' }).check()
  await press(vera, 'Guardar la decisión')
  await vera
    .getByRole('alert')
    .getByText(/^Ábralas antes de aceptar: /u)
    .waitFor()
  expect(await dialog().count()).toBe(0)
})

test('a photograph and a PDF are shown beside the decision', async () => {
  await vera.getByRole('button', { name: /^Ver: Foto/u }).click()
  await vera.getByRole('img', { name: /^Foto/u }).waitFor()
  await vera.getByRole('button', { name: /^Ver: /u }).click()
  const page = vera.getByRole('img', { name: 'Página 1 de 25' })
  await page.waitFor()
  await vera.getByText('Sin abrir').waitFor({ state: 'detached' })
  // What was said about unopened files goes with the last of them.
  await vera.getByRole('alert').waitFor({ state: 'detached' })
  const evidence = await page.boundingBox()
  const decision = await vera.getByRole('region', { name: 'Su decisión' }).boundingBox()
  expect((evidence?.x ?? 0) + (evidence?.width ?? 0)).toBeLessThanOrEqual(decision?.x ?? 0)
  await settled(vera)
  expect(await violations(vera)).toEqual([])
})

test('a PDF of many pages, and one of any size, takes no more memory than some pages of paper', async () => {
  const pages = vera.getByRole('img', { name: /^Página/u })
  await expect.poll(() => pages.first().evaluate((page) => (page as HTMLCanvasElement).height)).toBe(6000)
  expect(await pages.count()).toBe(20)
  await press(vera, 'Ver más páginas')
  await expect.poll(() => pages.count()).toBe(25)
  expect(await vera.getByRole('button', { name: 'Ver más páginas' }).count()).toBe(0)
})

test('a decision is repeated before it is sent, and taken back', async () => {
  await vera.getByRole('radio', { name: 'Sí, aceptar' }).check()
  await press(vera, 'Guardar la decisión')
  await dialog().getByRole('heading', { name: '¿Aceptar este resultado?' }).waitFor()
  await dialog().getByText('1 de febrero de 2026').waitFor()
  await settled(vera)
  expect(await violations(vera)).toEqual([])
  await dialog().getByRole('button', { name: 'Aceptar el resultado' }).click()
  await vera.getByText(/^Hasta las .*\spuede retirar su decisión/u).waitFor()
  await press(vera, 'Retirar la decisión')
  await dialog().getByRole('button', { name: 'Retirar la decisión' }).click()
  await vera.getByRole('radio', { name: 'Sí, aceptar' }).waitFor()
  await vera.getByRole('list', { name: 'Recorrido' }).getByText('Decisión retirada').waitFor()
})

test('what was decided is counted by month in a drawing and its table', async () => {
  await vera.getByRole('radio', { name: 'No aceptar' }).check()
  await vera.getByRole('combobox', { name: 'Motivo' }).selectOption({ label: 'El resultado no se logró' })
  await press(vera, 'Guardar la decisión')
  await dialog().getByRole('button', { name: 'No aceptar el resultado' }).click()
  await vera.getByText(/^Hasta las /u).waitFor()
  await vera.goto('/overview/verification')
  await title(vera, 'Resultados verificados')
  await vera.getByRole('img', { name: 'Decisiones por mes' }).waitFor()
  await vera.getByRole('table', { name: 'Por mes' }).getByRole('row').nth(1).waitFor()
  await settled(vera)
  expect(await violations(vera)).toEqual([])
})
