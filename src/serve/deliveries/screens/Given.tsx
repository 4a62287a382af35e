// The services that the organisation gave: what the figures of the home screen count.
import { useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { addDays, dateIn } from '../../../kernel/time.ts'
import { DateText } from '../../../kit/Figures.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { Listing, type ListColumn } from '../../../kit/list/Listing.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useActor } from '../../../kit/session.tsx'
import { listGivenServices, type GivenService } from '../operations.ts'

export default function Given() {
  const t = useMessages()
  const words = usePack()
  const { timeZone } = useActor()
  const [today] = useState(() => dateIn(new Date().toISOString(), timeZone))
  // As the figures count them.
  const since: Readonly<Record<string, string>> = {
    week: addDays(today, -6),
    month: `${today.slice(0, 7)}-01`,
  }
  const columns: ListColumn<GivenService>[] = [
    {
      key: 'person',
      title: t('delivery.person'),
      cell: ({ personName }) => <bdi>{personName ?? t('delivery.nameless')}</bdi>,
      names: true,
    },
    {
      key: 'service',
      title: t('delivery.service'),
      cell: ({ service }) => (service ? <bdi>{service.name}</bdi> : t('delivery.protected')),
    },
    {
      key: 'kind',
      title: t('delivery.kind'),
      cell: ({ service }) => service && words?.term('serviceKinds', service.kind),
    },
    {
      key: 'on',
      title: t('delivery.day'),
      tight: true,
      cell: ({ deliveredOn }) => <DateText date={deliveredOn} />,
      sort: 'on',
      downFirst: true,
      card: 'end',
    },
  ]
  return (
    <Page>
      <PageHeader title={t('delivery.given')} lead={t('delivery.given_lead')} />
      <Listing
        name="delivery"
        views={false}
        label={t('delivery.given')}
        of={listGivenServices}
        rows={({ given }) => given}
        rowKey={({ id }) => id}
        href={({ person }) => hrefTo('/people/:person', { person }, { tab: 'services' })}
        columns={columns}
        filters={[
          {
            key: 'since',
            label: t('delivery.since'),
            every: t('delivery.since.ever'),
            options: [
              { value: 'week', label: t('delivery.since.week') },
              { value: 'month', label: t('delivery.since.month') },
            ],
          },
        ]}
        input={({ since: chosen = '' }) => ({ ...(since[chosen] && { since: since[chosen] }) })}
        sort="-on"
        counted={(count) => t('delivery.count', { count })}
        none={t('delivery.none_given')}
        nothing={{ title: t('delivery.none_given'), help: t('delivery.none_given_help') }}
        refreshOn={['service.delivered']}
      />
    </Page>
  )
}
