// How a consent is told in words: to whom, which parts, what it is for.
import type { ReactNode } from 'react'
import { DateText } from '../../../kit/Figures.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import type { Consent } from '../contract.ts'

/** The organisation's name, or its class in the plural. */
export function useRecipientName(): (recipient: Consent['recipient']) => string {
  const t = useMessages()
  return ({ name, class: all }) => (all ? t(`consent.class.${all}`) : name || t('consent.recipient_later'))
}

/** Purpose, parts and last day on one line. */
export function Terms({
  purpose,
  fieldGroups,
  until,
}: {
  purpose: string
  fieldGroups: readonly string[]
  until?: string | null
}): ReactNode {
  const t = useMessages()
  const words = usePack()
  return (
    <>
      {words?.term('purposes', purpose) ?? purpose}
      {' · '}
      {fieldGroups.map((code) => words?.term('fieldGroups', code) ?? code).join(', ')}
      {until && (
        <>
          {' · '}
          {t('consent.until')} <DateText date={until} />
        </>
      )}
    </>
  )
}
