// Opening a topic without access, in an emergency: what is happening, for how long, and who will see that it
// was done.
import { useState } from 'react'
import { Button } from '../../../kit/controls/Button.tsx'
import { newId } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { Select } from '../../../kit/fields/Field.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Notice } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { breakGlass, BREAK_GLASS_HOURS } from '../operations.ts'
import { useGroups } from './WriteNote.tsx'

const HOURS = [1, 2, BREAK_GLASS_HOURS, 8, 24] as const

export function BreakGlass({ person, onDone }: { person: string; onDone: () => void }) {
  const t = useMessages()
  const say = useToast()
  const groups = useGroups()
  const [id] = useState(newId)
  const form = useOperationForm(breakGlass, {
    initial: { person, id, hours: String(BREAK_GLASS_HOURS) },
    done() {
      say(t('break_glass.opened'))
      onDone()
    },
  })
  return (
    <Dialog title={t('break_glass.open')} onClose={onDone}>
      <OperationForm of={form}>
        <Notice>{t('break_glass.open_help')}</Notice>
        <form.Select
          name="group"
          label={t('confidential.group')}
          missing={t('confidential.group_missing')}
          options={groups}
        />
        <form.TextArea
          name="reason"
          label={t('break_glass.reason')}
          missing={t('confidential.reason_missing')}
          rows={3}
        />
        <form.Custom name="hours" label={t('break_glass.hours')}>
          {({ value = '', onChange, ...control }) => (
            <Select
              {...control}
              value={String(value)}
              onChange={(count) => onChange(Number(count))}
              options={HOURS.map((count) => ({
                value: String(count),
                label: t('break_glass.hours_of', { count }),
              }))}
            />
          )}
        </form.Custom>
        <Actions>
          <Button type="submit" kind="primary" busy={form.busy}>
            {t('break_glass.open')}
          </Button>
          <Button onClick={onDone}>{t('kit.cancel')}</Button>
        </Actions>
      </OperationForm>
    </Dialog>
  )
}
