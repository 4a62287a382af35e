// The link of an invitation is typed from a sheet by hand: in groups of four that no line breaks, and copied as it is.
import { expect, test } from 'vitest'
import { addUser, hashPassword } from '../../src/identity/users/server/found.ts'
import { getInvitation, inviteUser } from '../../src/identity/users/operations.ts'
import type { Id } from '../../src/kernel/words.ts'
import { asOwner } from '../../src/platform/database/connect.ts'
import { testNetwork } from '../harness/network.ts'
import { testApplication } from './application.ts'
import { PASSWORD } from './staff.ts'

test('on a phone no group of letters is broken, and the text is the link', async () => {
  const network = await testNetwork()
  network.clock.now = new Date()
  const { dora } = network.actors
  const invited = { id: network.newId(), name: 'Nilo', email: 'nilo@example.org', locale: 'es' as const }
  const { id: user } = await network.execute(
    inviteUser,
    { ...invited, roles: [{ role: 'front_desk' }] },
    dora,
  )
  await addUser(asOwner(network.database.pool), {
    id: network.newId() as Id,
    organisation: dora.organisation,
    name: 'Dora Luz',
    email: 'luz@example.org',
    locale: 'es',
    passwordHash: await hashPassword(PASSWORD),
    roles: [{ role: 'administrator' }],
  })
  const app = await testApplication(network.database)
  const { page, context } = await app.visit({ locale: 'es', viewport: { width: 360, height: 740 } })
  const data = { email: 'luz@example.org', password: PASSWORD }
  const headers = { 'x-requested-with': 'arraigo' }
  expect((await context.request.post('/api/auth/sign-in', { data, headers })).status()).toBe(200)
  await page.goto(`/users/${user}/invitation`)
  const link = page.getByText(/\/invitation\//u).locator('..')
  await link.waitFor()
  const { path } = await network.ask(getInvitation, { user }, dora)
  expect((await link.textContent())?.endsWith(path)).toBe(true)
  const groups = await link.locator('span').evaluateAll((all) =>
    all.slice(1).map((one) => ({
      letters: one.textContent?.length ?? 0,
      lines: (one as unknown as { getClientRects(): { length: number } }).getClientRects().length,
    })),
  )
  expect(groups.length).toBeGreaterThan(5)
  expect(groups.every(({ letters, lines }) => letters <= 4 && lines === 1)).toBe(true)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
})
