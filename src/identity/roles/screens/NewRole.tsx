// A role of the organisation's own: starts as a copy of existing ones, and never holds more than those do.
import { useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { newId, useAsk } from '../../../kit/data.tsx'
import { FieldError } from '../../../kit/fields/FieldFrame.tsx'
import { Select } from '../../../kit/fields/Field.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { useLookup, useMessages } from '../../../kit/messages.tsx'
import { navigate } from '../../../kit/route.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { defineRole, listRoles } from '../operations.ts'
import * as policy from '../policy.ts'
import { offered } from '../rules.ts'
import { GrantFields } from './GrantFields.tsx'

export default function NewRole() {
  const t = useMessages()
  const lookup = useLookup()
  const say = useToast()
  const disabledReason = useMay(policy.administer)
  const { organisationClass } = useActor()
  const [like, setLike] = useState('')
  const [id] = useState(newId)
  const roles = useAsk(listRoles, {})
  const form = useOperationForm(defineRole, {
    initial: { id, grants: [] },
    problems: { 'role.name_taken': 'name', 'role.duties_apart': 'grants', 'role.above_ceiling': 'grants' },
    done(result) {
      say(t('role.defined'))
      if (result.state === 'done') navigate(hrefTo('/roles/:role', { role: result.output.id }))
    },
  })

  function begin(role: string) {
    setLike(role)
    form.shared.set('grants', roles.data?.roles.find((one) => one.id === role)?.grants ?? [])
  }
  return (
    <Page width="narrow">
      <PageHeader
        title={t('role.define')}
        lead={t('role.define_lead')}
        back={{ href: '/roles', label: t('role.title') }}
      />
      <OperationForm of={form}>
        <form.Text name="name" label={t('role.name')} missing={t('role.name_missing')} />
        <Select
          label={t('role.like')}
          help={t('role.like_help')}
          clearable
          empty={t('role.like_none')}
          value={like}
          onChange={begin}
          options={(roles.data?.roles ?? []).map((role) => ({
            value: role.id,
            label: role.name ?? lookup(`role.${role.id}`, role.id),
          }))}
        />
        <form.Custom name="grants" label={t('role.grants')} missing={t('role.grants_missing')}>
          {({ id: at, value = [], onChange, error }) => (
            <div id={at} className="stack" tabIndex={-1}>
              {error && <FieldError id={`${at}-error`}>{error}</FieldError>}
              <GrantFields offered={offered(organisationClass)} value={value} onChange={onChange} />
            </div>
          )}
        </form.Custom>
        <Actions sticky>
          <Button type="submit" kind="primary" busy={form.busy} disabledReason={disabledReason}>
            {t('role.define')}
          </Button>
        </Actions>
      </OperationForm>
    </Page>
  )
}
