// Notes on the home screen that a step is done.
import { useState } from 'react'
import { Button } from '../../../kit/Button.tsx'
import { useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/Dialog.tsx'
import { TextArea } from '../../../kit/Field.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useToast } from '../../../kit/Toast.tsx'
import type { WorkActProps } from '../../../kit/work.ts'
import { completeStep } from '../operations.ts'

export default function CompleteFromToday({ line, onDone, onClose }: WorkActProps) {
  const t = useMessages()
  const say = useToast()
  const [note, setNote] = useState('')
  const complete = useCommand(completeStep, {
    done() {
      say(t('plan.step_noted'))
      onDone()
    },
  })
  const { person, id, text } = line
  if (person === null) return null
  const more = note.trim() === '' ? {} : { note }
  return (
    <Dialog title={t('work.plan.step.act')} onClose={onClose}>
      <Form problem={complete.problem} onSubmit={() => complete.run({ person, id, ...more })}>
        <p>
          <bdi>{text}</bdi>
        </p>
        <TextArea label={t('plan.step_note')} optional value={note} onChange={setNote} />
        <Actions>
          <Button type="submit" kind="primary" busy={complete.busy}>
            {t('work.plan.step.act')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('kit.cancel')}
          </Button>
        </Actions>
      </Form>
    </Dialog>
  )
}
