// The wording of a consent: to whom, which parts, for which purpose.
import type { ReactNode } from 'react'
import { DateText } from '../../../kit/Figures.tsx'
import { inLine } from '../../../kit/formats.ts'
import { useFormats, useMessages, type Translate } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import type { Consent } from '../operations.ts'

/** The organisation's name, or its class in the plural. */
export function useRecipientName(): (recipient: Consent['recipient']) => string {
  const t = useMessages()
  return ({ name, class: all }) => (all ? t(`consent.class.${all}`) : name || t('consent.recipient_later'))
}

/** The name of who interpreted, and in which capacity. */
export const whoInterpreted = (
  { interpreter, interpreterKind }: Pick<Consent, 'interpreter' | 'interpreterKind'>,
  t: Translate,
): string => inLine([interpreter, interpreterKind && t(`consent.interpreterKind.${interpreterKind}`)])

/** Purpose, parts that hold and last day on one line; what was refused since below it. */
export function Terms({
  purpose,
  fieldGroups,
  refusedSince = [],
  until,
}: {
  purpose: string
  fieldGroups: readonly string[]
  /** Those of the parts that no longer hold. */
  refusedSince?: readonly string[] | undefined
  until?: string | null
}): ReactNode {
  const t = useMessages()
  const words = usePack()
  const { list } = useFormats()
  const parts = (codes: readonly string[]) =>
    list(codes.map((code) => words?.term('fieldGroups', code) ?? code))
  return (
    <>
      {words?.term('purposes', purpose) ?? purpose}
      {' · '}
      {parts(fieldGroups.filter((code) => !refusedSince.includes(code)))}
      {until && (
        <>
          {' · '}
          {t('consent.until')} <DateText date={until} />
        </>
      )}
      {refusedSince.length > 0 && (
        <>
          <br />
          {t('consent.refused_since', { parts: parts(refusedSince) })}
        </>
      )}
    </>
  )
}
