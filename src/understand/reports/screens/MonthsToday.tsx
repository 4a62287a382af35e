// On the home screen of an analyst, for whom no work waits: the months of the organisation until now.
import { LinkButton } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { Card } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Answer } from '../../../kit/State.tsx'
import { getOverview } from '../operations.ts'
import { ByMonth } from './ByMonth.tsx'

export default function MonthsToday() {
  const t = useMessages()
  const asked = useAsk(getOverview, { scope: 'organisation' }, { refreshOn: ['person'] })
  return (
    <Card title={t('report.today')} icon="chart">
      <Answer of={asked} lines={6}>
        {({ from, until, people }) => (
          <>
            <p className="soft">
              <DateText date={from} /> – <DateText date={until} />
            </p>
            <ByMonth months={people.byMonth} />
          </>
        )}
      </Answer>
      <Actions>
        <LinkButton href="/overview">{t('report.open')}</LinkButton>
      </Actions>
    </Card>
  )
}
