// Effects of an answer are shown before it is recorded: for which receivers a no to a class ends sharing,
// that a yes recorded by a receiver waits for the keeping organisation, and that a receiver decides no
// override.
import type { Page } from 'playwright-core'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { askOverride } from '../../src/protect/overrides/operations.ts'
import { offerService } from '../../src/serve/services/operations.ts'
import { closeAfterEach } from '../harness/close-after-each.ts'
import { lina as register } from '../harness/lina.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication, type TestApplication } from './application.ts'
import { createAccounts, withSession } from './staff.ts'

let network: TestNetwork
let app: TestApplication
let it: Awaited<ReturnType<typeof register>>

closeAfterEach()
beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network)
  app = await testApplication(network.database)
  const offer = { id: network.newId(), kind: 'tool_loan', name: 'Préstamo de palas', languages: ['es'] }
  await network.execute(offerService, offer, network.actors.beto)
})
beforeEach(async () => {
  it = await register(network)
  await it.shared(['identity'])
})

async function choose(page: Page, recipient: string): Promise<void> {
  await page.goto(`/people/${it.person}/consent`)
  await page.getByLabel('Para qué').selectOption({ label: 'Compartir con quien te va a atender' })
  await page.getByLabel('Con quién').selectOption({ label: recipient })
  await page.getByLabel('Nombre y nacimiento').check()
}

test('a no to a class names the organisations it ends for, before it is recorded', async () => {
  const { page } = await withSession(app, 'ana', 'phone')
  await choose(page, 'Organizaciones de la sociedad civil')
  await page.getByLabel('No lo permite').check()
  const notice = page
    .getByRole('note')
    .filter({ hasText: 'Con esta negativa, estas organizaciones dejan de ver' })
  expect(await notice.textContent()).toContain('Raíces')
  expect(await notice.textContent()).not.toContain('Otra Huerta')
  await page.getByLabel('Con quién').selectOption({ label: 'Empresas' })
  await notice.waitFor({ state: 'detached' })
})

test('a record open on a screen disappears when its consent ends', async () => {
  const { page } = await withSession(app, 'beto', 'phone')
  await page.goto(`/people/${it.person}`)
  const name = page.getByRole('main').getByRole('heading', { level: 1 })
  await name.waitFor()
  await it.refuse(['identity'])
  // Each part of the screen asks for itself, and the first that is refused may not be the one with the name.
  await name.waitFor({ state: 'detached' })
  await page.getByText('No encontramos a esta persona').first().waitFor()
})

test('a no to one receiver, and a yes taken back, also name what the receiver may see', async () => {
  await it.allow(['contact'])
  const { page } = await withSession(app, 'ana', 'phone')
  await choose(page, 'Raíces')
  await page.getByLabel('No lo permite').check()
  const left = page.getByRole('note').filter({ hasText: 'Después de esto se podrá seguir viendo' })
  await left.getByText('Contacto').waitFor()
  expect(await left.textContent()).not.toContain('Nombre y nacimiento')

  await page.goto(`/people/${it.person}?tab=consent`)
  const list = page.getByRole('list', { name: 'Consentimientos' })
  const menus = list.getByRole('button', { name: /^Más acciones: /u })
  const withdraw = page.getByRole('menuitem', { name: 'Retirar el consentimiento' })
  await list
    .getByRole('listitem')
    .filter({ hasText: 'Nombre y nacimiento' })
    .getByRole('button', { name: /^Más acciones: /u })
    .click()
  await withdraw.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Nombre y nacimiento').waitFor()
  await dialog.getByRole('note').getByText('Contacto').waitFor()
  await dialog.getByRole('button', { name: 'Retirar el consentimiento' }).click()
  await dialog.waitFor({ state: 'detached' })
  // Nothing else is allowed, so nothing is named; the list is requested again once the dialog has closed.
  await expect.poll(() => menus.count()).toBe(1)
  await menus.click()
  await withdraw.click()
  await dialog.getByText('Contacto').waitFor()
  expect(await dialog.getByRole('note').count()).toBe(0)
})

test('a receiver reads that the keeping organisation confirms its yes before it is recorded, and cannot decide an override', async () => {
  const { page } = await withSession(app, 'beto', 'phone')
  await choose(page, 'Otra Huerta')
  await page.getByLabel('Sí, lo permite').check()
  await page.getByLabel('Con su firma').check()
  await page.getByText('Otra organización lleva la ficha.').waitFor()

  const asked = {
    person: it.person,
    id: network.newId(),
    purpose: 'referral',
    recipient: network.actors.beto.organisation,
    fieldGroups: ['contact'],
    ground: 'law' as const,
    basis: 'Artículo 1',
    reason: 'Lo ordena un juez.',
    until: '2026-03-10',
  }
  await network.execute(askOverride, asked, network.actors.beto)
  const sara = (await withSession(app, 'sara', 'desk')).page
  await sara.goto('/consents')
  const row = sara.getByRole('listitem').filter({ hasText: 'Lo ordena un juez.' })
  const button = row.getByRole('button', { name: 'Aprobar', exact: true })
  expect(await button.getAttribute('aria-disabled')).toBe('true')
  expect(await row.textContent()).toContain('Solo la organización que lleva la ficha')
})

test('the placeholder of a search field is not cut off on a phone', async () => {
  const { page } = await withSession(app, 'ana', 'phone')
  for (const path of [`/people/${it.person}/refer`, '/services', '/people']) {
    await page.goto(path)
    const field = page.getByRole('searchbox').first()
    await field.waitFor()
    const room = await field.evaluate((input: HTMLInputElement) => {
      const style = getComputedStyle(input)
      const drawn = new OffscreenCanvas(1, 1).getContext('2d')
      if (!drawn) return 0
      drawn.font = style.font
      const inner =
        input.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight)
      return inner - drawn.measureText(input.placeholder).width
    })
    expect(room, path).toBeGreaterThanOrEqual(0)
  }
})
