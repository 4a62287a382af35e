// Whether an interpreter has promised in writing to tell nobody, and until when.
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { useActor } from '../../../kit/session.tsx'
import { StatusPill } from '../../../kit/State.tsx'
import { dateIn } from '../../../kernel/time.ts'
import type { Interpreter } from '../operations.ts'
import { promiseOf } from '../rules/availability.ts'
import { useNow } from './now.ts'

export function Promised({ of: { confidentialUntil } }: { of: Pick<Interpreter, 'confidentialUntil'> }) {
  const t = useMessages()
  const { date } = useFormats()
  const { timeZone } = useActor()
  const promise = promiseOf(confidentialUntil, dateIn(useNow(), timeZone))
  if (promise === 'none' || promise === 'over' || confidentialUntil === null)
    return (
      <StatusPill tone="now" icon="lock">
        {t(`interpreter.promise.${promise === 'over' ? 'over' : 'none'}`)}
      </StatusPill>
    )
  return (
    <StatusPill tone="good">{t('interpreter.promise.until', { date: date(confidentialUntil) })}</StatusPill>
  )
}
