// Who is signed in on this device: asked of the server, remembered for when there is no network, forgotten on the way out.
import { Unreachable } from '../kit/data.tsx'
import type { Session } from '../kit/session.tsx'

const REMEMBERED = 'arraigo.session'
const SAYS_WHO = { 'x-requested-with': 'arraigo' }

/** The session of this browser, or null. Without a network, the one that was open when there last was one. */
export async function findSession(): Promise<Session | null> {
  try {
    const response = await fetch('/api/session', { headers: SAYS_WHO })
    if (response.ok) {
      const session = (await response.json()) as Session
      localStorage.setItem(REMEMBERED, JSON.stringify(session))
      return session
    }
    if (response.status < 500) {
      localStorage.removeItem(REMEMBERED)
      return null
    }
    throw new Unreachable()
  } catch {
    const remembered = localStorage.getItem(REMEMBERED)
    return remembered === null ? null : (JSON.parse(remembered) as Session)
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
