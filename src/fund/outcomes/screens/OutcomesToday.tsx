// Home card of claims: missing evidence, ready to submit, returned by a verifier.
import { LinkButton } from '../../../kit/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { Card, List } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Answer } from '../../../kit/State.tsx'
import { listOutcomes } from '../operations.ts'
import { TO_DO } from '../rules.ts'
import { ClaimRow } from './claim.tsx'

export default function OutcomesToday() {
  const t = useMessages()
  const asked = useAsk(listOutcomes, { states: [...TO_DO] })
  return (
    <Card
      title={t('outcome.today')}
      icon="flag"
      actions={
        <LinkButton href="/outcomes" kind="quiet">
          {t('outcome.all')}
        </LinkButton>
      }
    >
      <Answer of={asked} lines={3}>
        {({ claims }) =>
          claims.length === 0 ? (
            <p className="soft">{t('outcome.empty.to_do')}</p>
          ) : (
            <List label={t('outcome.today')}>
              {claims.slice(0, 5).map((claim) => (
                <ClaimRow key={claim.id} claim={claim} named />
              ))}
            </List>
          )
        }
      </Answer>
    </Card>
  )
}
