// On the page of the network, for those who decide: a link to the moves behind the firewall.
import { getOrganisation } from '../../../identity/organisations/operations.ts'
import { LinkButton } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { useMessages } from '../../../kit/messages.tsx'

export default function MovesLink() {
  const t = useMessages()
  const own = useAsk(getOrganisation, {})
  if (!own.data?.lead) return null
  return (
    <LinkButton href="/network/moves" icon="shield">
      {t('organisation_move.title')}
    </LinkButton>
  )
}
