// An upgrade behind a reverse proxy, while a screen is open in front of somebody who does nothing: the proxy says 502 in
// HTML until the new version runs; then the live updates are there again, the lists are up to date, and the new version is
// offered. With the proxy of this project, and with nginx as documented where this machine has it.
import { beforeAll, expect, test } from 'vitest'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { openProxy, PROXIES } from '../harness/proxy.ts'
import { testApplication, WITH_WORKER } from './application.ts'
import { copyOfWeb, release } from './release.ts'
import { settled } from './settled.ts'
import { createAccounts, press, signIn, title } from './staff.ts'

let network: TestNetwork

beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network)
})

const welcome = (called: string) =>
  network.execute(registerPerson, { id: network.newId(), searched: 'everywhere', called }, network.actors.ana)

test.each(Object.entries(PROXIES))('an upgrade behind %s', async (proxied, command) => {
  const web = await copyOfWeb()
  const app = await testApplication(network.database, await openProxy(command), web)
  const { page } = await signIn(app, 'ana', 'desk', WITH_WORKER)
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  const opened: number[] = []
  const stream = '/api/live'
  page.on('response', (answer) => answer.url().endsWith(stream) && opened.push(answer.status()))
  await page.goto('/people')
  await title(page, /.+/u)
  await settled(page)
  await expect.poll(() => opened).toEqual([200])
  const link = (name: string) => page.getByRole('link', { name, exact: true }).first()
  // What happens is told through the proxy, at once and not when the answer ends.
  await welcome(`Nora ${proxied}`)
  await link(`Nora ${proxied}`).waitFor()

  await app.stop()
  await release(web)
  await welcome(`Rosa ${proxied}`)
  await expect.poll(() => opened.filter((status) => status === 502).length).toBeGreaterThan(1)
  await app.start()
  await link(`Rosa ${proxied}`).waitFor()
  expect(opened.at(-1)).toBe(200)
  await welcome(`Luz ${proxied}`)
  await link(`Luz ${proxied}`).waitFor()

  const offered = page.getByText('Hay una versión nueva de Arraigo')
  await offered.waitFor()
  await Promise.all([page.waitForEvent('load'), press(page, 'Actualizar')])
  await title(page, /.+/u)
  await settled(page)
  expect(await offered.count()).toBe(0)
  await link(`Luz ${proxied}`).waitFor()
})
