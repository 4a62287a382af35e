// The proof of a yes that is being recorded, and what it waits for, shown before the person leaves: proof
// after a no, and the keeper of the record where another organisation records it.
import { useAsk, useOnline } from '../../../kit/data.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Notice } from '../../../kit/State.tsx'
import { listOrganisations } from '../../../identity/organisations/operations.ts'
import { listConsents, RecipientClass, type How } from '../operations.ts'
import { decisionsOf, reverses } from '../rules/attestation.ts'
import Evidence, { type Proof } from './Evidence.tsx'

export default function ProofAsked({
  person,
  purpose,
  recipient,
  parts,
  how,
  onFile,
}: {
  person: string
  purpose: string
  /** One organisation, a class of them, or empty while none is chosen. */
  recipient: string
  parts: readonly string[]
  how: How
  onFile: (file: Proof | undefined) => void
}) {
  const t = useMessages()
  const online = useOnline()
  const said = useAsk(listConsents, { person })
  const organisations = useAsk(listOrganisations, {})
  const ofClass = RecipientClass.safeParse(recipient)
  const yes = {
    purpose,
    recipient: ofClass.success ? null : recipient,
    recipientClass: ofClass.success ? ofClass.data : null,
    fieldGroups: parts,
  }
  const itsClass = ofClass.data ?? organisations.data?.find(({ id }) => id === recipient)?.class ?? ''
  const afterNo = reverses(decisionsOf(said.data?.consents ?? []), yes, itsClass)
  const keptElsewhere = said.data?.keptHere === false
  return (
    <>
      {afterNo && <Notice tone="sun">{t(online ? 'consent.after_no' : 'consent.after_no_offline')}</Notice>}
      {keptElsewhere && <Notice tone="sun">{t('consent.kept_elsewhere')}</Notice>}
      <Evidence how={how} needed={afterNo || keptElsewhere} onFile={onFile} />
    </>
  )
}
