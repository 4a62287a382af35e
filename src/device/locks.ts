// What stands between a device in strange hands and the people kept on it: one lock for each user's store.
// The random data key is kept twice: wrapped by what the PIN gives, and by a secret that only the server has.
import { openDB, type DBSchema } from 'idb'
import type { Actor } from '../kernel/actor.ts'
import type { Id } from '../kernel/words.ts'
import { isPhrase, pauseAfter, tidyPin, TRIES } from './pin.ts'
import { dataKey, seal, sealBytes, unseal, unsealBytes, type Sealed } from './seal.ts'

/** OWASP Password Storage Cheat Sheet for PBKDF2-HMAC-SHA256. */
const ROUNDS = 600_000

/** The PIN's way in. */
type Way = {
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
  way?: Way
  /** A long phrase opens it, not digits. */
  phrase: boolean
  /** The data key wrapped by the server's secret: for a forgotten PIN. */
  spare: Sealed
  /** Who its user was for the server when it was last opened with a network; under the data key. */
  session: Sealed
  wrong: number
  triedAt: number
  /** Commands that wait to be sent: what is lost when the store is erased. */
  waiting: number
  idleMinutes: number
}

export type Opened<Session> = {
  store: string
  key: CryptoKey
  session: Session
  /** The people were erased meanwhile, and must be given anew. */
  emptied: boolean
}

export type Attempt<Session> =
  | ({ is: 'open' } & Opened<Session>)
  /** Nothing was tried: too soon after a wrong one. */
  | { is: 'early'; seconds: number }
  | { is: 'wrong'; left: number; seconds: number }
  /** That was one too many: the people kept here are erased, what waits to be sent is still there. */
  | { is: 'erased' }

interface Schema extends DBSchema {
  lock: { key: string; value: Lock }
}

const LOCKS = 'arraigo-locks'

/** The database of this user here; another user of the same phone has another, and sends nothing in this one's name. */
export const storeName = (actor: Pick<Actor, 'user' | 'organisation'>) =>
  `arraigo-${actor.organisation}-${actor.user}`
const isStore = (name: string) => /^arraigo(?:-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}){2}$/u.test(name)

const open = () =>
  openDB<Schema>(LOCKS, 1, {
    upgrade: (database) => void database.createObjectStore('lock', { keyPath: 'store' }),
  })

async function withLocks<T>(work: (database: Awaited<ReturnType<typeof open>>) => Promise<T>): Promise<T> {
  const database = await open()
  try {
    return await work(database)
  } finally {
    database.close()
  }
}

export const findLock = (store: string) => withLocks((database) => database.get('lock', store))

/** Every lock of this device. A store that nothing can open any more, or that was never sealed, is erased on the way. */
export async function listLocks(): Promise<Lock[]> {
  const locks = await withLocks((database) => database.getAll('lock'))
  const known = new Set(locks.map(({ store }) => store))
  for (const { name = '' } of await indexedDB.databases()) {
    if (isStore(name) && !known.has(name)) await erase(name)
  }
  return locks
}

/** Changes a lock in one transaction, so that two tabs never count one wrong PIN as one. */
const change = (store: string, how: (lock: Lock) => Lock): Promise<Lock | undefined> =>
  withLocks(async (database) => {
    const tx = database.transaction('lock', 'readwrite', { durability: 'strict' })
    const lock = await tx.store.get(store)
    const next = lock && how(lock)
    if (next) await tx.store.put(next)
    await tx.done
    return next
  })

/** A key from what somebody remembers, and what this browser will not give away. */
async function keyOf(pin: string, { salt, rounds, hurdle }: Omit<Way, 'wrapped'>): Promise<CryptoKey> {
  const words = new TextEncoder().encode(tidyPin(pin))
  const known = await crypto.subtle.importKey('raw', words, 'PBKDF2', false, ['deriveBits'])
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }
  const stretched = await crypto.subtle.deriveBits(how, known, 256)
  return await dataKey(new Uint8Array(await crypto.subtle.sign('HMAC', hurdle, stretched)))
}

/** The server's secret is random already and needs no stretching. */
async function keyOfSecret(secret: string, device: Id): Promise<CryptoKey> {
  const bytes = Uint8Array.from(atob(secret), (letter) => letter.charCodeAt(0))
  const known = await crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveBits'])
  const info = new TextEncoder().encode('arraigo device spare key')
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new TextEncoder().encode(device), info }
  return await dataKey(new Uint8Array(await crypto.subtle.deriveBits(how, known, 256)))
}

async function wayIn(raw: Uint8Array<ArrayBuffer>, pin: string, store: string): Promise<Way> {
  const hurdle = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const given = { salt: crypto.getRandomValues(new Uint8Array(16)), rounds: ROUNDS, hurdle }
  return { ...given, wrapped: await sealBytes(await keyOf(pin, given), raw, store) }
}

