// What is paid for each outcome: the same table before a contract is signed and in its terms.
import { say } from '../../../kernel/packs/pack.ts'
import { Money } from '../../../kit/Figures.tsx'
import { useLocale, useMessages } from '../../../kit/messages.tsx'
import { Table } from '../../../kit/Table.tsx'
import type { Contract } from '../operations.ts'

export function Prices({ lines }: { lines: Contract['lines'] }) {
  const t = useMessages()
  const { locale } = useLocale()
  return (
    <Table
      caption={t('contract.prices')}
      captionSeen
      rows={lines}
      rowKey={({ outcome }) => outcome}
      columns={[
        {
          key: 'outcome',
          title: t('statement.outcome'),
          names: true,
          cell: ({ label }) => say(label, locale),
        },
        {
          key: 'price',
          title: t('statement.price'),
          figure: true,
          cell: ({ price }) => <Money value={price} />,
        },
      ]}
    />
  )
}
