// What is printed for a person: head, contact and page numbers on every page, and nothing that can be pressed.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/words.ts'
import { giveConsent } from '../../src/protect/consent/operations.ts'
import { setGoal, identifyNeed } from '../../src/serve/cases/operations.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { sendReferral } from '../../src/serve/referrals/operations.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication } from './application.ts'
import { settled } from './settled.ts'
import { createAccounts, withSession } from './staff.ts'

let network: TestNetwork
let clara: Page
let beto: Page
let noor: Id
const consent = { id: '' as Id }
const referral = { id: '' as Id }

beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network)
  const { ana, clara: manager } = network.actors
  await network.database.pool.query(
    `update organisation set contact = 'Carrera 7, frente al parque' where id = $1`,
    [network.organisations.garden],
  )
  noor = network.newId() as Id
  await network.execute(
    registerPerson,
    { id: noor, searched: 'file', called: 'Noor', languages: ['ar'] },
    ana,
  )
  const need = { id: network.newId(), person: noor, code: 'plot', urgency: 'high', note: 'Cerca de casa' }
  await network.execute(identifyNeed, need, manager)
  await network.execute(setGoal, { id: network.newId(), person: noor, text: 'Tener una parcela' }, manager)
  consent.id = network.newId() as Id
  const to = network.organisations.roots
  const said = { purpose: 'referral', textVersion: 'v1', locale: 'ar', how: 'signature' } as const
  const fieldGroups = ['identity']
  await network.execute(
    giveConsent,
    { ...said, id: consent.id, person: noor, recipient: to, fieldGroups },
    manager,
  )
  referral.id = network.newId() as Id
  const sent = { person: noor, id: referral.id, to, consent: consent.id, reason: 'Algo que nadie debe leer' }
  await network.execute(sendReferral, sent, manager)
  const app = await testApplication(network.database)
  clara = (await withSession(app, 'clara', 'desk')).page
  beto = (await withSession(app, 'beto', 'desk')).page
})

/** Opens a screen as it is printed. */
async function printed(path: string, holds: string): Promise<string> {
  await clara.emulateMedia({ media: 'screen' })
  await clara.goto(path)
  await clara.getByText(holds).first().waitFor({ state: 'attached' })
  await settled(clara)
  await clara.emulateMedia({ media: 'print' })
  await clara.getByText(holds).first().waitFor()
  return await clara.locator('body').innerText()
}

test.each([
  ['plan', () => `/people/${noor}?tab=work`, 'Tener una parcela'],
  ['journey', () => `/people/${noor}?tab=journey`, 'Llegó y fue recibida'],
  ['receipt', () => `/people/${noor}/consents/${consent.id}`, 'أعطيت موافقتك'],
  ['referral slip', () => `/referrals/${noor}/${referral.id}`, 'إلى أين تذهب'],
])(
  'the %s is printed with a head and a contact, without buttons, its pages numbered',
  async (_, path, holds) => {
    const text = await printed(path(), holds)
    expect(text).toContain('Huerta del Barrio')
    expect(text).toContain('Carrera 7, frente al parque')
    expect(await clara.locator('button:visible, form:visible, .button:visible').count()).toBe(0)
    const numbers = await clara.evaluate<boolean>(`[...document.styleSheets].some((sheet) => {
    const holds = (rules) => [...rules].some((rule) =>
      rule instanceof CSSPageRule ? rule.cssText.includes('counter(page)') : rule.cssRules && holds(rule.cssRules))
    return holds(sheet.cssRules)
  })`)
    expect(numbers).toBe(true)
  },
)

test('a screen that is a form is a paper form: its questions, boxes and lines, and nothing to press', async () => {
  expect(await printed(`/people/${noor}/need`, '¿Qué necesita?')).toContain('Huerta del Barrio')
  expect(await clara.getByLabel('¿Qué necesita?').isVisible()).toBe(true)
  expect(await clara.getByRole('radio').first().isVisible()).toBe(true)
  expect(await clara.getByRole('textbox').first().isVisible()).toBe(true)
  expect(await clara.locator('main button:visible, main .button:visible').count()).toBe(0)
})

