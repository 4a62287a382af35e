// Opens a store of this device with its user's PIN, or with a secret that only the server has. The random
// data key is stored twice, wrapped with a key from each of the two; it is in memory only after one of them
// was correct.
import type { Actor } from '../kernel/actor.ts'
import { SPARE_KEY, storeName } from '../kernel/device-sync.ts'
import type { Id } from '../kernel/words.ts'
import { kept, openDatabase } from './database.ts'
import { changeLock, putLock, type Lock, type PinKey } from './locks.ts'
import { isPhrase, pauseAfter, tidyPin, TRIES } from './pin.ts'
import { dataKey, seal, sealBytes, unseal, unsealBytes } from './seal.ts'

/** OWASP Password Storage Cheat Sheet for PBKDF2-HMAC-SHA256. */
const ROUNDS = 600_000

export type Opened<Session> = {
  store: string
  key: CryptoKey
  session: Session
  /** The people were erased meanwhile and must be fetched again. */
  emptied: boolean
}

export type Attempt<Session> =
  | ({ is: 'open' } & Opened<Session>)
  /** The PIN was not tried: too soon after a wrong one. */
  | { is: 'early'; seconds: number }
  | { is: 'wrong'; left: number; seconds: number }
  /** Too many wrong PINs: the people are erased, the unsent commands are not. */
  | { is: 'erased' }

/** A key derived from the PIN and from the browser's non-exportable key. */
async function keyOf(pin: string, { salt, rounds, hurdle }: Omit<PinKey, 'wrapped'>): Promise<CryptoKey> {
  const words = new TextEncoder().encode(tidyPin(pin))
  const known = await crypto.subtle.importKey('raw', words, 'PBKDF2', false, ['deriveBits'])
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }
  const stretched = await crypto.subtle.deriveBits(how, known, 256)
  return await dataKey(new Uint8Array(await crypto.subtle.sign('HMAC', hurdle, stretched)))
}

/** The server's secret is already random: HKDF is enough, no slow derivation is needed. */
async function keyOfSecret(secret: string, device: Id): Promise<CryptoKey> {
  const bytes = Uint8Array.from(atob(secret), (letter) => letter.charCodeAt(0))
  const known = await crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveBits'])
  const info = new TextEncoder().encode(SPARE_KEY)
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new TextEncoder().encode(device), info }
  return await dataKey(new Uint8Array(await crypto.subtle.deriveBits(how, known, 256)))
}

async function wrapWithPin(raw: Uint8Array<ArrayBuffer>, pin: string, store: string): Promise<PinKey> {
  const hurdle = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const given = { salt: crypto.getRandomValues(new Uint8Array(16)), rounds: ROUNDS, hurdle }
  return { ...given, wrapped: await sealBytes(await keyOf(pin, given), raw, store) }
}

/** Creates the lock of a new store: a new data key, wrapped with the PIN and with the server's secret. */
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
    way: await wrapWithPin(raw, pin, store),
    phrase: isPhrase(pin),
    spare: await sealBytes(await keyOfSecret(secret, device), raw, store),
    session: await seal(key, session, `${store} session`),
    wrong: 0,
    triedAt: 0,
    waiting: 0,
    idleMinutes,
  }
  raw.fill(0)
  await putLock(lock)
  return { store, key, session, emptied: false }
}

async function openedWith<Session>(lock: Lock, raw: Uint8Array<ArrayBuffer>): Promise<Opened<Session>> {
  const key = await dataKey(raw)
  raw.fill(0)
  const session = (await unseal(key, lock.session, `${lock.store} session`)) as Session
  return { store: lock.store, key, session, emptied: lock.way === undefined }
}

/**
 * Tries a PIN. The attempt is counted first, so that closing the page in between does not give a free one.
 * @throws Error when the store has no lock
 */
export async function tryPin<Session>(
  store: string,
  pin: string,
  now = Date.now(),
): Promise<Attempt<Session>> {
  let wait = 0
  const lock = await changeLock(store, (before) => {
    // After the clock was set back the wait begins again: it must not last until the clock has caught up.
    const triedAt = Math.min(before.triedAt, now)
    wait = Math.ceil(pauseAfter(before.wrong) - (now - triedAt) / 1000)
    return wait > 0 ? { ...before, triedAt } : { ...before, wrong: before.wrong + 1, triedAt: now }
  })
  if (!lock) throw new Error('This store has no lock.')
  if (!lock.way) return { is: 'erased' }
  if (wait > 0) return { is: 'early', seconds: wait }
  const raw = await unsealBytes(await keyOf(pin, lock.way), lock.way.wrapped, store).catch(() => undefined)
  if (raw) {
    await changeLock(store, (before) => ({ ...before, wrong: 0 }))
    return { is: 'open', ...(await openedWith<Session>(lock, raw)) }
  }
  if (lock.wrong >= TRIES) {
    await dropPinKey(store)
    return { is: 'erased' }
  }
  return { is: 'wrong', left: TRIES - lock.wrong, seconds: pauseAfter(lock.wrong) }
}

/**
 * After too many wrong PINs or a withdrawal: deletes the key of the PIN, the people, the lists and the drafts; unsent
 * commands stay encrypted.
 */
export async function dropPinKey(store: string): Promise<void> {
  await changeLock(store, ({ way: _closed, ...lock }) => lock)
  const database = await openDatabase(store, undefined)
  if (database.objectStoreNames.contains('row')) {
    const tx = database.transaction('row', 'readwrite')
    for (const kind of ['person', 'document', 'form'])
      tx.objectStore('row').delete(IDBKeyRange.bound(`${kind}/`, `${kind}0`, false, true))
    await kept(tx)
  }
  database.close()
}

/** Opens the store with the server's secret and sets a new PIN. @throws when the secret is wrong */
export async function renewPin<Session>(lock: Lock, secret: string, pin: string): Promise<Opened<Session>> {
  const { store, device } = lock
  const raw = await unsealBytes(await keyOfSecret(secret, device), lock.spare, store)
  const way = await wrapWithPin(raw, pin, store)
  await changeLock(store, (before) => ({
    ...before,
    way,
    phrase: isPhrase(pin),
    wrong: 0,
    triedAt: 0,
    handedOver: false,
  }))
  return await openedWith<Session>(lock, raw)
}

/** Stores the session as the server now returns it, and the organisation's idle time. */
export async function rememberSession(
  store: string,
  key: CryptoKey,
  session: { user: { name: string }; actor: Actor },
  idleMinutes: number,
): Promise<void> {
  const sealed = await seal(key, session, `${store} session`)
  const { organisationName } = session.actor
  await changeLock(store, (lock) => ({
    ...lock,
    name: session.user.name,
    organisationName,
    session: sealed,
    idleMinutes,
  }))
}
