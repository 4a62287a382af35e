// A device that was prepared for work without a network opens each screen of its user's role there, also those that
// were never opened with a network, and only what its language and its user need was fetched.
import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { routes } from '../../src/entry/screens.tsx'
import { grantsOf } from '../../src/kernel/roles.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import type { Id } from '../../src/kernel/words.ts'
import { isFor } from '../../src/kit/session.tsx'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { testNetwork } from '../harness/network.ts'
import { testApplication, WITH_WORKER } from './application.ts'
import { go, settled } from './settled.ts'
import { createAccounts, keepPeople, signIn, unlock } from './staff.ts'

const PIN = '482951'
const ROLE = 'front_desk'
let phone: Page
let context: BrowserContext
let lina: Id
const fetched: string[] = []

beforeAll(async () => {
  const network = await testNetwork()
  await createAccounts(network)
  lina = network.newId()
  await network.execute(
    registerPerson,
    { id: lina, givenNames: 'Lina', firstSurname: 'Peña', searched: 'everywhere' },
    network.actors.ana,
  )
  const app = await testApplication(network.database)
  ;({ page: phone, context } = await signIn(app, 'ana', 'phone', WITH_WORKER))
  context.on('request', (request) => fetched.push(new URL(request.url()).pathname))
  await keepPeople(phone, PIN)
  await context.setOffline(true)
  await phone.goto('/')
  await unlock(phone, PIN)
})

const actor = { grants: grantsOf([ROLE]), organisationClass: 'cso' } as unknown as Actor
const own = routes.filter((route) => (route.field || route.offline) && !route.open && isFor(actor, route))

test('the role has field routes', () => {
  expect(own.length).toBeGreaterThan(12)
})

test.each(own.map(({ path }) => [path]))('%s opens', async (path) => {
  await go(phone, path.replace(':person', lina).replaceAll(/:\w+/gu, 'none'))
  await settled(phone)
  const text = await phone.getByRole('main').innerText()
  expect(text).not.toBe('')
  expect(text).not.toMatch(/\[[a-z_]+(?:\.\w+)+\]/u)
  expect(text).not.toContain('Cargar de nuevo')
})

test('no font of a script that nobody reads was fetched, and no screen of another role', () => {
  expect(fetched.filter((path) => path.includes('arabic') || path.includes('Erasures'))).toEqual([])
  expect(fetched.some((path) => path.includes('/es/'))).toBe(true)
})
