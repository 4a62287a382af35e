// A PIN that was wrong too often: how long it waits, also where the clock of the device was wrong.
import 'fake-indexeddb/auto'
import { beforeEach, expect, test } from 'vitest'
import type { Actor } from '../kernel/actor.ts'
import type { Id } from '../kernel/words.ts'
import { wipe } from './locks.ts'
import { createLock, tryPin } from './unlock.ts'

const actor = {
  user: '01890000-0000-7000-8000-000000000001' as Id,
  organisation: '01890000-0000-7000-8000-000000000002' as Id,
  organisationName: 'Huerta',
} as Actor
const PIN = '482951'
const NOW = Date.parse('2026-03-02T15:00:00Z')
const SECONDS = 1000
let store: string

beforeEach(async () => {
  if (store !== undefined) await wipe(store)
  const device = '01890000-0000-7000-8000-000000000003' as Id
  const secret = btoa('a secret of the server')
  const session = { user: { name: 'Ana' }, actor }
  ;({ store } = await createLock({ session, device, pin: PIN, secret, idleMinutes: 5 }))
})

async function wrong(times: number, at: number) {
  for (let each = 0; each < times; each++)
    expect(await tryPin(store, '111213', at)).toMatchObject({ is: 'wrong' })
}

test('after the fourth wrong PIN the right one opens only when the wait is over', async () => {
  await wrong(4, NOW)
  expect(await tryPin(store, PIN, NOW + 29 * SECONDS)).toEqual({ is: 'early', seconds: 1 })
  expect(await tryPin(store, PIN, NOW + 30 * SECONDS)).toMatchObject({ is: 'open' })
})

test('a clock that was years ahead and is set right delays the right PIN by one wait, not by years', async () => {
  await wrong(4, Date.parse('2031-01-01T00:00:00Z'))
  expect(await tryPin(store, PIN, NOW)).toEqual({ is: 'early', seconds: 30 })
  expect(await tryPin(store, PIN, NOW + 10 * SECONDS)).toEqual({ is: 'early', seconds: 20 })
  expect(await tryPin(store, PIN, NOW + 30 * SECONDS)).toMatchObject({ is: 'open' })
})
