// Says that somebody signed out here and that the server could not be told of it yet.
import { useSyncExternalStore } from 'react'
import { useMessages } from './messages.tsx'
import { FINISHED, isSignOutOpen } from './sign-out.ts'
import { Notice } from './State.tsx'

function subscribe(listener: () => void) {
  addEventListener(FINISHED, listener)
  addEventListener('storage', listener)
  return () => {
    removeEventListener(FINISHED, listener)
    removeEventListener('storage', listener)
  }
}

export function SignOutOpen() {
  const t = useMessages()
  if (!useSyncExternalStore(subscribe, isSignOutOpen)) return null
  return (
    <Notice tone="sun" title={t('kit.sign_out_open')}>
      <p>{t('kit.sign_out_open_help')}</p>
    </Notice>
  )
}
