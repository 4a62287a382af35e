// Home card of the verifier: claims that wait for a decision.
import { LinkButton } from '../../../kit/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { Card, List } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Answer } from '../../../kit/State.tsx'
import { verificationInbox } from '../operations.ts'
import { VerificationRow } from './VerificationRow.tsx'

export default function Waiting() {
  const t = useMessages()
  const asked = useAsk(verificationInbox, {}, { refreshOn: ['outcome'] })
  return (
    <Card
      title={t('verification.waiting')}
      icon="shield"
      actions={
        <LinkButton href="/verification" kind="quiet">
          {t('verification.all')}
        </LinkButton>
      }
    >
      <Answer of={asked} lines={3}>
        {({ claims }) =>
          claims.length === 0 ? (
            <p className="soft">{t('verification.empty')}</p>
          ) : (
            <List label={t('verification.waiting')}>
              {claims.slice(0, 5).map((claim) => (
                <VerificationRow key={claim.claim} claim={claim} />
              ))}
            </List>
          )
        }
      </Answer>
    </Card>
  )
}
