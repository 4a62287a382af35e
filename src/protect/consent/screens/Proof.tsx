// The proof of a yes, for users who may read the consent: a voice to play, a page to download.
import { LinkButton } from '../../../kit/controls/Button.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useActor } from '../../../kit/session.tsx'
import type { Consent } from '../operations.ts'
import * as policy from '../policy.ts'
import { Voice } from './Voice.tsx'

export function Proof({ consent: { attachment, attachmentType } }: { consent: Consent }) {
  const t = useMessages()
  const mayOpen = policy.openProof(useActor()) === true
  if (!mayOpen || !attachment || !attachmentType) return null
  const source = `/api/attachments/${attachment}` as const
  if (attachmentType.startsWith('audio/')) return <Voice source={source} />
  return (
    <LinkButton href={source} kind="quiet" icon="clip" download>
      {t('consent.proof_open')}
    </LinkButton>
  )
}
