// What shows a yes that is being written down; after a no it is needed for the yes to count, and that is said before the person leaves.
import { useAsk, useOnline } from '../../../kit/data.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Notice } from '../../../kit/State.tsx'
import { listOrganisations } from '../../access/contract.ts'
import { listConsents, RecipientClass, type How } from '../contract.ts'
import { decisionsOf, reverses } from '../rules/attestation.ts'
import Evidence from './Evidence.tsx'

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
  onFile: (file: File | undefined) => void
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
  const needed = reverses(decisionsOf(said.data?.consents ?? []), yes, itsClass)
  return (
    <>
      {needed && <Notice tone="sun">{t(online ? 'consent.after_no' : 'consent.after_no_offline')}</Notice>}
      <Evidence how={how} needed={needed} onFile={onFile} />
    </>
  )
}
