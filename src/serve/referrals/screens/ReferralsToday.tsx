// The referrals that wait for this organisation, on the home screen.
import { hrefTo } from '../../../kernel/paths.ts'
import { useAsk } from '../../../kit/data.tsx'
import { Card, List } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { listReferrals } from '../operations.ts'
import { ReferralRow } from './rows.tsx'

export default function ReferralsToday() {
  const t = useMessages()
  const received = useAsk(listReferrals, { side: 'receiver', states: ['sent', 'no_show'], limit: 5 })
  const returned = useAsk(listReferrals, { side: 'sender', states: ['declined', 'expired'], limit: 5 })
  const back = returned.data?.referrals ?? []
  return (
    <Card title={t('referral.to_answer')} icon="referral">
      <Answer of={received} lines={3}>
        {({ referrals }) =>
          referrals.length + back.length === 0 ? (
            <EmptyState title={t('referral.none_waiting')} drawing="shade" />
          ) : (
            <List label={t('referral.to_answer')}>
              {[...referrals, ...back].map((each) => (
                <ReferralRow key={each.id} referral={each} />
              ))}
            </List>
          )
        }
      </Answer>
      <a href={hrefTo('/referrals')}>{t('referral.see_all')}</a>
    </Card>
  )
}
