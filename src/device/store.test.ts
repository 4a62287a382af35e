// Tests that a newer version of the store keeps the rows of an older one.
import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { done, kept, openDatabase } from './database.ts'
import { dataKey } from './seal.ts'
import { openStore, upgradeStore, type Entry } from './store.ts'

const DEVICE = '00000000-0000-7000-8000-000000000001'
const entry: Entry = {
  id: '00000000-0000-7000-8000-000000000002',
  order: 1,
  seq: 1,
  state: 'pending',
  name: 'person.register',
  input: { called: 'Nilo Paz' },
  occurredAt: '2026-03-02T15:00:00Z',
  persons: [],
}
const rowsAfter = async (name: string, version: number) => {
  const database = await openDatabase(name, version, upgradeStore)
  const places = await done(database.transaction('row').objectStore('row').getAllKeys())
  database.close()
  return places
}

test('an encrypted store is kept when its version rises', async () => {
  const store = await openStore('sealed', await dataKey(crypto.getRandomValues(new Uint8Array(32))), DEVICE)
  await store.write((draft) => void draft.entries.set(entry.id, entry))
  store.close()
  expect(await rowsAfter('sealed', 5)).toEqual([`entry/${entry.id}`, 'self'])
})

test('a store of a version without encryption is erased', async () => {
  const old = await openDatabase('open', 1, (made) => void made.createObjectStore('entry', { keyPath: 'id' }))
  const tx = old.transaction('entry', 'readwrite')
  tx.objectStore('entry').put(entry)
  await kept(tx)
  old.close()
  expect(await rowsAfter('open', 2)).toEqual([])
})
