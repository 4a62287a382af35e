// The statements that the organisation issued or received: what is to be paid, and by when.
import { useState } from 'react'
import { say } from '../../../kernel/packs/pack.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { dateIn } from '../../../kernel/time.ts'
import { DateText, Money } from '../../../kit/Figures.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { Listing, type ListColumn } from '../../../kit/list/Listing.tsx'
import { useLocale, useMessages } from '../../../kit/messages.tsx'
import { useActor } from '../../../kit/session.tsx'
import { listStatements, StatementState, type StatementSummary } from '../operations.ts'
import { PaidPill } from './StatementRow.tsx'

export default function Statements() {
  const t = useMessages()
  const { locale } = useLocale()
  const { timeZone } = useActor()
  const [today] = useState(() => dateIn(new Date().toISOString(), timeZone))
  const columns: ListColumn<StatementSummary>[] = [
    {
      key: 'title',
      title: t('statement.one'),
      cell: ({ number, title }) => t('statement.number', { number, title: say(title, locale) }),
      names: true,
    },
    {
      key: 'provider',
      title: t('statement.from'),
      cell: ({ provider }) => <bdi>{provider.name}</bdi>,
      sort: 'provider',
      card: 'titled',
    },
    {
      key: 'payer',
      title: t('statement.to'),
      cell: ({ payer }) => <bdi>{payer.name}</bdi>,
      sort: 'payer',
      card: 'titled',
    },
    {
      key: 'issued',
      title: t('statement.issued_on'),
      cell: ({ issuedOn }) => <DateText date={issuedOn} />,
      tight: true,
      sort: 'issued',
      downFirst: true,
    },
    {
      key: 'due',
      title: t('statement.due_on'),
      cell: ({ dueOn }) => dueOn && <DateText date={dueOn} />,
      tight: true,
      sort: 'due',
      unusual: true,
      card: 'none',
    },
    {
      key: 'total',
      title: t('statement.total'),
      cell: ({ total }) => <Money value={total} />,
      figure: true,
      sort: 'total',
      downFirst: true,
    },
    {
      key: 'state',
      title: t('statement.state'),
      cell: (one) => <PaidPill {...one} />,
      tight: true,
      card: 'end',
    },
  ]
  return (
    <Page>
      <PageHeader title={t('statement.title')} lead={t('statement.lead')} />
      <Listing
        name="statement"
        label={t('statement.title')}
        of={listStatements}
        rows={({ statements }) => statements}
        rowKey={({ id }) => id}
        href={({ id }) => hrefTo('/statements/:statement', { statement: id })}
        columns={columns}
        sort="-issued"
        find={t('statement.find')}
        findShort={t('statement.find_short')}
        counted={(count) => t('statement.count', { count })}
        none={t('statement.none')}
        nothing={{ title: t('statement.empty') }}
        refreshOn={['payment']}
        filters={[
          {
            key: 'state',
            label: t('statement.state'),
            every: t('statement.every_state'),
            options: StatementState.options.map((value) => ({
              value,
              label: t(`statement.state.${value}`),
            })),
          },
        ]}
        input={({ state }) => ({ ...(state && { state }) })}
        mark={({ paidOn, dueOn }) =>
          paidOn === null && dueOn !== null && dueOn < today ? 'late' : undefined
        }
        file
      />
    </Page>
  )
}
