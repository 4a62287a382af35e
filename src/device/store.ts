// The device's database: commands to be sent, people kept, and what the device knows of itself. One per user and organisation.
import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb'
import type { ProblemDocument } from '../kernel/problem.ts'
import type { Id } from '../kernel/words.ts'

/**
 * `pending` waits to be sent; `attention` was rejected or parked and waits for a person to decide; the rest is over:
 * `applied`, `replaced` by a corrected one, `discarded` with a reason, `answered` when whoever made it saw the refusal.
 */
export type EntryState = 'pending' | 'attention' | 'applied' | 'replaced' | 'discarded' | 'answered'

/** A command as this device keeps it. */
export type Entry = {
  id: Id
  /** Where it stands among everything ever done here. */
  order: number
  /** Its place in what is to be sent; only while pending. */
  seq?: number
  state: EntryState
  name: string
  input: unknown
  occurredAt: string
  packRelease?: string
  after?: Id
  replaces?: Id
  replacedBy?: Id
  /** Whom it is about. */
  persons: Id[]
  /** Why it was not taken in; kept when it is corrected or discarded. */
  problem?: ProblemDocument
  parked?: boolean
  reason?: string
  output?: unknown
  /** When it ended, by this device's clock, and the database that took it in. */
  endedAt?: number
  database?: Id
}

export type Parts = Record<string, unknown>

export type Person = {
  person: Id
  /** As the server last gave it. */
  server?: Parts
  /** The same with the pending commands applied: what screens show. */
  parts: Parts
  keys: string[]
  changedAt: number
}

/** What the device knows of itself. */
export type Self = {
  device: Id
  nextSeq: number
  nextOrder: number
  cursor: string | null
  database?: Id
  packRelease?: string
  syncedAt?: number
  revoked?: boolean
}

interface Schema extends DBSchema {
  entry: {
    key: Id
    value: Entry
    indexes: { seq: number; state: EntryState; persons: Id; after: Id; endedAt: number }
  }
  person: { key: Id; value: Person; indexes: { keys: string; changedAt: number } }
  self: { key: 'self'; value: Self }
}

export type Store = IDBPDatabase<Schema>
/** A write over commands, people and the device itself: everything one exchange changes stands or falls together. */
export type Write = IDBPTransaction<Schema, ['entry', 'person', 'self'], 'readwrite'>

export async function openStore(name: string, newId: () => Id): Promise<Store> {
  const store = await openDB<Schema>(name, 1, {
    upgrade(database) {
      const entry = database.createObjectStore('entry', { keyPath: 'id' })
      entry.createIndex('seq', 'seq')
      entry.createIndex('state', 'state')
      entry.createIndex('persons', 'persons', { multiEntry: true })
      entry.createIndex('after', 'after')
      entry.createIndex('endedAt', 'endedAt')
      const person = database.createObjectStore('person', { keyPath: 'person' })
      person.createIndex('keys', 'keys', { multiEntry: true })
      person.createIndex('changedAt', 'changedAt')
      database.createObjectStore('self')
    },
    // A newer version of the application in another tab must be able to upgrade; this tab reads its next page load.
    blocking(_current, _blocked, event) {
      ;(event.target as IDBDatabase).close()
    },
  })
  const tx = store.transaction('self', 'readwrite')
  if (!(await tx.store.get('self'))) await tx.store.put(newSelf(newId()), 'self')
  await tx.done
  return store
}

export const newSelf = (device: Id): Self => ({ device, nextSeq: 1, nextOrder: 1, cursor: null })

export function write(store: Store): Write {
  return store.transaction(['entry', 'person', 'self'], 'readwrite')
}

/** What the device knows of itself; every opened store has it. */
export async function self(tx: Write): Promise<Self> {
  return (await tx.objectStore('self').get('self')) as Self
}

export async function selfOf(store: Store): Promise<Self> {
  return (await store.get('self', 'self')) as Self
}
