// Stores what a person told: the need and what was agreed for the next colleague, the story apart.
import { noteToldAlready } from '../problems.ts'
import { useState } from 'react'
import { Button } from '../../../kit/controls/Button.tsx'
import { newId } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { SlotView, useSlot } from '../../../kit/route.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { ProtectedGroup, sealNote } from '../operations.ts'
import { useReasons } from './OpenStory.tsx'

export function useGroups() {
  const t = useMessages()
  return ProtectedGroup.options.map((value) => ({ value, label: t(`confidential.group.${value}`) }))
}

export function WriteNote({ person, onDone }: { person: string; onDone: () => void }) {
  const t = useMessages()
  const say = useToast()
  const groups = useGroups()
  const reasons = useReasons()
  const [id] = useState(newId)
  const form = useOperationForm(sealNote, {
    initial: { person, id },
    // No device keeps any of what is sealed: even the name of its draft would say about whom there is such a note.
    draft: false,
    problems: { 'note.told_already': 'because' },
    done() {
      say(t('confidential.kept'))
      onDone()
    },
  })
  const [interpreted] = useSlot('interpreter.asked')
  const [again, setAgain] = useState(false)
  if (!again && noteToldAlready.is(form.problem)) setAgain(true)

  return (
    <Dialog title={t('confidential.write')} onClose={onDone} size="wide">
      <OperationForm of={form}>
        <form.Select
          name="group"
          label={t('confidential.group')}
          help={t('confidential.group_help')}
          missing={t('confidential.group_missing')}
          options={groups}
        />
        <form.Text name="need" label={t('confidential.need')} help={t('confidential.need_help')} />
        <form.TextArea name="agreed" label={t('confidential.agreed')} rows={2} />
        {interpreted && <SlotView content={interpreted} props={{ person, sensitive: true }} />}
        <form.TextArea name="story" label={t('confidential.story')} help={t('confidential.story_help')} />
        {again && (
          <form.Select
            name="because"
            label={t('confidential.because_again')}
            help={t('confidential.because_again_help')}
            required
            missing={t('confidential.reason_missing')}
            options={reasons}
          />
        )}
        <Actions>
          <Button type="submit" kind="primary" busy={form.busy}>
            {t('kit.save')}
          </Button>
          <Button onClick={onDone}>{t('kit.cancel')}</Button>
        </Actions>
      </OperationForm>
    </Dialog>
  )
}
