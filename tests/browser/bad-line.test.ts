// On a bad line: whatever answers and is not our server confirms nothing, loses nothing and is never kept as a file
// of the application.
import type { Page } from 'playwright-core'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { addDays, dateIn } from '../../src/kernel/time.ts'
import type { Id } from '../../src/kernel/words.ts'
import { issueKey } from '../../src/identity/keys/operations.ts'
import { addUser, hashPassword } from '../../src/identity/users/server/found.ts'
import { asOwner } from '../../src/platform/database/connect.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { closeAfterEach } from '../harness/close-after-each.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication, type TestApplication, WITH_WORKER } from './application.ts'
import { matching, NOT_OURS, ofApi, openLine, PORTAL, type Line } from './line.ts'
import { settled } from './settled.ts'
import { createAccounts, PASSWORD, press, signIn, withSession } from './staff.ts'

const UNREACHED = 'No hay conexión con el servidor. Revise la red e intente de nuevo.'
const UNREACHED_IN_ARABIC = 'لا يمكن الوصول إلى الخادم. تحقق من الشبكة وحاول مرة أخرى.'

let network: TestNetwork
let line: Line
let app: TestApplication
let lina: Id

closeAfterEach()
beforeAll(async () => {
  network = await testNetwork()
  // The browser test's server uses the real clock.
  network.clock.now = new Date()
  await createAccounts(network)
  await addUser(asOwner(network.database.pool), {
    id: network.newId() as Id,
    organisation: network.organisations.garden,
    name: 'Dora',
    email: 'dora@example.org',
    locale: 'es',
    passwordHash: await hashPassword(PASSWORD),
    roles: [{ role: 'administrator' }, { role: 'data_protection_officer' }],
  })
  lina = network.newId()
  await network.execute(registerPerson, { id: lina, searched: 'file', called: 'Lina' }, network.actors.ana)
  line = await openLine()
  app = await testApplication(network.database, line)
})

beforeEach(() => line.heal())

const rows = async (query: string) => (await network.database.pool.query(query)).rows

/** Dora, who has no account among the staff of the journeys. */
async function signInDora(): Promise<Page> {
  const { page, context } = await app.visit({
    locale: 'es',
    viewport: { width: 1280, height: 800 },
    acceptDownloads: true,
  })
  const data = { email: 'dora@example.org', password: PASSWORD }
  const headers = { 'x-requested-with': 'arraigo', origin: app.url }
  expect((await context.request.post('/api/auth/sign-in', { data, headers })).status()).toBe(200)
  return page
}

test('a key is withdrawn only when the server says so', async () => {
  await network.execute(
    issueKey,
    {
      id: network.newId(),
      user: network.newId(),
      name: 'Contador',
      roles: ['front_desk'],
      allows: ['organisation.list'],
      until: addDays(dateIn(network.clock.now.toISOString(), 'America/Bogota'), 30),
    },
    network.actors.dora,
  )
  const dora = await signInDora()
  await dora.goto('/keys')
  await press(dora, 'Retirar')
  const dialog = dora.getByRole('dialog')
  await dialog.waitFor()
  await settled(dora)
  for (const [what, instead] of Object.entries(NOT_OURS)) {
    line.disturb(matching(/^POST \/api\/key\.revoke/u, instead))
    await dialog.getByRole('button', { name: 'Retirar' }).click()
    await settled(dora)
    await dialog.getByRole('alert').getByText(UNREACHED).waitFor()
    expect(await dora.getByText('La llave está retirada').count(), what).toBe(0)
  }
  line.heal()
  expect(await rows('select from auth.api_key where revoked_at is not null')).toHaveLength(0)
  await dialog.getByRole('button', { name: 'Retirar' }).click()
  await dora.getByText('La llave está retirada').waitFor()
  expect(await rows('select from auth.api_key where revoked_at is not null')).toHaveLength(1)
})

test('a consent and the file that proves it stay in the form until the server has both', async () => {
  const clara = (await withSession(app, 'clara', 'desk')).page
  await clara.goto(`/people/${lina}/consent?purpose=referral&recipient=cso&parts=identity`)
  await clara.getByLabel('Sí, lo permite').check()
  await clara.getByLabel('Con su firma').check()
  const box = clara.getByRole('img', { name: 'Recuadro para firmar' })
  await box.scrollIntoViewIfNeeded()
  const { x, y } = (await box.boundingBox()) ?? { x: 0, y: 0 }
  await clara.mouse.move(x + 20, y + 40)
  await clara.mouse.down()
  await clara.mouse.move(x + 120, y + 70, { steps: 5 })
  await clara.mouse.up()
  await settled(clara)
  for (const address of [/^POST \/api\/attachments/u, /^POST \/api\/consent\.give/u]) {
    for (const [what, instead] of Object.entries(NOT_OURS)) {
      line.disturb(matching(address, instead))
      await press(clara, 'Anotar la respuesta')
      await settled(clara)
      await clara.getByRole('alert').getByText(UNREACHED).waitFor()
      expect(await clara.getByRole('heading', { name: 'Usted dio' }).count(), what).toBe(0)
    }
  }
  expect(await rows('select from consent')).toHaveLength(0)
  line.heal()
  await press(clara, 'Anotar la respuesta')
  await clara.getByRole('heading', { name: 'Usted dio su consentimiento' }).waitFor()
  expect(
    await rows(
      `select a.media_type from consent c join attachment a on a.id = c.attachment and a.person = c.person`,
    ),
  ).toEqual([{ media_type: 'image/png' }])
})

