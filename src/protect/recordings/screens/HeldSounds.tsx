// On the card of a device that keeps people: how many recorded texts are heard on it without a network.
import { FactRow } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { MOST_BYTES } from '../rules.ts'
import { useHeld } from './kept-sounds.ts'

export default function HeldSounds() {
  const t = useMessages()
  const now = useHeld()
  if (now === undefined || now.wanted === 0) return null
  const { held, wanted, stage } = now
  const words =
    stage === 'all'
      ? t('recording.held_all', { count: held })
      : t(`recording.held_${stage}`, { held, wanted, megabytes: MOST_BYTES / 1_000_000 })
  return (
    <FactRow label={t('recording.held')}>
      <span role="status">{words}</span>
    </FactRow>
  )
}
