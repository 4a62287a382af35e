// The head of an invoice: who issues it, its number and days; then whom it is for, and where to pay.
import type { ReactNode } from 'react'
import { DateText } from '../../../kit/Figures.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import type { InvoiceParty, Statement } from '../operations.ts'
import './invoice.css'

export function Letterhead({ statement }: { statement: Statement }) {
  const t = useMessages()
  return (
    <div className="invoice-head">
      <div>
        <p className="invoice-issuer">
          <bdi>{statement.issuer.name}</bdi>
        </p>
        <Written party={statement.issuer} />
      </div>
      <div>
        <h2>{t('statement.one_number', { number: statement.number })}</h2>
        <p>
          {t('statement.issued_on')} <DateText date={statement.issuedOn} />
        </p>
        {statement.dueOn && (
          <p>
            {t('statement.due_on')}{' '}
            <strong>
              <DateText date={statement.dueOn} />
            </strong>
          </p>
        )}
      </div>
    </div>
  )
}

export function Parties({ statement, children }: { statement: Statement; children: ReactNode }) {
  const t = useMessages()
  return (
    <div className="invoice-parties">
      <div>
        <h3>{t('statement.to')}</h3>
        <p>
          <strong>
            <bdi>{statement.recipient.name}</bdi>
          </strong>
        </p>
        <Written party={statement.recipient} />
      </div>
      <div>
        <h3>{t('statement.bank_account')}</h3>
        <p>
          <Value of={statement.issuer.bankAccount} />
        </p>
      </div>
      {children}
    </div>
  )
}

function Written({ party }: { party: InvoiceParty }) {
  const t = useMessages()
  return (
    <>
      <p>
        {t('statement.tax_number')}: <Value of={party.taxNumber} />
      </p>
      <p>
        {party.address === null && `${t('statement.address')}: `}
        <Value of={party.address} />
      </p>
    </>
  )
}

function Value({ of: value }: { of: string | null }) {
  const t = useMessages()
  return value === null ? <span className="soft">{t('statement.unwritten')}</span> : <bdi>{value}</bdi>
}
