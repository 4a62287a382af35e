// The story itself, once a reason is given: on the screen while the window is in use, and nowhere else.
import { useState } from 'react'
import { Button } from '../../../kit/controls/Button.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { openNote, RetellingReason } from '../operations.ts'

export function useReasons() {
  const t = useMessages()
  return RetellingReason.options.map((value) => ({ value, label: t(`confidential.reason.${value}`) }))
}

export function OpenStory({ person, note, onDone }: { person: string; note: string; onDone: () => void }) {
  const t = useMessages()
  const reasons = useReasons()
  const [story, setStory] = useState<string>()
  const form = useOperationForm(openNote, {
    initial: { person, id: note },
    unsaved: false,
    done: (result) => result.state === 'done' && setStory(result.output.story),
  })

  if (story !== undefined)
    return (
      <Dialog title={t('confidential.title')} onClose={onDone}>
        {story.split(/\n+/u).map((part) => (
          <p key={part} dir="auto">
            {part}
          </p>
        ))}
        <Actions>
          <Button onClick={onDone}>{t('kit.close')}</Button>
        </Actions>
      </Dialog>
    )
  return (
    <Dialog title={t('confidential.open')} onClose={onDone}>
      <OperationForm of={form}>
        <p>{t('confidential.open_help')}</p>
        <form.Select
          name="because"
          label={t('confidential.because')}
          missing={t('confidential.reason_missing')}
          options={reasons}
        />
        <Actions>
          <Button type="submit" kind="primary" busy={form.busy}>
            {t('confidential.open')}
          </Button>
          <Button onClick={onDone}>{t('kit.cancel')}</Button>
        </Actions>
      </OperationForm>
    </Dialog>
  )
}
