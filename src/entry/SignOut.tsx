// Before a sign-out that leaves unsent work on this device: says what becomes of it.
import { useState } from 'react'
import { Button } from '../kit/controls/Button.tsx'
import { Dialog } from '../kit/controls/Dialog.tsx'
import { Actions } from '../kit/Form.tsx'
import { useMessages } from '../kit/messages.tsx'
import { endSession } from './sessions.tsx'

/** `waiting`: how many records this device has not sent. */
export function SignOut({ waiting, onStay }: { waiting: number; onStay: () => void }) {
  const t = useMessages()
  const [busy, setBusy] = useState(false)
  return (
    <Dialog title={t('kit.sign_out_unsent', { count: waiting })} onClose={onStay}>
      <p>{t('kit.sign_out_unsent_help')}</p>
      <Actions>
        <Button kind="primary" onClick={onStay}>
          {t('kit.sign_out_stay')}
        </Button>
        <Button
          busy={busy}
          onClick={() => {
            setBusy(true)
            void endSession()
          }}
        >
          {t('kit.sign_out_anyway')}
        </Button>
      </Actions>
    </Dialog>
  )
}
