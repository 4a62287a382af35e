// The lines of a statement: one per result, by pseudonym, with what the cap left of the price.
import type { Money as MoneyValue } from '../../../kernel/money.ts'
import { say } from '../../../kernel/pack.ts'
import { DateText, Money } from '../../../kit/Figures.tsx'
import { useLocale, useMessages } from '../../../kit/messages.tsx'
import { Table, type Column } from '../../../kit/Table.tsx'
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
  // Columns that would only repeat the price or say zero stay away: the sheet is narrow, and most statements are simple.
  const isCapped = lines.some(({ price, entitled }) => price.amount !== entitled.amount)
  const isContinued = lines.some(({ amount, entitled }) => amount.amount !== entitled.amount)
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
        ...(isCapped ? [figure('entitled', t('statement.entitled'))] : []),
        ...(isContinued ? [figure('settled', t('statement.settled'))] : []),
        figure('amount', t('statement.amount')),
      ]}
    />
  )
}

function figure(key: 'price' | 'entitled' | 'settled' | 'amount', title: string): Column<StatementLine> {
  return { key, title, figure: true, cell: (line) => <Money value={line[key]} /> }
}
