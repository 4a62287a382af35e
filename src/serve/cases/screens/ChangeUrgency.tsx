// Says that an open need presses more, or less, than before; it is undone from its confirmation.
import { Button } from '../../../kit/controls/Button.tsx'
import { useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions, useProblemText } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { PackAwaited, usePack } from '../../../kit/pack.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { changeUrgency, type Need } from '../operations.ts'

type Props = { person: string; need: Need; name: string; onClose: () => void }

export default function ChangeUrgency({ person, need, name, onClose }: Props) {
  const t = useMessages()
  const say = useToast()
  const problemText = useProblemText()
  const words = usePack()
  const back = useCommand(changeUrgency)
  const form = useOperationForm(changeUrgency, {
    initial: { urgency: need.urgency },
    // The version that is on the screen by now.
    input: (given) => ({ ...given, person, id: need.id, base: need.version }),
    problems: { 'code.unknown': 'urgency', 'need.changed_meanwhile': 'urgency' },
    unsaved: false,
    done(result) {
      const base = result.state === 'done' ? result.output.version : need.version + 1
      async function undo() {
        const undone = await back.run({ person, id: need.id, base, urgency: need.urgency })
        say(undone.state === 'refused' ? problemText(undone.problem) : t('need.urgency_undone', { name }))
      }
      say(t('need.urgency_changed', { name }), { label: t('plan.close.undo'), onAct: () => void undo() })
      onClose()
    },
  })
  return (
    <Dialog title={t('need.change_urgency')} onClose={onClose}>
      {words ? (
        <OperationForm of={form}>
          <p>
            <bdi>{name}</bdi>
          </p>
          <form.Choice
            name="urgency"
            label={t('need.urgency')}
            help={t('need.urgency_help')}
            options={words.options('urgencies')}
          />
          <Actions>
            <Button type="submit" kind="primary" busy={form.busy}>
              {t('kit.save')}
            </Button>
            <Button kind="quiet" onClick={onClose}>
              {t('kit.cancel')}
            </Button>
          </Actions>
        </OperationForm>
      ) : (
        <PackAwaited />
      )}
    </Dialog>
  )
}
