// Notes on the home screen that a step is done; it is undone from its confirmation.
import { Button } from '../../../kit/controls/Button.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import type { WorkActProps } from '../../../kit/work.ts'
import { completeStep } from '../operations.ts'
import { useReopen } from './closing.tsx'

export default function CompleteFromToday({ line, onDone, onClose }: WorkActProps) {
  const t = useMessages()
  const say = useToast()
  const { person, id, text } = line
  const { reopen } = useReopen({ kind: 'step', person: person ?? '', id, name: text ?? '' })
  const form = useOperationForm(completeStep, {
    initial: { person: person ?? '', id },
    done() {
      say(t('plan.step_noted'), { label: t('plan.close.undo'), onAct: () => void reopen() })
      onDone()
    },
  })
  return (
    <Dialog title={t('work.plan.step.act')} onClose={onClose}>
      <OperationForm of={form}>
        <p>
          <bdi>{text}</bdi>
        </p>
        <form.TextArea name="note" label={t('plan.step_note')} />
        <Actions>
          <Button type="submit" kind="primary" busy={form.busy}>
            {t('work.plan.step.act')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('kit.cancel')}
          </Button>
        </Actions>
      </OperationForm>
    </Dialog>
  )
}
