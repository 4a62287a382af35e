// Whether the domain is proved to be the organisation's, how to prove it, and for the lead what others claim.
import type { OutputOf } from '../../../kernel/command.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk, useCommand } from '../../../kit/data.tsx'
import { Actions, ErrorSummary } from '../../../kit/Form.tsx'
import { Card, FactRow, Facts, List, ListRow } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Notice } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { confirmDomain, type getSignOn, listClaims, proveDomain } from '../operations.ts'
import * as policy from '../policy.ts'

type Provider = NonNullable<OutputOf<typeof getSignOn>['provider']>

export function Domain({
  provider: { domain, proved, record },
  again,
}: {
  provider: Provider
  again: () => void
}) {
  const t = useMessages()
  const say = useToast()
  const disabledReason = useMay(policy.configure)
  const prove = useCommand(proveDomain, { done: () => say(t('sign_on.looking')) })
  if (proved !== undefined) return <Notice tone="good">{t(`sign_on.proved.${proved}`, { domain })}</Notice>
  return (
    <Card title={t('sign_on.domain_title', { domain })} icon="shield">
      <p>{t('sign_on.domain_help_proof')}</p>
      <ErrorSummary problem={prove.problem} />
      {record && (
        <Facts>
          <FactRow label={t('sign_on.record_name')}>
            <code className="return-address" dir="ltr">
              {record.name}
            </code>
          </FactRow>
          <FactRow label={t('sign_on.record_value')}>
            <code className="return-address" dir="ltr">
              {record.value}
            </code>
          </FactRow>
        </Facts>
      )}
      <Actions>
        <Button disabledReason={disabledReason} busy={prove.busy} onClick={() => void prove.run({})}>
          {t('sign_on.look_up')}
        </Button>
        <Button kind="quiet" icon="refresh" onClick={again}>
          {t('sign_on.refresh')}
        </Button>
      </Actions>
    </Card>
  )
}

/** Only the lead organisation is shown any. */
export function Claims() {
  const t = useMessages()
  const say = useToast()
  const disabledReason = useMay(policy.configure)
  const claims = useAsk(listClaims, disabledReason === undefined ? {} : null)
  const confirm = useCommand(confirmDomain, {
    done() {
      say(t('sign_on.claim_confirmed'))
      claims.again()
    },
  })
  if (!claims.data || claims.data.length === 0) return null
  return (
    <Card title={t('sign_on.claims')} icon="directory">
      <p>{t('sign_on.claims_help')}</p>
      <ErrorSummary problem={confirm.problem} />
      <List label={t('sign_on.claims')}>
        {claims.data.map(({ organisation, organisationName, domain, issuer }) => (
          <ListRow
            key={`${organisation} ${domain}`}
            title={organisationName}
            detail={`@${domain} – ${issuer ?? ''}`}
            end={
              <Button
                busy={confirm.busy}
                aria-label={t('sign_on.claim_confirm_one', { domain, organisation: organisationName })}
                onClick={() => void confirm.run({ organisation, domain, issuer })}
              >
                {t('sign_on.claim_confirm')}
              </Button>
            }
          />
        ))}
      </List>
    </Card>
  )
}
