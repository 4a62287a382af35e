// The register of legal demands: who asked for what, until when, and what was answered; a new one is entered here.
import { useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { dateIn } from '../../../kernel/time.ts'
import { Button } from '../../../kit/Button.tsx'
import { newId, useAsk, useCommand } from '../../../kit/data.tsx'
import { DateField } from '../../../kit/DateField.tsx'
import { Dialog } from '../../../kit/Dialog.tsx'
import { Select, TextArea, TextField } from '../../../kit/Field.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { Actions, Form, Row } from '../../../kit/Form.tsx'
import { List, ListRow, Page, PageHeader } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { navigate } from '../../../kit/route.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { AuthorityClass, listDemands, receiveDemand } from '../operations.ts'
import * as policy from '../policy.ts'
import { DecisionPill } from './DecisionPill.tsx'

export default function Demands() {
  const t = useMessages()
  const disabledReason = useMay(policy.decideDemands)
  const asked = useAsk(listDemands, {})
  const [receiving, setReceiving] = useState(false)
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
  const [authority, setAuthority] = useState('')
  const [authorityClass, setClass] = useState<AuthorityClass | ''>('')
  const [instrument, setInstrument] = useState('')
  const [scope, setScope] = useState('')
  const [receivedOn, setReceivedOn] = useState<string>(() => dateIn(new Date().toISOString(), actor.timeZone))
  const [answerBy, setAnswerBy] = useState('')
  const [tried, setTried] = useState(false)
  const receive = useCommand(receiveDemand)
  const errors = [
    ...(authority.trim() ? [] : [t('demand.missing.authority')]),
    ...(authorityClass ? [] : [t('demand.missing.class')]),
    ...(instrument.trim() ? [] : [t('demand.missing.instrument')]),
    ...(scope.trim() ? [] : [t('demand.missing.scope')]),
    ...(receivedOn ? [] : [t('demand.missing.received_on')]),
  ]
  async function send() {
    setTried(true)
    if (errors.length > 0 || authorityClass === '') return
    const result = await receive.run({
      id: newId(),
      authority: authority.trim(),
      authorityClass,
      instrument: instrument.trim(),
      scope: scope.trim(),
      receivedOn,
      ...(answerBy && { answerBy }),
    })
    if (result.state === 'done') navigate(hrefTo('/demands/:demand', { demand: result.output.id }))
  }
  return (
    <Dialog title={t('demand.receive')} size="wide" onClose={onClose}>
      <Form problem={receive.problem} errors={tried ? errors : []} onSubmit={send}>
        <TextField
          label={t('demand.authority')}
          help={t('demand.authority_help')}
          maxLength={200}
          value={authority}
          onChange={setAuthority}
        />
        <Select<AuthorityClass>
          label={t('demand.authority_class')}
          value={authorityClass}
          onChange={setClass}
          options={AuthorityClass.options.map((value) => ({
            value,
            label: t(`demand.authority_class.${value}`),
          }))}
        />
        <TextField
          label={t('demand.instrument')}
          help={t('demand.instrument_help')}
          maxLength={300}
          value={instrument}
          onChange={setInstrument}
        />
        <TextArea label={t('demand.scope')} rows={3} maxLength={4000} value={scope} onChange={setScope} />
        <Row>
          <DateField label={t('demand.received_on')} value={receivedOn} onChange={setReceivedOn} />
          <DateField label={t('demand.answer_by')} optional value={answerBy} onChange={setAnswerBy} />
        </Row>
        <Actions>
          <Button type="submit" kind="primary" busy={receive.busy}>
            {t('demand.enter')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('kit.cancel')}
          </Button>
        </Actions>
      </Form>
    </Dialog>
  )
}
