// Notes that something changed a life: a permit, a job, a school place, or the end of one.
import { useState } from 'react'
import { Button } from '../../../kit/controls/Button.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { PackAwaited, usePack } from '../../../kit/pack.tsx'
import { navigate } from '../../../kit/route.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { hrefTo } from '../../../kernel/paths.ts'
import { dateIn } from '../../../kernel/time.ts'
import { recordMilestone } from '../operations.ts'
import * as policy from '../policy.ts'

export default function NewMilestone({ person }: { person: string }) {
  const t = useMessages()
  const say = useToast()
  const words = usePack()
  const actor = useActor()
  const disabledReason = useMay(policy.plan)
  const [today] = useState(() => dateIn(new Date().toISOString(), actor.timeZone))
  const form = useOperationForm(recordMilestone, {
    initial: { on: today },
    input: (given) => ({ ...given, person }),
    problems: { 'milestone.in_future': 'on', 'person.not_born_yet': 'on' },
    done() {
      say(t('milestone.noted'))
      navigate(hrefTo('/people/:person', { person }))
    },
  })
  if (!words) return <PackAwaited />

  return (
    <OperationForm of={form}>
      <form.Combobox
        name="milestone"
        label={t('milestone.which')}
        missing={t('milestone.which_missing')}
        empty={t('need.choose')}
        options={words.pack.taxonomies.milestones
          .filter((each) => !each.retired)
          .map((each) => ({
            value: each.code,
            label: words.say(each.label),
            group: words.term('needDomains', each.domain),
          }))}
      />
      <form.Date name="on" latest={today} label={t('milestone.on')} missing={t('milestone.on_missing')} />
      <Actions sticky>
        <Button type="submit" kind="primary" wide busy={form.busy} disabledReason={disabledReason}>
          {t('milestone.save')}
        </Button>
      </Actions>
    </OperationForm>
  )
}
