// Notice that the person's consent to prove a result is missing or refused, with a link to ask, or who may; without
// pressure.
import { verb } from '../../../kernel/actor.ts'
import { consentHref, RESULTS } from '../../../protect/consent/operations.ts'
import { permissions as ofConsent } from '../../../protect/consent/permissions.ts'
import { Button, LinkButton } from '../../../kit/controls/Button.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { Card, Stack } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useWhoMay } from '../../../kit/who-may.ts'
import type { ClaimDetail } from '../operations.ts'

const NEEDED = {
  purpose: RESULTS,
  recipient: 'verifier',
  fieldGroups: ['documents'],
  ask: 'consent.give' as const,
}

const mayAsk = verb(ofConsent['consent.record'])

export function ConsentToProve({ claim: { person, personName, consent } }: { claim: ClaimDetail }) {
  const t = useMessages()
  const barred = useWhoMay(mayAsk)
  if (consent !== 'missing' && consent !== 'refused') return null
  const isOpen = consent === 'missing'
  const [kind, label] = isOpen
    ? (['primary', t('outcome.consent.ask')] as const)
    : (['quiet', t('outcome.consent.changed')] as const)
  return (
    <Card {...(isOpen && { tone: 'now' })} icon="shield" title={t(`outcome.consent.${consent}_title`)}>
      <Stack tight>
        <p>{t(`outcome.consent.${consent}_help`)}</p>
        {personName === '' ? (
          // The user cannot open the person's record: another organisation asks the person.
          <p className="soft">{t('outcome.consent.of_keeper')}</p>
        ) : (
          <Actions>
            {barred === undefined ? (
              <LinkButton href={consentHref({ person, ...NEEDED })} kind={kind} icon="shield">
                {label}
              </LinkButton>
            ) : (
              <Button kind={kind} icon="shield" disabledReason={barred}>
                {label}
              </Button>
            )}
          </Actions>
        )}
      </Stack>
    </Card>
  )
}
