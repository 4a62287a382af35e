// Asks to share without the person's consent: why, on which ground, which parts, to whom, for how few days.
import { useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { dateIn, addDays } from '../../../kernel/time.ts'
import { Button } from '../../../kit/Button.tsx'
import { newId, useAsk, useCommand } from '../../../kit/data.tsx'
import { CheckGroup, ChoiceGroup, Select, TextArea, TextField } from '../../../kit/Field.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { navigate, type ScreenProps } from '../../../kit/route.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { Notice } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/Toast.tsx'
import { listOrganisations } from '../../../identity/organisations/operations.ts'
import { RecipientClass } from '../../consent/operations.ts'
import { askOverride, Ground } from '../operations.ts'
import * as policy from '../policy.ts'

/** The terms offered, in days; the rules allow thirty at most. */
const DAYS = [1, 3, 7, 30]

export default function AskOverride({ params: { person } }: ScreenProps<'/people/:person/override'>) {
  const t = useMessages()
  const say = useToast()
  const words = usePack()
  const actor = useActor()
  const disabledReason = useMay(policy.askOverride)
  const ask = useCommand(askOverride)
  const organisations = useAsk(listOrganisations, {}).data ?? []
  const [recipient, setRecipient] = useState('')
  const [parts, setParts] = useState<string[]>(['identity'])
  const [ground, setGround] = useState<Ground | ''>('')
  const [basis, setBasis] = useState('')
  const [reason, setReason] = useState('')
  const [days, setDays] = useState('3')
  const [tried, setTried] = useState(false)
  const errors = [
    ...(recipient ? [] : [t('consent.recipient_missing')]),
    ...(parts.length > 0 ? [] : [t('consent.parts_missing')]),
    ...(ground ? [] : [t('override.ground_missing')]),
    ...(basis.trim() ? [] : [t('override.basis_missing')]),
    ...(reason.trim() ? [] : [t('override.reason_missing')]),
  ]

  async function send() {
    setTried(true)
    if (errors.length > 0 || ground === '') return
    const today = dateIn(new Date().toISOString(), actor.timeZone)
    const until = addDays(today, Number(days) - 1)
    const wish = { recipient, fieldGroups: parts, ground, basis, reason, until }
    const result = await ask.run({ person, id: newId(), purpose: 'referral', ...wish })
    if (result.state === 'refused') return
    say(t('override.asked'))
    navigate('/consents')
  }

  return (
    <Page width="narrow">
      <PageHeader
        title={t('override.ask')}
        lead={t('override.ask_lead')}
        back={{
          href: hrefTo('/people/:person', { person }, { tab: 'consent' }),
          label: t('consent.back_person'),
        }}
      />
      <Form onSubmit={send} problem={ask.problem} errors={tried ? errors : []}>
        <Notice tone="now">{t('override.warning')}</Notice>
        <ChoiceGroup
          label={t('override.ground')}
          value={ground}
          onChange={setGround}
          options={Ground.options.map((one) => ({ value: one, label: t(`override.ground.${one}`) }))}
        />
        <TextField
          label={t('override.basis')}
          help={t('override.basis_help')}
          value={basis}
          onChange={setBasis}
        />
        <TextArea label={t('override.reason')} rows={3} value={reason} onChange={setReason} />
        <Select
          label={t('consent.recipient')}
          value={recipient}
          onChange={setRecipient}
          options={organisations
            .filter((one) => one.id !== actor.organisation && RecipientClass.safeParse(one.class).success)
            .map((one) => ({ value: one.id as string, label: one.name }))}
        />
        <CheckGroup
          label={t('consent.parts')}
          help={t('override.parts_help')}
          values={parts}
          onChange={setParts}
          options={words?.options('fieldGroups') ?? []}
        />
        <ChoiceGroup
          label={t('override.days')}
          value={days}
          onChange={setDays}
          inline
          options={DAYS.map((count) => ({
            value: String(count),
            label: t('override.days_count', { count }),
          }))}
        />
        <Actions sticky>
          <Button type="submit" kind="primary" wide busy={ask.busy} disabledReason={disabledReason}>
            {t('override.send')}
          </Button>
        </Actions>
      </Form>
    </Page>
  )
}
