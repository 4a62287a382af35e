// The device's database: commands, people, documents of lists, drafts of forms, and the device's own state. One per user and organisation.
// Encrypted on the disk and decrypted in memory: encrypted rows cannot be searched, and an IndexedDB
// transaction ends while it waits for an encryption call.
import type { ProblemDocument } from '../kernel/problem.ts'
import type { Id } from '../kernel/words.ts'
import type { KeptFile } from './files.ts'
import { done, kept, openDatabase } from './database.ts'
import { seal, unseal, type Sealed } from './seal.ts'

/**
 * `pending`: to be sent. `attention`: rejected or parked, a person must decide. The others are final:
 * `applied`, `replaced` by a corrected command, `discarded` with a reason, `answered` when its user saw the
 * refusal on the screen.
 */
export type EntryState = 'pending' | 'attention' | 'applied' | 'replaced' | 'discarded' | 'answered'

/** A command as stored on this device. */
export type Entry = {
  id: Id
  /** Its position among all commands ever made here. */
  order: number
  /** Its position among the commands to be sent; only while pending. */
  seq?: number
  state: EntryState
  name: string
  input: unknown
  occurredAt: string
  packRelease?: string
  after?: Id
  replaces?: Id
  replacedBy?: Id
  /** The people it is about. */
  persons: Id[]
  /** The places of the list documents it is about; absent in commands of earlier releases. */
  documents?: string[]
  /** What must be uploaded before it is sent; `input` gets their ids then. */
  files?: KeptFile[]
  /** Why it was refused; kept when it is corrected or discarded. */
  problem?: ProblemDocument
  parked?: boolean
  reason?: string
  output?: unknown
  /** When it became final, by this device's clock, and the database that applied it. */
  endedAt?: number
  database?: Id
}

export type Parts = Record<string, unknown>

export type Person = {
  person: Id
  /** The documents as the server last sent them. */
  server?: Parts
  /** The same with the pending commands applied: what screens show. */
  parts: Parts
  keys: string[]
  changedAt: number
}

/** A document of a list. Its place is `<list>/<id>`. */
export type ListDocument = {
  list: string
  id: Id
  /** As the server last sent it. */
  server?: unknown
  /** The same with the pending commands applied, where they change it; null when they remove it. */
  local?: unknown
}

/**
 * What is typed in a form and not yet sent. `instance` is the form that was opened, absent in drafts of earlier
 * releases, which had one for each form. `held` is what it has sent and not finished.
 */
/** In the place of a file among the values of a draft. */
export const KEPT_FILE = 'kept file'

/** Whether one of these values is a file: what keeps files is loaded where there are some. */
export const hasFile = (values: unknown): boolean =>
  Object.values((values ?? {}) as object).some((value) => value instanceof Blob)

export type FormDraft = {
  form: string
  instance?: string
  /** The address of its screen; absent in drafts of earlier releases. */
  path?: string
  values: unknown
  /** What the form held at first; absent in drafts of earlier releases. */
  began?: unknown
  held?: unknown
  /** The fields whose files were too large to be kept. */
  lost?: readonly string[]
  at: number
}

/** The device's own state. */
export type Self = {
  device: Id
  nextSeq: number
  nextOrder: number
  cursor: string | null
  /** The cursor of each list, and whether the server has sent all of it. */
  lists?: Readonly<Record<string, { cursor: string | null; whole: boolean }>>
  database?: Id
  packRelease?: string
  syncedAt?: number
}

/** Everything on this device, as one consistent snapshot. */
export type Kept = {
  readonly self: Self
  readonly entries: ReadonlyMap<Id, Entry>
  readonly people: ReadonlyMap<Id, Person>
  /** By place. */
  readonly documents: ReadonlyMap<string, ListDocument>
  /** By the name of the form and its instance. */
  readonly forms: ReadonlyMap<string, FormDraft>
}

/** The same while it is being changed; a value is replaced, never changed in place. */
export type Draft = {
  self: Self
  entries: Map<Id, Entry>
  people: Map<Id, Person>
  documents: Map<string, ListDocument>
  forms: Map<string, FormDraft>
}

