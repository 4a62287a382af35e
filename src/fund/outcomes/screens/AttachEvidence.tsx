// Dialog to attach one file to a claim: the evidence type, and the file.
import { useId, useState } from 'react'
import { say } from '../../../kernel/pack.ts'
import { Button } from '../../../kit/Button.tsx'
import { newId, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/Dialog.tsx'
import { Select } from '../../../kit/Field.tsx'
import { Field } from '../../../kit/FieldFrame.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { useLocale, useMessages } from '../../../kit/messages.tsx'
import { useToast } from '../../../kit/Toast.tsx'
import { attachEvidence, type ClaimDetail } from '../operations.ts'
import { ACCEPTED, upload } from './upload.ts'

export function AttachEvidence({ claim, onClose }: { claim: ClaimDetail; onClose: () => void }) {
  const t = useMessages()
  const { locale } = useLocale()
  const toast = useToast()
  const [type, setType] = useState(claim.missing[0]?.code ?? claim.evidenceTypes[0]?.code ?? '')
  const [file, setFile] = useState<File>()
  const [tried, setTried] = useState(false)
  const [sending, setSending] = useState(false)
  const [refused, setRefused] = useState<Error>()
  const attach = useCommand(attachEvidence)
  const helpId = useId()

  async function send() {
    setTried(true)
    setRefused(undefined)
    if (!file || type === '') return
    setSending(true)
    try {
      const attachment = await upload(claim.person, file)
      const result = await attach.run({ id: newId(), claim: claim.id, attachment, type })
      if (result.state === 'refused') return
      toast(t('evidence.attached'))
      onClose()
    } catch (error) {
      setRefused(error instanceof Error ? error : new Error(String(error)))
    } finally {
      setSending(false)
    }
  }

  return (
    <Dialog title={t('evidence.attach')} onClose={onClose}>
      <Form onSubmit={send} problem={refused ?? attach.problem}>
        <Select
          label={t('evidence.type')}
          value={type}
          onChange={setType}
          options={claim.evidenceTypes.map(({ code, label, required }) => ({
            value: code,
            label: required ? say(label, locale) : t('evidence.type_optional', { name: say(label, locale) }),
          }))}
        />
        <Field
          label={t('evidence.file')}
          help={<span id={helpId}>{t('evidence.file_help')}</span>}
          error={tried && !file ? t('evidence.file_missing') : undefined}
        >
          {(wiring) => (
            <input
              {...wiring}
              className="input"
              type="file"
              accept={ACCEPTED}
              onChange={(event) => setFile(event.target.files?.[0])}
            />
          )}
        </Field>
        <Actions>
          <Button type="submit" kind="primary" icon="clip" busy={sending}>
            {t('evidence.attach')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('kit.cancel')}
          </Button>
        </Actions>
      </Form>
    </Dialog>
  )
}
