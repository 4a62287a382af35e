// The register of legal demands: who asked for what, until when, and what was answered; a new one is entered here.
import { useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { dateIn } from '../../../kernel/time.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { newId, useAsk } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions, Row } from '../../../kit/Form.tsx'
import { List, ListRow, Page, PageHeader } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { navigate, useLinked } from '../../../kit/route.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { AuthorityClass, listDemands, receiveDemand } from '../operations.ts'
import * as policy from '../policy.ts'
import { DecisionPill } from './DecisionPill.tsx'

export default function Demands() {
  const t = useMessages()
  const disabledReason = useMay(policy.decideDemands)
  const asked = useAsk(listDemands, {})
  const [resumed] = useLinked('draft')
  const [receiving, setReceiving] = useState(resumed !== '')
  return (
    <Page>
      <PageHeader
        title={t('demand.title')}
        lead={t('demand.lead')}
        actions={
          <Button
            kind="primary"
            icon="add"
            disabledReason={disabledReason}
            onClick={() => setReceiving(true)}
          >
            {t('demand.receive')}
          </Button>
        }
      />
      <Answer of={asked}>
        {({ demands }) =>
          demands.length === 0 ? (
            <EmptyState title={t('demand.none')} drawing="shade">
              {t('demand.none_help')}
            </EmptyState>
          ) : (
            <List label={t('demand.title')}>
              {demands.map((demand) => (
                <ListRow
                  key={demand.id}
                  href={hrefTo('/demands/:demand', { demand: demand.id })}
                  title={demand.authority}
                  now={demand.decision === null}
                  detail={
                    <>
                      {t(`demand.authority_class.${demand.authorityClass}`)} · <bdi>{demand.instrument}</bdi>{' '}
                      · <DateText date={demand.receivedOn} />
                    </>
                  }
                  end={<DecisionPill decision={demand.decision} answerBy={demand.answerBy} />}
                />
              ))}
            </List>
          )
        }
      </Answer>
      {receiving && <Receive onClose={() => setReceiving(false)} />}
    </Page>
  )
}

function Receive({ onClose }: { onClose: () => void }) {
  const t = useMessages()
  const actor = useActor()
  const [id] = useState(newId)
  const [today] = useState(() => dateIn(new Date().toISOString(), actor.timeZone))
  const form = useOperationForm(receiveDemand, {
    initial: { id, receivedOn: today },
    problems: { 'demand.dates': 'receivedOn' },
    draft: 'demand.receive',
    done: (result) =>
      result.state === 'done' && navigate(hrefTo('/demands/:demand', { demand: result.output.id })),
  })
  return (
    <Dialog title={t('demand.receive')} size="wide" onClose={onClose}>
      <OperationForm of={form}>
        <form.Text
          name="authority"
          label={t('demand.authority')}
          help={t('demand.authority_help')}
          missing={t('demand.missing.authority')}
        />
        <form.Select
          name="authorityClass"
          label={t('demand.authority_class')}
          missing={t('demand.missing.class')}
          options={AuthorityClass.options.map((value) => ({
            value,
            label: t(`demand.authority_class.${value}`),
          }))}
        />
        <form.Text
          name="instrument"
          label={t('demand.instrument')}
          help={t('demand.instrument_help')}
          missing={t('demand.missing.instrument')}
        />
        <form.TextArea name="scope" label={t('demand.scope')} missing={t('demand.missing.scope')} rows={3} />
        <Row>
          <form.DatePicker
            name="receivedOn"
            latest={today}
            label={t('demand.received_on')}
            missing={t('demand.missing.received_on')}
          />
          <form.DatePicker name="answerBy" label={t('demand.answer_by')} />
        </Row>
        <Actions>
          <Button type="submit" kind="primary" busy={form.busy}>
            {t('demand.enter')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('kit.cancel')}
          </Button>
        </Actions>
      </OperationForm>
    </Dialog>
  )
}
