// Every route of the web application, with records on it, in three languages, two sizes, light and dark: axe
// finds nothing, no message is missing, nothing scrolls sideways, what is pressed is large enough, and a
// screen stands under the colours of the system. The routes come from the application's
// own table, so a new one is included.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { routes } from '../../src/entry/screens.tsx'
import type { Route } from '../../src/kit/route.tsx'
import type { Id } from '../../src/kernel/words.ts'
import { asOwner } from '../../src/platform/database/connect.ts'
import { addUser, hashPassword } from '../../src/identity/users/server/found.ts'
import { declared } from '../authorization/declared.ts'
import type { Visitor } from '../authorization/visits.ts'
import { referred, world } from '../authorization/world.ts'
import { EVERY_ROLE, testNetwork } from '../harness/network.ts'
import { fixedHeight, forcedFaults, unevenDensity } from './appearance.ts'
import { violations } from './axe.ts'
import { testApplication, type TestApplication } from './application.ts'
import { paperFaults } from './paper.ts'
import { go, settled, setLanguage } from './settled.ts'
import { smallTargets } from './targets.ts'

const PASSWORD = 'three green watering cans'
/** The narrowest phone that is supported, and a desk. */
const PHONE = { width: 320, height: 640 }
const DESK = { width: 1280, height: 800 }
/** The desk, enlarged to twice its size. */
const ENLARGED = { width: DESK.width / 2, height: DESK.height / 2 }
/** The side of what a finger presses on a screen for the field, and of what is pressed anywhere. */
const FINGER = 44
const POINTER = 24
/** The most of a phone's height that may stay covered, in pixels. */
const COVERED = 100
/** A header that only pages of the application send. */
const OWN_PAGE_HEADERS = { 'x-requested-with': 'arraigo' }

const LOCALES = ['es', 'en', 'ar'] as const
type Locale = (typeof LOCALES)[number]

/** Who opens a route, by its first segment. */
const VISITORS: Readonly<Record<string, Visitor>> = Object.assign(
  {},
  ...declared.map(({ visits }) => visits.visitors),
) as Record<string, Visitor>

let application: TestApplication
let parameters: Record<string, string>
const emails: Record<string, string> = {}

async function prepare(): Promise<void> {
  const network = await testNetwork()
  const fixture = await world(network)
  const it = await referred(fixture)
  parameters = {}
  for (const { visits } of declared) Object.assign(parameters, await visits.records?.(fixture, it))
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
  application = await testApplication(network.database)
  parameters['import'] = network.newId()
  const { request } = (await pageOf('garden')).context()
  const register = await request.post(`/api/imports?id=${parameters['import']}&name=lista.csv`, {
    data: Buffer.from('Nombre;Apellido\nRosa;Díaz\n=1+1;Peña\n'),
    headers: OWN_PAGE_HEADERS,
  })
  expect(register.status()).toBe(200)
}

/** A page of a signed-in user, or of nobody, in Spanish. */
async function pageOf(who: string): Promise<Page> {
  const { page, context } = await application.visit({ locale: 'es', viewport: PHONE })
  const email = emails[who]
  if (email !== undefined) {
    const data = { email, password: PASSWORD }
    const answer = await context.request.post('/api/auth/sign-in', { data, headers: OWN_PAGE_HEADERS })
    expect(answer.status()).toBe(200)
  }
  return page
}

function addressOf(path: string): string {
  return path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = parameters[name]
    if (value === undefined)
      throw new Error(
        `${path}: say in the visits of its capability (authorization.ts) what :${name} stands for`,
      )
    return value
  })
}

const pages = new Map<string, Page>()

/**
 * The page of the visitor of such a route, at that address and in that language: loaded once, afterwards
 * navigated in place.
 */
async function arrive(path: string, locale: Locale): Promise<Page> {
  const who = VISITORS[path.split('/')[1] ?? ''] ?? 'garden'
  const known = pages.get(who)
  const page = known ?? (await pageOf(who))
  const address = addressOf(path)
  if (new URL(page.url(), application.url).pathname !== address) {
    // The server answers the address itself with the page, whoever requests it.
    const answer = await page.request.get(address)
    expect(answer.headers()['content-type']).toContain('text/html')
    await page.setViewportSize(PHONE)
    await (known ? go(page, address) : page.goto(address))
    pages.set(who, page)
  }
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.setViewportSize(DESK)
  await setLanguage(page, locale)
  return page
}

async function faults(page: Page, { path, field = false }: Route, locale: Locale): Promise<string[]> {
  const found: string[] = []
  await look('light', PHONE, field ? FINGER : POINTER, locale !== 'en')
  await look('dark', DESK, POINTER, locale !== 'ar')
  // Sizes and colours are of no language; the widest words are Spanish.
  if (locale === 'es') {
    found.push(...(await unevenDensity(page, 'desk')).map((one) => `at a desk: ${one}`))
    found.push(...(await forcedFaults(page)).map((one) => `in forced colours: ${one}`))
    await look('dark', ENLARGED, POINTER, false)
    found.push(...(await paperFaults(page)))
  }

  const text = await page.locator('body').innerText()
  for (const [key] of text.matchAll(/\[[a-z_]+(?:\.\w+)+\]/gu)) found.push(`no words for ${key}`)
  const { lang, dir } = await page.evaluate<{ lang: string; dir: string }>(
    '({ lang: document.documentElement.lang, dir: document.documentElement.dir })',
  )
  if (lang !== locale || dir !== (locale === 'ar' ? 'rtl' : 'ltr')) found.push(`reads as ${lang} ${dir}`)
  const { pathname } = new URL(page.url())
  if (pathname !== addressOf(path)) found.push(`leads to ${pathname}`)
  return found

  // Light and dark differ in colours, which no language changes: Spanish is checked in both, the others in
  // one each.
  async function look(colorScheme: 'light' | 'dark', size: typeof PHONE, target: number, axe: boolean) {
    const how = `${colorScheme} at ${size.width} px`
    await page.setViewportSize(size)
    await page.emulateMedia({ colorScheme })
    await settled(page)
    if (axe) found.push(...(await violations(page)).map((one) => `${how}: ${one}`))
    const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
    if (over > 0) found.push(`${how}: scrolls sideways by ${over} px`)
    found.push(...(await smallTargets(page, target)).map((one) => `${how}: too small, ${one}`))
    // The widest words are Spanish.
    if (size !== PHONE || locale !== 'es') return
    const kept = await fixedHeight(page)
    if (kept > COVERED) found.push(`${how}: ${kept} px stay covered`)
    found.push(...(await unevenDensity(page, 'field')).map((one) => `${how}: ${one}`))
  }
}

/**
 * Declares a test for every second route in each language; two files, so that two routes are checked at the
 * same time.
 */
export function everyRoute(from: 0 | 1): void {
  beforeAll(prepare)

  const half = routes.filter((_, at) => at % 2 === from)
  test.each(half.flatMap((route) => LOCALES.map((locale) => [route.path, locale, route] as const)))(
    '%s in %s',
    async (path, locale, route) => {
      expect(await faults(await arrive(path, locale), route, locale)).toEqual([])
    },
  )
}
