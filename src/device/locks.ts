// What stands between a device in strange hands and the people kept on it: one lock for each user's store.
import type { Id } from '../kernel/words.ts'
import { done, kept, openDatabase } from './database.ts'
import type { Sealed } from './seal.ts'

/** The PIN's way in. */
export type PinKey = {
  salt: Uint8Array<ArrayBuffer>
  rounds: number
  /** The browser will not read this key out: copied records are worth nothing without it. A whole disk image holds it. */
  hurdle: CryptoKey
  wrapped: Sealed
}

/** All that can be read of a store while it is locked: whose it is, and how often somebody guessed. */
export type Lock = {
  /** The name of the store's database. */
  store: string
  user: Id
  name: string
  organisationName: string
  device: Id
  /** Gone after too many wrong PINs; then only the server's secret opens the store. */
  way?: PinKey
  /** A long phrase opens it, not digits. */
  phrase: boolean
  /** The data key wrapped by the server's secret: for a forgotten PIN. */
  spare: Sealed
  /** Who its user was for the server when it was last opened with a network; under the data key. */
  session: Sealed
  wrong: number
  triedAt: number
  /** Commands that wait to be sent. */
  waiting: number
  /** A copy of them is with the server, because the PIN's way in is gone. */
  handedOver?: boolean
  idleMinutes: number
}

const LOCKS = 'arraigo-locks'

const isStore = (name: string) => /^arraigo(?:-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}){2}$/u.test(name)

/** Work on the locks in one transaction, so that two tabs never count two wrong PINs as one. */
async function withLocks<T>(
  mode: IDBTransactionMode,
  work: (locks: IDBObjectStore) => T | Promise<T>,
): Promise<T> {
  const database = await openDatabase(LOCKS, 1, (created) => {
    created.createObjectStore('lock', { keyPath: 'store' })
  })
  try {
    const tx = database.transaction('lock', mode, { durability: 'strict' })
    const ended = kept(tx)
    const result = await work(tx.objectStore('lock'))
    await ended
    return result
  } finally {
    database.close()
  }
}

export const findLock = (store: string) =>
  withLocks('readonly', (locks) => done<Lock | undefined>(locks.get(store)))

/** Every lock of this device. A store that nothing can open any more, or that was never sealed, is erased on the way. */
export async function listLocks(): Promise<Lock[]> {
  const locks = await withLocks('readonly', (all) => done<Lock[]>(all.getAll()))
  const known = new Set(locks.map(({ store }) => store))
  for (const { name = '' } of await indexedDB.databases()) {
    if (isStore(name) && !known.has(name)) await erase(name)
  }
  return locks
}

export const putLock = (lock: Lock) => withLocks('readwrite', (locks) => void locks.put(lock))

export const changeLock = (store: string, how: (lock: Lock) => Lock): Promise<Lock | undefined> =>
  withLocks('readwrite', async (locks) => {
    const lock = await done<Lock | undefined>(locks.get(store))
    const next = lock && how(lock)
    if (next) locks.put(next)
    return next
  })

export const noteWaiting = (store: string, waiting: number) =>
  changeLock(store, (lock) => (lock.waiting === waiting ? lock : { ...lock, waiting }))

/** Erases a store: its keys first, because without them the rest is noise. */
export async function wipe(store: string): Promise<void> {
  await withLocks('readwrite', (locks) => void locks.delete(store))
  await erase(store)
}

const erase = (store: string) =>
  new Promise<void>((end) => {
    const request = indexedDB.deleteDatabase(store)
    // Another tab lets go as soon as it hears of it; the deletion waits for that by itself.
    request.onsuccess = request.onerror = request.onblocked = () => end()
  })
