// On the home screen of staff who answer them: how many people ask for a correction of their record.
import { LinkButton } from '../../../kit/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { Card } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Answer, EmptyState, Notice } from '../../../kit/State.tsx'
import { listCorrections } from '../operations.ts'

export default function CorrectionsToday() {
  const t = useMessages()
  const asked = useAsk(listCorrections, {})
  return (
    <Card title={t('correction.title')} icon="inbox">
      <Answer of={asked} lines={2}>
        {({ waiting }) =>
          waiting.length === 0 ? (
            <EmptyState title={t('correction.none')} drawing="shade" />
          ) : (
            <>
              <Notice tone="now" title={t('correction.count', { count: waiting.length })} />
              <LinkButton href="/corrections">{t('correction.see')}</LinkButton>
            </>
          )
        }
      </Answer>
    </Card>
  )
}
