// Under a person's consents: who was notified to stop, and whether they confirmed.
import { useAsk } from '../../../kit/data.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { Card, List, ListRow } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { StatusPill } from '../../../kit/State.tsx'
import { listNotices } from '../operations.ts'
import { Terms } from './Terms.tsx'

export default function Notified({ person }: { person: string }) {
  const t = useMessages()
  const asked = useAsk(listNotices, { person }, { refreshOn: ['consent'] })
  const sent = asked.data?.notices.filter((one) => one.side === 'teller') ?? []
  if (sent.length === 0) return null
  return (
    <Card title={t('notice.sent')} icon="send">
      <List label={t('notice.sent')}>
        {sent.map((one) => (
          <ListRow
            key={one.id}
            title={one.organisation}
            detail={
              <>
                <Terms purpose={one.purpose} fieldGroups={one.fieldGroups} />
                {' · '}
                <DateText instant={one.toldAt} />
              </>
            }
            end={
              <StatusPill tone={one.acknowledgedAt ? 'good' : 'open'}>
                {t(one.acknowledgedAt ? 'notice.confirmed' : 'notice.unconfirmed')}
              </StatusPill>
            }
          />
        ))}
      </List>
    </Card>
  )
}
