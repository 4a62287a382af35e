// Asks what happened to a need, a goal or a step that is closed.
import * as z from 'zod/mini'
import { Text } from '../../../kernel/words.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useCommand, type Attempts } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { useGiven, useSchemaForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { completeStep, dropGoal, dropStep, Ending, endNeed, reachGoal } from '../operations.ts'
import { useReopen, type ClosingProps } from './closing.tsx'

const HOW = {
  need: Ending.options,
  goal: ['reached', 'left'],
  step: ['done', 'dropped'],
} as const
/** The ways to end that say why. */
const WITH_REASON = new Set(['left', 'dropped'])

const Given = z.strictObject({
  how: z.enum([...HOW.need, ...HOW.goal, ...HOW.step]),
  note: z.optional(Text(300)),
})

export default function CloseDialog({ of, as, onClose, onDone }: ClosingProps) {
  const t = useMessages()
  const say = useToast()
  const { kind, person, id, name } = of
  const { reopen } = useReopen(of)
  const end = useCommand(endNeed)
  const reach = useCommand(reachGoal)
  const leave = useCommand(dropGoal)
  const complete = useCommand(completeStep)
  const drop = useCommand(dropStep)
  const all = [end, reach, leave, complete, drop]

  function close({ how, note }: z.infer<typeof Given>, attempts: Attempts) {
    const more = note === undefined ? {} : { note }
    const because = (note ?? '').replaceAll(/\s+/gu, ' ')
    if (how === 'reached') return reach.run({ person, id, ...more }, attempts)
    if (how === 'left') return leave.run({ person, id, because }, attempts)
    if (how === 'done') return complete.run({ person, id, ...more }, attempts)
    if (how === 'dropped') return drop.run({ person, id, because }, attempts)
    return end.run({ person, id, ending: how satisfies Ending, ...more }, attempts)
  }

  const form = useSchemaForm(Given, {
    initial: { how: (as ?? HOW[kind][0]) as z.infer<typeof Given>['how'] },
    busy: all.some(({ busy }) => busy),
    problem: all.find(({ problem }) => problem)?.problem,
    rules: ({ how, note }) =>
      WITH_REASON.has(how ?? '') && note === undefined
        ? [{ at: 'note', text: t('plan.close.why_missing') }]
        : [],
    async send(given, attempts) {
      const result = await close(given, attempts)
      if (result.state === 'refused') return result.problem
      await form.sent()
      say(t('plan.close.closed_one', { name }), { label: t('plan.close.undo'), onAct: () => void reopen() })
      onClose()
      onDone?.()
      return undefined
    },
  })
  const { how } = useGiven(form)
  return (
    <Dialog title={t(`plan.close.${kind}`)} onClose={onClose}>
      <OperationForm of={form}>
        <p>
          <bdi>{name}</bdi>
        </p>
        <form.Choice
          name="how"
          label={t('plan.close.what')}
          options={HOW[kind].map((value) => ({ value, label: t(`plan.close.how.${value}`) }))}
        />
        <form.TextArea
          name="note"
          label={t(WITH_REASON.has(how ?? '') ? 'plan.close.why' : 'plan.close.note')}
          help={t('plan.close.note_help')}
          rows={2}
        />
        <Actions>
          <Button type="submit" kind="primary" busy={form.busy}>
            {t('plan.close.save')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('kit.cancel')}
          </Button>
        </Actions>
      </OperationForm>
    </Dialog>
  )
}
