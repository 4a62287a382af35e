// Where a list that leaves stands, as a pill.
import { useMessages } from '../../../kit/messages.tsx'
import { StatusPill } from '../../../kit/State.tsx'
import type { PeopleExport } from '../operations.ts'

const TONES = { asked: 'now', allowed: 'now', taken: 'good', refused: 'closed', over: 'closed' } as const

export function Standing({ of: { state } }: { of: PeopleExport }) {
  const t = useMessages()
  return <StatusPill tone={TONES[state]}>{t(`export.state.${state}`)}</StatusPill>
}
