// On the record of a person who does not speak the worker's language: who can interpret.
import { LinkButton } from '../../../kit/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { inLine } from '../../../kit/formats.ts'
import { Card } from '../../../kit/Layout.tsx'
import { useFormats, useLocale, useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { hrefTo } from '../../../kernel/paths.ts'
import { interpretersFor } from '../operations.ts'
import { isNeeded } from '../rules/availability.ts'
import { ToCall, useMatching } from './ToCall.tsx'

/** On the record; all others are on the page of their own. */
const SHOWN = 2

export default function NeededCard({ person }: { person: string }) {
  const t = useMessages()
  const words = usePack()
  const { locale } = useLocale()
  const { list } = useFormats()
  const asked = useAsk(interpretersFor, { person }, { refreshOn: ['person'] })
  const { languages = [], reading, needsInterpreter = null, interpreters = [] } = asked.data ?? {}
  const found = useMatching(interpreters, languages)
  // The worker reads the screen in a language of theirs, and speaks that of the network.
  const spoken = [locale, words?.pack.locales[0] ?? locale]
  if (!words || !asked.data || !isNeeded({ languages, needsInterpreter }, spoken)) return null
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
