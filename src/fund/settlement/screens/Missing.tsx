// What an invoice issued now would lack, said before it is issued.
import { useMessages } from '../../../kit/messages.tsx'
import { Notice } from '../../../kit/State.tsx'
import type { InvoiceParty } from '../operations.ts'

const OF_ISSUER = ['taxNumber', 'address', 'bankAccount'] as const
const OF_RECIPIENT = ['taxNumber', 'address'] as const

export function Missing({
  issuer,
  recipient,
  dueOn,
}: {
  issuer: InvoiceParty
  recipient: InvoiceParty
  dueOn: string | null
}) {
  const t = useMessages()
  const of = (party: InvoiceParty, fields: readonly (typeof OF_ISSUER)[number][]) =>
    fields
      .filter((field) => party[field] === null)
      .map((field) => t(`statement.missing.${field}`, { name: party.name }))
  const lines = [
    ...of(issuer, OF_ISSUER),
    ...of(recipient, OF_RECIPIENT),
    ...(dueOn === null ? [t('statement.missing.dueOn')] : []),
  ]
  if (lines.length === 0) return null
  return (
    <Notice title={t('statement.missing')}>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>{t('statement.missing_help')}</p>
    </Notice>
  )
}
