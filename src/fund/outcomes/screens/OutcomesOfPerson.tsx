// The claims of one person, on the person's record.
import { useAsk } from '../../../kit/data.tsx'
import { List } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { outcomesOfPerson } from '../operations.ts'
import { ClaimRow } from './claim.tsx'

export default function OutcomesOfPerson({ person }: { person: string }) {
  const t = useMessages()
  const asked = useAsk(outcomesOfPerson, { person })
  return (
    <Answer of={asked}>
      {({ claims }) =>
        claims.length === 0 ? (
          <EmptyState title={t('outcome.empty.person')}>{t('outcome.empty_help')}</EmptyState>
        ) : (
          <List label={t('outcome.title')}>
            {claims.map((claim) => (
              <ClaimRow key={claim.id} claim={claim} named={false} />
            ))}
          </List>
        )
      }
    </Answer>
  )
}
