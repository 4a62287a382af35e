// Asks to share without the person's consent: why, on which ground, which parts, to whom, for how few days.
import { useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { dateIn, addDays } from '../../../kernel/time.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { newId, useAsk } from '../../../kit/data.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { OfPerson } from '../../../kit/OfPerson.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { navigate, type ScreenProps } from '../../../kit/route.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { Notice } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
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
  const organisations = useAsk(listOrganisations, {}).data ?? []
  const [id] = useState(newId)
  const form = useOperationForm(askOverride, {
    initial: { person, id, purpose: 'referral', fieldGroups: ['identity'], until: '3' },
    // The form asks for how many days; the last of them follows from the day on which it is sent.
    input: ({ until: days, ...given }) => ({
      ...given,
      until: addDays(dateIn(new Date().toISOString(), actor.timeZone), Number(days) - 1),
    }),
    draft: `override.ask/${person}`,
    done() {
      say(t('override.asked'))
      navigate('/consents')
    },
  })

  return (
    <Page width="narrow">
      <PageHeader
        over={<OfPerson person={person} />}
        title={t('override.ask')}
        lead={t('override.ask_lead')}
        back={{
          href: hrefTo('/people/:person', { person }, { tab: 'consent' }),
          label: t('consent.back_person'),
        }}
      />
      <OperationForm of={form}>
        <Notice tone="now">{t('override.warning')}</Notice>
        <form.Choice
          name="ground"
          label={t('override.ground')}
          missing={t('override.ground_missing')}
          options={Ground.options.map((one) => ({ value: one, label: t(`override.ground.${one}`) }))}
        />
        <form.Text
          name="basis"
          label={t('override.basis')}
          help={t('override.basis_help')}
          missing={t('override.basis_missing')}
        />
        <form.TextArea
          name="reason"
          label={t('override.reason')}
          missing={t('override.reason_missing')}
          rows={3}
        />
        <form.Combobox
          name="recipient"
          label={t('consent.recipient')}
          missing={t('consent.recipient_missing')}
          options={organisations
            .filter((one) => one.id !== actor.organisation && RecipientClass.safeParse(one.class).success)
            .map((one) => ({ value: one.id as string, label: one.name }))}
        />
        <form.Checks
          name="fieldGroups"
          label={t('consent.parts')}
          help={t('override.parts_help')}
          missing={t('consent.parts_missing')}
          options={words?.options('fieldGroups') ?? []}
        />
        <form.Choice
          name="until"
          label={t('override.days')}
          inline
          options={DAYS.map((count) => ({
            value: String(count),
            label: t('override.days_count', { count }),
          }))}
        />
        <Actions sticky>
          <Button type="submit" kind="primary" wide busy={form.busy} disabledReason={disabledReason}>
            {t('override.send')}
          </Button>
        </Actions>
      </OperationForm>
    </Page>
  )
}
