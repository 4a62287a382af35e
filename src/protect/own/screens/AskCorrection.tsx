// What is wrong and how it should be, in the person's own words.
import { useState } from 'react'
import * as z from 'zod/mini'
import { Button } from '../../../kit/controls/Button.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { useSchemaForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Notice } from '../../../kit/State.tsx'
import { askCorrection } from '../operations.ts'
import { askCorrection as ask } from './requests.ts'

const Asked = z.omit(askCorrection.input, { id: true })

export default function AskCorrection({
  about = '',
  titles,
  onDone,
  onChanged,
}: {
  about?: string
  titles: readonly string[]
  onDone: () => void
  onChanged: () => void
}) {
  const t = useMessages()
  const [sent, setSent] = useState(false)
  const form = useSchemaForm(Asked, {
    initial: { about: about || (titles[0] ?? '') },
    async send(asked) {
      await ask({ id: form.idOf('request'), ...asked })
      await form.sent()
      setSent(true)
      onChanged()
    },
  })
  if (sent)
    return (
      <Dialog title={t('own.ask_correction')} onClose={onDone}>
        <Notice tone="good">{t('own.correction.sent')}</Notice>
        <Actions>
          <Button kind="primary" onClick={onDone}>
            {t('kit.close')}
          </Button>
        </Actions>
      </Dialog>
    )
  return (
    <Dialog title={t('own.ask_correction')} onClose={onDone}>
      <OperationForm of={form}>
        <form.Select
          name="about"
          label={t('own.correction.about')}
          options={titles.map((title) => ({ value: title, label: title }))}
        />
        <form.TextArea
          name="wrong"
          label={t('own.correction.wrong')}
          missing={t('own.correction.wrong_missing')}
          rows={3}
        />
        <form.TextArea
          name="proposed"
          label={t('own.correction.proposed')}
          missing={t('own.correction.proposed_missing')}
          rows={3}
        />
        <Actions>
          <Button type="submit" kind="primary" busy={form.busy}>
            {t('own.correction.send')}
          </Button>
          <Button onClick={onDone}>{t('kit.cancel')}</Button>
        </Actions>
      </OperationForm>
    </Dialog>
  )
}
