// The alert on the home screen of supervisor and data protection officer: how many openings run, how many
// wait.
import { hrefTo } from '../../../kernel/paths.ts'
import { useEffect } from 'react'
import { useAsk } from '../../../kit/data.tsx'
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
  const running = t('break_glass.running', { count: open })
  return (
    <Notice tone="sun" title={waiting > 0 ? t('break_glass.alert', { count: waiting }) : running}>
      {waiting > 0 && <p>{running}</p>}
      <a href={hrefTo('/openings')}>{t('break_glass.see')}</a>
    </Notice>
  )
}
