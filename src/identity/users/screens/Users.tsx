// The organisation's users with their roles.
import { useState } from 'react'
import type { OutputOf } from '../../../kernel/command.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button, LinkButton } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { Listing, type ListColumn } from '../../../kit/list/Listing.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useMay } from '../../../kit/session.tsx'
import { StatusPill } from '../../../kit/State.tsx'
import { listRoles } from '../../roles/operations.ts'
import { browseUsers, USER_STATES } from '../operations.ts'
import * as policy from '../policy.ts'
import Invite from './Invite.tsx'
import { useRoleWords } from './role-words.ts'
import { UnconfirmedRoles } from './Unconfirmed.tsx'

type Listed = OutputOf<typeof browseUsers>['users'][number]
type ListedRole = Listed['roles'][number]

export default function Users() {
  const t = useMessages()
  const words = useRoleWords()
  const made = useAsk(listRoles, {})
  const roleName = (role: string, name?: string) => name ?? words({ role })
  const [inviting, setInviting] = useState(false)
  const disabledReason = useMay(policy.administer)
  // A role that is not yet in force is marked so.
  const inWords = (role: ListedRole) =>
    role.awaits === undefined ? words(role) : `${words(role)} (${t(`role.awaits.${role.awaits}`)})`
  const columns: ListColumn<Listed>[] = [
    { key: 'name', title: t('user.name'), cell: ({ name }) => name, names: true, sort: 'name' },
    {
      key: 'roles',
      title: t('user.roles'),
      cell: ({ roles }) => roles.map(inWords).join(' · ') || t('user.no_roles'),
    },
    {
      key: 'email',
      title: t('user.email'),
      cell: ({ email }) => <bdi>{email}</bdi>,
      sort: 'email',
      card: 'none',
    },
    {
      key: 'state',
      tight: true,
      title: t('user.state'),
      cell: (user) => <UserState user={user} />,
      card: 'end',
    },
  ]
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
      <UnconfirmedRoles />
      <Listing
        name="user"
        label={t('user.title')}
        of={browseUsers}
        rows={({ users }) => users}
        rowKey={({ id }) => id}
        href={({ id }) => hrefTo('/users/:user', { user: id })}
        columns={columns}
        sort="name"
        find={t('user.find')}
        findShort={t('user.find_short')}
        counted={(count) => t('user.count', { count })}
        none={t('user.none')}
        nothing={{ title: t('user.none') }}
        refreshOn={['role', 'membership']}
        file
        filters={[
          {
            key: 'role',
            label: t('user.role'),
            every: t('user.every_role'),
            options: (made.data?.roles ?? []).map(({ id, name }) => ({
              value: id,
              label: roleName(id, name),
            })),
          },
          {
            key: 'state',
            label: t('user.state'),
            every: t('user.every_state'),
            options: USER_STATES.map((value) => ({ value, label: t(`user.state.${value}`) })),
          },
        ]}
        input={({ role, state }) => ({ ...(role && { role }), ...(state && { state }) })}
      />
      {inviting && <Invite onClose={() => setInviting(false)} />}
    </Page>
  )
}

type State = Pick<Listed, 'active' | 'invited' | 'secondFactor' | 'signOn' | 'program'>

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
