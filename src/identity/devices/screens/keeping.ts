// Starts to keep people on this device, opens the store again when the PIN is forgotten, and detects a
// withdrawal.
import { exchange } from '../../../device/exchange.ts'
import { handOver } from '../../../device/hand-over.ts'
import { changeLock, findLock, wipe, type Lock } from '../../../device/locks.ts'
import {
  dropPinKey,
  createLock,
  rememberSession,
  renewPin,
  tryPin,
  type Opened,
} from '../../../device/unlock.ts'
import { askQuery, newId, runCommand } from '../../../kit/data.tsx'
import { Unreachable } from '../../../kit/request.ts'
import type { Session } from '../../../kit/session.tsx'
import { fetchWithSession } from '../../../kit/sign-out.ts'
import { getDeviceRule, getDeviceSecret, revokeDevice } from '../operations.ts'

/** Needs the network: the server registers the device first, and returns its half of the recovery key. */
export async function beginKeeping(session: Session, pin: string): Promise<Opened<Session>> {
  const device = newId()
  const request = { device, commands: [] }
  const answer = await exchange(fetchWithSession, request, session.actor)
  if ('problem' in answer) throw answer.problem
  if (answer.is !== 'answer') throw new Unreachable()
  const [{ secret }, { idleMinutes }] = await Promise.all([
    askQuery(getDeviceSecret, { id: device }),
    askQuery(getDeviceRule, {}),
  ])
  return await createLock({ session, device, pin, secret, idleMinutes })
}

/**
 * A new PIN for a user who just signed in and has forgotten theirs. @throws Problem device.unknown once
 * withdrawn
 */
export async function openWithoutPin(lock: Lock, pin: string): Promise<Opened<Session>> {
  const { secret } = await askQuery(getDeviceSecret, { id: lock.device })
  return await renewPin<Session>(lock, secret, pin)
}

/** A new PIN for a user who knows the old one; false when it is wrong. */
export async function changePin(store: string, before: string, pin: string): Promise<boolean> {
  if ((await tryPin<Session>(store, before)).is !== 'open') return false
  const lock = await findLock(store)
  if (lock) await openWithoutPin(lock, pin)
  return true
}

/** With a network: stores the user as the server knows them now, and the organisation's rule for locking. */
export async function refreshLock(store: string, key: CryptoKey, session: Session): Promise<void> {
  const { idleMinutes } = await askQuery(getDeviceRule, {})
  await rememberSession(store, key, session, idleMinutes)
}

/**
 * Erases what is kept here and withdraws the device; when the server cannot be reached, it goes on listing the
 * device with the day it was last seen.
 */
export async function stopKeeping(store: string, reason: string): Promise<void> {
  const lock = await findLock(store)
  await wipe(store)
  if (lock) await runCommand(revokeDevice, { id: lock.device, reason }).catch(() => {})
}

/** Asked without a session, because a lost device no longer has one. */
export async function isWithdrawn({ device }: Lock): Promise<boolean> {
  const request = { device, commands: [] }
  const answer = await exchange((path, init) => fetch(path, { ...init, credentials: 'omit' }), request)
  return answer.is === 'revoked'
}

/**
 * After a withdrawal: the people are erased at once; then unsent commands are handed over, and the whole
 * store is erased. Returns false while the server does not answer: what is left is encrypted, and is handed
 * over another time.
 */
export async function leave(store: string): Promise<boolean> {
  const lock = await findLock(store)
  if (!lock) return true
  await dropPinKey(store)
  if ((await handOver(lock, true)) === 'later') return false
  await wipe(store)
  return true
}

/**
 * After too many wrong PINs: hands a copy of the unsent commands to the server, in case the user never opens
 * this device again.
 */
export async function handOverCopy(lock: Lock): Promise<void> {
  if (lock.way !== undefined || lock.handedOver === true) return
  if ((await handOver(lock, false)) === 'done')
    await changeLock(lock.store, (before) => ({ ...before, handedOver: true }))
}
