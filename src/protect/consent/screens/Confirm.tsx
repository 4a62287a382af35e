// The keeper of the record confirms a waiting yes, and adds its proof where that is missing.
import { useState } from 'react'
import { Button } from '../../../kit/Button.tsx'
import { newId, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/Dialog.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useToast } from '../../../kit/Toast.tsx'
import { upload } from '../../../kit/upload.ts'
import { confirmConsent, type Consent, type How } from '../operations.ts'
import Evidence, { type Proof } from './Evidence.tsx'
import { useRecipientName } from './words.tsx'

export type Waiting = Pick<Consent, 'id' | 'recipient' | 'how' | 'waitsFor'>

export function Confirm({
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
  const [proof, setProof] = useState<Proof>()
  const [failed, setFailed] = useState<Error>()
  const [tried, setTried] = useState(false)
  const [isOlder, setOlder] = useState(false)
  const needsProof = isOlder || consent.waitsFor?.includes('proof') === true
  const how: How = consent.how ?? 'verbal_with_witness'

  const missing = [
    ...(needsProof && !proof ? [t('problem.consent.proof_missing')] : []),
    ...(proof === 'recording' ? [t('consent.voice_unfinished')] : []),
  ]

  async function send() {
    setTried(true)
    setFailed(undefined)
    if (proof === 'recording' || (needsProof && !proof)) return
    const attachment = proof ? newId() : undefined
    try {
      if (proof && attachment)
        await upload('/api/attachments', { id: attachment, person, name: proof.name.slice(-200) }, proof)
    } catch (error) {
      setFailed(error as Error)
      return
    }
    const result = await confirm.run({ person, id: consent.id, ...(attachment && { attachment }) })
    if (result.state === 'refused') {
      // A file stored before the person's no proves an earlier yes: another is required.
      if (result.problem.code === 'consent.proof_older') setOlder(true)
      return
    }
    say(t('consent.confirm_done'))
    onDone()
  }

  return (
    <Dialog title={t('consent.confirm_title')} onClose={onDone}>
      <Form onSubmit={send} problem={failed ?? confirm.problem} errors={tried ? missing : []}>
        <p>{t('consent.confirm_lead', { name: nameOf(consent.recipient) })}</p>
        {needsProof && <Evidence how={how} needed onFile={setProof} />}
        <Actions>
          <Button type="submit" kind="primary" busy={confirm.busy}>
            {t('consent.confirm')}
          </Button>
          <Button onClick={onDone}>{t('kit.cancel')}</Button>
        </Actions>
      </Form>
    </Dialog>
  )
}
