// Notes that something changed a life: a permit, a job, a school place, or the end of one.
import { useState } from 'react'
import { Button } from '../../../kit/Button.tsx'
import { useCommand } from '../../../kit/data.tsx'
import { DateField } from '../../../kit/DateField.tsx'
import { Select } from '../../../kit/Field.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { navigate, type ScreenProps } from '../../../kit/route.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { Loading } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/Toast.tsx'
import { hrefTo } from '../../../kernel/paths.ts'
import { dateIn } from '../../../kernel/time.ts'
import { recordMilestone } from '../operations.ts'
import * as policy from '../policy.ts'

export default function NewMilestone({ params: { person } }: ScreenProps<'/people/:person/milestone'>) {
  const t = useMessages()
  const say = useToast()
  const words = usePack()
  const actor = useActor()
  const disabledReason = useMay(policy.plan)
  const record = useCommand(recordMilestone)
  const [milestone, setMilestone] = useState('')
  const [on, setOn] = useState(() => dateIn(new Date().toISOString(), actor.timeZone))
  const [tried, setTried] = useState(false)
  if (!words) return <Loading />

  const errors = [
    ...(milestone ? [] : [t('milestone.which_missing')]),
    ...(on ? [] : [t('milestone.on_missing')]),
  ]

  async function send() {
    setTried(true)
    if (errors.length > 0) return
    const result = await record.run({ person, milestone, on })
    if (result.state === 'refused') return
    say(t('milestone.noted'))
    navigate(hrefTo('/people/:person', { person }))
  }

  return (
    <Page width="narrow">
      <PageHeader
        title={t('milestone.new')}
        lead={t('milestone.new_lead')}
        back={{ href: hrefTo('/people/:person', { person }), label: t('need.back') }}
      />
      <Form onSubmit={send} problem={record.problem} errors={tried ? errors : []}>
        <Select
          label={t('milestone.which')}
          value={milestone}
          onChange={setMilestone}
          empty={t('need.choose')}
          options={words.pack.taxonomies.milestones
            .filter((each) => !each.retired)
            .map((each) => ({
              value: each.code,
              label: words.say(each.label),
              group: words.term('needDomains', each.domain),
            }))}
        />
        <DateField label={t('milestone.on')} value={on} onChange={setOn} />
        <Actions sticky>
          <Button type="submit" kind="primary" wide busy={record.busy} disabledReason={disabledReason}>
            {t('milestone.save')}
          </Button>
        </Actions>
      </Form>
    </Page>
  )
}
