// Asks whether the clock of this device is right, before something is recorded with a date that cannot be.
import { useState } from 'react'
import { Button } from '../controls/Button.tsx'
import { Dialog } from '../controls/Dialog.tsx'
import { Actions } from '../Form.tsx'
import { useFormats, useMessages } from '../messages.tsx'

export function ClockQuestion({ onAnswer }: { onAnswer: (isRight: boolean) => void }) {
  const t = useMessages()
  const { instant } = useFormats()
  const [now] = useState(() => new Date().toISOString())
  return (
    <Dialog title={t('kit.clock', { now: instant(now) })} onClose={() => onAnswer(false)}>
      <p>{t('kit.clock_help')}</p>
      <Actions>
        <Button kind="primary" onClick={() => onAnswer(false)}>
          {t('kit.clock_wrong')}
        </Button>
        <Button onClick={() => onAnswer(true)}>{t('kit.clock_right')}</Button>
      </Actions>
    </Dialog>
  )
}
