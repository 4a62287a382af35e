// Notice that the person's consent to prove a result is missing or refused, with a link to ask; without
// pressure.
import { consentHref, RESULTS } from '../../../protect/consent/operations.ts'
import { LinkButton } from '../../../kit/controls/Button.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { Card, Stack } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import type { ClaimDetail } from '../operations.ts'

const NEEDED = {
  purpose: RESULTS,
  recipient: 'verifier',
  fieldGroups: ['documents'],
  ask: 'consent.give' as const,
}

export function ConsentToProve({ claim: { person, personName, consent } }: { claim: ClaimDetail }) {
  const t = useMessages()
  if (consent !== 'missing' && consent !== 'refused') return null
  const isOpen = consent === 'missing'
  return (
    <Card {...(isOpen && { tone: 'now' })} icon="shield" title={t(`outcome.consent.${consent}_title`)}>
      <Stack tight>
        <p>{t(`outcome.consent.${consent}_help`)}</p>
        {personName === '' ? (
          // The user cannot open the person's record: another organisation asks the person.
          <p className="soft">{t('outcome.consent.of_keeper')}</p>
        ) : (
          <Actions>
            <LinkButton
              href={consentHref({ person, ...NEEDED })}
              kind={isOpen ? 'primary' : 'quiet'}
              icon="shield"
            >
              {t(isOpen ? 'outcome.consent.ask' : 'outcome.consent.changed')}
            </LinkButton>
          </Actions>
        )}
      </Stack>
    </Card>
  )
}
