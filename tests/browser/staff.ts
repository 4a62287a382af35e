// The staff of the browser journeys: their accounts, how they sign in on the screen, and how they use a
// keyboard.
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Role } from '../../src/kernel/actor.ts'
import type { Id } from '../../src/kernel/words.ts'
import { asOwner } from '../../src/platform/database/connect.ts'
import { addUser, hashPassword } from '../../src/identity/users/server/found.ts'
import type { TestNetwork } from '../harness/network.ts'
import type { TestApplication } from './application.ts'
import { settled } from './settled.ts'

export const PASSWORD = 'three green watering cans'
const DESK = { width: 1280, height: 800 }

const PEOPLE = {
  ana: { organisation: 'garden', roles: ['front_desk'] },
  clara: { organisation: 'garden', roles: ['case_manager', 'supervisor'] },
  beto: { organisation: 'roots', roles: ['provider', 'case_manager'] },
  sara: { organisation: 'roots', roles: ['supervisor'] },
  vera: { organisation: 'seal', roles: ['verifier'] },
  fina: { organisation: 'purse', roles: ['funder'] },
} as const satisfies Record<string, { organisation: keyof TestNetwork['organisations']; roles: Role[] }>

export type Name = keyof typeof PEOPLE

type Staff = Readonly<
  Record<string, { organisation: keyof TestNetwork['organisations']; roles: readonly Role[] }>
>

/** Gives every member of staff, or these, an account with a password. */
export async function createAccounts(network: TestNetwork, people: Staff = PEOPLE): Promise<void> {
  const passwordHash = await hashPassword(PASSWORD)
  for (const [name, { organisation, roles }] of Object.entries(people)) {
    await addUser(asOwner(network.database.pool), {
      id: network.newId() as Id,
      organisation: network.organisations[organisation],
      name: name.charAt(0).toUpperCase() + name.slice(1),
      email: `${name}@example.org`,
      locale: 'es',
      passwordHash,
      roles: roles.map((role) => ({ role })),
    })
  }
}

/** Signs in through the sign-in screen, in Spanish, on a phone or at a desk. */
export async function signIn(
  app: TestApplication,
  name: string,
  at: 'phone' | 'desk',
  options: BrowserContextOptions = {},
): Promise<{ page: Page; context: BrowserContext }> {
  const visit = await visitAt(app, at, options)
  const { page } = visit
  await page.goto('/')
  await page.getByLabel('Correo electrónico').fill(`${name}@example.org`)
  await page.getByLabel('Contraseña').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await home(page)
  return visit
}

/**
 * A page of somebody who signed in before, with nothing opened yet: for tests that are not about signing in and go to an
 * address of their own. Without the sign-in screen and the home screen the application is loaded once instead of three times.
 */
export async function withSession(
  app: TestApplication,
  name: string,
  at: 'phone' | 'desk',
  options: BrowserContextOptions = {},
): Promise<{ page: Page; context: BrowserContext }> {
  const visit = await visitAt(app, at, options)
  const answer = await visit.context.request.post('/api/auth/sign-in', {
    data: { email: `${name}@example.org`, password: PASSWORD },
    headers: { 'x-requested-with': 'arraigo', origin: app.url },
  })
  expect(answer.status()).toBe(200)
  return visit
}

/** The home screen of somebody who signed in before. */
export async function openHome(
  app: TestApplication,
  name: string,
  at: 'phone' | 'desk',
  options: BrowserContextOptions = {},
): Promise<{ page: Page; context: BrowserContext }> {
  const visit = await withSession(app, name, at, options)
  await visit.page.goto('/')
  await home(visit.page)
  return visit
}

const visitAt = (app: TestApplication, at: 'phone' | 'desk', options: BrowserContextOptions) =>
  app.visit({ locale: 'es', ...(at === 'desk' && { viewport: DESK }), ...options })

async function home(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1, name: /^Buen/u }).waitFor()
  // Key presses are handled once the screen is drawn.
  await settled(page)
}

/** Prepares this device for work without a network, and waits until the first people are on it. */
export async function keepPeople(page: Page, pin: string): Promise<void> {
  await page.goto('/devices/here')
  await page.getByLabel('PIN nuevo').fill(pin)
  await page.getByLabel('El PIN otra vez').fill(pin)
  await press(page, 'Guardar fichas en este aparato')
  await page.getByText('Guarda fichas para trabajar sin red').waitFor()
  await page.getByText('Bajando las fichas').waitFor({ state: 'detached' })
}

/** Unlocks the data kept on the device, as after every page load and every pause. */
export async function unlock(page: Page, pin: string): Promise<void> {
  await page.getByLabel('PIN', { exact: true }).fill(pin)
  await press(page, 'Abrir')
  await page.getByRole('heading', { level: 1, name: 'Bloqueado' }).waitFor({ state: 'detached' })
}

/**
 * Presses the Tab key until the control of that name has the focus. Returns how many times it was pressed.
 */
export async function tabTo(page: Page, name: string | RegExp): Promise<number> {
  for (let presses = 1; presses <= 40; presses++) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate<string>(`(() => {
      const { activeElement: one } = document
      return one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent ?? one.textContent ?? ''
    })()`)
    if (typeof name === 'string' ? focused.trim().startsWith(name) : name.test(focused)) return presses
  }
  expect.fail(`The keyboard does not reach ${String(name)}.`)
}

/** A screen's heading. */
export const title = (page: Page, name: string | RegExp) =>
  page.getByRole('main').getByRole('heading', { level: 1, name }).waitFor()
export const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()
/** The first link of that name on the screen. */
export const follow = (page: Page, name: string | RegExp) =>
  page.getByRole('main').getByRole('link', { name }).first().click()
/** A section of a person's record, of those that its links lead to. */
export const side = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Partes de la ficha' }).getByRole('link', { name }).click()
/** What stands behind *Más* on a person's record. */
export const beyond = (page: Page, name: string | RegExp) => choose(page, 'Más de esta ficha', name)
/** Adds something to a person's record. */
export const add = (page: Page, name: string) => choose(page, 'Añadir', name)

async function choose(page: Page, menu: string, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: menu, exact: true }).click()
  await page.getByRole('menuitem', { name }).click()
}
