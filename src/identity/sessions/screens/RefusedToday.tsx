// On the home screen: second proofs that were refused since the user last looked; otherwise nothing. A person
// who tries one already knows the password; wrong passwords alone, which people mistype every day, are in My
// account.
import { LinkButton } from '../../../kit/Button.tsx'
import { Card } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { RefusedList, useRefused } from './RefusedProofs.tsx'

export default function RefusedToday() {
  const t = useMessages()
  const refused = useRefused()
  const fresh = refused.data?.filter(({ kind, isNew }) => isNew && kind !== 'password')
  if (!fresh?.length) return null
  const title = t('refused_proof.notice')
  return (
    <Card title={title} icon="shield" tone="now">
      <RefusedList
        title={title}
        of={fresh}
        onDone={refused.again}
        more={<LinkButton href="/profile">{t('refused_proof.open')}</LinkButton>}
      />
    </Card>
  )
}
