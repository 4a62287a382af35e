// Begins to keep people on this device, opens it again when the PIN is forgotten, and hears that it was withdrawn.
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
import { getDeviceRule, getDeviceSecret, revokeDevice } from '../operations.ts'

/** Needs the network: the server gets to know the device first, and hands out its half of the second way in. */
export async function beginKeeping(session: Session, pin: string): Promise<Opened<Session>> {
  const device = newId()
  const request = { device, commands: [] }
  const answer = await exchange((path, init) => fetch(path, init), request, session.actor.user)
  if ('problem' in answer) throw answer.problem
  if (answer.is !== 'answer') throw new Unreachable()
  const [{ secret }, { idleMinutes }] = await Promise.all([
    askQuery(getDeviceSecret, { id: device }),
    askQuery(getDeviceRule, {}),
  ])
  return await createLock({ session, device, pin, secret, idleMinutes })
}

/** A new PIN for whoever just signed in and no longer knows theirs. @throws Problem device.unknown once withdrawn */
export async function openWithoutPin(lock: Lock, pin: string): Promise<Opened<Session>> {
  const { secret } = await askQuery(getDeviceSecret, { id: lock.device })
  return await renewPin<Session>(lock, secret, pin)
}

/** A new PIN for whoever knows theirs; false when they do not. */
export async function changePin(store: string, before: string, pin: string): Promise<boolean> {
  if ((await tryPin<Session>(store, before)).is !== 'open') return false
  const lock = await findLock(store)
  if (lock) await openWithoutPin(lock, pin)
  return true
}

/** With a network: who its user now is for the server, and how their organisation wants devices to lock. */
export async function refreshLock(store: string, key: CryptoKey, session: Session): Promise<void> {
  const { idleMinutes } = await askQuery(getDeviceRule, {})
  await rememberSession(store, key, session, idleMinutes)
}

/** Erases what is kept here. The office need not think of it any more; when it cannot be told now, it sees since when. */
export async function stopKeeping(store: string, reason: string): Promise<void> {
  const lock = await findLock(store)
  await wipe(store)
  if (lock) await runCommand(revokeDevice, { id: lock.device, reason }).catch(() => {})
}

/** Asked without a session, because a lost device has none any more. */
export async function isWithdrawn({ device }: Lock): Promise<boolean> {
  const request = { device, commands: [] }
  const answer = await exchange((path, init) => fetch(path, { ...init, credentials: 'omit' }), request)
  return answer.is === 'revoked'
}

/**
 * Withdrawn by the office: the people are erased at once; then what was not sent is handed over, and all of the store
 * erased. Returns false while the server does not answer: what is left is sealed, and is handed over another time.
 */
export async function leave(store: string): Promise<boolean> {
  const lock = await findLock(store)
  if (!lock) return true
  await dropPinKey(store)
  if ((await handOver(lock, true)) === 'later') return false
  await wipe(store)
  return true
}

/** After too many wrong PINs: a copy of what was not sent goes to the office, in case nobody comes back to this device. */
export async function handOverCopy(lock: Lock): Promise<void> {
  if (lock.way !== undefined || lock.handedOver === true) return
  if ((await handOver(lock, false)) === 'done')
    await changeLock(lock.store, (before) => ({ ...before, handedOver: true }))
}