export type Store = {
  /** The current state, with the writes of other tabs. */
  read(): Promise<Kept>
  /** Stores all changes of `work` to the draft, or none when it throws. One tab at a time. */
  write<T>(work: (draft: Draft) => T): Promise<T>
  close(): void
}

/**
 * An encrypted value. `place` is `self`, `entry/<id>`, `person/<id>`, `document/<list>/<id>`,
 * `form/<name>#<instance>` or, of earlier releases, `form/<name>`; `revision` is the number of its last write.
 */
type Row = Sealed & { place: string; revision: number }

type State = Kept & { revision: number }

/**
 * A tab with older code would take the documents of lists, which version 3 added, and the drafts of forms, which
 * version 4 added, for people.
 */
const VERSION = 4

/**
 * Before version 2 rows were not encrypted: those are erased. Later rows hold unsent commands: every version
 * keeps them.
 */
export function upgradeStore(database: IDBDatabase, from: number): void {
  if (from >= 2) return
  for (const old of database.objectStoreNames) database.deleteObjectStore(old)
  database.createObjectStore('row', { keyPath: 'place' }).createIndex('revision', 'revision')
  database.createObjectStore('revision')
}

export const newSelf = (device: Id): Self => ({ device, nextSeq: 1, nextOrder: 1, cursor: null })

/** Opens a store with its data key, or creates it with this device id. @throws when the key is wrong */
export async function openStore(name: string, key: CryptoKey, device: Id): Promise<Store> {
  const database = await openDatabase(name, VERSION, upgradeStore)
  let state: State = {
    revision: 0,
    self: newSelf(device),
    entries: new Map(),
    people: new Map(),
    documents: new Map(),
    forms: new Map(),
  }

  /** Reads what other tabs wrote since the last read. */
  async function readNewer(): Promise<State> {
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
    // A write of this tab may have ended in between: its state is newer.
    if (revision <= state.revision) return state
    const read: Draft & { revision: number } = {
      revision,
      self: state.self,
      entries: new Map(state.entries),
      people: new Map(state.people),
      documents: new Map(state.documents),
      forms: new Map(state.forms),
    }
    for (const [index, { place }] of rows.entries()) {
      const id = idIn(place)
      if (place === 'self') read.self = values[index] as Self
      else if (place.startsWith('entry/')) read.entries.set(id, values[index] as Entry)
      else if (place.startsWith('document/')) read.documents.set(id, values[index] as ListDocument)
      else if (place.startsWith('form/')) read.forms.set(id, values[index] as FormDraft)
      else read.people.set(id, values[index] as Person)
    }
    const present = new Set(places)
    for (const id of read.entries.keys()) if (!present.has(`entry/${id}`)) read.entries.delete(id)
    for (const id of read.people.keys()) if (!present.has(`person/${id}`)) read.people.delete(id)
    for (const id of read.documents.keys()) if (!present.has(`document/${id}`)) read.documents.delete(id)
    for (const id of read.forms.keys()) if (!present.has(`form/${id}`)) read.forms.delete(id)
    state = read
    return state
  }

  async function keep(before: State, draft: Draft): Promise<void> {
    const revision = before.revision + 1
    const values: [string, unknown][] = [
      ...(draft.self === before.self && before.revision > 0 ? [] : [['self', draft.self] as [string, Self]]),
      ...changed('entry', before.entries, draft.entries),
      ...changed('person', before.people, draft.people),
      ...changed('document', before.documents, draft.documents),
      ...changed('form', before.forms, draft.forms),
    ]
    const gone = [
      ...missing('entry', before.entries, draft.entries),
      ...missing('person', before.people, draft.people),
      ...missing('document', before.documents, draft.documents),
      ...missing('form', before.forms, draft.forms),
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
    read: readNewer,
    write: (work) =>
      navigator.locks.request(`${name}-write`, async () => {
        const before = await readNewer()
        const draft: Draft = {
          self: before.self,
          entries: new Map(before.entries),
          people: new Map(before.people),
          documents: new Map(before.documents),
          forms: new Map(before.forms),
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
