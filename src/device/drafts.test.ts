// Drafts of forms in the device's store: sealed, found again, erased with the people and after a week.
import 'fake-indexeddb/auto'
import * as z from 'zod/mini'
import { expect, test } from 'vitest'
import type { Actor } from '../kernel/actor.ts'
import { storeName } from '../kernel/device-sync.ts'
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
  await device.drafts.keep({ form: 'person.register', values: { givenNames: 'Zoila' } })
  device.close()
  const database = await openDatabase(storeName(ana), undefined)
  const rows = await done<{ place: string; bytes: ArrayBuffer }[]>(
    database.transaction('row').objectStore('row').getAll(),
  )
  database.close()
  expect(rows.map(({ place }) => place)).toContain('form/person.register')
  expect(rows.map(({ bytes }) => new TextDecoder('latin1').decode(bytes)).join()).not.toContain('Zoila')
  const again = await open()
  expect(await again.drafts.list('person.register')).toMatchObject([
    { values: { givenNames: 'Zoila' }, at: 0 },
  ])
  await again.drafts.erase('person.register')
  expect(await again.drafts.list('person.register')).toEqual([])
  again.close()
})

test('another user of the same device has no draft of theirs', async () => {
  const device = await open()
  await device.drafts.keep({ form: 'person.register', values: { givenNames: 'Zoila' } })
  const other = await open(0, { ...ana, user: id(3) })
  expect(await other.drafts.list('person.register')).toEqual([])
  device.close()
  other.close()
})

test('a draft is erased after seven days, and with the key of the PIN', async () => {
  const day6 = await open(7 * DAY - 1)
  expect(await day6.drafts.list('person.register')).toHaveLength(1)
  await day6.drafts.keep({ form: 'need.identify/1', values: { note: 'x' } })
  day6.close()
  const doubtful = await openDevice({ actor: ana, capabilities: [], key, now: () => 9e12, doubtsClock: true })
  expect(await doubtful.drafts.list('person.register')).toHaveLength(1)
  doubtful.close()
  const day7 = await open(7 * DAY)
  expect(await day7.drafts.list('person.register')).toEqual([])
  expect(await day7.drafts.list('need.identify/1')).toHaveLength(1)
  day7.close()
  await dropPinKey(storeName(ana)).catch(() => {})
  const emptied = await open(7 * DAY)
  expect(await emptied.drafts.list('need.identify/1')).toEqual([])
  emptied.close()
})

test('two opened forms have a draft each, beside one that an earlier release left', async () => {
  let clock = 1
  const device = await openDevice({
    actor: { ...ana, user: id(4) },
    capabilities: [],
    key,
    now: () => clock++,
  })
  const form = 'person.register'
  // As an earlier release kept it: by the name of the form alone.
  await device.drafts.keep({ form, values: { givenNames: 'Abril' } })
  await device.drafts.keep({ form, instance: 'one', values: { givenNames: 'Berta' }, held: { ids: {} } })
  await device.drafts.keep({ form, instance: 'other', values: { givenNames: 'Carmen' } })
  const names = async () =>
    (await device.drafts.list(form)).map(({ values }) => (values as { givenNames: string }).givenNames)
  expect(await names()).toEqual(['Carmen', 'Berta', 'Abril'])
  await device.drafts.erase(form, 'other')
  await device.drafts.keep({ form, instance: 'one', values: { givenNames: 'Berta Luz' } })
  expect(await names()).toEqual(['Berta Luz', 'Abril'])
  await device.drafts.erase(form)
  expect(await names()).toEqual(['Berta Luz'])
  device.close()
})

test('a command of an id that is stored already is not stored twice', async () => {
  const device = await openDevice({ actor: { ...ana, user: id(5) }, capabilities: [], key, now: () => 1 })
  const command = { name: 'plot.water', offline: true, input: z.unknown() } as never
  await device.enqueue(command, { plot: 1 }, { id: id(6) })
  expect(await device.enqueue(command, { plot: 1 }, { id: id(6) })).toBe(id(6))
  expect((await device.status()).pending).toBe(1)
  device.close()
})
