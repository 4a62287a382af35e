// The alert on the home screen of supervisor and data protection officer: how many openings run, how many
// wait.
import { useEffect } from 'react'
import { LinkButton } from '../../../kit/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { Card } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Notice } from '../../../kit/State.tsx'
import { countWaiting } from '../operations.ts'

/** An opening is no fact, because facts notify everybody's screen: so these few screens poll. */
const LOOK_MS = 10_000

export function useWaiting() {
  const asked = useAsk(countWaiting, {})
  const { again } = asked
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) again()
    }, LOOK_MS)
    return () => clearInterval(timer)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `again` is another function each time
  }, [])
  return asked
}

export default function OpeningsToday() {
  const t = useMessages()
  const { open = 0, waiting = 0 } = useWaiting().data ?? {}
  if (waiting === 0 && open === 0) return null
  return (
    <Card title={t('break_glass.title')} icon="key">
      {waiting > 0 && (
        <Notice tone="now" title={t('break_glass.alert', { count: waiting })}>
          {t('break_glass.running', { count: open })}
        </Notice>
      )}
      {waiting === 0 && <p>{t('break_glass.running', { count: open })}</p>}
      <LinkButton href="/openings">{t('break_glass.see')}</LinkButton>
    </Card>
  )
}
