// The home screen: what waits by lateness, what is done from its line, and the figures of each role.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '../../src/kernel/actor.ts'
import { ROLES, type Role } from '../../src/kernel/role.ts'
import type { Id } from '../../src/kernel/words.ts'
import { addStep, openCase, setGoal } from '../../src/serve/cases/operations.ts'
import { offerService } from '../../src/serve/services/operations.ts'
import { closeAfterEach } from '../harness/close-after-each.ts'
import { lina as linaOf } from '../harness/lina.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { protectKind } from '../harness/protected-kind.ts'
import { violations } from './axe.ts'
import { testApplication, type TestApplication } from './application.ts'
import { settled } from './settled.ts'
import { createAccounts, openHome, title } from './staff.ts'

/** What those see for whom no work waits. */
const OWN: Partial<Record<Role, string>> = {
  analyst: 'Los últimos meses',
  communications: 'Servicios que se pueden anunciar',
}

let network: TestNetwork
let app: TestApplication

closeAfterEach()
beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network)
  const where = { verifier: 'seal', funder: 'purse' } as const
  await createAccounts(
    network,
    Object.fromEntries(
      ROLES.map((role) => [
        `one_${role}`,
        {
          organisation: role === 'verifier' || role === 'funder' ? where[role] : ('garden' as const),
          roles: [role],
        },
      ]),
    ),
  )
  const { beto, clara, eve } = network.actors
  const offer = (name: string, by: Actor, kind = 'plot_assignment') =>
    network.execute(offerService, { id: network.newId(), kind, name }, by)
  network.clock.now = new Date(Date.now() - 100 * 86_400_000)
  await offer('Semillas de antes', eve)
  // The server of the browser tests has the clock of today.
  network.clock.now = new Date()
  await offer('Parcelas del río', beto)
  await offer('Casa reservada', beto, 'seed_share')
  await protectKind(network, 'seed_share')
  const { person, allow, refer } = await linaOf(network)
  const consent = await allow(['identity'])
  const goal = network.newId()
  await network.execute(openCase, { id: network.newId(), person }, clara)
  await network.execute(setGoal, { id: goal, person, text: 'Una parcela' }, clara)
  for (const [text, dueOn] of [
    ['Pedir la parcela', '2026-02-20'],
    ['Llevar los documentos', '2026-02-27'],
  ] as const)
    await network.execute(
      addStep,
      { id: network.newId() as Id, person, goal, text, byWhom: 'us', dueOn },
      clara,
    )
  await refer(consent)
  app = await testApplication(network.database)
})

const open = async (name: string, at: 'phone' | 'desk') => (await openHome(app, name, at)).page
const group = (page: Page, name: string) => page.getByRole('list', { name, exact: true })
const figures = (page: Page) => page.getByRole('region', { name: 'Sus tres cifras' }).getByRole('link')

test('a case manager finds late steps first, goes through them with the arrows, and opens one with Enter', async () => {
  const page = await open('clara', 'desk')
  const late = group(page, 'Atrasado')
  await late.getByText('Pedir la parcela').waitFor()
  expect(await late.getByRole('listitem').allInnerTexts()).toEqual([
    expect.stringContaining('Pedir la parcela'),
    expect.stringContaining('Llevar los documentos'),
  ])
  expect(await figures(page).allInnerTexts()).toEqual([
    expect.stringContaining('Casos a su cargo'),
    expect.stringMatching(/2\s+Pasos atrasados/u),
    expect.stringContaining('Resultados sin prueba'),
  ])
  expect(await violations(page)).toEqual([])
  await late.getByRole('link').first().focus()
  await page.keyboard.press('ArrowDown')
  expect(
    await late
      .getByRole('link')
      .nth(1)
      .evaluate((one) => one === document.activeElement),
  ).toBe(true)
  await page.keyboard.press('Enter')
  await title(page, /Lina/u)
})

