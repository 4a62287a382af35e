// The teams of an organisation: a user whose role is limited to their team sees the people of all its
// members.
import { useState } from 'react'
import type { OutputOf } from '../../../kernel/command.ts'
import { Button } from '../../../kit/Button.tsx'
import { newId, useAsk, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/Dialog.tsx'
import { CheckGroup, TextField } from '../../../kit/Field.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { Card, List, ListRow } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/Toast.tsx'
import { listUsers } from '../../users/operations.ts'
import { changeTeam, disbandTeam, formTeam, listTeams } from '../operations.ts'
import * as policy from '../policy.ts'

type Team = OutputOf<typeof listTeams>['teams'][number]

export function Teams() {
  const t = useMessages()
  const disabledReason = useMay(policy.administer)
  const teams = useAsk(listTeams, {}, { refreshOn: ['team'] })
  const [open, setOpen] = useState<Team | 'new'>()
  return (
    <Card
      title={t('team.title')}
      icon="people"
      actions={
        <Button icon="add" disabledReason={disabledReason} onClick={() => setOpen('new')}>
          {t('team.form')}
        </Button>
      }
    >
      <Answer of={teams}>
        {({ teams: all }) =>
          all.length === 0 ? (
            <EmptyState title={t('team.none')}>{t('team.help')}</EmptyState>
          ) : (
            <List label={t('team.title')}>
              {all.map((team) => (
                <ListRow
                  key={team.id}
                  title={team.name}
                  detail={team.members.map(({ name }) => name).join(' · ')}
                  end={
                    <Button
                      kind="quiet"
                      disabledReason={disabledReason}
                      aria-label={t('team.change_one', { name: team.name })}
                      onClick={() => setOpen(team)}
                    >
                      {t('team.change')}
                    </Button>
                  }
                />
              ))}
            </List>
          )
        }
      </Answer>
      {open && <TeamForm team={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </Card>
  )
}

function TeamForm({ team, onClose }: { team: Team | undefined; onClose: () => void }) {
  const t = useMessages()
  const say = useToast()
  const users = useAsk(listUsers, {})
  const [name, setName] = useState(team?.name ?? '')
  const [members, setMembers] = useState<readonly string[]>(team?.members.map(({ id }) => id) ?? [])
  const [missing, setMissing] = useState<string[]>([])
  const form = useCommand(formTeam, { done: () => say(t('team.formed')) })
  const change = useCommand(changeTeam, { done: () => say(t('kit.saved')) })
  const disband = useCommand(disbandTeam, { done: () => say(t('team.disbanded')) })

  async function send() {
    const wanting = name.trim() === '' || members.length === 0
    setMissing(wanting ? [t('team.missing')] : [])
    if (wanting) return
    const details = { name, members: [...members] }
    const result = team
      ? await change.run({ id: team.id, ...details })
      : await form.run({ id: newId(), ...details })
    if (result.state === 'done') onClose()
  }
  return (
    <Dialog title={t(team ? 'team.change' : 'team.form')} onClose={onClose}>
      <Form problem={form.problem ?? change.problem ?? disband.problem} errors={missing} onSubmit={send}>
        <p>{t('team.help')}</p>
        <TextField label={t('team.name')} value={name} onChange={setName} maxLength={80} />
        <CheckGroup
          label={t('team.members')}
          values={members}
          onChange={setMembers}
          options={(users.data ?? [])
            .filter(({ active, roles }) => active && roles.length > 0)
            .map(({ id, name: label }) => ({ value: id, label }))}
        />
        <Actions>
          <Button type="submit" kind="primary" busy={form.busy || change.busy}>
            {t('kit.save')}
          </Button>
          {team && (
            <Button
              kind="danger"
              busy={disband.busy}
              onClick={() =>
                void disband.run({ id: team.id }).then(({ state }) => state === 'done' && onClose())
              }
            >
              {t('team.disband')}
            </Button>
          )}
        </Actions>
      </Form>
    </Dialog>
  )
}
