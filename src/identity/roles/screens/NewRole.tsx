// A role of the organisation's own: starts as a copy of existing ones, and never holds more than those do.
import { useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import type { Grant } from '../../../kernel/roles.ts'
import { Button } from '../../../kit/Button.tsx'
import { newId, useAsk, useCommand } from '../../../kit/data.tsx'
import { Select, TextField } from '../../../kit/Field.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { useLookup, useMessages } from '../../../kit/messages.tsx'
import { navigate } from '../../../kit/route.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { useToast } from '../../../kit/Toast.tsx'
import { defineRole, listRoles } from '../operations.ts'
import * as policy from '../policy.ts'
import { offered } from '../rules.ts'
import { GrantFields } from './Grants.tsx'

export default function NewRole() {
  const t = useMessages()
  const lookup = useLookup()
  const say = useToast()
  const disabledReason = useMay(policy.administer)
  const { organisationClass } = useActor()
  const [name, setName] = useState('')
  const [like, setLike] = useState('')
  const [grants, setGrants] = useState<readonly Grant[]>([])
  const [missing, setMissing] = useState<string[]>([])
  const roles = useAsk(listRoles, {})
  const define = useCommand(defineRole, { done: () => say(t('role.defined')) })

  function begin(role: string) {
    setLike(role)
    setGrants(roles.data?.roles.find(({ id }) => id === role)?.grants ?? [])
  }
  async function send() {
    const wanting = [
      ...(name.trim() === '' ? [t('role.name_missing')] : []),
      ...(grants.length === 0 ? [t('role.grants_missing')] : []),
    ]
    setMissing(wanting)
    if (wanting.length > 0) return
    const result = await define.run({ id: newId(), name, grants: [...grants] })
    if (result.state === 'done') navigate(hrefTo('/roles/:role', { role: result.output.id }))
  }
  return (
    <Page width="narrow">
      <PageHeader
        title={t('role.define')}
        lead={t('role.define_lead')}
        back={{ href: '/roles', label: t('role.title') }}
      />
      <Form problem={define.problem} errors={missing} onSubmit={send}>
        <TextField label={t('role.name')} value={name} onChange={setName} maxLength={80} />
        <Select
          label={t('role.like')}
          help={t('role.like_help')}
          optional
          empty={t('role.like_none')}
          value={like}
          onChange={begin}
          options={(roles.data?.roles ?? []).map((role) => ({
            value: role.id,
            label: role.name ?? lookup(`role.${role.id}`, role.id),
          }))}
        />
        <GrantFields offered={offered(organisationClass)} value={grants} onChange={setGrants} />
        <Actions sticky>
          <Button type="submit" kind="primary" busy={define.busy} disabledReason={disabledReason}>
            {t('role.define')}
          </Button>
        </Actions>
      </Form>
    </Page>
  )
}
