// The keeper of the record confirms a waiting yes, and adds its proof where that is missing.
import { useState } from 'react'
import * as z from 'zod/mini'
import { Button } from '../../../kit/controls/Button.tsx'
import { useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { useSchemaForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { upload, wrongFile } from '../../../kit/upload.ts'
import { confirmConsent, type Consent, type How } from '../operations.ts'
import { consentProofOlder } from '../problems.ts'
import Evidence from './Evidence.tsx'
import { useRecipientName } from './words.tsx'

type Waiting = Pick<Consent, 'id' | 'recipient' | 'how' | 'waitsFor'>

const Given = z.strictObject({ proof: z.optional(z.union([z.file(), z.literal('recording')])) })

export default function Confirm({
  person,
  consent,
  onDone,
}: {
  person: string
  consent: Waiting
  onDone: () => void
}) {
  const t = useMessages()
  const say = useToast()
  const nameOf = useRecipientName()
  const confirm = useCommand(confirmConsent)
  const [isOlder, setOlder] = useState(false)
  const needsProof = isOlder || consent.waitsFor?.includes('proof') === true
  const how: How = consent.how ?? 'verbal_with_witness'
  const form = useSchemaForm(Given, {
    unsaved: false,
    problem: confirm.problem,
    rules: ({ proof }) =>
      proof === 'recording' ? [{ at: 'proof', text: t('consent.voice_unfinished') }] : [],
    problems: { ...wrongFile('proof'), 'consent.proof_missing': 'proof', 'consent.proof_older': 'proof' },
    async send({ proof }) {
      const attachment =
        proof instanceof File ? await upload('/api/attachments', { person }, proof) : undefined
      const result = await confirm.run(
        { person, id: consent.id, ...(attachment && { attachment }) },
        form.attempts,
      )
      if (result.state === 'refused') {
        // A file stored before the person's no proves an earlier yes: another is required.
        if (consentProofOlder.is(result.problem)) setOlder(true)
        return result.problem
      }
      say(t('consent.confirm_done'))
      onDone()
      return undefined
    },
  })

  return (
    <Dialog title={t('consent.confirm_title')} onClose={onDone}>
      <OperationForm of={form}>
        <p>{t('consent.confirm_lead', { name: nameOf(consent.recipient) })}</p>
        {needsProof && (
          <form.Custom
            name="proof"
            label={t(`consent.proof_file.${how}`)}
            required
            missing={t('problem.consent.proof_missing')}
          >
            {({ id, error, value, onChange }) => (
              <Evidence
                {...{ how, id, error }}
                needed
                value={value instanceof File ? value : undefined}
                onFile={(proof) => onChange(proof as File)}
              />
            )}
          </form.Custom>
        )}
        <Actions>
          <Button type="submit" kind="primary" busy={form.busy}>
            {t('consent.confirm')}
          </Button>
          <Button onClick={onDone}>{t('kit.cancel')}</Button>
        </Actions>
      </OperationForm>
    </Dialog>
  )
}
