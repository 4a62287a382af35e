// Opening a topic without access, in an emergency: what is happening, for how long, and who will see that it
// was done.
import { useState } from 'react'
import { Button } from '../../../kit/Button.tsx'
import { newId, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/Dialog.tsx'
import { Select, TextArea } from '../../../kit/Field.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Notice } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/Toast.tsx'
import { breakGlass, BREAK_GLASS_HOURS, type ProtectedGroup } from '../operations.ts'
import { useGroups } from './WriteNote.tsx'

const HOURS = [1, 2, BREAK_GLASS_HOURS, 8, 24] as const

export function BreakGlass({ person, onDone }: { person: string; onDone: () => void }) {
  const t = useMessages()
  const say = useToast()
  const groups = useGroups()
  const open = useCommand(breakGlass)
  const [id] = useState(newId)
  const [group, setGroup] = useState<ProtectedGroup | ''>('')
  const [reason, setReason] = useState('')
  const [hours, setHours] = useState(String(BREAK_GLASS_HOURS))
  const [missing, setMissing] = useState(false)
  async function send() {
    if (group === '' || reason.trim() === '') return setMissing(true)
    const result = await open.run({ person, id, group, reason: reason.trim(), hours: Number(hours) })
    if (result.state === 'refused') return
    say(t('break_glass.opened'))
    onDone()
  }
  return (
    <Dialog title={t('break_glass.open')} onClose={onDone}>
      <Form onSubmit={send} problem={open.problem} errors={missing ? [t('confidential.reason_missing')] : []}>
        <Notice>{t('break_glass.open_help')}</Notice>
        <Select label={t('confidential.group')} value={group} onChange={setGroup} options={groups} />
        <TextArea
          label={t('break_glass.reason')}
          value={reason}
          onChange={setReason}
          rows={3}
          maxLength={1000}
        />
        <Select
          label={t('break_glass.hours')}
          value={hours}
          onChange={setHours}
          options={HOURS.map((count) => ({
            value: String(count),
            label: t('break_glass.hours_of', { count }),
          }))}
        />
        <Actions>
          <Button type="submit" kind="primary" busy={open.busy}>
            {t('break_glass.open')}
          </Button>
          <Button onClick={onDone}>{t('kit.cancel')}</Button>
        </Actions>
      </Form>
    </Dialog>
  )
}
