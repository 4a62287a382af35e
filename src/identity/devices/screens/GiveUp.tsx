// Discards a rejected command: asks for the reason, which is kept with it.
import { useState } from 'react'
import { Button } from '../../../kit/Button.tsx'
import { Dialog } from '../../../kit/Dialog.tsx'
import { TextArea } from '../../../kit/Field.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'

export function GiveUp({
  help,
  problem,
  onGiveUp,
}: {
  /** What happens to it. */
  help: string
  problem?: Error | undefined
  onGiveUp: (reason: string) => Promise<void>
}) {
  const t = useMessages()
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)

  async function giveUp() {
    if (reason.trim() === '') return setMissing(true)
    await onGiveUp(reason.trim())
  }

  return (
    <>
      <Button kind="quiet" onClick={() => setAsking(true)}>
        {t('devices.give_up')}
      </Button>
      {asking && (
        <Dialog title={t('devices.give_up_title')} onClose={() => setAsking(false)}>
          <Form onSubmit={giveUp} problem={problem}>
            <p>{help}</p>
            <TextArea
              label={t('devices.reason')}
              value={reason}
              onChange={setReason}
              maxLength={500}
              error={missing ? t('devices.reason_missing') : undefined}
            />
            <Actions>
              <Button kind="primary" type="submit">
                {t('devices.give_up')}
              </Button>
              <Button onClick={() => setAsking(false)}>{t('kit.cancel')}</Button>
            </Actions>
          </Form>
        </Dialog>
      )}
    </>
  )
}
