// Finds who is signed in on this device: from the server, or from the last answer when there is no network;
// signing out removes it.
import { Problem } from '../kernel/problem.ts'
import { request } from '../kit/request.ts'
import type { Session } from '../kit/session.tsx'

const REMEMBERED = 'arraigo.session'

/** Whether somebody was signed in here when the server last said so. */
export const isRemembered = (): boolean => localStorage.getItem(REMEMBERED) !== null

/**
 * The session of this browser, or null. Without a connection, the last session that the server confirmed;
 * `reached` tells which.
 */
export async function findSession(): Promise<{ session: Session | null; reached: boolean }> {
  try {
    const session = await request<Session>('/api/session', { anyone: true })
    localStorage.setItem(REMEMBERED, JSON.stringify(session))
    return { session, reached: true }
  } catch (error) {
    if (error instanceof Problem) {
      localStorage.removeItem(REMEMBERED)
      return { session: null, reached: true }
    }
    const remembered = localStorage.getItem(REMEMBERED)
    return { session: remembered === null ? null : (JSON.parse(remembered) as Session), reached: false }
  }
}

/** Ends the session here and on the server, and reloads the sign-in page, so that nothing stays in memory. */
export async function endSession(): Promise<void> {
  localStorage.removeItem(REMEMBERED)
  await request('/api/auth/sign-out', { json: {}, anyone: true }).catch(() => undefined)
  location.assign('/sign-in')
}
