// The lists of a device in its store: sealed, found again, erased with the people, and sent by the server anew.
import 'fake-indexeddb/auto'
import * as z from 'zod/mini'
import { expect, test } from 'vitest'
import type { Actor } from '../kernel/actor.ts'
import { command } from '../kernel/command.ts'
import { documentList } from '../kernel/list.ts'
import { Id } from '../kernel/words.ts'
import { onList, type DeviceCapability } from './capability.ts'
import { done, openDatabase } from './database.ts'
import { keptLists, listsToPull, takeLists } from './lists.ts'
import { beginAnew, enqueue, type OutboxContext } from './outbox.ts'
import { dataKey } from './seal.ts'
import { openStore } from './store.ts'
import { dropPinKey } from './unlock.ts'

const id = (last: number) => `00000000-0000-7000-8000-00000000000${last}`
const pots = documentList('pots', z.object({ id: Id, name: z.string() }))
const paint = command({
  name: 'pot.paint',
  summary: 'A pot is given another name.',
  input: z.strictObject({ id: Id, name: z.string() }),
  output: z.object({}),
  offline: true,
})
const capability: DeviceCapability = {
  name: 'pots',
  commands: [],
  lists: [
    {
      list: pots,
      commands: [
        onList(pots, paint, {
          documents: (input) => [input.id],
          apply: (pot, { name }) => pot && { ...pot, name },
        }),
      ],
    },
  ],
}
let last = 1
const context: OutboxContext = {
  capabilities: [capability],
  actor: { user: id(1), organisation: id(2) } as Actor,
  now: () => 0,
  newId: () => `00000000-0000-7000-8000-0000000001${String(last++).padStart(2, '0')}`,
}
const page = (more: Partial<Parameters<typeof takeLists>[1][number]> = {}) => ({
  name: 'pots',
  reset: false,
  documents: [],
  withdrawn: [],
  cursor: 'c',
  more: false,
  ...more,
})
const pot = (last: number, name: string) => ({ id: id(last), document: { id: id(last), name } })
const secret = await dataKey(crypto.getRandomValues(new Uint8Array(32)))

test('documents are sealed on the disk and found again, in another tab and after a restart', async () => {
  const [one, tab] = [await openStore('pots-1', secret, id(1)), await openStore('pots-1', secret, id(1))]
  await one.write((draft) => void takeLists(draft, [page({ documents: [pot(3, 'Romero')] })]))
  expect(keptLists(await tab.read()).all(pots)).toEqual([{ id: id(3), name: 'Romero' }])
  await one.write((draft) => void takeLists(draft, [page({ withdrawn: [id(3)] })]))
  expect(keptLists(await tab.read()).all(pots)).toEqual([])
  await one.write((draft) => void takeLists(draft, [page({ documents: [pot(4, 'Salvia')] })]))
  one.close()
  tab.close()
  const database = await openDatabase('pots-1', undefined)
  const rows = await done<object[]>(database.transaction('row').objectStore('row').getAll())
  database.close()
  expect(JSON.stringify(rows)).not.toContain('Salvia')
  const again = await openStore('pots-1', secret, id(1))
  expect(keptLists(await again.read()).find(pots, id(4))).toEqual({ id: id(4), name: 'Salvia' })
  again.close()
})

test('a list is there once the server has sent all of it', async () => {
  const store = await openStore('pots-2', secret, id(1))
  const isThere = async () => keptLists(await store.read()).has(pots)
  expect(listsToPull(['pots'], (await store.read()).self)).toEqual([{ name: 'pots', cursor: null }])
  await store.write((draft) => void takeLists(draft, [page({ reset: true, cursor: 'one', more: true })]))
  expect(await isThere()).toBe(false)
  await store.write((draft) => void takeLists(draft, [page({ cursor: 'two' })]))
  expect(await isThere()).toBe(true)
  await store.write((draft) => void takeLists(draft, [page({ cursor: 'three', more: true })]))
  expect(await isThere()).toBe(true)
  expect(listsToPull(['pots'], (await store.read()).self)).toEqual([{ name: 'pots', cursor: 'three' }])
  store.close()
})

test('lists are erased with the people; pending work stays, and is applied when the list comes anew', async () => {
  const store = await openStore('pots-3', secret, id(1))
  await store.write((draft) => {
    takeLists(draft, [page({ documents: [pot(3, 'Romero')] })])
    enqueue(draft, context, paint, { id: id(3), name: 'Tomillo' })
  })
  expect(keptLists(await store.read()).all(pots)).toMatchObject([{ name: 'Tomillo' }])
  store.close()
  await dropPinKey('pots-3')
  const after = await openStore('pots-3', secret, id(1))
  expect((await after.read()).documents.size).toBe(0)
  await after.write((draft) => beginAnew(draft, context))
  expect(listsToPull(['pots'], (await after.read()).self)).toEqual([{ name: 'pots', cursor: null }])
  expect((await after.read()).entries.size).toBe(1)
  after.close()
})
