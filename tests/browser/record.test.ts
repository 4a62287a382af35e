// A person's record in a real browser, person first: what stays on the screen, what comes after a registration, what
// was closed is undone and reopened, the journey of one kind, and addresses of earlier releases.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { lina } from '../harness/lina.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { addStep, identifyNeed, setGoal } from '../../src/serve/cases/operations.ts'
import { addContact } from '../../src/serve/record/operations.ts'
import { testApplication, type TestApplication } from './application.ts'
import { violations } from './axe.ts'
import { settled } from './settled.ts'
import { createAccounts, press, side, title, withSession } from './staff.ts'

const GOAL = 'Mi permiso antes de Navidad'
const STEP = 'Pedir la cita'
let network: TestNetwork
let app: TestApplication
let person: string
let desk: Page
let phone: Page

beforeAll(async () => {
  network = await testNetwork()
  // The browser test's server uses the real clock.
  network.clock.now = new Date()
  await createAccounts(network)
  const { ana, clara } = network.actors
  const whose = await lina(network)
  person = whose.person
  const reached = { person, id: network.newId(), kind: 'phone', value: '+57 311 555 0303', safeToText: true }
  await network.execute(addContact, reached, ana)
  const [need, goal] = [network.newId(), network.newId()]
  await network.execute(identifyNeed, { id: need, person, code: 'seedlings', urgency: 'medium' }, clara)
  await network.execute(setGoal, { id: goal, person, need, text: GOAL }, clara)
  await network.execute(addStep, { id: network.newId(), person, goal, text: STEP, byWhom: 'person' }, clara)
  app = await testApplication(network.database)
  ;({ page: desk } = await withSession(app, 'clara', 'desk'))
  ;({ page: phone } = await withSession(app, 'clara', 'phone', {
    viewport: { width: 360, height: 740 },
  }))
})

async function open(page: Page, tab = ''): Promise<void> {
  await page.goto(`/people/${person}${tab && `?tab=${tab}`}`)
  await page.getByRole('heading', { level: 1, name: /Lina/u }).waitFor()
}

/** The menu of one need, goal or step. */
async function inMenu(page: Page, of: string, act: string): Promise<void> {
  await page.getByRole('button', { name: `Más acciones: ${of}` }).click()
  await page.getByRole('menuitem', { name: act }).click()
}

test('the bar is 56 px high and says name, age, the safe way to reach her and one menu', async () => {
  for (const page of [desk, phone]) {
    await open(page)
    const bar = page.getByRole('main').locator('header').first()
    expect((await bar.boundingBox())?.height).toBe(56)
    await bar.getByText('Escribir, no llamar').waitFor()
    await bar
      .getByText(/años|edad/iu)
      .first()
      .waitFor()
    expect(await bar.getByRole('button').count()).toBe(1)
    await bar.getByRole('button', { name: 'Añadir' }).click()
    await page.getByRole('menuitem', { name: 'Anotar una necesidad' }).waitFor()
    await page.keyboard.press('Escape')
  }
})

test('on a phone, what stays over a scrolled record takes at most 100 of 740 px, and nothing is cut', async () => {
  await open(phone)
  await phone.getByRole('list', { name: 'Camino' }).waitFor()
  await settled(phone)
  await phone.evaluate('scrollTo(0, 600)')
  const covered = await phone.evaluate<number>(`(() => {
    const kept = [...document.querySelectorAll('body *')]
      .filter((one) => ['fixed', 'sticky'].includes(getComputedStyle(one).position))
      .map((one) => one.getBoundingClientRect())
      .filter(({ width, top, bottom }) => width > 100 && bottom > 0 && top < innerHeight)
    return kept.reduce((sum, { height }) => sum + height, 0)
  })()`)
  expect(covered).toBeGreaterThan(0)
  expect(covered).toBeLessThanOrEqual(100)
  expect(await phone.evaluate('document.documentElement.scrollWidth')).toBe(360)
  const parts = phone.getByRole('navigation', { name: 'Partes de la ficha' })
  expect((await parts.boundingBox())?.height).toBeLessThanOrEqual(44)
  await parts
    .getByRole('link')
    .evaluateAll((links) =>
      links.every((one) => (one as unknown as { offsetHeight: number }).offsetHeight >= 44),
    )
})

