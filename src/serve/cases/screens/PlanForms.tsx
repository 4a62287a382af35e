// The two short forms of a plan: a goal, and a step towards it.
import { Button } from '../../../kit/Button.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { Disclosure } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useMay } from '../../../kit/session.tsx'
import { useToast } from '../../../kit/Toast.tsx'
import { addStep, setGoal, type Need, ByWhom } from '../operations.ts'
import * as policy from '../policy.ts'

export function GoalForm({ person, needs }: { person: string; needs: readonly Need[] }) {
  const t = useMessages()
  const words = usePack()
  const disabledReason = useMay(policy.plan)
  const say = useToast()
  const form = useOperationForm(setGoal, {
    input: (given, idOf) => ({ ...given, id: idOf('goal'), person }),
    draft: `plan.set_goal/${person}`,
    done() {
      // The goal is above the form, and out of sight on a phone.
      say(t('kit.saved'))
      form.reset()
    },
  })
  return (
    <Disclosure label={t('plan.new_goal')}>
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
    </Disclosure>
  )
}

export function StepForm({ person, goal, onDone }: { person: string; goal: string; onDone: () => void }) {
  const t = useMessages()
  const disabledReason = useMay(policy.plan)
  const say = useToast()
  const form = useOperationForm(addStep, {
    initial: { byWhom: 'person' },
    input: (given, idOf) => ({ ...given, id: idOf('step'), person, goal }),
    draft: `plan.add_step/${goal}`,
    done() {
      say(t('kit.saved'))
      onDone()
    },
  })
  return (
    <OperationForm of={form} label={t('plan.add_step')}>
      <form.Text
        name="text"
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
        <Button onClick={onDone}>{t('plan.cancel')}</Button>
      </Actions>
    </OperationForm>
  )
}
