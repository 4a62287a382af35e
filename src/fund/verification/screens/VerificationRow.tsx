// The state of a claim in the verifier's list and on its page.
import { useMessages } from '../../../kit/messages.tsx'
import { StatusPill, type PillTone } from '../../../kit/State.tsx'
import type { VerificationState } from '../operations.ts'

const TONES: Record<VerificationState, PillTone> = {
  submitted: 'now',
  returned: 'open',
  verified: 'good',
  rejected: 'closed',
  voided: 'closed',
}

export function VerificationPill({ state }: { state: VerificationState }) {
  const t = useMessages()
  return <StatusPill tone={TONES[state]}>{t(`verification.state.${state}`)}</StatusPill>
}
