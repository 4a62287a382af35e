// Discards a rejected command: asks for the reason, which is kept with it.
import { useState } from 'react'
import { Button } from '../../../kit/controls/Button.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { later } from '../../../kit/later.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Loading } from '../../../kit/State.tsx'
import type { Reasons } from './Reason.tsx'

const Reason = later(() => import('./Reason.tsx'), <Loading />)

export function GiveUp(reasons: Reasons) {
  const t = useMessages()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button kind="quiet" onClick={() => setAsking(true)}>
        {t('devices.give_up')}
      </Button>
      {asking && (
        <Dialog title={t('devices.give_up_title')} onClose={() => setAsking(false)}>
          <Reason {...reasons} onClose={() => setAsking(false)} />
        </Dialog>
      )}
    </>
  )
}
