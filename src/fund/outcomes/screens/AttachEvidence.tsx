// Dialog to attach one file to a claim: the evidence type, and the file.
import * as z from 'zod/mini'
import { say } from '../../../kernel/packs/pack.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { useSchemaForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { useLocale, useMessages } from '../../../kit/messages.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { wrongFile } from '../../../kit/upload.ts'
import { attachEvidence, type ClaimDetail } from '../operations.ts'
import { ACCEPTED, upload } from './upload.ts'

const Given = z.strictObject({ type: attachEvidence.input.shape.type, file: z.file() })

export function AttachEvidence({ claim, onClose }: { claim: ClaimDetail; onClose: () => void }) {
  const t = useMessages()
  const { locale } = useLocale()
  const toast = useToast()
  const attach = useCommand(attachEvidence)
  const form = useSchemaForm(Given, {
    initial: { type: claim.missing[0]?.code ?? claim.evidenceTypes[0]?.code ?? '' },
    unsaved: false,
    problem: attach.problem,
    problems: {
      ...wrongFile('file'),
      'evidence.type_unknown': 'type',
      'evidence.is_a_voice': 'file',
      'evidence.already_attached': 'file',
    },
    async send({ type, file }) {
      const attachment = await upload(claim.person, file)
      const result = await attach.run(
        { id: form.idOf('evidence'), claim: claim.id, attachment, type },
        form.attempts,
      )
      if (result.state === 'refused') return result.problem
      toast(t('evidence.attached'))
      onClose()
      return undefined
    },
  })

  return (
    <Dialog title={t('evidence.attach')} onClose={onClose}>
      <OperationForm of={form}>
        <form.Combobox
          name="type"
          label={t('evidence.type')}
          options={claim.evidenceTypes.map(({ code, label, required }) => ({
            value: code,
            label: required ? say(label, locale) : t('evidence.type_optional', { name: say(label, locale) }),
          }))}
        />
        <form.File
          name="file"
          label={t('evidence.file')}
          help={t('evidence.file_help')}
          missing={t('evidence.file_missing')}
          accept={ACCEPTED}
        />
        <Actions>
          <Button type="submit" kind="primary" icon="clip" busy={form.busy}>
            {t('evidence.attach')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('kit.cancel')}
          </Button>
        </Actions>
      </OperationForm>
    </Dialog>
  )
}
