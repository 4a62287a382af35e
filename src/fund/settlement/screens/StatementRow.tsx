// A statement in a list: its number, payer and provider, amount, and whether it is paid.
import { useState } from 'react'
import { say } from '../../../kernel/packs/pack.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { dateIn } from '../../../kernel/time.ts'
import { Money } from '../../../kit/Figures.tsx'
import { Inline, ListRow } from '../../../kit/Layout.tsx'
import { useFormats, useLocale, useMessages } from '../../../kit/messages.tsx'
import { useActor } from '../../../kit/session.tsx'
import { StatusPill } from '../../../kit/State.tsx'
import type { StatementSummary } from '../operations.ts'

/** Whether it is paid; red once it should have been. */
export function PaidPill({ paidOn, dueOn }: Pick<StatementSummary, 'paidOn' | 'dueOn'>) {
  const t = useMessages()
  const { date } = useFormats()
  const actor = useActor()
  const [today] = useState(() => dateIn(new Date().toISOString(), actor.timeZone))
  if (paidOn !== null)
    return <StatusPill tone="good">{t('statement.paid_on', { date: date(paidOn) })}</StatusPill>
  if (dueOn !== null && dueOn < today)
    return <StatusPill tone="late">{t('statement.overdue', { date: date(dueOn) })}</StatusPill>
  return <StatusPill tone="open">{t('statement.unpaid')}</StatusPill>
}

export function StatementRow({ statement }: { statement: StatementSummary }) {
  const t = useMessages()
  const { date } = useFormats()
  const { locale } = useLocale()
  const told = {
    provider: statement.provider.name,
    payer: statement.payer.name,
    date: date(statement.issuedOn),
  }
  return (
    <ListRow
      href={hrefTo('/statements/:statement', { statement: statement.id })}
      title={t('statement.number', { number: statement.number, title: say(statement.title, locale) })}
      detail={t('statement.row', told)}
      end={
        <Inline>
          <Money value={statement.total} />
          <PaidPill paidOn={statement.paidOn} dueOn={statement.dueOn} />
        </Inline>
      }
    />
  )
}
