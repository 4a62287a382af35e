// Whom to call for a person who needs an interpreter, as a card of their record.
import type { OutputOf } from '../../../kernel/command.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { LinkButton } from '../../../kit/controls/Button.tsx'
import { inLine } from '../../../kit/formats.ts'
import { Card } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import type { Words } from '../../../kit/pack.tsx'
import type { interpretersFor } from '../operations.ts'
import { ToCall, useMatching } from './ToCall.tsx'

/** On the record; all others are on the page of their own. */
const SHOWN = 2

export default function ToCallCard({
  person,
  found: { interpreters, languages, reading },
  words,
}: {
  person: string
  found: OutputOf<typeof interpretersFor>
  words: Words
}) {
  const t = useMessages()
  const { list } = useFormats()
  const found = useMatching(interpreters, languages)
  return (
    <Card
      title={t('interpreter.call')}
      icon="phone"
      tone="now"
      actions={
        found.length > SHOWN && (
          <LinkButton kind="quiet" href={hrefTo('/people/:person/interpreter', { person })}>
            {t('interpreter.all', { count: found.length })}
          </LinkButton>
        )
      }
    >
      <p>
        {inLine([
          languages.length > 0
            ? t('interpreter.speaks', {
                languages: list(languages.map((code) => words.term('languages', code))),
              })
            : t('interpreter.unknown_language'),
          reading === 'not' && t('interpreter.does_not_read'),
        ])}
      </p>
      {found.length > 0 ? (
        <ToCall person={person} label={t('interpreter.call')} interpreters={found.slice(0, SHOWN)} />
      ) : (
        <p className="soft">
          {t('interpreter.nobody')} <a href={hrefTo('/interpreters')}>{t('interpreter.title')}</a>
        </p>
      )}
    </Card>
  )
}