test('the description of an organisation is printed whole', async () => {
  const text = await printed('/organisation', 'Centros')
  for (const holds of [
    'Carrera 7, frente al parque',
    'Zona horaria',
    'Para entrar, aquí hace falta',
    'Cuenta bancaria',
  ])
    expect(text.toLowerCase()).toContain(holds.toLowerCase())
})

test('a long name is printed whole, and so is how they are safely reached', async () => {
  const long = network.newId() as Id
  const called = `María del Rosario ${'Guadalupe'.repeat(6)} de los Santos`
  const contacts = [{ id: network.newId(), kind: 'phone', value: '3005551234', safeToCall: true }] as const
  await network.execute(
    registerPerson,
    { id: long, searched: 'file', called, contacts: [...contacts] },
    network.actors.ana,
  )
  await printed(`/people/${long}`, called)
  await clara.setViewportSize({ width: 672, height: 980 })
  expect(
    await clara.evaluate<string[]>(`[...document.querySelectorAll('.person-bar *')]
      .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'visible')
      .map((one) => one.className || one.tagName)`),
  ).toEqual([])
  const reached = await clara.locator('.person-bar').getByText('3005551234').first().boundingBox()
  expect(reached && reached.x + reached.width).toBeLessThanOrEqual(672)
  await clara.setViewportSize({ width: 1280, height: 800 })
})

test('a list is printed with the headings of its columns', async () => {
  await printed('/people', 'Noor')
  const headings = clara.getByRole('columnheader')
  expect(await headings.count()).toBeGreaterThan(2)
  for (const heading of await headings.all()) expect((await heading.innerText()).trim()).not.toBe('')
  expect(await clara.locator('.list-way:visible, .button:visible').count()).toBe(0)
})

test('what stands beside a title is printed where it says a state, and not where it can be pressed', async () => {
  await beto.goto(`/referrals/${noor}/${referral.id}`)
  const state = beto.getByRole('main').locator('header').getByText('Espera su respuesta')
  await state.waitFor()
  await settled(beto)
  await beto.emulateMedia({ media: 'print' })
  expect(await state.isVisible()).toBe(true)
  expect(await beto.locator('main .button:visible, main button:visible').count()).toBe(0)
})

test('the plan and the journey are printed in the language that is chosen, at first that of the person', async () => {
  await clara.emulateMedia({ media: 'screen' })
  // In place of the dialog of the system, which no test can close.
  await clara.addInitScript(`print = () => {
    printed = document.querySelector('main').innerText
    setTimeout(() => dispatchEvent(new Event('afterprint')))
  }`)
  await clara.goto(`/people/${noor}`)
  const printIn = async (language: string, holds: string) => {
    await clara.getByRole('button', { name: 'Más de esta ficha' }).click()
    await clara.getByRole('menuitem', { name: 'Imprimir' }).click()
    const dialog = clara.getByRole('dialog', { name: 'Imprimir' })
    expect(await dialog.getByRole('radio', { name: 'العربية' }).isChecked()).toBe(true)
    await dialog.getByRole('radio', { name: language }).check()
    await dialog.getByRole('button', { name: 'Imprimir' }).click()
    await expect.poll(() => clara.evaluate<string>('globalThis.printed ?? ""')).toContain(holds)
    // The screen is in the language of its user again.
    await clara.getByRole('heading', { name: 'Necesidades abiertas' }).waitFor()
    return await clara.evaluate<string>('printed')
  }
  const arabic = await printIn('العربية', 'احتياجات مفتوحة')
  expect(arabic).toContain('Tener una parcela')
  expect(arabic).toContain('المسار')
  expect(arabic).not.toContain('Necesidades')
  await printIn('English', 'Open needs')
})

test('the slip of a referral is in the language of the person and says nothing of why', async () => {
  const text = await printed(`/referrals/${noor}/${referral.id}`, 'إلى أين تذهب')
  expect(text).toContain('Raíces')
  expect(text).not.toContain('Algo que nadie debe leer')
})
