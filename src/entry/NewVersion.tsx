// Tells the user that a newer version of the application is ready; they choose when to load it.
import { useSyncExternalStore } from 'react'
import { Button } from '../kit/Button.tsx'
import { useMessages } from '../kit/messages.tsx'

const heard = new Set<() => void>()
let waits = false

/** Called when a newer version is on the device and waits to be used. */
export function announceVersion() {
  waits = true
  heard.forEach((listener) => listener())
}

function hear(listener: () => void) {
  heard.add(listener)
  return () => heard.delete(listener)
}

export function NewVersion({ takeOver }: { takeOver: () => void }) {
  const t = useMessages()
  if (!useSyncExternalStore(hear, () => waits)) return null
  return (
    <output className="waiting screen-only">
      <span>{t('kit.new_version')}</span>
      <Button kind="quiet" icon="refresh" onClick={takeOver}>
        {t('kit.update')}
      </Button>
    </output>
  )
}
