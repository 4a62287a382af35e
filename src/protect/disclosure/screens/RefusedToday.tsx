// On the home screen of those who audit: how many refused attempts of others they have not read yet.
import { LinkButton } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { Card } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { countRefused } from '../operations.ts'

export default function RefusedToday() {
  const t = useMessages()
  const { data } = useAsk(countRefused, {})
  if (!data?.count) return null
  return (
    <Card title={t('disclosure.refused')} icon="shield" tone="now">
      <p>{t('disclosure.refused_unread', { count: data.count })}</p>
      <LinkButton href="/disclosures">{t('disclosure.refused_read')}</LinkButton>
    </Card>
  )
}
