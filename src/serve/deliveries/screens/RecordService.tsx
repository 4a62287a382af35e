// Records that a person received a service; the referral that led to it is closed, and its sender is
// notified of the result.
import { useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { dateIn } from '../../../kernel/time.ts'
import { Button } from '../../../kit/Button.tsx'
import { newId, useAsk, useCommand } from '../../../kit/data.tsx'
import { DateField } from '../../../kit/DateField.tsx'
import { Check, Select, TextArea } from '../../../kit/Field.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { navigate, useLinked, type ScreenProps } from '../../../kit/route.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/Toast.tsx'
import { listServices, type Service } from '../../services/operations.ts'
import { recordDelivery } from '../operations.ts'
import * as policy from '../policy.ts'

export default function RecordService({ params: { person } }: ScreenProps<'/people/:person/service'>) {
  const t = useMessages()
  const actor = useActor()
  const services = useAsk(listServices, { organisation: actor.organisation })
  return (
    <Page width="narrow">
      <PageHeader
        title={t('delivery.new')}
        lead={t('delivery.new_lead')}
        back={{ href: hrefTo('/people/:person', { person }), label: t('delivery.back') }}
      />
      <Answer of={services}>
        {({ services: own }) =>
          own.length === 0 ? (
            <EmptyState title={t('delivery.no_services')} drawing="entrance">
              <a href={hrefTo('/services')}>{t('delivery.no_services_help')}</a>
            </EmptyState>
          ) : (
            <Recording person={person} services={own} />
          )
        }
      </Answer>
    </Page>
  )
}

function Recording({ person, services }: { person: string; services: readonly Service[] }) {
  const t = useMessages()
  const say = useToast()
  const actor = useActor()
  const disabledReason = useMay(policy.record)
  const record = useCommand(recordDelivery)
  const [referral] = useLinked('referral', '')
  const [wanted] = useLinked('service', '')
  const [service, setService] = useState(services.some((each) => each.id === wanted) ? wanted : '')
  const [on, setOn] = useState(() => dateIn(new Date().toISOString(), actor.timeZone))
  const [note, setNote] = useState('')
  const [feedback, setFeedback] = useState('')
  const [more, setMore] = useState(false)
  const [tried, setTried] = useState(false)
  const errors = [
    ...(service ? [] : [t('delivery.service_missing')]),
    ...(on ? [] : [t('delivery.on_missing')]),
  ]

  async function send() {
    setTried(true)
    if (errors.length > 0) return
    const result = await record.run({
      id: newId(),
      person,
      service,
      deliveredOn: on,
      ...(note.trim() && { note }),
      ...(referral && { referral, closes: !more }),
      ...(referral && feedback.trim() && { feedback }),
    })
    if (result.state === 'refused') return
    say(t(result.state === 'kept' ? 'delivery.kept' : 'delivery.recorded'))
    navigate(
      referral
        ? hrefTo('/referrals/:person/:referral', { person, referral })
        : hrefTo('/people/:person', { person }, { tab: 'services' }),
    )
  }

  return (
    <Form onSubmit={send} problem={record.problem} errors={tried ? errors : []}>
      <Select
        label={t('delivery.service')}
        value={service}
        onChange={setService}
        options={services.map((each) => ({ value: each.id, label: each.name }))}
      />
      <DateField label={t('delivery.on')} value={on} onChange={setOn} />
      <TextArea
        label={t('delivery.note')}
        help={t('delivery.note_help')}
        optional
        rows={2}
        value={note}
        onChange={setNote}
      />
      {referral && (
        <>
          <TextArea
            label={t('delivery.feedback')}
            help={t('delivery.feedback_help')}
            optional
            rows={2}
            value={feedback}
            onChange={setFeedback}
          />
          <Check label={t('delivery.more_to_come')} checked={more} onChange={setMore} />
        </>
      )}
      <Actions sticky>
        <Button type="submit" kind="primary" wide busy={record.busy} disabledReason={disabledReason}>
          {t('delivery.save')}
        </Button>
      </Actions>
    </Form>
  )
}
