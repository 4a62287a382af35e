// The stream of live updates (`GET /api/live`), opened again whenever it ends. A browser does so by itself after
// a lost connection only: any other answer (the 502 of a proxy during an upgrade, 429, the page of a captive
// portal) ends an EventSource for good.

import { finishSignOut, isSignOutOpen } from './sign-out.ts'

const FIRST_MS = 1_000
const LONGEST_MS = 60_000

export type LiveFact = { kinds?: string[]; persons?: string[]; subjects?: string[] }

/** Milliseconds before the next try; half of it is random, so that not all screens ask at the same time. */
export const pauseAfter = (failures: number, random = Math.random()): number => {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1))
  return longest / 2 + (random * longest) / 2
}

/**
 * Opens the stream; returns the function that closes it. `onReturn` is called when it is there again after a
 * failure: what was sent meanwhile is not known.
 */
export function openLive({
  onFact,
  onReturn,
}: {
  onFact: (fact: LiveFact) => void
  onReturn: () => void
}): () => void {
  let live: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let closed = false

  function again() {
    failures += 1
    timer = setTimeout(open, pauseAfter(failures))
  }

  function open() {
    clearTimeout(timer)
    live?.close()
    finishSignOut().then(connect, again)
  }

  function connect() {
    if (closed) return
    const opened = new EventSource('/api/live')
    live = opened
    // The first event of the server: nothing else sends it.
    opened.addEventListener('ready', () => {
      if (failures > 0) onReturn()
      failures = 0
    })
    opened.addEventListener('fact', (event) => onFact(JSON.parse(event.data as string) as LiveFact))
    opened.addEventListener('error', () => {
      // The browser connects again by itself and says which event was the last.
      if (opened.readyState !== EventSource.CLOSED && !isSignOutOpen()) return
      opened.close()
      again()
    })
  }

  const onOnline = () => {
    if (failures > 0) open()
  }
  addEventListener('online', onOnline)
  open()
  return () => {
    closed = true
    removeEventListener('online', onOnline)
    clearTimeout(timer)
    live?.close()
  }
}
