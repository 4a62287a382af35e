// The short form of a step towards a goal.
import { Button } from '../../../kit/controls/Button.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useMay } from '../../../kit/session.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { addStep, ByWhom } from '../operations.ts'
import * as policy from '../policy.ts'

export default function StepForm({
  person,
  goal,
  onAdded,
  onClose,
}: {
  person: string
  goal: string
  onAdded: (step: string) => void
  onClose: () => void
}) {
  const t = useMessages()
  const disabledReason = useMay(policy.plan)
  const say = useToast()
  const form = useOperationForm(addStep, {
    initial: { byWhom: 'person' },
    input: (given, idOf) => ({ ...given, id: idOf('step'), person, goal }),
    draft: `plan.add_step/${goal}`,
    done(_, { id }) {
      say(t('kit.saved'))
      onAdded(id)
    },
  })
  return (
    <OperationForm of={form} label={t('plan.add_step')}>
      <form.Text
        name="text"
        autoFocus
        label={t('plan.step')}
        help={t('plan.step_help')}
        missing={t('plan.step_missing')}
      />
      <form.Choice
        name="byWhom"
        label={t('plan.by_whom')}
        inline
        options={ByWhom.options.map((value) => ({
          value,
          label: t(`plan.by.${value}`),
        }))}
      />
      <form.DatePicker name="dueOn" label={t('plan.due_on')} />
      <Actions>
        <Button type="submit" kind="primary" busy={form.busy} disabledReason={disabledReason}>
          {t('plan.save_step')}
        </Button>
        <Button onClick={onClose}>{t('plan.cancel')}</Button>
      </Actions>
    </OperationForm>
  )
}
