// Makes a code for a person: how the person was verified, how long it is valid; then shown once, large, on a
// slip to take along.
import { useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { newId, useAsk } from '../../../kit/data.tsx'
import { ChoiceGroup } from '../../../kit/fields/Field.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { InLanguage } from '../../../kit/InLanguage.tsx'
import { LOCALE_NAMES, LOCALES, useFormats, useMessages, type UiLocale } from '../../../kit/messages.tsx'
import type { ScreenProps } from '../../../kit/route.tsx'
import { useMay } from '../../../kit/session.tsx'
import { SquareCode } from '../../../kit/drawings/SquareCode.tsx'
import { Notice } from '../../../kit/State.tsx'
import { Checked, LONGEST_HOURS, listCodes, makeCode, readable } from '../operations.ts'
import * as policy from '../policy.ts'
import './own.css'

const HOURS = [1, 24, LONGEST_HOURS]

export default function GiveCode({ params: { person } }: ScreenProps<'/people/:person/own'>) {
  const t = useMessages()
  const [made, setMade] = useState<{ code: string | undefined; until: string }>()
  return (
    <Page width="narrow">
      <div className="screen-only">
        <PageHeader
          title={t('own_code.give')}
          lead={made ? t('own_code.shown_once') : t('own_code.lead')}
          back={{ href: hrefTo('/people/:person', { person }, { tab: 'own' }), label: t('own_code.back') }}
        />
      </div>
      {made ? <Slip {...made} person={person} /> : <Ask person={person} onMade={setMade} />}
    </Page>
  )
}

function Ask({
  person,
  onMade,
}: {
  person: string
  onMade: (made: { code: string | undefined; until: string }) => void
}) {
  const t = useMessages()
  const disabledReason = useMay(policy.make)
  const earlier = useAsk(listCodes, { person })
  const [id] = useState(newId)
  const form = useOperationForm(makeCode, {
    initial: { person, id, hours: LONGEST_HOURS },
    done(result) {
      if (result.state === 'done') onMade({ code: result.output.code, until: result.output.until })
    },
  })
  return (
    <Stack>
      <Notice tone="sun" title={t('own_code.before')}>
        {t('own_code.before_help')}
      </Notice>
      <OperationForm of={form}>
        <form.Choice
          name="checked"
          label={t('own_code.how')}
          missing={t('own_code.how_missing')}
          options={Checked.options.map((value) => ({ value, label: t(`own_code.choice.${value}`) }))}
        />
        <form.Text name="note" label={t('own_code.note')} />
        <form.Custom name="hours" label={t('own_code.hours')}>
          {({ value, onChange, optional: _optional, ...control }) => (
            <ChoiceGroup
              {...control}
              inline
              value={String(value)}
              onChange={(next) => onChange(Number(next))}
              options={HOURS.map((count) => ({
                value: String(count),
                label: t('own_code.hours_count', { count }),
              }))}
            />
          )}
        </form.Custom>
        {earlier.data?.codes.some(({ state }) => state === 'waiting') && <p>{t('own_code.ends_earlier')}</p>}
        <Actions sticky>
          <Button type="submit" kind="primary" icon="key" busy={form.busy} disabledReason={disabledReason}>
            {t('own_code.give')}
          </Button>
        </Actions>
      </OperationForm>
    </Stack>
  )
}

/** Names no person and no organisation: a lost slip reveals nothing. */
function Slip({ code, until, person }: { code: string | undefined; until: string; person: string }) {
  const t = useMessages()
  const languages = useAsk(listCodes, { person }).data?.languages
  const [chosen, setLanguage] = useState<UiLocale>()
  // The person's language, not that of the screen.
  const language = chosen ?? LOCALES.find((each) => languages?.includes(each)) ?? LOCALES[0]
  // A repeat of a command that was answered before: the code was shown on a screen that is gone.
  if (code === undefined) return <Notice tone="now">{t('own_code.lost')}</Notice>
  return (
    <>
      <InLanguage of={language}>
        <Paper code={code} until={until} />
      </InLanguage>
      <div className="screen-only">
        <ChoiceGroup
          label={t('own_code.sheet_language')}
          inline
          value={language}
          onChange={setLanguage}
          options={LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }))}
        />
        <Actions>
          <Button kind="primary" icon="print" onClick={() => print()}>
            {t('kit.print')}
          </Button>
        </Actions>
      </div>
    </>
  )
}

function Paper({ code, until }: { code: string; until: string }) {
  const t = useMessages()
  const { instant } = useFormats()
  const address = new URL('/own', location.origin).href
  return (
    <article className="own-slip">
      <h2>{t('own_code.sheet_title')}</h2>
      <p className="own-code" dir="ltr">
        {readable(code)}
      </p>
      <SquareCode text={`${address}#${code}`} label={t('own_code.square')} />
      <p className="secret" dir="ltr">
        {address}
      </p>
      <p>{t('own_code.sheet_how', { when: instant(until) })}</p>
      <p>{t('own_code.sheet_keep')}</p>
    </article>
  )
}
