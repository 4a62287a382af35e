// Names a need in three choices: which, how soon, and a word about it.
import { useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { newId } from '../../../kit/data.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { PackAwaited, usePack } from '../../../kit/pack.tsx'
import { navigate } from '../../../kit/route.tsx'
import { useMay } from '../../../kit/session.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { identifyNeed } from '../operations.ts'
import * as policy from '../policy.ts'

export default function NewNeed({ person }: { person: string }) {
  const t = useMessages()
  const say = useToast()
  const words = usePack()
  const disabledReason = useMay(policy.identify)
  const [id] = useState(newId)
  const form = useOperationForm(identifyNeed, {
    initial: { id, person },
    draft: `need.identify/${person}`,
    done({ state }) {
      say(t(state === 'kept' ? 'need.kept' : 'need.noted'))
      navigate(hrefTo('/people/:person', { person }, { tab: 'needs' }))
    },
  })
  if (!words) return <PackAwaited />

  return (
    <OperationForm of={form}>
      <form.Combobox
        name="code"
        label={t('need.which')}
        missing={t('need.which_missing')}
        empty={t('need.choose')}
        options={words.pack.taxonomies.needs
          .filter((need) => !need.retired)
          .map((need) => ({
            value: need.code,
            label: words.say(need.label),
            group: need.parent ? words.term('needDomains', need.parent) : '',
          }))}
      />
      <form.Choice
        name="urgency"
        label={t('need.urgency')}
        help={t('need.urgency_help')}
        missing={t('need.urgency_missing')}
        options={words.options('urgencies')}
      />
      <form.TextArea name="note" label={t('need.note')} help={t('need.note_help')} rows={3} />
      <Actions sticky>
        <Button type="submit" kind="primary" wide busy={form.busy} disabledReason={disabledReason}>
          {t('need.save')}
        </Button>
      </Actions>
    </OperationForm>
  )
}