test('a need that is closed says what happened, is undone at once, and is reopened later', async () => {
  await open(desk)
  const needs = desk.getByRole('list', { name: 'Necesidades abiertas' })
  await inMenu(desk, 'Plántulas', 'Cerrar la necesidad')
  const dialog = desk.getByRole('dialog', { name: 'Cerrar la necesidad' })
  await dialog.getByRole('radio', { name: 'Ya no hace falta' }).check()
  await dialog.getByLabel('Cuéntelo en una frase').fill('Se las dio una vecina.')
  await dialog.getByRole('button', { name: 'Guardar y cerrar' }).click()
  await desk.getByText('Ninguna necesidad está abierta.').waitFor()
  await press(desk, 'Deshacer')
  await needs.getByText('Plántulas').waitFor()

  await inMenu(desk, 'Plántulas', 'Cerrar la necesidad')
  await dialog.getByLabel('Cuéntelo en una frase').fill('Sembró las suyas.')
  await dialog.getByRole('button', { name: 'Guardar y cerrar' }).click()
  await desk.getByText('Ninguna necesidad está abierta.').waitFor()
  await desk.reload()
  await desk.getByText('Lo que se cerró (1)').click()
  const closed = desk.getByRole('list', { name: 'Lo que se cerró' })
  await closed.getByText('Sembró las suyas.').waitFor()
  await closed.getByRole('button', { name: 'Reabrir: Plántulas' }).click()
  await needs.getByText('Plántulas').waitFor()
})

test('a need presses more than before, which is undone at once', async () => {
  await open(desk)
  const need = desk.getByRole('list', { name: 'Necesidades abiertas' }).getByRole('listitem')
  await need.getByText('Este mes').waitFor()
  await inMenu(desk, 'Plántulas', 'Cambiar la urgencia')
  const dialog = desk.getByRole('dialog', { name: 'Cambiar la urgencia' })
  await dialog.getByRole('radio', { name: 'Hoy mismo' }).check()
  await dialog.getByRole('button', { name: 'Guardar' }).click()
  await need.getByText('Hoy mismo').waitFor()
  await press(desk, 'Deshacer')
  await need.getByText('Este mes').waitFor()
})

test('a step that will not be taken needs a reason, and is open again after Undo and from its menu', async () => {
  await open(desk)
  const steps = desk.getByRole('list', { name: `Pasos hacia: ${GOAL}` })
  await inMenu(desk, STEP, 'No se hará')
  const dialog = desk.getByRole('dialog', { name: 'Cerrar el paso' })
  await dialog.getByRole('button', { name: 'Guardar y cerrar' }).click()
  await dialog.getByText('Diga por qué.').first().waitFor()
  await dialog.getByLabel('¿Por qué?').fill('La oficina cerró.')
  await dialog.getByRole('button', { name: 'Guardar y cerrar' }).click()
  await steps.getByText('La oficina cerró.').waitFor()
  await press(desk, 'Deshacer')
  await steps.getByRole('button', { name: 'Hecho' }).click()
  await dialog.getByRole('button', { name: 'Guardar y cerrar' }).click()
  await steps.getByRole('button', { name: 'Hecho' }).waitFor({ state: 'detached' })
  await inMenu(desk, STEP, 'Reabrir')
  await steps.getByRole('button', { name: 'Hecho' }).waitFor()
})

