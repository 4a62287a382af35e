// An upgrade while screens are open: live updates come back after the proxy has answered for the server, and a new
// version reloads only the tab that asked for it.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication, type TestApplication, WITH_WORKER } from './application.ts'
import { matching, openLine, TOO_MANY, type Line } from './line.ts'
import { copyOfWeb, release } from './release.ts'
import { settled } from './settled.ts'
import { createAccounts, press, signIn, title, withSession } from './staff.ts'

let network: TestNetwork
let line: Line
let app: TestApplication
/** The built files, of which the test makes a next version. */
let web: string

beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network)
  web = await copyOfWeb()
  line = await openLine()
  app = await testApplication(network.database, line, web)
})

const welcome = (called: string) =>
  network.execute(registerPerson, { id: network.newId(), searched: 'everywhere', called }, network.actors.ana)

test.each([
  ['the proxy answered 502 while the server was replaced', undefined],
  ['the proxy refused too many requests', TOO_MANY],
])('a list is up to date again after %s', async (_what, refusal) => {
  const { page } = await withSession(app, 'ana', 'desk')
  await page.goto('/people')
  await title(page, /.+/u)
  // The list is a part of its own, whose code is there before the server goes.
  await settled(page)
  await expect.poll(() => line.seen.filter((one) => one === 'GET /api/live').length).toBeGreaterThan(0)
  const before = line.seen.length
  const tries = () => line.seen.slice(before).filter((one) => one === 'GET /api/live').length
  if (refusal) line.disturb(matching(/^GET \/api\/live/u, refusal))
  else await app.stop()
  // Refused once: a browser opens its stream no more by itself.
  await expect.poll(tries).toBeGreaterThan(1)
  const name = refusal ? 'Sola' : 'Rosa'
  await welcome(name)
  if (refusal) line.heal()
  else await app.start()
  await page.getByRole('link', { name }).first().waitFor()
  // And the stream is there: what happens now is told.
  await welcome(`${name} Luz`)
  await page
    .getByRole('link', { name: `${name} Luz` })
    .first()
    .waitFor()
  await page.close()
})

/** Waits until the worker has a screen that nobody has opened yet. */
const kept = (page: Page, screen: string) =>
  page.evaluate<boolean>(`new Promise((answered) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = ({ data }) => answered(data)
    navigator.serviceWorker.controller.postMessage({ keep: { screens: ['${screen}'], locale: 'es' } }, [port2])
  })`)

const caches = (page: Page) =>
  page.evaluate<number>(
    `caches.keys().then((names) => names.filter((name) => name.startsWith('arraigo-')).length)`,
  )

test('a new version reloads only the tab that asked; the other keeps what is typed, and still opens its screens', async () => {
  const { page: first, context } = await signIn(app, 'ana', 'desk', WITH_WORKER)
  await first.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  await first.reload()
  await first.getByRole('heading', { level: 1, name: /^Buen/u }).waitFor()
  expect(await kept(first, '/referrals')).toBe(true)
  const second = await context.newPage()
  await second.goto('/welcome?q=nora')
  await press(second, 'No está: registrar')
  await second.getByLabel('Nombres').fill('Nora del Carmen')
  await release(web)
  const offered = 'Hay una versión nueva de Arraigo'
  for (const page of [first, second]) {
    await page.evaluate('navigator.serviceWorker.ready.then((registration) => registration.update())')
    await page.getByText(offered).waitFor()
  }
  await Promise.all([first.waitForEvent('load'), press(first, 'Actualizar')])
  await first.getByRole('heading', { level: 1, name: /^Buen/u }).waitFor()
  expect(await first.getByText(offered).count()).toBe(0)

  expect(await second.getByLabel('Nombres').inputValue()).toBe('Nora del Carmen')
  await second.getByText(offered).waitFor()
  expect(await caches(second)).toBe(2)
  // It asks before it leaves the form.
  second.on('dialog', (dialog) => void dialog.accept())
  // A screen whose code this tab has not loaded yet, and the server has no more.
  await second.getByRole('navigation').first().getByRole('link', { name: 'Remisiones' }).click()
  await title(second, 'Remisiones')
  await Promise.all([second.waitForEvent('load'), press(second, 'Actualizar')])
  await second.getByRole('heading', { level: 1 }).first().waitFor()
  // Nobody runs the older version now.
  await expect.poll(() => caches(second)).toBe(1)
})
