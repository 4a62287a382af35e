// What is held of the person, section by section in plain words; beside each a link to ask for a correction.
import { useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { Card, Disclosure, FactRow, Facts, Stack } from '../../../kit/Layout.tsx'
import { later } from '../../../kit/later.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Notice } from '../../../kit/State.tsx'
import type { OwnView, Section } from '../operations.ts'

const AskCorrection = later(() => import('./AskCorrection.tsx'))

export function Held({ view, onChanged }: { view: OwnView; onChanged: () => void }) {
  const t = useMessages()
  const [about, setAbout] = useState<string>()
  return (
    <Stack>
      <CanDo />
      {view.sections.map((section, at) => (
        <Disclosure key={section.code} label={section.title} open={at === 0}>
          <Entries section={section} />
          <Button kind="quiet" onClick={() => setAbout(section.title)}>
            {t('own.this_is_wrong', { title: section.title })}
          </Button>
        </Disclosure>
      ))}
      <Notice title={t('own.not_here_title')}>{t('own.not_here')}</Notice>
      {about !== undefined && (
        <AskCorrection
          about={about}
          titles={view.sections.map(({ title }) => title)}
          onDone={() => setAbout(undefined)}
          onChanged={onChanged}
        />
      )}
    </Stack>
  )
}

/** What a person can do here, each a link to where it is done. */
function CanDo() {
  const t = useMessages()
  const to = (tab: string) => hrefTo('/own', {}, { tab })
  return (
    <Card title={t('own.can_do')}>
      <ul className="own-can-do">
        <li>
          <a href={to('consents')}>{t('own.can_do.withdraw')}</a>
        </li>
        <li>
          <a href={to('requests')}>{t('own.can_do.ask')}</a>
        </li>
        <li>
          <a href={to('seen')}>{t('own.can_do.see')}</a>
        </li>
      </ul>
    </Card>
  )
}

function Entries({ section }: { section: Section }) {
  return section.entries.map(({ lines }, at) => (
    <Facts key={at}>
      {lines.map(({ label, values }) => (
        <FactRow key={label} label={label}>
          {values.length === 1 ? (
            values[0]
          ) : (
            <ul>
              {values.map((value) => (
                <li key={value}>{value}</li>
              ))}
            </ul>
          )}
        </FactRow>
      ))}
    </Facts>
  ))
}