test('a goal that is reached is undone at once, and reopened later', async () => {
  await open(desk)
  const goal = desk.getByRole('region', { name: GOAL })
  await inMenu(desk, GOAL, 'Cerrar la meta')
  const dialog = desk.getByRole('dialog', { name: 'Cerrar la meta' })
  await dialog.getByRole('button', { name: 'Guardar y cerrar' }).click()
  await goal.waitFor({ state: 'detached' })
  await press(desk, 'Deshacer')
  await goal.waitFor()
  await inMenu(desk, GOAL, 'Cerrar la meta')
  await dialog.getByRole('button', { name: 'Guardar y cerrar' }).click()
  await goal.waitFor({ state: 'detached' })
  await desk.getByText('Lo que se cerró (1)').click()
  await press(desk, `Reabrir: ${GOAL}`)
  await goal.waitFor()
})

test('the journey names each day once, says the words of the plan, and shows one kind where asked', async () => {
  await open(desk, 'journey')
  const line = desk.getByRole('list', { name: 'Camino' })
  await line.getByText(`Se acordó una meta: ${GOAL}`).waitFor()
  await line.getByText('Llegó y fue recibida').waitFor()
  const days = await line.getByRole('heading', { level: 3 }).allInnerTexts()
  expect(new Set(days).size).toBe(days.length)
  await desk.getByLabel('Mostrar').selectOption({ label: 'Necesidades y plan' })
  await line.getByText('Llegó y fue recibida').waitFor({ state: 'detached' })
  await line.getByText(`Se acordó una meta: ${GOAL}`).waitFor()
  expect(new URL(desk.url()).searchParams.get('kinds')).toBe('plan')
  await desk.getByLabel('Mostrar').selectOption({ label: 'Resultados y pagos' })
  await desk.getByText('No hay nada de esto todavía').waitFor()
})

test('after a registration the screen offers what comes next, once', async () => {
  await desk.goto('/welcome')
  await press(desk, 'Registrar sin nombre')
  await desk.getByLabel('¿Cómo quiere que le digan?').fill('Marisol')
  await press(desk, /^Registrar$/u)
  await title(desk, 'Marisol')
  const next = desk.getByRole('region', { name: '¿Qué sigue?' })
  await next.getByRole('link', { name: 'Remitir' }).waitFor()
  await next.getByRole('button', { name: 'Imprimir' }).waitFor()
  expect(await next.getByRole('link').count()).toBeGreaterThanOrEqual(3)
  await next.getByRole('link', { name: 'Anotar una necesidad' }).click()
  await title(desk, 'Anotar una necesidad')
  await desk.goBack()
  await next.getByRole('button', { name: 'Ahora no' }).click()
  await next.waitFor({ state: 'detached' })
})

test('addresses of earlier releases lead to what they led to', async () => {
  const shown: Record<string, string> = {
    work: `Pasos hacia: ${GOAL}`,
    journey: 'Camino',
    referrals: 'Remisiones enviadas',
    services: 'Servicios recibidos',
  }
  for (const [tab, name] of Object.entries(shown)) {
    await open(desk, tab)
    const found = desk.getByRole(tab === 'referrals' || tab === 'services' ? 'region' : 'list', { name })
    await found.waitFor()
    await settled(desk)
    await expect.poll(async () => ((await found.boundingBox())?.y ?? -1) < 800).toBe(true)
  }
  const alone: Record<string, string> = {
    about: 'Datos',
    answers: 'Caracterización',
    consent: 'Consentimientos',
  }
  for (const [tab, name] of Object.entries(alone)) {
    await open(desk, tab)
    await desk.getByRole('heading', { level: 2, name }).first().waitFor()
    expect(await desk.getByRole('heading', { level: 2, name: 'Ahora' }).count()).toBe(0)
  }
  await desk.getByRole('link', { name: 'La ficha entera' }).click()
  await side(desk, 'Camino')
  await desk.getByRole('list', { name: 'Camino' }).waitFor()
})

test('nothing is missing for those who hear it or use a keyboard, at a desk and on a phone', async () => {
  for (const page of [desk, phone])
    for (const tab of ['', 'about', 'seen']) {
      await open(page, tab)
      await settled(page)
      expect(await violations(page)).toEqual([])
    }
})
