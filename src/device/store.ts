// The device's database: commands to be sent, people kept, and what the device knows of itself. One per user and organisation.
// Sealed on the disk and open in memory, because what is sealed cannot be searched, and a database waits for no cipher.
import type { ProblemDocument } from '../kernel/problem.ts'
import type { Id } from '../kernel/words.ts'
import { done, kept, openDatabase } from './database.ts'
import { seal, unseal, type Sealed } from './seal.ts'

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
}

/** All there is on this device, as it stood at one moment. */
export type Kept = {
  readonly self: Self
  readonly entries: ReadonlyMap<Id, Entry>
  readonly people: ReadonlyMap<Id, Person>
}

/** The same while it is being changed; a value is replaced, never changed in place. */
export type Draft = { self: Self; entries: Map<Id, Entry>; people: Map<Id, Person> }

export type Store = {
  /** What is kept now, other tabs' writes included. */
  read(): Promise<Kept>
  /** Everything `work` does to the draft stands or falls together; what it throws undoes all of it. One tab at a time. */
  write<T>(work: (draft: Draft) => T): Promise<T>
  close(): void
}

/** A sealed value. Its place is `self`, `entry/<id>` or `person/<id>`; `revision` is the write that put it there. */
type Row = Sealed & { place: string; revision: number }

type State = Kept & { revision: number }

const VERSION = 2

/** Until version 2 rows were not sealed; those are erased. From then on they hold what was not sent, and every version keeps them. */
export function upgradeStore(database: IDBDatabase, from: number): void {
  if (from >= 2) return
  for (const old of database.objectStoreNames) database.deleteObjectStore(old)
  database.createObjectStore('row', { keyPath: 'place' }).createIndex('revision', 'revision')
  database.createObjectStore('revision')
}

export const newSelf = (device: Id): Self => ({ device, nextSeq: 1, nextOrder: 1, cursor: null })

/** Opens a store with its data key; a new one becomes this device's. @throws when the key is another's */
export async function openStore(name: string, key: CryptoKey, device: Id): Promise<Store> {
  const database = await openDatabase(name, VERSION, upgradeStore)
  let state: State = { revision: 0, self: newSelf(device), entries: new Map(), people: new Map() }

  /** Takes in what other tabs wrote since. */
  async function caughtUp(): Promise<State> {
    const tx = database.transaction(['row', 'revision'])
    const revision = await done<number | undefined>(tx.objectStore('revision').get('last')).then(
      (last) => last ?? 0,
    )
    if (revision <= state.revision) return state
    const newer = IDBKeyRange.lowerBound(state.revision, true)
    const [rows, places] = await Promise.all([
      done<Row[]>(tx.objectStore('row').index('revision').getAll(newer)),
      done(tx.objectStore('row').getAllKeys()),
    ])
    const values = await Promise.all(rows.map((row) => unseal(key, row, row.place)))
    // This tab's own write may have overtaken what was read.
    if (revision <= state.revision) return state
    const read: Draft & { revision: number } = {
      revision,
      self: state.self,
      entries: new Map(state.entries),
      people: new Map(state.people),
    }
    for (const [index, { place }] of rows.entries()) {
      const id = idIn(place)
      if (place === 'self') read.self = values[index] as Self
      else if (place.startsWith('entry/')) read.entries.set(id, values[index] as Entry)
      else read.people.set(id, values[index] as Person)
    }
    const present = new Set(places)
    for (const id of read.entries.keys()) if (!present.has(`entry/${id}`)) read.entries.delete(id)
    for (const id of read.people.keys()) if (!present.has(`person/${id}`)) read.people.delete(id)
    state = read
    return state
  }

  async function keep(before: State, draft: Draft): Promise<void> {
    const revision = before.revision + 1
    const values: [string, unknown][] = [
      ...(draft.self === before.self && before.revision > 0 ? [] : [['self', draft.self] as [string, Self]]),
      ...changed('entry', before.entries, draft.entries),
      ...changed('person', before.people, draft.people),
    ]
    const gone = [
      ...missing('entry', before.entries, draft.entries),
      ...missing('person', before.people, draft.people),
    ]
    if (values.length === 0 && gone.length === 0) return
    const rows = await Promise.all(
      values.map(async ([place, value]) => ({ place, revision, ...(await seal(key, value, place)) })),
    )
    const tx = database.transaction(['row', 'revision'], 'readwrite')
    const all = tx.objectStore('row')
    for (const row of rows) all.put(row)
    for (const place of gone) all.delete(place)
    tx.objectStore('revision').put(revision, 'last')
    await kept(tx)
    state = { ...draft, revision }
  }

  const store: Store = {
    read: caughtUp,
    write: (work) =>
      navigator.locks.request(`${name}-write`, async () => {
        const before = await caughtUp()
        const draft: Draft = {
          self: before.self,
          entries: new Map(before.entries),
          people: new Map(before.people),
        }
        const result = work(draft)
        await keep(before, draft)
        return result
      }) as Promise<never>,
    close: () => database.close(),
  }
  await store.write(() => {})
  return store
}

const idIn = (place: string) => place.slice(place.indexOf('/') + 1)

const changed = <T>(kind: string, before: ReadonlyMap<Id, T>, after: ReadonlyMap<Id, T>) =>
  [...after]
    .filter(([id, value]) => before.get(id) !== value)
    .map(([id, value]): [string, T] => [`${kind}/${id}`, value])

const missing = (kind: string, before: ReadonlyMap<Id, unknown>, after: ReadonlyMap<Id, unknown>) =>
  [...before.keys()].filter((id) => !after.has(id)).map((id) => `${kind}/${id}`)
