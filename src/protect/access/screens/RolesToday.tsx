// Roles that wait for this administrator, on the home screen; nothing to see when none does.
import { LinkButton } from '../../../kit/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { Card } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { listUnconfirmed } from '../contract.ts'

export default function RolesToday() {
  const t = useMessages()
  const { data } = useAsk(listUnconfirmed, {}, { refreshOn: ['user'] })
  const count = data?.filter(({ mayConfirm }) => mayConfirm).length ?? 0
  if (count === 0) return null
  return (
    <Card title={t('role.unconfirmed')} icon="shield" tone="now">
      <p>{t('role.count_unconfirmed', { count })}</p>
      <LinkButton href="/users">{t('user.title')}</LinkButton>
    </Card>
  )
}
