// The inbox and the sent box: what waits for an answer first.
import { useState } from 'react'
import { Button } from '../../../kit/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { ChoiceGroup, Select } from '../../../kit/Field.tsx'
import { List, Page, PageHeader } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useLinked } from '../../../kit/route.tsx'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { listReferrals, ReferralState, type Referral } from '../operations.ts'
import { ReferralRow } from './rows.tsx'

type State = Referral['state']

const GROUPS: Record<string, readonly State[]> = {
  open: ['draft', 'sent', 'accepted', 'scheduled', 'no_show', 'served', 'declined', 'expired'],
  over: ['closed', 'redirected', 'cancelled'],
}

export default function Referrals() {
  const t = useMessages()
  const [side, setSide] = useLinked('side', 'receiver')
  const [group, setGroup] = useLinked('state', 'open')
  const [pages, setPages] = useState<readonly string[]>([])
  const filter = {
    side: side === 'sender' ? ('sender' as const) : ('receiver' as const),
    states: [...(GROUPS[group] ?? ReferralState.options.filter((state) => state === group))],
  }
  const show = (change: () => void) => {
    setPages([])
    change()
  }
  return (
    <Page>
      <PageHeader title={t('referral.title')} lead={t('referral.lead')} />
      <ChoiceGroup
        label={t('referral.side')}
        inline
        value={filter.side}
        onChange={(value) => show(() => setSide(value))}
        options={[
          { value: 'receiver', label: t('referral.received') },
          { value: 'sender', label: t('referral.sent') },
        ]}
      />
      <Select
        label={t('referral.which')}
        width="medium"
        value={group}
        onChange={(value) => show(() => setGroup(value))}
        options={[
          { value: 'open', label: t('referral.open') },
          { value: 'over', label: t('referral.over') },
          ...ReferralState.options.map((state) => ({ value: state, label: t(`referral.state.${state}`) })),
        ]}
      />
      {[undefined, ...pages].map((after) => (
        <Part
          key={after ?? ''}
          filter={filter}
          after={after}
          last={after === pages.at(-1)}
          onMore={(next) => setPages([...pages, next])}
        />
      ))}
    </Page>
  )
}

function Part({
  filter,
  after,
  last,
  onMore,
}: {
  filter: { side: 'sender' | 'receiver'; states: State[] }
  after: string | undefined
  last: boolean
  onMore: (next: string) => void
}) {
  const t = useMessages()
  const asked = useAsk(
    listReferrals,
    { ...filter, ...(after !== undefined && { after }) },
    { refreshOn: ['service', 'consent'] },
  )
  return (
    <Answer of={asked}>
      {({ referrals, next }) =>
        referrals.length === 0 && after === undefined ? (
          <EmptyState title={t(`referral.none.${filter.side}`)} drawing="shade">
            {t(`referral.none_help.${filter.side}`)}
          </EmptyState>
        ) : (
          <>
            <List label={t('referral.title')}>
              {referrals.map((each) => (
                <ReferralRow key={each.id} referral={each} />
              ))}
            </List>
            {last && next !== null && <Button onClick={() => onMore(next)}>{t('referral.more')}</Button>}
          </>
        )
      }
    </Answer>
  )
}