/** Begins a store: a new data key, the PIN's way in and the server's. */
export async function createLock<Session extends { user: { name: string }; actor: Actor }>(given: {
  session: Session
  device: Id
  pin: string
  secret: string
  idleMinutes: number
}): Promise<Opened<Session>> {
  const { session, device, pin, secret, idleMinutes } = given
  const store = storeName(session.actor)
  const raw = crypto.getRandomValues(new Uint8Array(32))
  const key = await dataKey(raw)
  const lock: Lock = {
    store,
    user: session.actor.user,
    name: session.user.name,
    organisationName: session.actor.organisationName,
    device,
    way: await wayIn(raw, pin, store),
    phrase: isPhrase(pin),
    spare: await sealBytes(await keyOfSecret(secret, device), raw, store),
    session: await seal(key, session, `${store} session`),
    wrong: 0,
    triedAt: 0,
    waiting: 0,
    idleMinutes,
  }
  raw.fill(0)
  await withLocks((database) => database.put('lock', lock))
  return { store, key, session, emptied: false }
}

async function openedWith<Session>(lock: Lock, raw: Uint8Array<ArrayBuffer>): Promise<Opened<Session>> {
  const key = await dataKey(raw)
  raw.fill(0)
  const session = (await unseal(key, lock.session, `${lock.store} session`)) as Session
  return { store: lock.store, key, session, emptied: lock.way === undefined }
}

/**
 * Tries a PIN. It is counted before it is tried, so that closing the page in between wins nothing.
 * @throws when the lock is gone
 */
export async function tryPin<Session>(
  store: string,
  pin: string,
  now = Date.now(),
): Promise<Attempt<Session>> {
  let early = 0
  const lock = await change(store, (before) => {
    // A clock put back must not make the wait longer than it ever is.
    const passed = Math.max(0, now - before.triedAt) / 1000
    early = Math.ceil(pauseAfter(before.wrong) - passed)
    return early > 0 ? before : { ...before, wrong: before.wrong + 1, triedAt: now }
  })
  if (!lock) throw new Error('This store has no lock.')
  if (!lock.way) return { is: 'erased' }
  if (early > 0) return { is: 'early', seconds: early }
  const raw = await unsealBytes(await keyOf(pin, lock.way), lock.way.wrapped, store).catch(() => undefined)
  if (raw) {
    await change(store, (before) => ({ ...before, wrong: 0 }))
    return { is: 'open', ...(await openedWith<Session>(lock, raw)) }
  }
  if (lock.wrong >= TRIES) {
    await closeTheWay(store)
    return { is: 'erased' }
  }
  return { is: 'wrong', left: TRIES - lock.wrong, seconds: pauseAfter(lock.wrong) }
}

/** Too many wrong PINs: the PIN opens nothing any more and the people are erased; what was to be sent stays sealed. */
async function closeTheWay(store: string): Promise<void> {
  await change(store, ({ way: _closed, ...lock }) => lock)
  const database = await openDB(store)
  if (database.objectStoreNames.contains('row'))
    await database.delete('row', IDBKeyRange.bound('person/', 'person0', false, true))
  database.close()
}

/** Opens the store with the server's secret and gives it a new PIN. @throws when the secret is another's */
export async function renewPin<Session>(lock: Lock, secret: string, pin: string): Promise<Opened<Session>> {
  const { store, device } = lock
  const raw = await unsealBytes(await keyOfSecret(secret, device), lock.spare, store)
  const way = await wayIn(raw, pin, store)
  await change(store, (before) => ({ ...before, way, phrase: isPhrase(pin), wrong: 0, triedAt: 0 }))
  return await openedWith<Session>(lock, raw)
}

/** Who its user now is for the server, and how their organisation wants devices to lock. */
export async function rememberSession(
  store: string,
  key: CryptoKey,
  session: { user: { name: string }; actor: Actor },
  idleMinutes: number,
): Promise<void> {
  const sealed = await seal(key, session, `${store} session`)
  const { organisationName } = session.actor
  await change(store, (lock) => ({
    ...lock,
    name: session.user.name,
    organisationName,
    session: sealed,
    idleMinutes,
  }))
}

export const noteWaiting = (store: string, waiting: number) =>
  change(store, (lock) => (lock.waiting === waiting ? lock : { ...lock, waiting }))

/** Erases a store: its keys first, because without them the rest is noise. */
export async function wipe(store: string): Promise<void> {
  await withLocks((database) => database.delete('lock', store))
  await erase(store)
}

const erase = (store: string) =>
  new Promise<void>((done) => {
    const request = indexedDB.deleteDatabase(store)
    // Another tab lets go as soon as it hears of it; the deletion waits for that by itself.
    request.addEventListener('success', () => done())
    request.addEventListener('error', () => done())
    request.addEventListener('blocked', () => done())
  })
