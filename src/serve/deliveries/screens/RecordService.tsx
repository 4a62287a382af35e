// The form of a service that a person received; the referral that led to it is closed, and its sender is notified of
// the result.
import { useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { dateIn } from '../../../kernel/time.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { newId } from '../../../kit/data.tsx'
import { Check } from '../../../kit/fields/Field.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { navigate, useLinked } from '../../../kit/route.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import type { Service } from '../../services/operations.ts'
import { recordDelivery } from '../operations.ts'
import * as policy from '../policy.ts'

export default function RecordService({
  person,
  services,
}: {
  person: string
  services: readonly Service[]
}) {
  const t = useMessages()
  const say = useToast()
  const actor = useActor()
  const disabledReason = useMay(policy.record)
  const [referral] = useLinked('referral', '')
  const [wanted] = useLinked('service', '')
  const [today] = useState(() => dateIn(new Date().toISOString(), actor.timeZone))
  const [id] = useState(newId)
  const form = useOperationForm(recordDelivery, {
    initial: {
      id,
      person,
      service: services.some((each) => each.id === wanted) ? wanted : '',
      deliveredOn: today,
    },
    input: ({ closes = true, ...given }) => ({ ...given, ...(referral && { referral, closes }) }),
    problems: { 'delivery.in_future': 'deliveredOn', 'person.not_born_yet': 'deliveredOn' },
    draft: `delivery.record/${referral || person}`,
    done({ state }) {
      say(t(state === 'kept' ? 'delivery.kept' : 'delivery.recorded'))
      navigate(
        referral
          ? hrefTo('/referrals/:person/:referral', { person, referral })
          : hrefTo('/people/:person', { person }, { tab: 'services' }),
      )
    },
  })

  return (
    <OperationForm of={form}>
      <form.Combobox
        name="service"
        label={t('delivery.service')}
        missing={t('delivery.service_missing')}
        options={services.map((each) => ({ value: each.id, label: each.name }))}
      />
      <form.Date
        name="deliveredOn"
        latest={today}
        label={t('delivery.on')}
        missing={t('delivery.on_missing')}
      />
      <form.TextArea name="note" label={t('delivery.note')} help={t('delivery.note_help')} rows={2} />
      {referral && (
        <>
          <form.TextArea
            name="feedback"
            label={t('delivery.feedback')}
            help={t('delivery.feedback_help')}
            rows={2}
          />
          <form.Custom name="closes" label={t('delivery.more_to_come')}>
            {({ label, value, onChange }) => (
              <Check label={label} checked={value === false} onChange={(isMore) => onChange(!isMore)} />
            )}
          </form.Custom>
        </>
      )}
      <Actions sticky>
        <Button type="submit" kind="primary" wide busy={form.busy} disabledReason={disabledReason}>
          {t('delivery.save')}
        </Button>
      </Actions>
    </OperationForm>
  )
}
