// The person wishes to be erased, with a word about it if they like.
import { useState } from 'react'
import * as z from 'zod/mini'
import { Button } from '../../../kit/controls/Button.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { useSchemaForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Notice } from '../../../kit/State.tsx'
import { askOwnErasure } from '../operations.ts'
import { askErasure } from './requests.ts'

const Asked = z.omit(askOwnErasure.input, { id: true })

export default function AskErasure({ onDone, onChanged }: { onDone: () => void; onChanged: () => void }) {
  const t = useMessages()
  const [sent, setSent] = useState(false)
  const form = useSchemaForm(Asked, {
    async send({ words = '' }) {
      await askErasure(form.idOf('request'), words)
      await form.sent()
      setSent(true)
      onChanged()
    },
  })
  return (
    <Dialog title={t('own.ask_erasure')} onClose={onDone}>
      {sent ? (
        <>
          <Notice tone="good">{t('own.erasure_sent')}</Notice>
          <Actions>
            <Button kind="primary" onClick={onDone}>
              {t('kit.close')}
            </Button>
          </Actions>
        </>
      ) : (
        <OperationForm of={form}>
          <p>{t('own.erasure_help')}</p>
          <form.TextArea name="words" label={t('own.erasure_words')} rows={3} />
          <Actions>
            <Button type="submit" kind="primary" busy={form.busy}>
              {t('own.ask_erasure')}
            </Button>
            <Button onClick={onDone}>{t('kit.cancel')}</Button>
          </Actions>
        </OperationForm>
      )}
    </Dialog>
  )
}
