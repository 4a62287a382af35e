// Late work on the home screen of users who decide about it; empty when there is none.
import { LinkButton } from '../../../kit/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { Card } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { countLate } from '../operations.ts'

export default function LateToday() {
  const t = useMessages()
  const count = useAsk(countLate, {}).data?.waiting ?? 0
  if (count === 0) return null
  return (
    <Card title={t('devices.late_title')} icon="phone" tone="now">
      <p>{t('devices.late', { count })}</p>
      <LinkButton href="/attention">{t('devices.attention')}</LinkButton>
    </Card>
  )
}
