// The proof of a yes that is being recorded, and what it waits for, shown before the person leaves: proof
// after a no, and the keeper of the record where another organisation records it. A field of the form around.
import { useState } from 'react'
import { useAsk, useOnline } from '../../../kit/data.tsx'
import { fields } from '../../../kit/form/fields.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Notice } from '../../../kit/State.tsx'
import { listOrganisations } from '../../../identity/organisations/operations.ts'
import { listConsents, RecipientClass, type How } from '../operations.ts'
import { decisionsOf, reverses } from '../rules/attestation.ts'
import Evidence from './Evidence.tsx'

const asked = fields<{ proof?: File | undefined }>()

export default function ProofAsked({
  person,
  purpose,
  recipient,
  parts,
  how,
}: {
  person: string
  purpose: string
  /** One organisation, a class of them, or empty while none is chosen. */
  recipient: string
  parts: readonly string[]
  how: How
}) {
  const t = useMessages()
  const online = useOnline()
  const [isRecording, setRecording] = useState(false)
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
  const needed = afterNo || keptElsewhere
  return (
    <>
      {afterNo && <Notice tone="sun">{t(online ? 'consent.after_no' : 'consent.after_no_offline')}</Notice>}
      {keptElsewhere && <Notice tone="sun">{t('consent.kept_elsewhere')}</Notice>}
      {/* A spoken yes needs no file; where one is required, the person signs it or repeats it into a recording. */}
      {(how !== 'verbal_with_witness' || needed) && (
        <asked.Custom
          name="proof"
          label={t(`consent.proof_file.${how}`)}
          // A voice that is still being recorded cannot be sent, nor left out unnoticed.
          required={isRecording}
          missing={t('consent.voice_unfinished')}
        >
          {({ id, error, value, onChange }) => (
            <Evidence
              {...{ how, needed, id, error, value }}
              onFile={(proof) => {
                setRecording(proof === 'recording')
                onChange(proof === 'recording' ? (undefined as never) : (proof as File))
              }}
            />
          )}
        </asked.Custom>
      )}
    </>
  )
}
