// Says what came of a check from its line on the home screen; what was told in confidence goes into a sealed note.
import { useState } from 'react'
import { Button } from '../../../kit/controls/Button.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import type { WorkActProps } from '../../../kit/work.ts'
import { CHECK_OUTCOMES, endChildCheck } from '../operations.ts'

export default function EndFromToday({ line, onDone, onClose }: WorkActProps) {
  const t = useMessages()
  const say = useToast()
  const [{ id, person, name }] = useState(line)
  const form = useOperationForm(endChildCheck, {
    input: (given) => ({ ...given, id, person: person ?? '' }),
    unsaved: false,
    done: () => {
      say(t('child_check.ended'))
      onDone()
    },
  })
  return (
    <Dialog title={t('child_check.end_of', { name: name ?? t('child_check.nameless') })} onClose={onClose}>
      <OperationForm of={form} label={t('work.child_check.end.act')}>
        <p>{t('child_check.lead')}</p>
        <form.Choice
          name="outcome"
          label={t('child_check.outcome')}
          missing={t('child_check.outcome_missing')}
          options={CHECK_OUTCOMES.map((value) => ({ value, label: t(`child_check.outcome.${value}`) }))}
        />
        <Actions>
          <Button type="submit" kind="primary" busy={form.busy}>
            {t('work.child_check.end.act')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('child_check.later')}
          </Button>
        </Actions>
      </OperationForm>
    </Dialog>
  )
}
