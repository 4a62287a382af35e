// The next appointment of a person, on their record.
import { useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { useAsk } from '../../../kit/data.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { Card, List, ListRow } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Answer } from '../../../kit/State.tsx'
import { listReferrals } from '../operations.ts'

export default function NextAppointment({ person }: { person: string }) {
  const t = useMessages()
  const [now] = useState(() => new Date().toISOString())
  // The same questions as those of the list further down: they are asked once.
  const sent = useAsk(listReferrals, { side: 'sender', person }, { refreshOn: ['service'] })
  const received = useAsk(listReferrals, { side: 'receiver', person }, { refreshOn: ['service'] })
  return (
    <Card title={t('referral.next')} icon="calendar">
      <Answer of={sent}>
        {({ referrals }) => {
          const made = [...referrals, ...(received.data?.referrals ?? [])]
            .flatMap((one) =>
              one.state === 'scheduled' && one.scheduledFor ? [{ ...one, at: one.scheduledFor }] : [],
            )
            .toSorted((a, b) => a.at.localeCompare(b.at))
          // One that is over and has no result yet is the last thing that is known.
          const next = made.find(({ at }) => at >= now) ?? made.at(-1)
          if (next === undefined) return <p className="soft">{t('referral.next_none')}</p>
          return (
            <List label={t('referral.next')}>
              <ListRow
                href={hrefTo('/referrals/:person/:referral', { person, referral: next.id })}
                title={<DateText instant={next.at} />}
                detail={
                  <>
                    <bdi>{next.service?.name ?? t('referral.no_service')}</bdi>
                    {'\u00a0· '}
                    <bdi>{next.receiver.name}</bdi>
                    {next.at < now && <> · {t('referral.next_over')}</>}
                  </>
                }
                now={next.at < now}
              />
            </List>
          )
        }}
      </Answer>
    </Card>
  )
}
