// The directory of the network and, for the lead organisation, the form that registers another organisation.
import { useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { newId, useAsk } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { useGiven, useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { Listing, type ListColumn } from '../../../kit/list/Listing.tsx'
import { useLocale, useMessages } from '../../../kit/messages.tsx'
import { SlotView, useSlot } from '../../../kit/route.tsx'
import { isFor, useActor, useMay } from '../../../kit/session.tsx'
import { Notice, StatusPill } from '../../../kit/State.tsx'
import {
  browseOrganisations,
  getOrganisation,
  RegisteredClass,
  registerOrganisation,
  rolesFor,
  type Listed,
} from '../operations.ts'
import * as policy from '../policy.ts'
import { FirstAdministrator, type Registered } from './FirstAdministrator.tsx'
import { DetailFields } from './Organisation.tsx'

export default function Network() {
  const t = useMessages()
  const own = useAsk(getOrganisation, {})
  const notAdministrator = useMay(policy.administer)
  const actor = useActor()
  const lent = useSlot('network.actions').filter((content) => isFor(actor, content))
  const disabledReason =
    notAdministrator ?? (own.data?.lead === false ? t('problem.organisation.not_lead') : undefined)
  const [registering, setRegistering] = useState(false)
  const [inviting, setInviting] = useState<Registered>()
  const columns: ListColumn<Listed>[] = [
    { key: 'name', title: t('organisation.name'), cell: ({ name }) => name, names: true, sort: 'name' },
    {
      key: 'class',
      title: t('organisation.class'),
      cell: (one) => t(`organisation.class.${one.class}`),
      sort: 'class',
    },
    {
      key: 'place',
      tight: true,
      title: t('organisation.in_network'),
      cell: (one) =>
        rolesFor(one.class).length === 0 ? (
          <StatusPill tone="closed">{t('organisation.no_data')}</StatusPill>
        ) : (
          one.lead && <StatusPill tone="good">{t('organisation.lead')}</StatusPill>
        ),
      card: 'end',
    },
  ]
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
            <Button icon="add" disabledReason={disabledReason} onClick={() => setRegistering(true)}>
              {t('organisation.register')}
            </Button>
          </>
        }
      />
      <Listing
        name="organisation"
        label={t('organisation.network')}
        of={browseOrganisations}
        rows={({ organisations }) => organisations}
        rowKey={({ id }) => id}
        href={({ id }) => hrefTo('/organisations/:organisation', { organisation: id })}
        columns={columns}
        sort="name"
        find={t('organisation.find')}
        counted={(count) => t('organisation.count', { count })}
        none={t('organisation.none')}
        nothing={{ title: t('organisation.none') }}
        refreshOn={['organisation_move']}
        file
        filters={[
          {
            key: 'class',
            label: t('organisation.class'),
            every: t('organisation.every_class'),
            options: RegisteredClass.options.map((value) => ({
              value,
              label: t(`organisation.class.${value}`),
            })),
          },
        ]}
        input={({ class: kind }) => ({ ...(kind && { class: kind }) })}
      />
      {registering && (
        <Register
          onClose={() => setRegistering(false)}
          onDone={(one) => {
            setRegistering(false)
            if (rolesFor(one.class).length > 0) setInviting(one)
          }}
        />
      )}
      {inviting && <FirstAdministrator organisation={inviting} onClose={() => setInviting(undefined)} />}
    </Page>
  )
}

function Register({ onClose, onDone }: { onClose: () => void; onDone: (one: Registered) => void }) {
  const t = useMessages()
  const { locale } = useLocale()
  const { timeZone } = useActor()
  const [id] = useState(newId)
  const form = useOperationForm(registerOrganisation, {
    initial: { id, timeZone, locale, secondFactor: 'required' },
    problems: { 'organisation.name_taken': 'name', 'organisation.time_zone_unknown': 'timeZone' },
    done: (_result, one) => onDone(one),
  })
  const { class: kind } = useGiven(form)
  return (
    <Dialog title={t('organisation.register')} size="wide" onClose={onClose}>
      <OperationForm of={form}>
        <form.Select
          name="class"
          label={t('organisation.class')}
          missing={t('organisation.class_missing')}
          options={RegisteredClass.options.map((value) => ({
            value,
            label: t(`organisation.class.${value}`),
          }))}
        />
        {kind !== undefined && rolesFor(kind).length === 0 && (
          <Notice tone="sun">{t('organisation.firewall_help')}</Notice>
        )}
        <DetailFields />
        <Actions>
          <Button type="submit" kind="primary" busy={form.busy}>
            {t('organisation.register')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('kit.cancel')}
          </Button>
        </Actions>
      </OperationForm>
    </Dialog>
  )
}