test('a step is marked as done from its line, after a question', async () => {
  const page = await open('clara', 'phone')
  await page.getByRole('button', { name: 'Marcar como hecho: Lina' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Marcar como hecho' })
  await dialog.getByText('Pedir la parcela').waitFor()
  await dialog.getByRole('button', { name: 'Marcar como hecho' }).click()
  await group(page, 'Atrasado').getByText('Pedir la parcela').waitFor({ state: 'detached' })
  await group(page, 'Atrasado').getByText('Llevar los documentos').waitFor()
  await page.getByRole('button', { name: 'Deshacer' }).click()
  await group(page, 'Atrasado').getByText('Pedir la parcela').waitFor()
})

test('a provider is told of a referral that waits, takes it, and then owes an appointment', async () => {
  const page = await open('beto', 'phone')
  await page.getByText(/Remisión por responder/u).waitFor()
  await page.getByRole('button', { name: 'Aceptar: Lina' }).click()
  const dialog = page.getByRole('dialog', { name: 'Aceptar la remisión de Lina' })
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Aceptar' }).click()
  await group(page, 'Para hoy')
    .getByText(/Aceptada, sin cita/u)
    .waitFor()
})

test('the figure of services given leads to those services', async () => {
  const page = await open('ana', 'desk')
  await figures(page)
    .filter({ hasText: /Servicios prestados/u })
    .click()
  await title(page, 'Servicios prestados')
  expect(await page.getByLabel('Desde cuándo').inputValue()).toBe('week')
})

test('whom the front desk may not act for, it sees, and reads why once', async () => {
  const page = await open('ana', 'desk')
  await group(page, 'Atrasado').getByText('Llevar los documentos').waitFor()
  expect(await page.getByRole('button', { name: /Marcar como hecho/u }).count()).toBe(0)
  expect(await page.getByText(/^Marcar como hecho: /u).count()).toBe(1)
})

test.each([
  ['vera', 'Ningún resultado espera su decisión.', 'Resultados por verificar'],
  ['fina', 'Ninguna cuenta espera su pago.', 'Resultados comprados'],
] as const)(
  '%s has nothing waiting, figures of their own and somewhere to go',
  async (name, words, figure) => {
    const page = await open(name, 'desk')
    await page.getByText(words).waitFor()
    await figures(page).filter({ hasText: figure }).waitFor()
    await page.getByRole('main').getByRole('link').last().waitFor()
  },
)

test.each(ROLES)('%s has three figures, and something under them', async (role) => {
  const page = await open(`one_${role}`, 'desk')
  await expect.poll(() => figures(page).count()).toBe(3)
  const waiting = page.getByRole('region', { name: 'Lo que espera' })
  const own = page.getByRole('heading', { level: 2, name: OWN[role] ?? 'Lo que espera' })
  const empty = page.getByText('No hay nada esperando')
  await waiting.or(own).or(empty).first().waitFor()
  await settled(page)
  // For these no work ever waits: an empty list would be all they ever see.
  if (OWN[role] !== undefined) {
    await own.waitFor()
    expect(await empty.count()).toBe(0)
  }
  expect(await violations(page)).toEqual([])
})

test('an analyst sees the last months as a chart with its table', async () => {
  const page = await open('one_analyst', 'phone')
  await page.getByRole('img', { name: 'Personas registradas por mes' }).waitFor()
  await page.getByRole('table', { name: 'Personas registradas por mes' }).waitFor()
  await page.getByRole('link', { name: 'Ver el panorama' }).click()
  await title(page, 'Panorama')
})

test('communications see which services their organisations confirmed, and not those that nobody did', async () => {
  const page = await open('one_communications', 'phone')
  const list = page.getByRole('list', { name: 'Servicios que se pueden anunciar' })
  await list.getByRole('link', { name: 'Parcelas del río' }).waitFor()
  expect(await list.getByText('Semillas de antes').count()).toBe(0)
  // Of a protected matter.
  expect(await list.getByText('Casa reservada').count()).toBe(0)
})
