// Who is signed in on this device: asked of the server, remembered for when there is no network, forgotten on the way out.
import { Unreachable } from '../kit/data.tsx'
import type { Session } from '../kit/session.tsx'

const REMEMBERED = 'arraigo.session'
const SAYS_WHO = { 'x-requested-with': 'arraigo' }

/**
 * The session of this browser, or null. When the server could not be reached, the one that was open when it last was.
 */
export async function findSession(): Promise<{ session: Session | null; reached: boolean }> {
  try {
    const response = await fetch('/api/session', { headers: SAYS_WHO })
    if (response.ok) {
      const session = (await response.json()) as Session
      localStorage.setItem(REMEMBERED, JSON.stringify(session))
      return { session, reached: true }
    }
    if (response.status < 500) {
      localStorage.removeItem(REMEMBERED)
      return { session: null, reached: true }
    }
    throw new Unreachable()
  } catch {
    const remembered = localStorage.getItem(REMEMBERED)
    return { session: remembered === null ? null : (JSON.parse(remembered) as Session), reached: false }
  }
}

/** Ends the session here and on the server, and starts again at the sign-in with nothing left in memory. */
export async function endSession(): Promise<void> {
  localStorage.removeItem(REMEMBERED)
  await fetch('/api/auth/sign-out', {
    method: 'POST',
    headers: { ...SAYS_WHO, 'content-type': 'application/json' },
    body: '{}',
  }).catch(() => undefined)
  location.assign('/sign-in')
}
