// Notices that nobody is at the screen: after some minutes without a touch, in this tab or another, it must lock.

const WARN_MS = 30_000
/** Touches come by the hundred; other tabs need only hear that somebody is there. */
const TELL_MS = 5_000

/**
 * Starts; the returned function stops. `warn` is called half a minute before with the moment it will lock, and with
 * undefined when somebody is there after all. Time asleep or in the background counts: it is looked at on return.
 */
export function watchIdle(
  minutes: number,
  { lock, warn }: { lock: () => void; warn: (at: number | undefined) => void },
): () => void {
  const idle = minutes * 60_000
  const others = new BroadcastChannel('arraigo-presence')
  let touchedAt = Date.now()
  let toldAt = 0
  let warned = false
  let timer: ReturnType<typeof setTimeout> | undefined

  function look() {
    clearTimeout(timer)
    const left = touchedAt + idle - Date.now()
    if (left <= 0) return lock()
    const near = left <= WARN_MS
    if (near !== warned) warn(near ? touchedAt + idle : undefined)
    warned = near
    timer = setTimeout(look, near ? left : left - WARN_MS)
  }

  function touched() {
    // Whoever comes back after too long finds it locked, not opened by their touch.
    if (Date.now() >= touchedAt + idle) return lock()
    touchedAt = Date.now()
    if (warned) look()
    if (touchedAt - toldAt < TELL_MS) return
    toldAt = touchedAt
    others.postMessage(touchedAt)
  }

  function returned(event: Event) {
    // A page taken out of the browser's memory as it was is not locked: it must be.
    if ((event as PageTransitionEvent).persisted) return lock()
    if (document.visibilityState === 'visible') look()
  }

  others.onmessage = ({ data }: MessageEvent<number>) => {
    touchedAt = Math.max(touchedAt, data)
    if (warned) look()
  }
  const touches = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const
  for (const kind of touches) addEventListener(kind, touched, { passive: true, capture: true })
  addEventListener('pageshow', returned)
  document.addEventListener('visibilitychange', returned)
  look()
  return () => {
    clearTimeout(timer)
    others.close()
    for (const kind of touches) removeEventListener(kind, touched, { capture: true })
    removeEventListener('pageshow', returned)
    document.removeEventListener('visibilitychange', returned)
  }
}
