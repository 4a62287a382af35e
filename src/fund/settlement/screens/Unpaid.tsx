// Home card of the payer: statements that are not paid.
import { useAsk } from '../../../kit/data.tsx'
import { Card, List } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Answer } from '../../../kit/State.tsx'
import { listStatements } from '../operations.ts'
import { StatementRow } from './StatementRow.tsx'

export default function Unpaid() {
  const t = useMessages()
  const asked = useAsk(listStatements, {}, { refreshOn: ['payment'] })
  return (
    <Card title={t('statement.to_pay')} icon="coin">
      <Answer of={asked} lines={3}>
        {({ statements }) => {
          const unpaid = statements.filter(({ paidOn }) => paidOn === null)
          if (unpaid.length === 0) return <p className="soft">{t('statement.none_to_pay')}</p>
          return (
            <List label={t('statement.to_pay')}>
              {unpaid.slice(0, 5).map((statement) => (
                <StatementRow key={statement.id} statement={statement} />
              ))}
            </List>
          )
        }}
      </Answer>
    </Card>
  )
}
