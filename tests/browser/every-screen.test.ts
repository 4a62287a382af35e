// Every screen of the navigation, in every language, on a phone and on a desk: readable, reachable and in its own words.
import AxeBuilder from '@axe-core/playwright'
import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { Role } from '../../src/kernel/actor.ts'
import { createAdministrator } from '../../src/protect/access/server/found.ts'
import { SECRET, testHouse, type TestHouse } from './house.ts'

const PASSWORD = 'three green watering cans'
const DESK = { width: 1280, height: 800 }
const PHONE = { width: 360, height: 740 }
const FIRST_WORDS = { es: 'Ir al contenido', en: 'Skip to the content', ar: 'انتقل إلى المحتوى' } as const

let house: TestHouse
let page: Page
let context: BrowserContext
let addresses: string[]

/** Somebody who holds every role, so that one navigation leads everywhere. */
beforeAll(async () => {
  house = await testHouse()
  const email = 'dora@example.org'
  const { path } = await createAdministrator(house.pool, SECRET, {
    organisation: 'Huerta del Barrio',
    name: 'Dora',
    email,
    locale: 'en',
    timeZone: 'America/Bogota',
  })
  await house.pool.query(
    `insert into role_assignment (id, app_user, organisation, organisation_class, role, valid_from)
     select gen_random_uuid(), app_user, organisation, organisation_class, other, valid_from
     from role_assignment, unnest($1::text[]) other where other <> role`,
    [Role.options.filter((role) => !['verifier', 'funder'].includes(role))],
  )
  ;({ page, context } = await house.visit({ viewport: DESK }))
  const cdp = await context.newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await page.goto(path)
  await page.getByLabel('New password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Keep this password' }).click()
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Go in' }).click()
  await page.getByRole('button', { name: 'Make a passkey' }).click()
  await page.waitForURL(`${house.url}/`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  const links = page.getByRole('navigation', { name: 'Sections' }).first().getByRole('link')
  addresses = await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).pathname))
}, 120_000)

async function open(address: string) {
  await page.goto(address)
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
  await page.waitForFunction("document.querySelector('.loading') === null")
}

test('the navigation leads to every wing of the house', () => {
  expect(addresses).toEqual(expect.arrayContaining(['/', '/people', '/referrals', '/outcomes', '/profile']))
})

describe.each(['es', 'en', 'ar'] as const)('in %s', (locale) => {
  beforeAll(async () => {
    await page.evaluate(`localStorage.setItem('arraigo.locale', '${locale}')`)
  })

  test.each([
    ['a phone', PHONE],
    ['a desk', DESK],
  ])('on %s nothing stands in the way of a reader', async (_name, viewport) => {
    await page.setViewportSize(viewport)
    const wrong: string[] = []
    for (const address of [...addresses, '/nowhere']) {
      await open(address)
      expect(await page.locator('html').getAttribute('dir')).toBe(locale === 'ar' ? 'rtl' : 'ltr')
      await page.getByRole('link', { name: FIRST_WORDS[locale] }).waitFor({ state: 'attached' })
      const { violations } = await new AxeBuilder({ page }).analyze()
      for (const { id, nodes } of violations) wrong.push(`${address} ${id}: ${nodes[0]?.html}`)
      const text = await page.locator('body').innerText()
      for (const [key] of text.matchAll(/\[[a-z_]+(?:\.\w+)+\]/gu)) wrong.push(`${address} has no words for ${key}`)
      const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
      if (over > 0) wrong.push(`${address} scrolls sideways by ${over} px`)
      if ((await page.title()) === 'Arraigo') wrong.push(`${address} does not say its name`)
    }
    expect(wrong).toEqual([])
  })
})

describe('by keyboard alone', () => {
  beforeAll(async () => {
    await page.evaluate("localStorage.setItem('arraigo.locale', 'en')")
    await page.setViewportSize(DESK)
    await open('/')
  })

  test('the first stop leads past the navigation', async () => {
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.id')).toBe('main')
  })

  test('a few letters lead to a screen, whose heading is read first', async () => {
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('textbox').waitFor()
    await page.keyboard.type('acco')
    await page.keyboard.press('Enter')
    await page.waitForURL(`${house.url}/profile`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForFunction("document.activeElement.tagName === 'H1'")
  })

  test('one key hides every name from the room, and another shows them again', async () => {
    await page.keyboard.press('Control+b')
    await page.getByText('The screen is hidden').waitFor()
    expect(await page.locator('main').getAttribute('inert')).not.toBeNull()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.locator('main').getAttribute('inert')).toBeNull()
  })
})

test('a session that ends covers the screen and loses nothing that was written', async () => {
  await open('/profile')
  const written = page.getByLabel('New password').first()
  await written.fill('half a sentence')
  await house.pool.query('delete from auth.session')
  await page.getByRole('button', { name: 'End all the others' }).click()
  await page.getByRole('link', { name: 'Sign in again' }).waitFor()
  expect(await written.inputValue()).toBe('half a sentence')
})
