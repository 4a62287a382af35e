// The organisation's users with their roles.
import { useState } from 'react'
import type { OutputOf } from '../../../kernel/command.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button, LinkButton } from '../../../kit/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { List, ListRow, Page, PageHeader } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer, StatusPill } from '../../../kit/State.tsx'
import { listUsers } from '../operations.ts'
import * as policy from '../policy.ts'
import Invite from './Invite.tsx'
import { useRoleWords } from './role-words.ts'
import { UnconfirmedRoles } from './Unconfirmed.tsx'

type ListedRole = OutputOf<typeof listUsers>[number]['roles'][number]

export default function Users() {
  const t = useMessages()
  const words = useRoleWords()
  const users = useAsk(listUsers, {}, { refreshOn: ['role'] })
  const [inviting, setInviting] = useState(false)
  const disabledReason = useMay(policy.administer)
  // A role that is not yet in force is marked so.
  const inWords = (role: ListedRole) =>
    role.awaits === undefined ? words(role) : `${words(role)} (${t(`role.awaits.${role.awaits}`)})`
  return (
    <Page>
      <PageHeader
        title={t('user.title')}
        lead={t('user.lead')}
        actions={
          <>
            <LinkButton href="/roles" icon="shield">
              {t('role.title')}
            </LinkButton>
            <Button
              kind="primary"
              icon="add"
              disabledReason={disabledReason}
              onClick={() => setInviting(true)}
            >
              {t('user.invite')}
            </Button>
          </>
        }
      />
      <UnconfirmedRoles onDone={users.again} />
      <Answer of={users}>
        {(all) => (
          <List label={t('user.title')}>
            {all.map((user) => (
              <ListRow
                key={user.id}
                icon="person"
                href={hrefTo('/users/:user', { user: user.id })}
                title={user.name}
                detail={user.roles.map(inWords).join(' · ') || t('user.no_roles')}
                end={<UserState user={user} />}
              />
            ))}
          </List>
        )}
      </Answer>
      {inviting && <Invite onClose={() => setInviting(false)} />}
    </Page>
  )
}

type State = Pick<
  OutputOf<typeof listUsers>[number],
  'active' | 'invited' | 'secondFactor' | 'signOn' | 'program'
>

export function UserState({ user }: { user: State }) {
  const t = useMessages()
  if (!user.active) return <StatusPill tone="closed">{t('user.state.closed')}</StatusPill>
  if (user.program)
    return (
      <StatusPill tone="good" icon="key">
        {t('user.state.program')}
      </StatusPill>
    )
  if (user.signOn)
    return (
      <StatusPill tone="good" icon="directory">
        {t('user.state.sign_on')}
      </StatusPill>
    )
  if (user.invited) return <StatusPill tone="open">{t('user.state.invited')}</StatusPill>
  if (!user.secondFactor) return <StatusPill tone="open">{t('user.state.password')}</StatusPill>
  return (
    <StatusPill tone="good" icon="shield">
      {t('user.state.two_factors')}
    </StatusPill>
  )
}
