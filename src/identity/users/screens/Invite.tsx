// The form that invites a user: into the own organisation, or the first administrator into another one.
import { useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { Combobox } from '../../../kit/fields/Combobox.tsx'
import { Button } from '../../../kit/controls/Button.tsx'
import { newId, useAsk } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { CheckGroup } from '../../../kit/fields/Field.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { LOCALE_NAMES, LOCALES, useLocale, useLookup, useMessages } from '../../../kit/messages.tsx'
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
  const [centre, setCentre] = useState('')
  const [id] = useState(newId)
  const centres = useAsk(listCentres, organisation ? null : {})
  const form = useOperationForm(inviteUser, {
    initial: {
      id,
      locale,
      roles: organisation ? [{ role: 'administrator' }] : [],
      ...(organisation && { organisation: organisation.id }),
    },
    input: ({ email, roles = [], ...given }) => ({
      ...given,
      email: email?.trim().toLowerCase(),
      roles: roles.map(({ role }) => ({ role, ...(centre && role !== 'administrator' && { centre }) })),
    }),
    problems: {
      'user.email_taken': 'email',
      'user.deactivated': 'email',
      'role.not_for_class': 'roles',
      'role.unknown': 'roles',
      'key.role_of_people': 'roles',
    },
    done(result) {
      if (result.state !== 'done') return
      const { id: user, elsewhere } = result.output
      navigate(
        elsewhere
          ? hrefTo('/users/:user/membership', { user }, { organisation: organisation?.id })
          : hrefTo('/users/:user/invitation', { user }),
      )
    },
  })

  return (
    <Dialog
      title={organisation ? t('user.invite_first', { name: organisation.name }) : t('user.invite')}
      onClose={onClose}
    >
      <OperationForm of={form}>
        {organisation && <p>{t('user.invite_first_help')}</p>}
        <form.Text name="name" label={t('user.name')} />
        <form.Text
          name="email"
          label={t('sign_in.email')}
          type="email"
          autoCapitalize="none"
          help={t('user.email_help')}
        />
        <form.Select
          name="locale"
          label={t('kit.language')}
          options={LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }))}
        />
        {!organisation && (
          <form.Custom name="roles" label={t('user.roles')} missing={t('role.missing')}>
            {({ value = [], onChange, ...control }) => (
              <CheckGroup
                {...control}
                values={value.map(({ role }) => role)}
                onChange={(roles) => onChange(roles.map((role) => ({ role })))}
                options={offered}
              />
            )}
          </form.Custom>
        )}
        {(centres.data?.length ?? 0) > 0 && (
          <Combobox
            label={t('role.where')}
            clearable
            empty={t('role.everywhere')}
            value={centre}
            onChange={setCentre}
            options={(centres.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
          />
        )}
        <Actions>
          <Button type="submit" kind="primary" busy={form.busy}>
            {t('user.invite')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('kit.cancel')}
          </Button>
        </Actions>
      </OperationForm>
    </Dialog>
  )
}
