// The directory of the network and, for the lead organisation, the form that registers another organisation.
import { useState } from 'react'
import { Button } from '../../../kit/Button.tsx'
import { newId, useAsk, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/Dialog.tsx'
import { Select } from '../../../kit/Field.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { List, ListRow, Page, PageHeader } from '../../../kit/Layout.tsx'
import { useLocale, useMessages } from '../../../kit/messages.tsx'
import { SlotView, useSlot } from '../../../kit/route.tsx'
import { isFor, useActor, useMay } from '../../../kit/session.tsx'
import { Answer, Notice, StatusPill } from '../../../kit/State.tsx'
import {
  getOrganisation,
  listOrganisations,
  RegisteredClass,
  registerOrganisation,
  rolesFor,
} from '../operations.ts'
import * as policy from '../policy.ts'
import { DetailFields, type Details } from './Organisation.tsx'

type Registered = { id: string; name: string; class: RegisteredClass }

export default function Network() {
  const t = useMessages()
  const directory = useAsk(listOrganisations, {}, { refreshOn: ['organisation_move'] })
  const own = useAsk(getOrganisation, {})
  const notAdministrator = useMay(policy.administer)
  const actor = useActor()
  const lent = useSlot('network.actions').filter((content) => isFor(actor, content))
  const [invitation] = useSlot('network.invite')
  const because =
    notAdministrator ?? (own.data?.lead === false ? t('problem.organisation.not_lead') : undefined)
  const [registering, setRegistering] = useState(false)
  const [inviting, setInviting] = useState<Registered>()
  return (
    <Page>
      <PageHeader
        title={t('organisation.network')}
        lead={t('organisation.network_lead')}
        actions={
          <>
            {lent.map((content) => (
              <SlotView key={content.key} content={content} props={{}} />
            ))}
            <Button icon="add" disabledReason={because} onClick={() => setRegistering(true)}>
              {t('organisation.register')}
            </Button>
          </>
        }
      />
      <Answer of={directory}>
        {(organisations) => (
          <List label={t('organisation.network')}>
            {organisations.map((one) => (
              <ListRow
                key={one.id}
                icon="directory"
                title={one.name}
                detail={t(`organisation.class.${one.class}`)}
                end={
                  rolesFor(one.class).length === 0 ? (
                    <StatusPill tone="closed">{t('organisation.no_data')}</StatusPill>
                  ) : one.lead ? (
                    <StatusPill tone="good">{t('organisation.lead')}</StatusPill>
                  ) : (
                    own.data?.lead &&
                    notAdministrator === undefined && (
                      <Button
                        kind="quiet"
                        aria-label={t('organisation.first_administrator_one', { name: one.name })}
                        onClick={() => setInviting(one)}
                      >
                        {t('organisation.first_administrator')}
                      </Button>
                    )
                  )
                }
              />
            ))}
          </List>
        )}
      </Answer>
      {registering && (
        <Register
          onClose={() => setRegistering(false)}
          onDone={(one) => {
            setRegistering(false)
            if (rolesFor(one.class).length > 0) setInviting(one)
          }}
        />
      )}
      {inviting && invitation && (
        <SlotView
          content={invitation}
          props={{ organisation: inviting, onClose: () => setInviting(undefined) }}
        />
      )}
    </Page>
  )
}

function Register({ onClose, onDone }: { onClose: () => void; onDone: (one: Registered) => void }) {
  const t = useMessages()
  const { locale } = useLocale()
  const { timeZone } = useActor()
  const [kind, setKind] = useState<RegisteredClass | ''>('')
  const [details, setDetails] = useState<Details>({
    name: '',
    contact: '',
    timeZone,
    locale,
    secondFactor: 'required',
  })
  const [missing, setMissing] = useState<string>()
  const register = useCommand(registerOrganisation)
  async function send() {
    setMissing(kind === '' ? t('organisation.class_missing') : undefined)
    if (kind === '') return
    const { contact, ...rest } = details
    const one = { id: newId(), class: kind, ...rest, ...(contact.trim() && { contact }) }
    const result = await register.run(one)
    if (result.state === 'done') onDone(one)
  }
  return (
    <Dialog title={t('organisation.register')} size="wide" onClose={onClose}>
      <Form problem={register.problem} onSubmit={send}>
        <Select<RegisteredClass>
          label={t('organisation.class')}
          error={missing}
          value={kind}
          onChange={setKind}
          options={RegisteredClass.options.map((value) => ({
            value,
            label: t(`organisation.class.${value}`),
          }))}
        />
        {kind !== '' && rolesFor(kind).length === 0 && (
          <Notice tone="sun">{t('organisation.firewall_help')}</Notice>
        )}
        <DetailFields value={details} onChange={setDetails} />
        <Actions>
          <Button type="submit" kind="primary" busy={register.busy}>
            {t('organisation.register')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('kit.cancel')}
          </Button>
        </Actions>
      </Form>
    </Dialog>
  )
}
