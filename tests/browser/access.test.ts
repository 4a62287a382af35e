// Sign-in in a real browser: the first link, a second proof, a passkey made and used, and the sheets that an
// administrator hands over.
import { createHash } from 'node:crypto'
import AxeBuilder from '@axe-core/playwright'
import { type TOTP, URI } from 'otpauth'
import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { attemptKey } from '../../src/platform/http/attempts.ts'
import { createAdministrator } from '../../src/entry/first-administrator.ts'
import { closeAfterEach } from '../harness/close-after-each.ts'
import { wrongCode } from '../harness/visitor.ts'
import { SECRET, testApplication, type TestApplication } from './application.ts'
import { openMenu, settled } from './settled.ts'

const PASSWORD = 'three green watering cans'
let app: TestApplication

closeAfterEach()
beforeAll(async () => {
  app = await testApplication()
})

/**
 * An authenticator with a fingerprint reader, through Chromium's own protocol; `isOwner: false` is a finger
 * that it does not know.
 */
async function fingerprintKey(context: BrowserContext, page: Page) {
  const cdp = await context.newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    known: (isUserVerified: boolean) =>
      cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  }
}

let count = 0
/** A new administrator in a browser, between the link and the second proof. */
async function newcomer(options: Parameters<TestApplication['visit']>[0] = {}) {
  count += 1
  const email = `dora${count}@example.org`
  const { path } = await createAdministrator(app.pool, SECRET, {
    organisation: 'Huerta del Barrio',
    name: `Dora ${count}`,
    email,
    locale: 'en',
    timeZone: 'America/Bogota',
  })
  const { page, context } = await app.visit(options)
  await page.goto(path)
  await page.getByLabel('New password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Keep this password' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  return { page, context, email }
}

async function enter(page: Page, email: string) {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Go in' }).click()
}

async function signOut(page: Page) {
  await openMenu(page)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
}

const home = (page: Page) => page.waitForURL(`${app.url}/`)

test('a newcomer makes a passkey at the first sign-in, and next time it alone signs them in', async () => {
  const { page, context, email } = await newcomer()
  const key = await fingerprintKey(context, page)
  await enter(page, email)
  await page.getByRole('heading', { name: /one thing before you start/u }).waitFor()
  await page.getByRole('button', { name: 'Make a passkey' }).click()
  await home(page)
  await signOut(page)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await home(page)
  // The password alone no longer signs in, and does not start a new enrolment.
  await signOut(page)
  await enter(page, email)
  await page.getByRole('heading', { name: /Show your second proof/u }).waitFor()
  await settled(page)
  expect(await page.getByRole('button', { name: 'Set up the app' }).count()).toBe(0)
  // Nor does the authenticator when somebody else touches it.
  await key.known(false)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  const refused = page.getByRole('alert').filter({ hasText: 'The device did not confirm' })
  expect(await refused.textContent()).toContain('The device did not confirm')
  await key.known(true)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await home(page)
})

test('a newcomer sets up an app with the QR code, keeps paper codes, and uses both', async () => {
  const { page, email } = await newcomer()
  await enter(page, email)
  await page.getByRole('button', { name: 'Set up the app' }).click()
  await page.getByLabel('Password').fill(PASSWORD)
  const enrolling = page.waitForResponse('**/api/auth/enrol-codes')
  await page.getByRole('button', { name: 'Continue' }).click()
  const { uri, backupCodes } = (await (await enrolling).json()) as { uri: string; backupCodes: string[] }
  await page.getByRole('img', { name: /Square code/u }).waitFor()
  const code = () => (URI.parse(uri) as TOTP).generate()
  const confirmed = code()
  await page.getByLabel('Six-digit code').fill(confirmed)
  await page.getByRole('button', { name: 'Confirm the code' }).click()
  await page.getByText(backupCodes[0] ?? '').waitFor()
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await home(page)

  await signOut(page)
  await enter(page, email)
  await page.getByLabel('Six-digit code').fill(wrongCode(uri))
  await page.getByRole('button', { name: 'Go in' }).click()
  await page.getByRole('alert').getByText('That code is not right').waitFor()
  // The code that confirmed the app is used up, and so are the codes of the next minute in case it has begun.
  await app.pool.query('update auth.two_factor set used_step = used_step + 4')
  await page.getByLabel('Six-digit code').fill(code())
  await page.getByRole('button', { name: 'Go in' }).click()
  await page.getByText('That code was used already').waitFor()
  await app.pool.query('update auth.two_factor set used_step = null')
  await page.getByLabel('Six-digit code').fill(code())
  await page.getByRole('button', { name: 'Go in' }).click()
  await home(page)

  await signOut(page)
  await enter(page, email)
  await page.getByRole('button', { name: 'I do not have my telephone' }).click()
  await page.getByLabel('Code from paper').fill('not on the paper')
  await page.getByRole('button', { name: 'Go in' }).click()
  await page.getByRole('alert').getByText('none of your codes from paper').waitFor()
  await page.getByLabel('Code from paper').fill(backupCodes[1] ?? '')
  await page.getByRole('button', { name: 'Go in' }).click()
  await home(page)

  // While others guess at the account, another browser needs password and code; this known browser goes on as
  // before.
  await app.pool.query(
    `insert into auth.attempt values ('account:' || $1, 100, now())
     on conflict (key) do update set failures = 100, since = now()`,
    [createHash('sha256').update(email).digest('base64url')],
  )
  const { page: elsewhere } = await app.visit()
  await elsewhere.goto('/sign-in')
  await enter(elsewhere, email)
  await elsewhere.getByLabel('Code of the app, or from paper').fill(backupCodes[2] ?? '')
  await elsewhere.getByLabel('Password').fill(PASSWORD)
  await elsewhere.getByRole('button', { name: 'Go in' }).click()
  await home(elsewhere)
  await signOut(page)
  await enter(page, email)
  await page.getByRole('heading', { name: 'One more step' }).waitFor()
})

test('after too many tries a code is asked for where it unlocks at once, and not where only waiting helps', async () => {
  const { page, context, email } = await newcomer()
  await context.clearCookies()
  const fill = (kind: 'account' | 'pair', about: string) =>
    app.pool.query(
      'insert into auth.attempt values ($1, 1000, now()) on conflict (key) do update set failures = 1000',
      [attemptKey(kind, about)],
    )
  const refused = page.getByRole('alert')
  const code = page.getByLabel('Code of the app, or from paper')
  await fill('account', email)
  await enter(page, email)
  await refused.getByText('a right code below you come in at once').waitFor()
  await code.waitFor()
  // From here the account has too many failed tries: no code is checked.
  for (const address of ['127.0.0.1', '0:0:0::/48']) await fill('pair', `${address} ${email}`)
  await enter(page, email)
  await refused.getByText('To keep the account safe, wait').waitFor()
  expect(await code.count()).toBe(0)
})

test('what is typed while the words of a refusal are still on their way is kept', async () => {
  const { email } = await newcomer()
  const { page } = await app.visit()
  await page.goto('/sign-in')
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  await page.route(/of-sign_in/u, async (route) => {
    await released
    await route.continue()
  })
  const words = page.waitForRequest(/of-sign_in/u)
  await page.getByLabel('E-mail').fill(email)
  const password = page.getByLabel('Password')
  await password.fill('not the password of anybody')
  await page.getByRole('button', { name: 'Go in' }).click()
  await words
  await expect.poll(() => password.inputValue()).toBe('')
  await password.fill(PASSWORD)
  release()
  await page.getByRole('alert').getByText('do not go together').waitFor()
  expect(await password.inputValue()).toBe(PASSWORD)
  await page.getByRole('button', { name: 'Go in' }).click()
  await page.getByRole('heading', { name: /one thing before you start/u }).waitFor()
})

test('a link of another site is never the page shown after sign-in', async () => {
  const { page, context, email } = await newcomer()
  await fingerprintKey(context, page)
  await page.goto('/sign-in?then=https://example.org/steal')
  await enter(page, email)
  await page.getByRole('button', { name: 'Make a passkey' }).click()
  await home(page)
  expect(new URL(page.url()).origin).toBe(app.url)
})

test('an administrator invites somebody, hands over the sheet, and takes a role back', async () => {
  const { page, context, email } = await newcomer({ viewport: { width: 1280, height: 800 } })
  await fingerprintKey(context, page)
  await enter(page, email)
  await page.getByRole('button', { name: 'Make a passkey' }).click()
  await home(page)
  await page.getByRole('link', { name: 'Administration' }).click()
  await page.getByRole('link', { name: 'Team', exact: true }).click()
  await page.getByRole('button', { name: 'Invite somebody' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name and surname').fill('Ana Ríos')
  await dialog.getByLabel('E-mail').fill('ana.rios@example.org')
  await dialog.getByLabel('Front desk').check()
  await dialog.getByRole('button', { name: 'Invite somebody' }).click()
  await page.getByRole('heading', { name: 'Welcome, Ana Ríos' }).waitFor()
  await page.getByRole('img', { name: /Square code/u }).waitFor()
  await page.getByRole('link', { name: 'Team' }).first().click()
  await page.getByRole('link', { name: 'Ana Ríos' }).click()
  await page.getByRole('button', { name: 'Take back the role Front desk' }).click()
  await page.getByText('No role here').waitFor()
  await settled(page)
  expect(await page.getByRole('button', { name: /Take back/u }).count()).toBe(0)
})

// The page of a pending second proof has no address of its own, so the test of all routes does not open it.
test('axe finds nothing where a second proof is asked', async () => {
  const { page, context, email } = await newcomer()
  await fingerprintKey(context, page)
  await enter(page, email)
  await page.getByRole('heading', { name: /one thing/u }).waitFor()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
})
