// The form that invites a user: into the own organisation, or the first administrator into another one.
import { useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button } from '../../../kit/Button.tsx'
import { newId, useAsk, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/Dialog.tsx'
import { CheckGroup, Select, TextField } from '../../../kit/Field.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import {
  LOCALE_NAMES,
  LOCALES,
  type UiLocale,
  useLocale,
  useLookup,
  useMessages,
} from '../../../kit/messages.tsx'
import { navigate } from '../../../kit/route.tsx'
import { listCentres, type RegisteredClass } from '../../organisations/operations.ts'
import { listRoles } from '../../roles/operations.ts'
import { inviteUser } from '../operations.ts'

/** The roles that may be given here: the shipped ones and the organisation's own. */
export function useRoleOptions(): { value: string; label: string; help: string }[] {
  const t = useMessages()
  const lookup = useLookup()
  const roles = useAsk(listRoles, {})
  return (roles.data?.roles ?? []).map(({ id, name }) => ({
    value: id,
    label: name ?? lookup(`role.${id}`, id),
    help: name === undefined ? lookup(`role.${id}.help`, '') : t('role.own'),
  }))
}

/** Invites into the user's own organisation, or, for the lead, the first administrator into another one. */
export default function Invite({
  onClose,
  organisation,
}: {
  onClose: () => void
  organisation?: { id: string; name: string; class: RegisteredClass }
}) {
  const t = useMessages()
  const { locale } = useLocale()
  const offered = useRoleOptions()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [language, setLanguage] = useState<UiLocale>(locale)
  const [roles, setRoles] = useState<readonly string[]>(organisation ? ['administrator'] : [])
  const [centre, setCentre] = useState('')
  const [missing, setMissing] = useState(false)
  const centres = useAsk(listCentres, organisation ? null : {})
  const invite = useCommand(inviteUser)

  async function send() {
    setMissing(name.trim() === '' || email.trim() === '' || roles.length === 0)
    if (name.trim() === '' || email.trim() === '' || roles.length === 0) return
    const result = await invite.run({
      id: newId(),
      name,
      email: email.trim().toLowerCase(),
      locale: language,
      roles: roles.map((role) => ({ role, ...(centre && role !== 'administrator' && { centre }) })),
      ...(organisation && { organisation: organisation.id }),
    })
    if (result.state !== 'done') return
    const { id, elsewhere } = result.output
    navigate(
      elsewhere
        ? hrefTo('/users/:user/membership', { user: id }, { organisation: organisation?.id })
        : hrefTo('/users/:user/invitation', { user: id }),
    )
  }

  return (
    <Dialog
      title={organisation ? t('user.invite_first', { name: organisation.name }) : t('user.invite')}
      onClose={onClose}
    >
      <Form problem={invite.problem} errors={missing ? [t('user.missing')] : []} onSubmit={send}>
        {organisation && <p>{t('user.invite_first_help')}</p>}
        <TextField label={t('user.name')} value={name} onChange={setName} />
        <TextField
          label={t('sign_in.email')}
          type="email"
          autoCapitalize="none"
          help={t('user.email_help')}
          value={email}
          onChange={setEmail}
        />
        <Select<UiLocale>
          label={t('kit.language')}
          value={language}
          onChange={setLanguage}
          options={LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }))}
        />
        {!organisation && (
          <CheckGroup label={t('user.roles')} values={roles} onChange={setRoles} options={offered} />
        )}
        {(centres.data?.length ?? 0) > 0 && (
          <Select
            label={t('role.where')}
            optional
            empty={t('role.everywhere')}
            value={centre}
            onChange={setCentre}
            options={(centres.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
          />
        )}
        <Actions>
          <Button type="submit" kind="primary" busy={invite.busy}>
            {t('user.invite')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('kit.cancel')}
          </Button>
        </Actions>
      </Form>
    </Dialog>
  )
}
