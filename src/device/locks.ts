// Stores one lock for each user's store, which protects the people stored on a lost or stolen device.
import type { Id } from '../kernel/words.ts'
import { done, kept, openDatabase } from './database.ts'
import type { Sealed } from './seal.ts'

/** The data key, wrapped with a key derived from the PIN. */
export type PinKey = {
  salt: Uint8Array<ArrayBuffer>
  rounds: number
  /**
   * A key that the browser does not export: copied rows are useless without it. An image of the whole disk
   * contains it.
   */
  hurdle: CryptoKey
  wrapped: Sealed
}

/** Everything readable about a locked store: its user, and how many PINs were wrong. */
export type Lock = {
  /** The name of the store's database. */
  store: string
  user: Id
  name: string
  organisationName: string
  device: Id
  /** Deleted after too many wrong PINs; then only the server's secret opens the store. */
  way?: PinKey
  /** It is opened with a long phrase, not with digits. */
  phrase: boolean
  /** The data key wrapped with the server's secret, for a forgotten PIN. */
  spare: Sealed
  /** The session as the server last returned it, encrypted with the data key. */
  session: Sealed
  wrong: number
  triedAt: number
  /** How many commands wait to be sent. */
  waiting: number
  /** The server has a copy of them, because the PIN no longer opens the store. */
  handedOver?: boolean
  idleMinutes: number
}

const LOCKS = 'arraigo-locks'

const isStore = (name: string) => /^arraigo(?:-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}){2}$/u.test(name)

/** Works on the locks in one transaction, so that two tabs never count two wrong PINs as one. */
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

/**
 * Every lock of this device. Also erases each store without a lock: nothing can open it, or it was never
 * encrypted.
 */
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

/** Erases a store: its keys first, because the rows cannot be decrypted without them. */
export async function wipe(store: string): Promise<void> {
  await withLocks('readwrite', (locks) => void locks.delete(store))
  await erase(store)
}

const erase = (store: string) =>
  new Promise<void>((end) => {
    const request = indexedDB.deleteDatabase(store)
    // Another tab closes its connection when notified; the browser's deletion waits for that.
    request.onsuccess = request.onerror = request.onblocked = () => end()
  })
