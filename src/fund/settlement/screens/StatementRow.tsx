// A statement in a list: its number, payer and provider, amount, and whether it is paid.
import { say } from '../../../kernel/pack.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { Money } from '../../../kit/Figures.tsx'
import { Inline, ListRow } from '../../../kit/Layout.tsx'
import { useFormats, useLocale, useMessages } from '../../../kit/messages.tsx'
import { StatusPill } from '../../../kit/State.tsx'
import type { StatementSummary } from '../operations.ts'

export function PaidPill({ paidOn }: { paidOn: string | null }) {
  const t = useMessages()
  const { date } = useFormats()
  return paidOn === null ? (
    <StatusPill tone="open">{t('statement.unpaid')}</StatusPill>
  ) : (
    <StatusPill tone="good">{t('statement.paid_on', { date: date(paidOn) })}</StatusPill>
  )
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
          <PaidPill paidOn={statement.paidOn} />
        </Inline>
      }
    />
  )
}
