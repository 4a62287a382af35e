// A statement as an invoice, for the screen and for print on one page; the payer records the payment here.
import { useState } from 'react'
import { say } from '../../../kernel/packs/pack.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { dateIn } from '../../../kernel/time.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { newId, useAsk } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { Money } from '../../../kit/Figures.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { PrintSheet } from '../../../kit/print/PrintSheet.tsx'
import { FactRow, Facts, Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { useLocale, useMessages } from '../../../kit/messages.tsx'
import type { ScreenProps } from '../../../kit/route.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { Answer } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { getStatement, recordPayment, type Statement as Invoice } from '../operations.ts'
import * as policy from '../policy.ts'
import { Letterhead, Parties } from './Letterhead.tsx'
import { Lines } from './Lines.tsx'
import { PaidPill } from './StatementRow.tsx'

export default function Statement({ params }: ScreenProps<'/statements/:statement'>) {
  const asked = useAsk(getStatement, { id: params['statement'] ?? '' }, { refreshOn: ['payment'] })
  return (
    <Page>
      <Answer of={asked} lines={10}>
        {(statement) => <Sheet statement={statement} />}
      </Answer>
    </Page>
  )
}

function Sheet({ statement }: { statement: Invoice }) {
  const t = useMessages()
  const { locale } = useLocale()
  const actor = useActor()
  const refused = useMay(policy.pay)
  const disabledReason = actor.organisation === statement.payer.id ? refused : t('reason.only_payer')
  const [paying, setPaying] = useState(false)
  const title = t('statement.number', { number: statement.number, title: say(statement.title, locale) })
  return (
    <>
      <div className="screen-only">
        <PageHeader
          title={title}
          back={{
            href: hrefTo('/contracts/:contract', { contract: statement.contract }),
            label: say(statement.title, locale),
          }}
          actions={
            <>
              <Button icon="print" onClick={() => print()}>
                {t('kit.print')}
              </Button>
              {statement.paidOn === null && (
                <Button
                  kind="primary"
                  icon="coin"
                  disabledReason={disabledReason}
                  onClick={() => setPaying(true)}
                >
                  {t('payment.record')}
                </Button>
              )}
            </>
          }
        />
      </div>
      <PrintSheet
        letterhead={<Letterhead statement={statement} />}
        foot={t('statement.foot', { release: statement.packRelease })}
      >
        <Stack>
          <Parties statement={statement}>
            <div>
              <h3>{t('statement.total')}</h3>
              <p>
                <strong>
                  <Money value={statement.total} />
                </strong>
              </p>
              <div className="screen-only">
                <PaidPill paidOn={statement.paidOn} dueOn={statement.dueOn} />
              </div>
              {statement.reference && (
                <p>
                  {t('payment.reference')}: <bdi>{statement.reference}</bdi>
                </p>
              )}
            </div>
          </Parties>
          <Lines lines={statement.lines} total={statement.total} caption={t('statement.lines')} />
          <Facts>
            <FactRow label={t('contract.one')}>{say(statement.title, locale)}</FactRow>
            <FactRow label={t('contract.cap')}>
              {statement.capPerPerson ? <Money value={statement.capPerPerson} /> : t('contract.no_cap')}
            </FactRow>
            <FactRow label={t('statement.entitled_all')}>
              <Money value={statement.entitled} />
            </FactRow>
            <FactRow label={t('statement.settled_all')}>
              <Money value={statement.settled} />
            </FactRow>
            <FactRow label={t('statement.total')}>
              <Money value={statement.total} />
            </FactRow>
          </Facts>
        </Stack>
      </PrintSheet>
      {paying && <Pay statement={statement} onClose={() => setPaying(false)} />}
    </>
  )
}

function Pay({ statement, onClose }: { statement: Invoice; onClose: () => void }) {
  const t = useMessages()
  const toast = useToast()
  const actor = useActor()
  const [id] = useState(newId)
  const [today] = useState(() => dateIn(new Date().toISOString(), actor.timeZone))
  const form = useOperationForm(recordPayment, {
    initial: { id, statement: statement.id, paidOn: today },
    problems: { 'payment.in_future': 'paidOn' },
    done() {
      toast(t('payment.recorded'))
      onClose()
    },
  })
  return (
    <Dialog title={t('payment.record')} onClose={onClose}>
      <OperationForm of={form}>
        <form.DatePicker
          name="paidOn"
          latest={today}
          label={t('payment.paid_on')}
          missing={t('payment.date_missing')}
        />
        <form.Text name="reference" label={t('payment.reference')} help={t('payment.reference_help')} />
        <Actions>
          <Button type="submit" kind="primary" busy={form.busy}>
            {t('payment.record')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('kit.cancel')}
          </Button>
        </Actions>
      </OperationForm>
    </Dialog>
  )
}
