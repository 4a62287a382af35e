// Finds who is signed in on this device: from the server, or from the last answer when there is no network;
// signing out removes it.
import { Problem } from '../kernel/problem.ts'
import { remember } from '../kit/remember.ts'
import { request } from '../kit/request.ts'
import { signOut } from '../kit/sign-out.ts'
import type { Session } from '../kit/session.tsx'

const REMEMBERED = 'arraigo.session'
/** A message on this channel locks every other tab. */
const tabs = new BroadcastChannel('arraigo-lock')

/** Whether somebody was signed in here when the server last said so. */
export const isRemembered = (): boolean => localStorage.getItem(REMEMBERED) !== null

/**
 * The session of this browser, or null. Without a connection, the last session that the server confirmed;
 * `reached` tells which.
 */
export async function findSession(): Promise<{ session: Session | null; reached: boolean }> {
  try {
    const session = await request<Session>('/api/session', { anyone: true })
    remember(REMEMBERED, JSON.stringify(session))
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

/**
 * Ends the session here and on the server, and reloads the sign-in page in this tab and what is in the others,
 * so that nothing stays in memory. When the server cannot be reached, that page says so, and the session is ended
 * before it is used again.
 */
export async function endSession(): Promise<void> {
  localStorage.removeItem(REMEMBERED)
  const ended = signOut()
  lockTabs()
  hide()
  await ended
  location.assign('/sign-in')
}

/** Locks every other tab. */
export function lockTabs() {
  tabs.postMessage(null)
}

/** Calls back when another tab was locked or signed out. Returns the function that stops it. */
export function onTabsLocked(lock: () => void): () => void {
  tabs.onmessage = lock
  return () => {
    tabs.onmessage = null
  }
}

/** Before the page is left for good: shows nothing more, and does not ask whether to keep unsaved work. */
export function hide() {
  document.documentElement.hidden = true
  addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), { capture: true })
}
