// The link under a person's consents to ask for an override.
import { hrefTo } from '../../../kernel/paths.ts'
import { useMessages } from '../../../kit/messages.tsx'

export default function AskLink({ person }: { person: string }) {
  const t = useMessages()
  return (
    <p>
      <a href={hrefTo('/people/:person/override', { person })}>{t('override.ask_link')}</a>
    </p>
  )
}
