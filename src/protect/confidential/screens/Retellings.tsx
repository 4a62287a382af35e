// For the coordinator: how often stories were asked for again, and why. Nobody is named.
import type { OutputOf } from '../../../kernel/command.ts'
import { useAsk } from '../../../kit/data.tsx'
import { BarChart } from '../../../kit/Figures.tsx'
import { Card } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { countRetellings } from '../operations.ts'

const totals = (reasons: OutputOf<typeof countRetellings>['reasons']) => ({
  opened: reasons.reduce((sum, one) => sum + one.opened, 0),
  toldAgain: reasons.reduce((sum, one) => sum + one.toldAgain, 0),
})

export default function Retellings() {
  const t = useMessages()
  const asked = useAsk(countRetellings, {}, { refreshOn: ['note'] })
  return (
    <Card title={t('retelling.title')} icon="chart">
      <Answer of={asked} lines={3}>
        {({ days, told, reasons }) => (
          <>
            <p className="soft">
              {t('retelling.help', { days, told })} {reasons.length > 0 && t('retelling.of', totals(reasons))}
            </p>
            {reasons.length === 0 ? (
              <EmptyState title={t('retelling.none')} drawing="shade" />
            ) : (
              <BarChart
                title={t('retelling.title')}
                unit={t('retelling.times')}
                bars={reasons.map(({ reason, opened, toldAgain }) => ({
                  key: reason,
                  label: t(`confidential.reason.${reason}`),
                  value: opened + toldAgain,
                }))}
              />
            )}
          </>
        )}
      </Answer>
    </Card>
  )
}
