// Drafts of forms in the device's store: sealed, found again, erased with the people and after a week.
import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import type { Actor } from '../kernel/actor.ts'
import { storeName } from '../kernel/envelope.ts'
import { done, openDatabase } from './database.ts'
import { openDevice } from './device.ts'
import { dataKey } from './seal.ts'
import { dropPinKey } from './unlock.ts'

const id = (last: number) => `00000000-0000-7000-8000-00000000000${last}`
const ana = { user: id(1), organisation: id(2) } as Actor
const key = await dataKey(crypto.getRandomValues(new Uint8Array(32)))
const DAY = 86_400_000
const open = (now = 0, actor = ana) => openDevice({ actor, capabilities: [], key, now: () => now })

test('a draft is sealed on the disk, and found after a restart', async () => {
  const device = await open()
  await device.drafts.keep('person.register', { givenNames: 'Zoila' })
  device.close()
  const database = await openDatabase(storeName(ana), undefined)
  const rows = await done<{ place: string; bytes: ArrayBuffer }[]>(
    database.transaction('row').objectStore('row').getAll(),
  )
  database.close()
  expect(rows.map(({ place }) => place)).toContain('form/person.register')
  expect(rows.map(({ bytes }) => new TextDecoder('latin1').decode(bytes)).join()).not.toContain('Zoila')
  const again = await open()
  expect(await again.drafts.find('person.register')).toMatchObject({ values: { givenNames: 'Zoila' }, at: 0 })
  await again.drafts.erase('person.register')
  expect(await again.drafts.find('person.register')).toBeUndefined()
  again.close()
})

test('another user of the same device has no draft of theirs', async () => {
  const device = await open()
  await device.drafts.keep('person.register', { givenNames: 'Zoila' })
  const other = await open(0, { ...ana, user: id(3) })
  expect(await other.drafts.find('person.register')).toBeUndefined()
  device.close()
  other.close()
})

test('a draft is erased after seven days, and with the key of the PIN', async () => {
  const day6 = await open(7 * DAY - 1)
  expect(await day6.drafts.find('person.register')).toBeDefined()
  await day6.drafts.keep('need.identify/1', { note: 'x' })
  day6.close()
  const doubtful = await openDevice({ actor: ana, capabilities: [], key, now: () => 9e12, doubtsClock: true })
  expect(await doubtful.drafts.find('person.register')).toBeDefined()
  doubtful.close()
  const day7 = await open(7 * DAY)
  expect(await day7.drafts.find('person.register')).toBeUndefined()
  expect(await day7.drafts.find('need.identify/1')).toBeDefined()
  day7.close()
  await dropPinKey(storeName(ana)).catch(() => {})
  const emptied = await open(7 * DAY)
  expect(await emptied.drafts.find('need.identify/1')).toBeUndefined()
  emptied.close()
})
