// Locks the screen after some minutes without input, in this tab or another.

const WARN_MS = 30_000
/** Input events are frequent: other tabs are notified at most this often. */
const NOTIFY_MS = 5_000

/**
 * Starts; the onReturn function stops. `warn` is called half a minute before locking with the time of the
 * lock, and with undefined when there is input again. Time asleep or in the background counts: it is checked
 * when the page is shown.
 */
export function watchIdle(
  minutes: number,
  { lock, warn }: { lock: () => void; warn: (at: number | undefined) => void },
): () => void {
  const idle = minutes * 60_000
  const others = new BroadcastChannel('arraigo-presence')
  let touchedAt = Date.now()
  let notifiedAt = 0
  let warned = false
  let timer: ReturnType<typeof setTimeout> | undefined

  function check() {
    clearTimeout(timer)
    const left = touchedAt + idle - Date.now()
    if (left <= 0) return lock()
    const near = left <= WARN_MS
    if (near !== warned) warn(near ? touchedAt + idle : undefined)
    warned = near
    timer = setTimeout(check, near ? left : left - WARN_MS)
  }

  function onInput() {
    // Input after the limit locks the screen: it must not count as activity.
    if (Date.now() >= touchedAt + idle) return lock()
    touchedAt = Date.now()
    if (warned) check()
    if (touchedAt - notifiedAt < NOTIFY_MS) return
    notifiedAt = touchedAt
    others.postMessage(touchedAt)
  }

  function onReturn(event: Event) {
    // A page restored from the back/forward cache is still unlocked: lock it.
    if ((event as PageTransitionEvent).persisted) return lock()
    if (document.visibilityState === 'visible') check()
  }

  others.onmessage = ({ data }: MessageEvent<number>) => {
    touchedAt = Math.max(touchedAt, data)
    if (warned) check()
  }
  const touches = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const
  for (const kind of touches) addEventListener(kind, onInput, { passive: true, capture: true })
  addEventListener('pageshow', onReturn)
  document.addEventListener('visibilitychange', onReturn)
  check()
  return () => {
    clearTimeout(timer)
    others.close()
    for (const kind of touches) removeEventListener(kind, onInput, { capture: true })
    removeEventListener('pageshow', onReturn)
    document.removeEventListener('visibilitychange', onReturn)
  }
}
