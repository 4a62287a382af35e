// The referrals of one person, on the person's record.
import { hrefTo } from '../../../kernel/paths.ts'
import { LinkButton } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { Card, List, Stack } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { listReferrals } from '../operations.ts'
import { ReferralRow } from './rows.tsx'

export default function ReferralsOfPerson({ person }: { person: string }) {
  const t = useMessages()
  const sent = useAsk(listReferrals, { side: 'sender', person }, { refreshOn: ['service'] })
  const received = useAsk(listReferrals, { side: 'receiver', person }, { refreshOn: ['service'] })
  return (
    <Stack>
      <Card
        title={t('referral.sent_for')}
        actions={
          <LinkButton href={hrefTo('/people/:person/refer', { person })} kind="quiet" icon="referral">
            {t('referral.new')}
          </LinkButton>
        }
      >
        <Answer of={sent}>
          {({ referrals }) =>
            referrals.length === 0 ? (
              <EmptyState title={t('referral.none.person')} drawing="seed">
                {t('referral.none_help.person')}
              </EmptyState>
            ) : (
              <List label={t('referral.sent_for')}>
                {referrals.map((each) => (
                  <ReferralRow key={each.id} referral={each} named={false} />
                ))}
              </List>
            )
          }
        </Answer>
      </Card>
      {received.data && received.data.referrals.length > 0 && (
        <Card title={t('referral.received_for')}>
          <List label={t('referral.received_for')}>
            {received.data.referrals.map((each) => (
              <ReferralRow key={each.id} referral={each} named={false} />
            ))}
          </List>
        </Card>
      )}
    </Stack>
  )
}
