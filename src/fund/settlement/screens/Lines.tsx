// The lines of a statement: one per result, by pseudonym, with the part of the price within the cap.
import type { Money as MoneyValue } from '../../../kernel/money.ts'
import { say } from '../../../kernel/packs/pack.ts'
import { DateText, Money } from '../../../kit/Figures.tsx'
import { useLocale, useMessages } from '../../../kit/messages.tsx'
import { Table, type Column } from '../../../kit/Table.tsx'
import type { StatementLine } from '../operations.ts'

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
  // In a contract's first statements these columns would only repeat the amount and show zero; the page is
  // narrow.
  const isContinued = lines.some(({ settled }) => !/^0(\.0+)?$/u.test(settled.amount))
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
        figure('price', t('statement.price')),
        ...(isContinued
          ? [figure('entitled', t('statement.entitled')), figure('settled', t('statement.settled'))]
          : []),
        figure('amount', t('statement.amount')),
      ]}
    />
  )
}

function figure(key: 'price' | 'entitled' | 'settled' | 'amount', title: string): Column<StatementLine> {
  return { key, title, figure: true, cell: (line) => <Money value={line[key]} /> }
}
