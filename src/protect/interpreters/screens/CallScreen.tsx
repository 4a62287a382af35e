// Whom to call for a person: everybody who speaks a language of theirs, and the others of the list by language.
import { useState } from 'react'
import { Select } from '../../../kit/fields/Field.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import type { ScreenProps } from '../../../kit/route.tsx'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { hrefTo } from '../../../kernel/paths.ts'
import type { OutputOf } from '../../../kernel/command.ts'
import { interpretersFor } from '../operations.ts'
import { ToCall, useMatching } from './ToCall.tsx'

export default function CallScreen({ params: { person } }: ScreenProps<'/people/:person/interpreter'>) {
  const t = useMessages()
  const asked = useAsk(interpretersFor, { person })
  return (
    <Page width="narrow">
      <PageHeader
        title={t('interpreter.call')}
        lead={t('interpreter.call_lead')}
        back={{ href: hrefTo('/people/:person', { person }), label: t('interpreter.back') }}
      />
      <Answer of={asked}>{(found) => <Found {...found} />}</Answer>
    </Page>
  )
}

function Found({ person, languages, interpreters }: OutputOf<typeof interpretersFor>) {
  const t = useMessages()
  const words = usePack()
  const { list } = useFormats()
  const [language, setLanguage] = useState('')
  const name = (code: string) => words?.term('languages', code) ?? code
  const spoken = [...new Set(interpreters.flatMap((one) => one.languages))]
  const found = useMatching(interpreters, language === '' ? languages : [language])
  return (
    <>
      <Select
        label={t('interpreter.language')}
        clearable
        empty={languages.length > 0 ? list(languages.map(name)) : t('interpreter.unknown_language')}
        value={language}
        onChange={setLanguage}
        options={spoken.map((code) => ({ value: code, label: name(code) }))}
      />
      {found.length > 0 ? (
        <ToCall person={person} label={t('interpreter.call')} interpreters={found} />
      ) : (
        <EmptyState title={t('interpreter.nobody')} drawing="wire">
          <a href={hrefTo('/interpreters')}>{t('interpreter.title')}</a>
        </EmptyState>
      )}
    </>
  )
}
