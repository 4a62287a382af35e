// On the home screen of those who may decide: requests to move an organisation behind the firewall; otherwise
// empty.
import { useAsk } from '../../../kit/data.tsx'
import { Card, List, ListRow } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useActor } from '../../../kit/session.tsx'
import { getOrganisation } from '../../../identity/organisations/operations.ts'
import { listMoves } from '../operations.ts'

export default function MovesToday() {
  const t = useMessages()
  const { user } = useActor()
  const own = useAsk(getOrganisation, {})
  const asked = useAsk(listMoves, own.data?.lead ? {} : null)
  const waiting = asked.data?.moves.filter(({ allowed, askedBy }) => allowed === null && askedBy !== user)
  if (!waiting?.length) return null
  return (
    <Card title={t('organisation_move.to_decide')} icon="shield" tone="now">
      <List label={t('organisation_move.to_decide')}>
        {waiting.map((move) => (
          <ListRow
            key={move.id}
            href="/network/moves"
            title={<bdi>{move.name}</bdi>}
            detail={t('organisation_move.asked_by', { name: move.askedByName ?? t('kit.not_recorded') })}
          />
        ))}
      </List>
    </Card>
  )
}
