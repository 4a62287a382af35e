// The lines of a statement: one per result, by pseudonym, with what the cap left of the price.
import type { Money as MoneyValue } from '../../../kernel/money.ts'
import { say } from '../../../kernel/pack.ts'
import { DateText, Money } from '../../../kit/Figures.tsx'
import { useLocale, useMessages } from '../../../kit/messages.tsx'
import { Table } from '../../../kit/Table.tsx'
import type { StatementLine } from '../contract.ts'

export function Lines({
  lines,
  total,
  caption,
}: {
  lines: readonly StatementLine[]
  total: MoneyValue
  caption: string
}) {
  const t = useMessages()
  const { locale } = useLocale()
  return (
    <Table
      caption={caption}
      rows={lines}
      rowKey={({ claim }) => claim}
      foot={{ outcome: t('statement.total'), amount: <Money value={total} /> }}
      columns={[
        {
          key: 'outcome',
          title: t('statement.outcome'),
          names: true,
          cell: ({ label }) => say(label, locale),
        },
        {
          key: 'who',
          title: t('statement.pseudonym'),
          cell: ({ pseudonym }) => <bdi className="figure">{pseudonym}</bdi>,
        },
        {
          key: 'on',
          title: t('statement.achieved_on'),
          cell: ({ achievedOn }) => <DateText date={achievedOn} />,
        },
        {
          key: 'price',
          title: t('statement.price'),
          figure: true,
          cell: ({ price }) => <Money value={price} />,
        },
        {
          key: 'entitled',
          title: t('statement.entitled'),
          figure: true,
          cell: ({ entitled }) => <Money value={entitled} />,
        },
        {
          key: 'settled',
          title: t('statement.settled'),
          figure: true,
          cell: ({ settled }) => <Money value={settled} />,
        },
        {
          key: 'amount',
          title: t('statement.amount'),
          figure: true,
          cell: ({ amount }) => <Money value={amount} />,
        },
      ]}
    />
  )
}
