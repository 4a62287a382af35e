// Screen to hand over the network's figures to an organisation: choose, review, print; small figures are
// hidden.
import { useState } from 'react'
import type { OutputOf } from '../../../kernel/command.ts'
import { isBehindFirewall } from '../../../kernel/firewall.ts'
import { addDays, addMonths, dateIn } from '../../../kernel/time.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { useGiven, useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions, Row } from '../../../kit/Form.tsx'
import { PrintSheet } from '../../../kit/print/PrintSheet.tsx'
import { Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { Answer, Notice } from '../../../kit/State.tsx'
import { listOrganisations } from '../../../identity/organisations/operations.ts'
import { handOver } from '../operations.ts'
import * as policy from '../policy.ts'
import { Shown } from './Overview.tsx'

type Handed = OutputOf<typeof handOver>

export default function HandOver() {
  const [handed, setHanded] = useState<Handed>()
  return <Page>{handed ? <Sheet handed={handed} /> : <Choose onDone={setHanded} />}</Page>
}

function Choose({ onDone }: { onDone: (handed: Handed) => void }) {
  const t = useMessages()
  const actor = useActor()
  const disabledReason = useMay(policy.handOver)
  const directory = useAsk(listOrganisations, {})
  const [thisMonth] = useState(() => `${dateIn(new Date().toISOString(), actor.timeZone).slice(0, 7)}-01`)
  const form = useOperationForm(handOver, {
    initial: { from: addMonths(thisMonth, -1), until: addDays(thisMonth, -1) },
    unsaved: false,
    done(result) {
      if (result.state === 'done') onDone(result.output)
    },
  })
  const { recipient } = useGiven(form)
  return (
    <>
      <PageHeader
        title={t('report.hand_over')}
        lead={t('report.hand_over_lead')}
        back={{ href: '/overview', label: t('report.title') }}
      />
      <Answer of={directory}>
        {(organisations) => {
          const chosen = organisations.find(({ id }) => id === recipient)
          return (
            <OperationForm of={form}>
              <form.Combobox
                name="recipient"
                label={t('report.recipient')}
                missing={t('report.recipient_missing')}
                options={organisations
                  .filter(({ id }) => id !== actor.organisation)
                  .map(({ id, name }) => ({ value: id, label: name }))}
              />
              {chosen && isBehindFirewall(chosen.class) && (
                <Notice tone="sun">{t('report.behind_wall')}</Notice>
              )}
              <Row>
                <form.DatePicker name="from" label={t('report.from')} />
                <form.DatePicker name="until" label={t('report.until')} />
              </Row>
              <Actions>
                <Button type="submit" kind="primary" busy={form.busy} disabledReason={disabledReason}>
                  {t('report.hand_over')}
                </Button>
              </Actions>
            </OperationForm>
          )
        }}
      </Answer>
    </>
  )
}

function Sheet({ handed }: { handed: Handed }) {
  const t = useMessages()
  const actor = useActor()
  const [today] = useState(() => dateIn(new Date().toISOString(), actor.timeZone))
  return (
    <PrintSheet issuer={actor.organisationName} date={<DateText date={today} />}>
      <PageHeader
        title={t('report.handed', { recipient: handed.recipient })}
        back={{ href: '/overview', label: t('report.title') }}
        actions={
          <Button icon="print" onClick={() => print()}>
            {t('kit.print')}
          </Button>
        }
      />
      <Stack>
        <Shown figures={handed.figures} smallest={handed.smallest} />
      </Stack>
    </PrintSheet>
  )
}
