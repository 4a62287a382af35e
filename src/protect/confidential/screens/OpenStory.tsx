// The story itself, once a reason is given: on the screen while the window is in use, and nowhere else.
import { useState } from 'react'
import { Button } from '../../../kit/Button.tsx'
import { useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/Dialog.tsx'
import { Select } from '../../../kit/Field.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { openNote, RetellingReason } from '../operations.ts'

export function useReasons() {
  const t = useMessages()
  return RetellingReason.options.map((value) => ({ value, label: t(`confidential.reason.${value}`) }))
}

export function OpenStory({ person, note, onDone }: { person: string; note: string; onDone: () => void }) {
  const t = useMessages()
  const reasons = useReasons()
  const open = useCommand(openNote)
  const [because, setBecause] = useState<RetellingReason | ''>('')
  const [missing, setMissing] = useState(false)
  const [story, setStory] = useState<string>()

  async function send() {
    if (because === '') return setMissing(true)
    const result = await open.run({ person, id: note, because })
    if (result.state === 'done') setStory(result.output.story)
  }

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
      <Form onSubmit={send} problem={open.problem}>
        <p>{t('confidential.open_help')}</p>
        <Select
          label={t('confidential.because')}
          value={because}
          onChange={setBecause}
          options={reasons}
          error={missing && because === '' ? t('confidential.reason_missing') : undefined}
        />
        <Actions>
          <Button type="submit" kind="primary" busy={open.busy}>
            {t('confidential.open')}
          </Button>
          <Button onClick={onDone}>{t('kit.cancel')}</Button>
        </Actions>
      </Form>
    </Dialog>
  )
}
