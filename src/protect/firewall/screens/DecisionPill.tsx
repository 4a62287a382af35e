// The state of a demand: waiting until a day, or the decision.
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { StatusPill } from '../../../kit/State.tsx'
import type { Decision } from '../operations.ts'

export function DecisionPill({ decision, answerBy }: { decision: Decision | null; answerBy: string | null }) {
  const t = useMessages()
  const formats = useFormats()
  if (decision !== null)
    return (
      <StatusPill tone={decision === 'partly' || decision === 'complied' ? 'now' : 'good'}>
        {t(`demand.decision.${decision}`)}
      </StatusPill>
    )
  return (
    <StatusPill tone="now" icon="clock">
      {answerBy === null ? t('demand.waiting') : t('demand.waiting_until', { when: formats.date(answerBy) })}
    </StatusPill>
  )
}
