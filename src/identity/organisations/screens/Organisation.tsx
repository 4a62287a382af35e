// The user's own organisation: its description, the sign-in it requires of its users, and its centres.
import { useState } from 'react'
import type { InputOf, OutputOf } from '../../../kernel/command.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { fields } from '../../../kit/form/fields.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import {
  Card,
  Columns,
  FactRow,
  Facts,
  List,
  ListRow,
  Page,
  PageHeader,
  Stack,
} from '../../../kit/Layout.tsx'
import { LOCALE_NAMES, LOCALES, useMessages } from '../../../kit/messages.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { changeOrganisation, getOrganisation, listCentres, openCentre } from '../operations.ts'
import * as policy from '../policy.ts'
import { InvoiceDetails } from './InvoiceDetails.tsx'

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
              <Stack>
                <Change key={organisation.id} organisation={organisation} />
                <InvoiceDetails organisation={organisation} />
                <Printed organisation={organisation} />
              </Stack>
              <Centres />
            </Columns>
          </>
        )}
      </Answer>
    </Page>
  )
}

/** On paper the forms are not there, and what they hold is. */
function Printed({ organisation }: { organisation: OutputOf<typeof getOrganisation> }) {
  const t = useMessages()
  const { contact, timeZone, locale, secondFactor, taxNumber, address, bankAccount } = organisation
  const language = LOCALES.find((one) => one === locale)
  return (
    <div className="print-only">
      <Stack>
        <Card title={t('organisation.details')}>
          <Facts>
            <FactRow label={t('organisation.contact')}>
              {contact && <span className="text-lines">{contact}</span>}
            </FactRow>
            <FactRow label={t('organisation.time_zone')}>{timeZone.replaceAll('_', ' ')}</FactRow>
            <FactRow label={t('kit.language')}>{language && LOCALE_NAMES[language]}</FactRow>
            <FactRow label={t('organisation.second_factor')}>
              {t(`organisation.second_factor.${secondFactor}`)}
            </FactRow>
          </Facts>
        </Card>
        <Card title={t('organisation.invoices')}>
          <Facts>
            <FactRow label={t('organisation.tax_number')}>{taxNumber}</FactRow>
            <FactRow label={t('organisation.address')}>{address}</FactRow>
            <FactRow label={t('organisation.bank_account')}>{bankAccount}</FactRow>
          </Facts>
        </Card>
      </Stack>
    </div>
  )
}

type Details = InputOf<typeof changeOrganisation>
const details = fields<Details>()

/** The fields asked of every organisation, when it is registered and when it is corrected. */
export function DetailFields() {
  const t = useMessages()
  return (
    <>
      <details.Text name="name" label={t('organisation.name')} />
      <details.TextArea
        name="contact"
        label={t('organisation.contact')}
        help={t('organisation.contact_help')}
        rows={2}
      />
      <details.Combobox
        name="timeZone"
        label={t('organisation.time_zone')}
        options={Intl.supportedValuesOf('timeZone').map((zone) => ({
          value: zone,
          label: zone.replaceAll('_', ' '),
        }))}
      />
      <details.Select
        name="locale"
        label={t('kit.language')}
        options={LOCALES.map((one) => ({ value: one, label: LOCALE_NAMES[one] }))}
      />
      <details.Choice
        name="secondFactor"
        label={t('organisation.second_factor')}
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
  const form = useOperationForm(changeOrganisation, {
    initial: { name, contact, timeZone, locale, secondFactor },
    problems: { 'organisation.name_taken': 'name', 'organisation.time_zone_unknown': 'timeZone' },
    done: () => say(t('kit.saved')),
  })
  return (
    <Card title={t('organisation.details')} icon="settings">
      <OperationForm of={form}>
        <DetailFields />
        <Actions>
          <Button type="submit" kind="primary" busy={form.busy} disabledReason={disabledReason}>
            {t('kit.save')}
          </Button>
        </Actions>
      </OperationForm>
    </Card>
  )
}

function Centres() {
  const t = useMessages()
  const say = useToast()
  const disabledReason = useMay(policy.openCentre)
  const centres = useAsk(listCentres, {})
  const [opening, setOpening] = useState(false)
  const form = useOperationForm(openCentre, {
    input: (given, idOf) => ({ ...given, id: idOf('centre') }),
    problems: { 'centre.name_taken': 'name' },
    done() {
      say(t('centre.opened'))
      setOpening(false)
      form.reset()
    },
  })
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
          <OperationForm of={form}>
            <form.Text name="name" label={t('centre.name')} />
            <form.Text name="address" label={t('centre.address')} />
            <Actions>
              <Button type="submit" kind="primary" busy={form.busy}>
                {t('centre.open')}
              </Button>
              <Button kind="quiet" onClick={() => setOpening(false)}>
                {t('kit.cancel')}
              </Button>
            </Actions>
          </OperationForm>
        </Dialog>
      )}
    </Card>
  )
}
