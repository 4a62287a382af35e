// One user: giving and revoking roles, a new link for a lost password or telephone, and closing the account.
import { useState } from 'react'
import { Button, LinkButton } from '../../../kit/controls/Button.tsx'
import { newId, useAsk, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { useGiven, useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions, ErrorSummary, Form } from '../../../kit/Form.tsx'
import { Card, List, ListRow, Page, PageHeader } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { navigate, type ScreenProps } from '../../../kit/route.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState, Notice } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { listCentres } from '../../organisations/operations.ts'
import {
  deactivateUser,
  grantRole,
  listResets,
  listUsers,
  reactivateUser,
  reinviteUser,
  resetSecondFactor,
  revokeRole,
} from '../operations.ts'
import type { OutputOf } from '../../../kernel/command.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import * as policy from '../policy.ts'
import { useRoleWords } from './role-words.ts'
import { useRoleOptions } from './Invite.tsx'
import { UserState } from './Users.tsx'

type ListedUser = OutputOf<typeof listUsers>[number]

export default function User({ params: { user: id } }: ScreenProps<'/users/:user'>) {
  const t = useMessages()
  const users = useAsk(listUsers, {}, { refreshOn: ['role'] })
  return (
    <Page width="narrow">
      <Answer of={users}>
        {(all) => {
          const user = all.find((one) => one.id === id)
          if (!user) return <EmptyState title={t('problem.user.unknown')} drawing="entrance" />
          return (
            <>
              <PageHeader
                title={user.name}
                {...(!user.program && { lead: user.email })}
                over={<UserState user={user} />}
                back={{ href: '/users', label: t('user.title') }}
              />
              <Roles user={user} />
              {user.ours ? <Account user={user} /> : <Elsewhere user={user} />}
            </>
          )
        }}
      </Answer>
    </Page>
  )
}

function Roles({ user }: { user: ListedUser }) {
  const t = useMessages()
  const { date } = useFormats()
  const words = useRoleWords()
  const say = useToast()
  const disabledReason = useMay(policy.administer)
  const [granting, setGranting] = useState(false)
  const revoke = useCommand(revokeRole, { done: () => say(t('role.revoked')) })
  return (
    <Card
      title={t('user.roles')}
      icon="shield"
      actions={
        <Button icon="add" disabledReason={disabledReason} onClick={() => setGranting(true)}>
          {t('role.grant')}
        </Button>
      }
    >
      <ErrorSummary problem={revoke.problem} />
      {user.roles.length === 0 && <p className="soft">{t('user.no_roles')}</p>}
      <List label={t('user.roles')}>
        {user.roles.map((role) => (
          <ListRow
            key={role.id}
            title={words(role)}
            detail={[
              role.until === undefined
                ? t('role.since', { from: date(role.from) })
                : t('role.between', { from: date(role.from), until: date(role.until) }),
              ...(role.givenBy === undefined ? [] : [t('role.given_by', { name: role.givenBy })]),
              ...(role.awaits === undefined ? [] : [t(`role.awaits.${role.awaits}`)]),
            ].join(' · ')}
            {...(disabledReason === undefined && {
              end: (
                <Button
                  kind="quiet"
                  aria-label={t('role.revoke_one', { role: words(role) })}
                  onClick={() => void revoke.run({ id: role.id })}
                >
                  {t('role.revoke')}
                </Button>
              ),
            })}
          />
        ))}
      </List>
      {granting && <Grant user={user} onClose={() => setGranting(false)} />}
    </Card>
  )
}

function Grant({ user, onClose }: { user: ListedUser; onClose: () => void }) {
  const t = useMessages()
  const say = useToast()
  const options = useRoleOptions()
  const [id] = useState(newId)
  const centres = useAsk(listCentres, {})
  const form = useOperationForm(grantRole, {
    initial: { id, user: user.id },
    problems: { 'role.taken': 'role', 'role.not_for_class': 'role', 'role.unknown': 'role' },
    done() {
      say(t('role.granted'))
      onClose()
    },
  })
  const { role } = useGiven(form)
  return (
    <Dialog title={t('role.grant')} onClose={onClose}>
      <OperationForm of={form}>
        <form.Combobox
          name="role"
          label={t('role.one')}
          missing={t('role.missing')}
          {...(role && { help: options.find(({ value }) => value === role)?.help })}
          options={options.map(({ value, label }) => ({ value, label }))}
        />
        {(centres.data?.length ?? 0) > 0 && (
          <form.Combobox
            name="centre"
            label={t('role.where')}
            empty={t('role.everywhere')}
            options={(centres.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
          />
        )}
        <form.DatePicker name="until" label={t('role.until')} />
        <Actions>
          <Button type="submit" kind="primary" busy={form.busy}>
            {t('role.grant')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('kit.cancel')}
          </Button>
        </Actions>
      </OperationForm>
    </Dialog>
  )
}

/** Another organisation opened the account. */
function Elsewhere({ user }: { user: ListedUser }) {
  const t = useMessages()
  const disabledReason = useMay(policy.administer)
  return (
    <Notice>
      <p>{t('user.not_ours')}</p>
      {disabledReason === undefined && user.roles.some(({ awaits }) => awaits === 'acceptance') && (
        <LinkButton href={hrefTo('/users/:user/membership', { user: user.id })} icon="mail">
          {t('membership.show')}
        </LinkButton>
      )}
    </Notice>
  )
}

function Account({ user }: { user: ListedUser }) {
  const t = useMessages()
  const say = useToast()
  const disabledReason = useMay(policy.administer)
  const { instant } = useFormats()
  const resets = useAsk(listResets, {})
  const [asking, setAsking] = useState<'reinvite' | 'forgot' | 'lost' | 'deactivate'>()
  const reinvite = useCommand(reinviteUser, {
    done: () => navigate(hrefTo('/users/:user/invitation', { user: user.id })),
  })
  const deactivate = useCommand(deactivateUser, {
    done: (output) => say(t(output?.open ? 'user.stays_open' : 'user.deactivated')),
  })
  const reactivate = useCommand(reactivateUser, { done: () => say(t('user.reactivated')) })
  const [resetId, setResetId] = useState(newId)
  const reset = useCommand(resetSecondFactor, {
    done() {
      setResetId(newId())
      say(t('user.lost_asked'))
      resets.again()
    },
  })
  const waiting = resets.data?.find((one) => one.user === user.id && one.confirmed === null)
  const act = asking === 'deactivate' ? deactivate : asking === 'lost' ? reset : reinvite
  async function send() {
    const { state } =
      asking === 'deactivate'
        ? await deactivate.run({ user: user.id })
        : asking === 'lost'
          ? await reset.run({ id: resetId, user: user.id })
          : await reinvite.run({ user: user.id, ...(asking === 'forgot' && { keepSecondFactor: true }) })
    if (state === 'done') setAsking(undefined)
  }
  return (
    <Card title={t('user.account')} icon="key">
      <ErrorSummary problem={reactivate.problem} />
      {user.active && disabledReason !== undefined && <p className="soft">{disabledReason}</p>}
      {waiting && (
        <Notice>
          <p>{t('user.reset_waits', { by: waiting.askedBy, when: instant(waiting.askedAt) })}</p>
          <LinkButton href="/" icon="key">
            {t('user.reset_see')}
          </LinkButton>
        </Notice>
      )}
      {user.active ? (
        <Actions>
          {user.invited && (
            <LinkButton
              href={hrefTo('/users/:user/invitation', { user: user.id })}
              kind="primary"
              icon="mail"
            >
              {t('invitation.show')}
            </LinkButton>
          )}
          {disabledReason === undefined && (
            <>
              {user.secondFactor && (
                <>
                  <Button onClick={() => setAsking('forgot')}>{t('user.forgot')}</Button>
                  <Button onClick={() => setAsking('lost')}>{t('user.lost')}</Button>
                </>
              )}
              <Button icon="refresh" onClick={() => setAsking('reinvite')}>
                {t('user.reinvite')}
              </Button>
              <Button kind="danger" onClick={() => setAsking('deactivate')}>
                {t('user.deactivate')}
              </Button>
            </>
          )}
        </Actions>
      ) : (
        <Actions>
          <Button
            disabledReason={disabledReason}
            busy={reactivate.busy}
            onClick={() => void reactivate.run({ user: user.id })}
          >
            {t('user.reactivate')}
          </Button>
        </Actions>
      )}
      {asking && (
        <Dialog title={t(`user.${asking}`)} onClose={() => setAsking(undefined)}>
          <Form problem={act.problem} onSubmit={send}>
            <p>{t(`user.${asking}_help`, { name: user.name })}</p>
            <Actions>
              <Button type="submit" kind={asking === 'deactivate' ? 'danger' : 'primary'} busy={act.busy}>
                {t(`user.${asking}`)}
              </Button>
              <Button kind="quiet" onClick={() => setAsking(undefined)}>
                {t('kit.cancel')}
              </Button>
            </Actions>
          </Form>
        </Dialog>
      )}
    </Card>
  )
}
