// Every route of the web application, with records on it, in three languages, two sizes and both lights: axe finds
// nothing, no word is missing and nothing scrolls sideways. The routes come from the application's own table, so a new
// one is never forgotten.
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { routes } from '../../src/entry/screens.tsx'
import type { Id } from '../../src/kernel/words.ts'
import { asOwner } from '../../src/platform/database/connect.ts'
import { addUser, hashPassword } from '../../src/protect/access/server/found.ts'
import {
  claimed,
  demand,
  lookalikes,
  overridden,
  referred,
  statement,
  world,
} from '../authorization.world.ts'
import { EVERY_ROLE, testNetwork } from '../harness/network.ts'
import { testHouse, type TestHouse } from './house.ts'

const PASSWORD = 'three green watering cans'
/** The narrowest phone we promise, and a desk. */
const PHONE = { width: 320, height: 640 }
const DESK = { width: 1280, height: 800 }
/** What only pages of our own send. */
const OUR_PAGE = { 'x-requested-with': 'arraigo' }

/** Who opens a route, by its first segment; the garden's Rosa unless said. */
const VISITORS: Record<string, 'roots' | 'seal' | 'nobody'> = {
  outcomes: 'roots',
  contracts: 'roots',
  statements: 'roots',
  verification: 'seal',
  'sign-in': 'nobody',
  invitation: 'nobody',
  own: 'nobody',
}

let house: TestHouse
let parameters: Record<string, string>
const emails: Record<string, string> = {}

async function prepare(): Promise<void> {
  const network = await testNetwork()
  const stage = await world(network)
  await lookalikes(stage)
  const served = await referred(stage)
  await referred(stage, 'sent')
  await overridden(stage)
  await overridden(stage, 'allowed')
  const paid = await statement(stage)
  parameters = {
    person: served.person,
    referral: served.referral,
    consent: served.consent,
    claim: (await claimed(stage, 'submitted')).claim,
    contract: stage.contract,
    statement: paid,
    user: network.actors.ana.user,
    demand: await demand(stage),
    questionnaire: 'characterization',
    role: 'front_desk',
    token: 'made-up',
  }
  const passwordHash = await hashPassword(PASSWORD)
  for (const where of ['garden', 'roots', 'seal'] as const) {
    const email = `${where}@example.org`
    emails[where] = email
    await addUser(asOwner(network.database.pool), {
      id: network.newId() as Id,
      organisation: network.organisations[where],
      name: `Alma ${where}`,
      email,
      locale: 'es',
      passwordHash,
      roles: EVERY_ROLE.map((role) => ({ role })),
    })
  }
  house = await testHouse(network.database)
  parameters['import'] = network.newId()
  const { request } = (await pageOf('garden', 'es')).context()
  const register = await request.post(`/api/imports?id=${parameters['import']}&name=lista.csv`, {
    data: Buffer.from('Nombre;Apellido\nRosa;Díaz\n=1+1;Peña\n'),
    headers: OUR_PAGE,
  })
  expect(register.status()).toBe(200)
}

/** A page of somebody signed in (or nobody), in a language. */
async function pageOf(who: string, locale: string): Promise<Page> {
  const { page, context } = await house.visit({ locale, viewport: PHONE })
  await context.addInitScript(`localStorage.setItem('arraigo.locale', '${locale}')`)
  const email = emails[who]
  if (email !== undefined) {
    const data = { email, password: PASSWORD }
    const answer = await context.request.post('/api/auth/sign-in', { data, headers: OUR_PAGE })
    expect(answer.status()).toBe(200)
  }
  return page
}

function addressOf(path: string): string {
  return path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = parameters[name]
    if (value === undefined) throw new Error(`${path}: say in this test what :${name} stands for`)
    return value
  })
}

async function faults(page: Page, path: string, locale: string): Promise<string[]> {
  const found: string[] = []
  await page.setViewportSize(PHONE)
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto(addressOf(path))
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.locator('.loading, [aria-busy="true"]').first().waitFor({ state: 'detached' })
  await look('light on a phone', locale !== 'en')
  await page.setViewportSize(DESK)
  await page.emulateMedia({ colorScheme: 'dark' })
  await look('dark on a desk', locale !== 'ar')

  const text = await page.locator('body').innerText()
  for (const [key] of text.matchAll(/\[[a-z_]+(?:\.\w+)+\]/gu)) found.push(`no words for ${key}`)
  const { lang, dir } = await page.evaluate<{ lang: string; dir: string }>(
    '({ lang: document.documentElement.lang, dir: document.documentElement.dir })',
  )
  if (lang !== locale || dir !== (locale === 'ar' ? 'rtl' : 'ltr')) found.push(`reads as ${lang} ${dir}`)
  return found

  // Light and dark differ in colours, which no language changes: Spanish is looked at in both, the others in one each.
  async function look(how: string, axe: boolean) {
    // A colour on its way from light to dark is neither.
    await page.evaluate('document.getAnimations().forEach((one) => one.finish())')
    if (axe) {
      // Without frames of other origins the older way finds the same, in half the time.
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
      for (const { id, help, nodes } of violations) found.push(`${how}: ${id}: ${help}: ${nodes[0]?.html}`)
    }
    const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
    if (over > 0) found.push(`${how}: scrolls sideways by ${over} px`)
  }
}

/** Declares a test for every route in one language; each language is a file, so that two are looked at side by side. */
export function everyRoute(locale: 'es' | 'en' | 'ar'): void {
  const pages = new Map<string, Promise<Page>>()

  beforeAll(prepare)

  test.each(routes.map(({ path }) => path))('%s', async (path) => {
    const who = VISITORS[path.split('/')[1] ?? ''] ?? 'garden'
    if (!pages.has(who)) pages.set(who, pageOf(who, locale))
    expect(await faults((await pages.get(who)) as Page, path, locale)).toEqual([])
  })
}
