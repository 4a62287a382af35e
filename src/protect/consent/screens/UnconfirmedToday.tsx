// Yeses to confirm and noes to ask about, on the home screen of the keeper's staff; empty when there are
// none.
import { LinkButton } from '../../../kit/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { Card } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { listUnconfirmed } from '../operations.ts'

export default function UnconfirmedToday() {
  const t = useMessages()
  const { data } = useAsk(listUnconfirmed, {}, { refreshOn: ['consent'] })
  if (!data) return null
  const [yeses, noes] = [data.yeses.length, data.noes.length]
  if (yeses + noes === 0) return null
  return (
    <Card title={t('consent.duties')} icon="shield" tone="now">
      {yeses > 0 && <p>{t('consent.count_to_confirm', { count: yeses })}</p>}
      {noes > 0 && <p>{t('consent.count_to_ask', { count: noes })}</p>}
      <LinkButton href="/consents">{t('consent.attend')}</LinkButton>
    </Card>
  )
}
