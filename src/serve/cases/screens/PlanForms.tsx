// The two short forms of a plan: a goal, and a step towards it.
import { useState } from 'react'
import { Button } from '../../../kit/Button.tsx'
import { newId, useCommand } from '../../../kit/data.tsx'
import { DateField } from '../../../kit/DateField.tsx'
import { ChoiceGroup, Select, TextField } from '../../../kit/Field.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { Disclosure } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useMay } from '../../../kit/session.tsx'
import { addStep, setGoal, type Need, type Step, ByWhom } from '../operations.ts'
import * as policy from '../policy.ts'

export function GoalForm({ person, needs }: { person: string; needs: readonly Need[] }) {
  const t = useMessages()
  const words = usePack()
  const disabledReason = useMay(policy.plan)
  const [text, setText] = useState('')
  const [need, setNeed] = useState('')
  const [wantedBy, setWantedBy] = useState('')
  const [missing, setMissing] = useState(false)
  const set = useCommand(setGoal)

  async function send() {
    setMissing(text.trim() === '')
    if (text.trim() === '') return
    const result = await set.run({
      id: newId(),
      person,
      text,
      ...(need && { need }),
      ...(wantedBy && { wantedBy }),
    })
    if (result.state === 'refused') return
    setText('')
    setNeed('')
    setWantedBy('')
  }

  return (
    <Disclosure label={t('plan.new_goal')}>
      <Form
        label={t('plan.new_goal')}
        onSubmit={send}
        problem={set.problem}
        errors={missing ? [t('plan.goal_missing')] : []}
      >
        <TextField label={t('plan.goal')} help={t('plan.goal_help')} value={text} onChange={setText} />
        <Select
          label={t('plan.goal_need')}
          optional
          value={need}
          onChange={setNeed}
          empty={t('plan.no_need')}
          options={needs
            .filter((each) => each.endedOn === null)
            .map((each) => ({ value: each.id, label: words?.term('needs', each.code) ?? each.code }))}
        />
        <DateField label={t('plan.wanted_by')} optional value={wantedBy} onChange={setWantedBy} />
        <Actions>
          <Button type="submit" kind="primary" busy={set.busy} disabledReason={disabledReason}>
            {t('plan.save_goal')}
          </Button>
        </Actions>
      </Form>
    </Disclosure>
  )
}

export function StepForm({ person, goal, onDone }: { person: string; goal: string; onDone: () => void }) {
  const t = useMessages()
  const disabledReason = useMay(policy.plan)
  const [text, setText] = useState('')
  const [byWhom, setByWhom] = useState<Step['byWhom']>('person')
  const [dueOn, setDueOn] = useState('')
  const [missing, setMissing] = useState(false)
  const add = useCommand(addStep)

  async function send() {
    setMissing(text.trim() === '')
    if (text.trim() === '') return
    const result = await add.run({ id: newId(), person, goal, text, byWhom, ...(dueOn && { dueOn }) })
    if (result.state !== 'refused') onDone()
  }

  return (
    <Form
      label={t('plan.add_step')}
      onSubmit={send}
      problem={add.problem}
      errors={missing ? [t('plan.step_missing')] : []}
    >
      <TextField label={t('plan.step')} help={t('plan.step_help')} value={text} onChange={setText} />
      <ChoiceGroup
        label={t('plan.by_whom')}
        inline
        value={byWhom}
        onChange={setByWhom}
        options={ByWhom.options.map((value) => ({
          value,
          label: t(`plan.by.${value}`),
        }))}
      />
      <DateField label={t('plan.due_on')} optional value={dueOn} onChange={setDueOn} />
      <Actions>
        <Button type="submit" kind="primary" busy={add.busy} disabledReason={disabledReason}>
          {t('plan.save_step')}
        </Button>
        <Button onClick={onDone}>{t('plan.cancel')}</Button>
      </Actions>
    </Form>
  )
}
