// The card of the home screen that tells a user of second proofs that were refused on their account.
import { LinkButton } from '../../../kit/controls/Button.tsx'
import { Card } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import type { RefusedProof } from './auth-requests.ts'
import { RefusedList } from './RefusedProofs.tsx'

export default function RefusedCard({ of, onDone }: { of: readonly RefusedProof[]; onDone: () => void }) {
  const t = useMessages()
  const title = t('refused_proof.notice')
  return (
    <Card title={title} icon="shield" tone="now">
      <RefusedList
        title={title}
        of={of}
        onDone={onDone}
        more={<LinkButton href="/profile">{t('refused_proof.open')}</LinkButton>}
      />
    </Card>
  )
}
