// The teams of an organisation: a user whose role is limited to their team sees the people of all its
// members.
import { useState } from 'react'
import type { OutputOf } from '../../../kernel/command.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { newId, useAsk, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { useSchemaForm, type ProblemFields } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { Card, List, ListRow } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
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
  const [id] = useState(newId)
  const begin = useCommand(formTeam, { done: () => say(t('team.formed')) })
  const change = useCommand(changeTeam, { done: () => say(t('kit.saved')) })
  const disband = useCommand(disbandTeam, { done: () => say(t('team.disbanded')) })
  const form = useSchemaForm(formTeam.input, {
    initial: team
      ? { id: team.id, name: team.name, members: team.members.map((one) => one.id) }
      : { id, members: [] },
    problems: { 'team.name_taken': 'name', 'team.own_change': 'members' } satisfies ProblemFields<
      typeof formTeam
    >,
    busy: begin.busy || change.busy,
    problem: begin.problem ?? change.problem ?? disband.problem,
    async send(details) {
      const result = await (team ? change : begin).run(details, form.attempts)
      if (result.state === 'refused') return result.problem
      await form.sent()
      onClose()
      return undefined
    },
  })
  return (
    <Dialog title={t(team ? 'team.change' : 'team.form')} onClose={onClose}>
      <OperationForm of={form}>
        <p>{t('team.help')}</p>
        <form.Text name="name" label={t('team.name')} missing={t('team.name_missing')} />
        <form.Checks
          name="members"
          label={t('team.members')}
          missing={t('team.members_missing')}
          options={(users.data ?? [])
            .filter(({ active, roles }) => active && roles.length > 0)
            .map(({ id: value, name: label }) => ({ value, label }))}
        />
        <Actions>
          <Button type="submit" kind="primary" busy={form.busy}>
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
      </OperationForm>
    </Dialog>
  )
}
