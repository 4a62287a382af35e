// The steps that are due this week, on the home screen.
import { useState } from 'react'
import { useAsk } from '../../../kit/data.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { Card, List, ListRow } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useActor } from '../../../kit/session.tsx'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { hrefTo } from '../../../kernel/paths.ts'
import { dateIn } from '../../../kernel/time.ts'
import { listDueSteps } from '../operations.ts'

const SHOWN = 6

export default function DueToday() {
  const t = useMessages()
  const asked = useAsk(listDueSteps, {})
  const { timeZone } = useActor()
  const [today] = useState(() => dateIn(new Date().toISOString(), timeZone))
  return (
    <Card title={t('plan.due')} icon="clock">
      <Answer of={asked} lines={3}>
        {({ steps }) =>
          steps.length === 0 ? (
            <EmptyState title={t('plan.none_due')} drawing="shade" />
          ) : (
            <>
              <List label={t('plan.due')}>
                {steps.slice(0, SHOWN).map((step) => (
                  <ListRow
                    key={step.id}
                    href={hrefTo('/people/:person', { person: step.person }, { tab: 'work' })}
                    title={step.text}
                    detail={step.calledName}
                    now={step.dueOn < today}
                    end={<DateText date={step.dueOn} short />}
                  />
                ))}
              </List>
              {steps.length > SHOWN && (
                <p className="soft">{t('plan.more_due', { count: steps.length - SHOWN })}</p>
              )}
            </>
          )
        }
      </Answer>
    </Card>
  )
}
