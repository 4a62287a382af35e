// The user's own organisation: its description, the sign-in it requires of its users, and its centres.
import { useState } from 'react'
import type { OutputOf } from '../../../kernel/command.ts'
import { Button } from '../../../kit/Button.tsx'
import { newId, useAsk, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/Dialog.tsx'
import { ChoiceGroup, Select, TextArea, TextField } from '../../../kit/Field.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { Card, Columns, List, ListRow, Page, PageHeader } from '../../../kit/Layout.tsx'
import { LOCALE_NAMES, LOCALES, useMessages } from '../../../kit/messages.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/Toast.tsx'
import { changeOrganisation, getOrganisation, listCentres, openCentre } from '../operations.ts'
import * as policy from '../policy.ts'

export type Details = {
  name: string
  contact: string
  timeZone: string
  locale: string
  secondFactor: 'required' | 'optional'
}

export default function Organisation() {
  const t = useMessages()
  const own = useAsk(getOrganisation, {})
  return (
    <Page>
      <Answer of={own}>
        {(organisation) => (
          <>
            <PageHeader
              title={organisation.name}
              over={t(`organisation.class.${organisation.class}`)}
              lead={organisation.lead ? t('organisation.leads') : undefined}
            />
            <Columns of="main-aside">
              <Change key={organisation.id} organisation={organisation} />
              <Centres />
            </Columns>
          </>
        )}
      </Answer>
    </Page>
  )
}

/** The fields asked of every organisation, when it is registered and when it is corrected. */
export function DetailFields({ value, onChange }: { value: Details; onChange: (value: Details) => void }) {
  const t = useMessages()
  const set = (part: Partial<Details>) => onChange({ ...value, ...part })
  return (
    <>
      <TextField label={t('organisation.name')} value={value.name} onChange={(name) => set({ name })} />
      <TextArea
        label={t('organisation.contact')}
        help={t('organisation.contact_help')}
        optional
        rows={2}
        value={value.contact}
        onChange={(contact) => set({ contact })}
      />
      <Select
        label={t('organisation.time_zone')}
        value={value.timeZone}
        onChange={(timeZone) => set({ timeZone })}
        options={Intl.supportedValuesOf('timeZone').map((zone) => ({
          value: zone,
          label: zone.replaceAll('_', ' '),
        }))}
      />
      <Select
        label={t('kit.language')}
        value={value.locale}
        onChange={(locale) => set({ locale })}
        options={LOCALES.map((one) => ({ value: one, label: LOCALE_NAMES[one] }))}
      />
      <ChoiceGroup<Details['secondFactor']>
        label={t('organisation.second_factor')}
        value={value.secondFactor}
        onChange={(secondFactor) => set({ secondFactor })}
        options={(['required', 'optional'] as const).map((one) => ({
          value: one,
          label: t(`organisation.second_factor.${one}`),
          help: t(`organisation.second_factor.${one}_help`),
        }))}
      />
    </>
  )
}

function Change({ organisation }: { organisation: OutputOf<typeof getOrganisation> }) {
  const t = useMessages()
  const say = useToast()
  const disabledReason = useMay(policy.administer)
  const { name, contact = '', timeZone, locale, secondFactor } = organisation
  const [details, setDetails] = useState<Details>({ name, contact, timeZone, locale, secondFactor })
  const change = useCommand(changeOrganisation, { done: () => say(t('kit.saved')) })
  const { contact: reached, ...rest } = details
  return (
    <Card title={t('organisation.details')} icon="settings">
      <Form
        problem={change.problem}
        onSubmit={() => change.run({ ...rest, ...(reached.trim() && { contact: reached }) })}
      >
        <DetailFields value={details} onChange={setDetails} />
        <Actions>
          <Button type="submit" kind="primary" busy={change.busy} disabledReason={disabledReason}>
            {t('kit.save')}
          </Button>
        </Actions>
      </Form>
    </Card>
  )
}

function Centres() {
  const t = useMessages()
  const say = useToast()
  const disabledReason = useMay(policy.openCentre)
  const centres = useAsk(listCentres, {})
  const [opening, setOpening] = useState(false)
  const [name, setName] = useState('')
  const [address, setAddress] = useState('')
  const open = useCommand(openCentre, { done: () => say(t('centre.opened')) })
  async function send() {
    const result = await open.run({ id: newId(), name, ...(address.trim() && { address }) })
    if (result.state !== 'done') return
    setOpening(false)
    setName('')
    setAddress('')
  }
  return (
    <Card
      title={t('centre.title')}
      icon="home"
      actions={
        <Button icon="add" disabledReason={disabledReason} onClick={() => setOpening(true)}>
          {t('centre.open')}
        </Button>
      }
    >
      <Answer of={centres}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState title={t('centre.none')} />
          ) : (
            <List label={t('centre.title')}>
              {all.map((centre) => (
                <ListRow key={centre.id} title={centre.name} detail={centre.address} />
              ))}
            </List>
          )
        }
      </Answer>
      {opening && (
        <Dialog title={t('centre.open')} onClose={() => setOpening(false)}>
          <Form problem={open.problem} onSubmit={send}>
            <TextField label={t('centre.name')} value={name} onChange={setName} />
            <TextField label={t('centre.address')} optional value={address} onChange={setAddress} />
            <Actions>
              <Button type="submit" kind="primary" busy={open.busy}>
                {t('centre.open')}
              </Button>
              <Button kind="quiet" onClick={() => setOpening(false)}>
                {t('kit.cancel')}
              </Button>
            </Actions>
          </Form>
        </Dialog>
      )}
    </Card>
  )
}
