// The short form of a goal.
import { Button } from '../../../kit/controls/Button.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useMay } from '../../../kit/session.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { setGoal, type Need } from '../operations.ts'
import * as policy from '../policy.ts'

export default function GoalForm({
  person,
  needs,
  onAdded,
}: {
  person: string
  needs: readonly Need[]
  onAdded: (goal: string) => void
}) {
  const t = useMessages()
  const words = usePack()
  const disabledReason = useMay(policy.plan)
  const say = useToast()
  const form = useOperationForm(setGoal, {
    input: (given, idOf) => ({ ...given, id: idOf('goal'), person }),
    draft: `plan.set_goal/${person}`,
    done(_, { id }) {
      say(t('kit.saved'))
      onAdded(id)
    },
  })
  return (
    <OperationForm of={form} label={t('plan.new_goal')}>
      <form.Text
        name="text"
        label={t('plan.goal')}
        help={t('plan.goal_help')}
        missing={t('plan.goal_missing')}
      />
      <form.Select
        name="need"
        label={t('plan.goal_need')}
        empty={t('plan.no_need')}
        options={needs
          .filter((each) => each.endedOn === null)
          .map((each) => ({ value: each.id, label: words?.term('needs', each.code) ?? each.code }))}
      />
      <form.DatePicker name="wantedBy" label={t('plan.wanted_by')} />
      <Actions>
        <Button type="submit" kind="primary" busy={form.busy} disabledReason={disabledReason}>
          {t('plan.save_goal')}
        </Button>
      </Actions>
    </OperationForm>
  )
}
