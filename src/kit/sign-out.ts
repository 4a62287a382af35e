// A sign-out of which the server could not be told: this device remembers it, without saying whose, and finishes it
// before anybody's session is used again.
import { isFromServer } from '../kernel/answer-mark.ts'
import { remember } from './remember.ts'

const OPEN = 'arraigo.sign-out'
export const FINISHED = 'arraigo:sign-out-finished'
/** Milliseconds; nobody waits longer for a network that does not answer. */
const LONGEST_MS = 8_000

/** The mark of former versions: a device may be upgraded before its sign-out is finished. */
const FORMER = 'arraigo.left'

const isStored = () => [OPEN, FORMER].some((mark) => localStorage.getItem(mark) !== null)

/** Where nothing can be stored, as on a full disk, the page alone remembers it. */
let isOpenHere = false

export const isSignOutOpen = () => isOpenHere || isStored()

/**
 * Ends the session of this browser: now, or, when the server cannot be reached, before it is used again. The mark is
 * there when this returns its promise.
 */
export async function signOut(): Promise<void> {
  remember(OPEN, 'open')
  isOpenHere = !isStored()
  await finishSignOut().catch(() => {})
}

/**
 * Ends the session that a sign-out without a network left open; does nothing when there is none.
 * @throws while the server cannot be reached: until then no request may be sent with this session
 */
export async function finishSignOut(): Promise<void> {
  if (!isSignOutOpen()) return
  // One tab at a time: a second sign-out could end the session of whoever signed in meanwhile.
  const { locks } = navigator as { locks?: LockManager }
  await (locks ? locks.request(OPEN, end) : end())
}

async function end(): Promise<void> {
  if (!isSignOutOpen()) return
  const response = await fetch('/api/auth/sign-out', {
    method: 'POST',
    redirect: 'error',
    headers: { 'x-requested-with': 'arraigo', 'content-type': 'application/json' },
    body: '{}',
    signal: AbortSignal.timeout(LONGEST_MS),
  })
  if (!isFromServer(response) || !(response.ok || response.status === 401))
    throw new Error('The session could not be ended.')
  isOpenHere = false
  for (const mark of [OPEN, FORMER]) localStorage.removeItem(mark)
  dispatchEvent(new Event(FINISHED))
}

/** `fetch` for the API, with the session of this browser. @throws as `fetch` and `finishSignOut` do */
export async function fetchWithSession(path: string, init: RequestInit): Promise<Response> {
  await finishSignOut()
  return await fetch(path, init)
}
