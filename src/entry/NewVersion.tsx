// Tells the user that a newer version of the application is ready; they choose when to load it.
import { useSyncExternalStore } from 'react'
import { Button } from '../kit/controls/Button.tsx'
import { useMessages } from '../kit/messages.tsx'

const listeners = new Set<() => void>()
let waits = false

/** Called when a newer version is on the device and waits to be used. */
export function announceVersion() {
  waits = true
  listeners.forEach((listener) => listener())
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function NewVersion({ takeOver }: { takeOver: () => void }) {
  const t = useMessages()
  if (!useSyncExternalStore(subscribe, () => waits)) return null
  return (
    <output className="waiting screen-only">
      <span>{t('kit.new_version')}</span>
      <Button kind="quiet" icon="refresh" onClick={takeOver}>
        {t('kit.update')}
      </Button>
    </output>
  )
}
