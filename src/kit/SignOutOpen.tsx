// Says that somebody signed out here and that the server could not be told of it yet, and finishes it as soon as it
// can be.
import { useEffect, useSyncExternalStore } from 'react'
import { useMessages } from './messages.tsx'
import { FINISHED, finishSignOut, isSignOutOpen } from './sign-out.ts'
import { Notice } from './State.tsx'

/** Milliseconds between two tries: a network may come back without the browser noticing it. */
const FIRST_PAUSE_MS = 2_000
const LONGEST_PAUSE_MS = 60_000

function subscribe(listener: () => void) {
  addEventListener(FINISHED, listener)
  addEventListener('storage', listener)
  return () => {
    removeEventListener(FINISHED, listener)
    removeEventListener('storage', listener)
  }
}

/** Tries until the server was told: now, after growing pauses, and at once when there may be a network again. */
function tryUntilFinished(): () => void {
  let pause = FIRST_PAUSE_MS
  let timer: ReturnType<typeof setTimeout> | undefined
  let isTrying = false
  let isOver = false

  async function attempt() {
    if (isTrying || isOver) return
    isTrying = true
    clearTimeout(timer)
    await finishSignOut().catch(() => {})
    isTrying = false
    if (isOver || !isSignOutOpen()) return
    timer = setTimeout(() => void attempt(), pause)
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
  }
  const soon = () => {
    pause = FIRST_PAUSE_MS
    void attempt()
  }
  const onShown = () => document.visibilityState === 'visible' && soon()
  addEventListener('online', soon)
  document.addEventListener('visibilitychange', onShown)
  void attempt()
  return () => {
    isOver = true
    clearTimeout(timer)
    removeEventListener('online', soon)
    document.removeEventListener('visibilitychange', onShown)
  }
}

export function SignOutOpen() {
  const t = useMessages()
  const isOpen = useSyncExternalStore(subscribe, isSignOutOpen)
  useEffect(() => (isOpen ? tryUntilFinished() : undefined), [isOpen])
  if (!isOpen) return null
  return (
    <Notice tone="sun" title={t('kit.sign_out_open')}>
      <p>{t('kit.sign_out_open_help')}</p>
    </Notice>
  )
}
