// Roles that wait for a second administrator, above the team.
import type { OutputOf } from '../../../kernel/command.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk, useCommand } from '../../../kit/data.tsx'
import { ErrorSummary } from '../../../kit/Form.tsx'
import { Card, List, ListRow } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { confirmRole, listUnconfirmed } from '../operations.ts'
import * as policy from '../policy.ts'
import { useRoleWords } from './role-words.ts'

type Unconfirmed = OutputOf<typeof listUnconfirmed>[number]

/**
 * On the home screen, so that an administrator of the lead sees the roles that wait in other organisations.
 */
export default function UnconfirmedToday() {
  return <UnconfirmedRoles onDone={() => undefined} />
}

export function UnconfirmedRoles({ onDone }: { onDone?: () => void }) {
  const t = useMessages()
  const words = useRoleWords()
  const say = useToast()
  const { organisation } = useActor()
  const notAdministrator = useMay(policy.administer)
  const waiting = useAsk(listUnconfirmed, notAdministrator === undefined ? {} : null)
  const confirm = useCommand(confirmRole, {
    done() {
      say(t('role.confirmed'))
      waiting.again()
      onDone?.()
    },
  })
  if (!waiting.data?.length) return null
  const about = (one: Unconfirmed) =>
    [
      words(one),
      ...(one.organisation === organisation ? [] : [one.organisationName]),
      ...(one.givenBy === undefined ? [] : [t('role.given_by', { name: one.givenBy })]),
    ].join(' · ')
  return (
    <Card title={t('role.unconfirmed')} icon="shield">
      <p>{t('role.unconfirmed_help')}</p>
      <ErrorSummary problem={confirm.problem} />
      <List label={t('role.unconfirmed')}>
        {waiting.data.map((one) => (
          <ListRow
            key={one.id}
            title={one.userName}
            detail={
              <>
                {about(one)}
                {one.whoMay && (
                  <>
                    <br />
                    {t(`role.who_may.${one.whoMay.kind}`, { name: one.whoMay.organisation })}
                  </>
                )}
              </>
            }
            end={
              <Button
                busy={confirm.busy}
                disabledReason={one.mayConfirm ? undefined : t('problem.role.own_confirmation')}
                aria-label={t('role.confirm_one', { role: words(one), name: one.userName })}
                onClick={() => void confirm.run({ id: one.id })}
              >
                {t('role.confirm')}
              </Button>
            }
          />
        ))}
      </List>
    </Card>
  )
}
