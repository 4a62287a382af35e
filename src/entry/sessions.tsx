// Finds who is signed in on this device: from the server, or from the last answer when there is no network;
// signing out removes it.
import { Problem } from '../kernel/problem.ts'
import { request } from '../kit/request.ts'
import type { Session } from '../kit/session.tsx'

const REMEMBERED = 'arraigo.session'
/** The user who signed out without a network: their session ends as soon as the server can be reached. */
const LEFT = 'arraigo.left'
/** Nobody waits longer for the server before the sign-in page comes; the session ends when it is reached. */
const SERVER_WAIT_MS = 8_000
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
    if (localStorage.getItem(LEFT) === session.actor.user) return { session: null, reached: await signOut() }
    localStorage.setItem(REMEMBERED, JSON.stringify(session))
    return { session, reached: true }
  } catch (error) {
    if (error instanceof Problem) {
      localStorage.removeItem(REMEMBERED)
      if (error.status === 401) localStorage.removeItem(LEFT)
      return { session: null, reached: true }
    }
    const remembered = localStorage.getItem(REMEMBERED)
    return { session: remembered === null ? null : (JSON.parse(remembered) as Session), reached: false }
  }
}

async function signOut(): Promise<boolean> {
  try {
    await request('/api/auth/sign-out', {
      json: {},
      anyone: true,
      signal: AbortSignal.timeout(SERVER_WAIT_MS),
    })
  } catch {
    return false
  }
  localStorage.removeItem(LEFT)
  return true
}

/**
 * Ends the session here and on the server, and reloads the sign-in page in this tab and what is in the others,
 * so that nothing stays in memory.
 */
export async function endSession(session: Session | null): Promise<void> {
  localStorage.removeItem(REMEMBERED)
  if (session) localStorage.setItem(LEFT, session.actor.user)
  lockTabs()
  hide()
  await signOut()
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
