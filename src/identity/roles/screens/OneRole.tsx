// One role and its grants; the organisation's own can be changed and retired.
import { useState } from 'react'
import type { OutputOf } from '../../../kernel/command.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { FieldError } from '../../../kit/fields/FieldFrame.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { useLookup, useMessages } from '../../../kit/messages.tsx'
import { navigate, type ScreenProps } from '../../../kit/route.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { changeRole, listRoles, retireRole } from '../operations.ts'
import * as policy from '../policy.ts'
import { offered } from '../rules.ts'
import { GrantFields } from './GrantFields.tsx'
import { GrantTable } from './Grants.tsx'

type ListedRole = OutputOf<typeof listRoles>['roles'][number]

export default function OneRole({ params: { role: id } }: ScreenProps<'/roles/:role'>) {
  const t = useMessages()
  const roles = useAsk(listRoles, {}, { refreshOn: ['role'] })
  return (
    <Page>
      <Answer of={roles}>
        {({ roles: all }) => {
          const role = all.find((one) => one.id === id)
          if (!role) return <EmptyState title={t('role.none')} drawing="entrance" />
          return <Whole key={role.id} role={role} />
        }}
      </Answer>
    </Page>
  )
}

function Whole({ role }: { role: ListedRole }) {
  const t = useMessages()
  const lookup = useLookup()
  const say = useToast()
  const disabledReason = useMay(policy.administer)
  const [asking, setAsking] = useState<'change' | 'retire'>()
  const retire = useCommand(retireRole, { done: () => say(t('role.retired')) })
  const own = role.name !== undefined
  return (
    <>
      <PageHeader
        title={role.name ?? lookup(`role.${role.id}`, role.id)}
        lead={own ? t('role.own') : lookup(`role.${role.id}.help`, '')}
        over={t('role.holders', { count: role.holders })}
        back={{ href: '/roles', label: t('role.title') }}
        actions={
          own && (
            <>
              <Button disabledReason={disabledReason} onClick={() => setAsking('change')}>
                {t('role.change')}
              </Button>
              <Button kind="danger" disabledReason={disabledReason} onClick={() => setAsking('retire')}>
                {t('role.retire')}
              </Button>
            </>
          )
        }
      />
      {asking === 'change' ? (
        <Change role={role} onDone={() => setAsking(undefined)} />
      ) : (
        <GrantTable grants={role.grants} />
      )}
      {asking === 'retire' && (
        <Dialog title={t('role.retire')} onClose={() => setAsking(undefined)}>
          <Form
            problem={retire.problem}
            onSubmit={() =>
              retire.run({ id: role.id }).then(({ state }) => state === 'done' && navigate('/roles'))
            }
          >
            <p>{t('role.retire_help', { count: role.holders })}</p>
            <Actions>
              <Button type="submit" kind="danger" busy={retire.busy}>
                {t('role.retire')}
              </Button>
              <Button kind="quiet" onClick={() => setAsking(undefined)}>
                {t('kit.cancel')}
              </Button>
            </Actions>
          </Form>
        </Dialog>
      )}
    </>
  )
}

function Change({ role, onDone }: { role: ListedRole; onDone: () => void }) {
  const t = useMessages()
  const say = useToast()
  const { organisationClass } = useActor()
  const form = useOperationForm(changeRole, {
    initial: { id: role.id, name: role.name ?? '', grants: [...role.grants] },
    problems: { 'role.name_taken': 'name', 'role.duties_apart': 'grants', 'role.above_ceiling': 'grants' },
    done() {
      say(t('kit.saved'))
      onDone()
    },
  })
  return (
    <OperationForm of={form}>
      <form.Text name="name" label={t('role.name')} missing={t('role.name_missing')} />
      <form.Custom name="grants" label={t('role.grants')} missing={t('role.grants_missing')}>
        {({ id, value = [], onChange, error }) => (
          <div id={id} className="stack" tabIndex={-1}>
            {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
            <GrantFields offered={offered(organisationClass)} value={value} onChange={onChange} />
          </div>
        )}
      </form.Custom>
      <Actions sticky>
        <Button type="submit" kind="primary" busy={form.busy}>
          {t('kit.save')}
        </Button>
        <Button kind="quiet" onClick={onDone}>
          {t('kit.cancel')}
        </Button>
      </Actions>
    </OperationForm>
  )
}
