// The reason why what was written on this device is discarded.
import * as z from 'zod/mini'
import { Text } from '../../../kernel/words.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useSchemaForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'

const Given = z.object({ reason: Text(500) })

export type Reasons = {
  /** What happens to it. */
  help: string
  /** Throws why it could not be given up. */
  onGiveUp: (reason: string) => Promise<void>
}

export default function Reason({ help, onGiveUp, onClose }: Reasons & { onClose: () => void }) {
  const t = useMessages()
  const form = useSchemaForm(Given, {
    async send({ reason }) {
      await onGiveUp(reason.trim())
      await form.sent()
    },
  })
  return (
    <OperationForm of={form}>
      <p>{help}</p>
      <form.TextArea name="reason" label={t('devices.reason')} missing={t('devices.reason_missing')} />
      <Actions>
        <Button kind="primary" type="submit" busy={form.busy}>
          {t('devices.give_up')}
        </Button>
        <Button onClick={onClose}>{t('kit.cancel')}</Button>
      </Actions>
    </OperationForm>
  )
}
