// Buttons in every state, one act with its menu, and what opens: a menu, a box, a dialog, a confirmation.
import { useState } from 'react'
import * as z from 'zod/mini'
import { Button, IconButton, LinkButton } from '../controls/Button.tsx'
import { Dialog } from '../controls/Dialog.tsx'
import { Check } from '../fields/Field.tsx'
import { useSchemaForm } from '../form/form.ts'
import { OperationForm } from '../form/OperationForm.tsx'
import { Actions } from '../Form.tsx'
import { Card, Inline, List, ListRow, Stack } from '../Layout.tsx'
import { Acts, Menu, type Act } from '../controls/Menu.tsx'
import { useMessages } from '../messages.tsx'
import { Popover } from '../controls/Popover.tsx'
import { StatusPill } from '../State.tsx'
import { useToast } from '../controls/Toast.tsx'
import { useSamples } from './samples.ts'

const Noted = z.strictObject({ note: z.string().check(z.minLength(1)) })

export function ActsPart() {
  const s = useSamples()
  const t = useMessages()
  const say = useToast()
  const [asking, setAsking] = useState(false)
  const [late, setLate] = useState(true)
  const done = () => say(s.saved)
  const form = useSchemaForm(Noted, {
    unsaved: false,
    async send() {
      setAsking(false)
    },
  })
  const more: Act[] = [
    { key: 'met', label: s.met, icon: 'check', onAct: done },
    { key: 'close', label: s.close_case, icon: 'lock', onAct: done, disabledReason: s.because },
    { key: 'withdraw', label: s.withdraw, icon: 'close', harmful: true, onAct: done },
  ]
  return (
    <Stack>
      <Card title={s.kinds}>
        <Inline>
          <Button kind="primary" icon="referral">
            {s.refer}
          </Button>
          <Button icon="add">{t('kit.add')}</Button>
          <Button kind="quiet">{t('kit.cancel')}</Button>
          <Button kind="danger">{s.withdraw}</Button>
          <Button busy>{t('kit.save')}</Button>
          <LinkButton href="/administration/parts" icon="forward">
            {t('kit.open')}
          </LinkButton>
          <IconButton icon="search" label={t('kit.search_anything')} onClick={done} />
        </Inline>
        <Button disabledReason={s.because}>{s.close_case}</Button>
        <List label={s.needs}>
          <ListRow
            title={s.plot}
            detail={s.arrived_detail}
            end={<StatusPill tone="open">{s.open}</StatusPill>}
          >
            <Acts of={s.plot} more={more}>
              <Button icon="referral">{s.refer}</Button>
            </Acts>
          </ListRow>
        </List>
      </Card>
      <Card title={s.more}>
        <Inline>
          <Menu label={t('kit.more')} acts={more} />
          <Popover label={s.filter} icon="settings">
            <Check label={s.late} checked={late} onChange={setLate} />
          </Popover>
          <Button onClick={() => setAsking(true)}>{s.ask}</Button>
          <Button onClick={done}>{s.say}</Button>
        </Inline>
      </Card>
      {asking && (
        <Dialog title={s.close_case} onClose={() => setAsking(false)}>
          <p>{s.ask_lead}</p>
          <OperationForm of={form}>
            <form.Text name="note" label={s.note} />
            <Actions>
              <Button type="submit" kind="primary">
                {s.close_case}
              </Button>
              <Button kind="quiet" onClick={() => setAsking(false)}>
                {t('kit.cancel')}
              </Button>
            </Actions>
          </OperationForm>
        </Dialog>
      )}
    </Stack>
  )
}
