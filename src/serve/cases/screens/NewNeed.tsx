// Names a need in three choices: which, how soon, and a word about it.
import { useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button } from '../../../kit/Button.tsx'
import { newId, useCommand } from '../../../kit/data.tsx'
import { ChoiceGroup, Select, TextArea } from '../../../kit/Field.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { navigate, type ScreenProps } from '../../../kit/route.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Loading } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/Toast.tsx'
import { identifyNeed } from '../operations.ts'
import * as policy from '../policy.ts'

export default function NewNeed({ params: { person } }: ScreenProps<'/people/:person/need'>) {
  const t = useMessages()
  const say = useToast()
  const words = usePack()
  const disabledReason = useMay(policy.identify)
  const identify = useCommand(identifyNeed)
  const [code, setCode] = useState('')
  const [urgency, setUrgency] = useState('')
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  if (!words) return <Loading />

  const errors = [...(code ? [] : [t('need.which_missing')]), ...(urgency ? [] : [t('need.urgency_missing')])]

  async function send() {
    setTried(true)
    if (errors.length > 0) return
    const result = await identify.run({ id: newId(), person, code, urgency, ...(note.trim() && { note }) })
    if (result.state === 'refused') return
    say(t(result.state === 'kept' ? 'need.kept' : 'need.noted'))
    navigate(hrefTo('/people/:person', { person }, { tab: 'work' }))
  }

  return (
    <Page width="narrow">
      <PageHeader
        title={t('need.new')}
        lead={t('need.new_lead')}
        back={{ href: hrefTo('/people/:person', { person }), label: t('need.back') }}
      />
      <Form onSubmit={send} problem={identify.problem} errors={tried ? errors : []}>
        <Select
          label={t('need.which')}
          value={code}
          onChange={setCode}
          empty={t('need.choose')}
          options={words.pack.taxonomies.needs
            .filter((need) => !need.retired)
            .map((need) => ({
              value: need.code,
              label: words.say(need.label),
              group: need.parent ? words.term('needDomains', need.parent) : '',
            }))}
        />
        <ChoiceGroup
          label={t('need.urgency')}
          help={t('need.urgency_help')}
          value={urgency}
          onChange={setUrgency}
          options={words.options('urgencies')}
        />
        <TextArea
          label={t('need.note')}
          help={t('need.note_help')}
          optional
          rows={3}
          value={note}
          onChange={setNote}
        />
        <Actions sticky>
          <Button type="submit" kind="primary" wide busy={identify.busy} disabledReason={disabledReason}>
            {t('need.save')}
          </Button>
        </Actions>
      </Form>
    </Page>
  )
}