test('lists, forms and the sign-in say that the server is not reached, and go on once it is', async () => {
  const { page } = await signIn(app, 'ana', 'desk')
  for (const address of ['/people', `/people/${lina}/need`]) {
    line.disturb(ofApi(PORTAL))
    // The pack, which a browser remembers from earlier visits.
    await page.evaluate(`caches.delete('reference-answers')`)
    await page.goto(address)
    // Of the session it only knows that the last one was hers.
    await page.getByText(UNREACHED).first().waitFor()
    line.heal()
    await press(page, 'Intentar de nuevo')
    await page.getByText(UNREACHED).waitFor({ state: 'detached' })
  }
  line.disturb(ofApi(PORTAL))
  const { page: stranger } = await app.visit({ locale: 'es' })
  await stranger.goto('/sign-in')
  await stranger.getByText(UNREACHED).waitFor()
  line.heal()
  await press(stranger, 'Intentar de nuevo')
  await stranger.getByLabel('Correo electrónico').waitFor()
})

test('a file is saved only when it comes from the server', async () => {
  const dora = await signInDora()
  await dora.goto('/disclosures')
  const link = dora.getByRole('link', { name: 'Descargar en CSV' })
  // A screen whose files are still on their way would break with the line.
  await link.waitFor()
  await settled(dora)
  let saved = 0
  dora.on('download', () => {
    saved += 1
  })
  for (const instead of Object.values(NOT_OURS)) {
    line.disturb(matching(/disclosures\.csv/u, instead))
    await link.click()
    await settled(dora)
    await dora.getByRole('alert').getByText(UNREACHED).waitFor()
  }
  expect(saved).toBe(0)
  line.heal()
  const [file] = await Promise.all([dora.waitForEvent('download'), link.click()])
  expect(file.suggestedFilename()).toBe('disclosures.csv')
})

test('a page whose messages are answered by a captive portal asks again until they come', async () => {
  const { page } = await app.visit({ locale: 'es' })
  line.disturb(matching(/^GET \/assets\/words-[^/]+\/es\//u, PORTAL))
  const before = line.seen.length
  await page.goto('/sign-in')
  const asked = () => line.seen.slice(before).filter((one) => one.includes('/es/start.json')).length
  await expect.poll(asked).toBeGreaterThan(2)
  line.heal()
  await page.getByLabel('Correo electrónico').waitFor()
})

test('the page of a captive portal is never kept as a file of the application', async () => {
  const { page } = await app.visit({ ...WITH_WORKER, locale: 'es' })
  // Only the service worker asks for the texts of a language that nobody reads here.
  line.disturb(matching(/^GET \/assets\/words-[^/]+\/ar\//u, PORTAL))
  await page.goto('/sign-in')
  await page.getByLabel('Correo electrónico').waitFor()
  const end = `(async () => {
    const { installing, active } = await navigator.serviceWorker.register('/sw.js')
    if (!installing) return active ? 'active' : 'none'
    if (installing.state === 'installing')
      await new Promise((done) => installing.addEventListener('statechange', done, { once: true }))
    return installing.state
  })()`
  expect(['redundant', 'none']).toContain(await page.evaluate<string>(end))
  line.heal()
  await page.evaluate(`navigator.serviceWorker.register('/sw.js').then(() => navigator.serviceWorker.ready)`)
  const kept = await page.evaluate<string[]>(`(async () => {
    const found = []
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) {
        const text = await (await caches.match(request)).text()
        if (text.includes('Hotel Mirador')) found.push(request.url)
      }
    return found
  })()`)
  expect(kept).toEqual([])
  await page.reload()
  await page.locator('select:has(> option[lang="ar"])').first().selectOption('ar')
  await page.locator('html[lang="ar"]').waitFor()
  // With the portal in between again, the application is the one that was kept.
  line.disturb(() => PORTAL)
  await page.reload()
  await page.getByText(UNREACHED_IN_ARABIC).waitFor()
  expect(await page.getByText('Hotel Mirador').count()).toBe(0)
})
