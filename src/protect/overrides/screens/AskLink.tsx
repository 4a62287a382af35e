// The link under a person's consents to ask for an override.
import { useMessages } from '../../../kit/messages.tsx'

export default function AskLink({ person }: { person: string }) {
  const t = useMessages()
  return (
    <p>
      <a href={`/people/${person}/override`}>{t('override.ask_link')}</a>
    </p>
  )
}
