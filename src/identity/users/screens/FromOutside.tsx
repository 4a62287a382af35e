// On every user's home screen: roles that another organisation gave here, so that no outsider joins
// unnoticed. Empty when there are none.
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk, useCommand } from '../../../kit/data.tsx'
import { ErrorSummary } from '../../../kit/Form.tsx'
import { Card, List, ListRow } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { useMay } from '../../../kit/session.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { listFromOutside, revokeRole } from '../operations.ts'
import * as policy from '../policy.ts'
import { useRoleWords } from './role-words.ts'

export default function FromOutside() {
  const t = useMessages()
  const { date } = useFormats()
  const words = useRoleWords()
  const say = useToast()
  const notAdministrator = useMay(policy.administer)
  const given = useAsk(listFromOutside, {}, { refreshOn: ['role'] })
  const revoke = useCommand(revokeRole, {
    done() {
      say(t('role.revoked'))
      given.again()
    },
  })
  if (!given.data?.length) return null
  const nobody = t('kit.not_recorded')
  return (
    <Card title={t('role.from_outside')} icon="shield" tone="now">
      <p>{t('role.from_outside_help', { organisation: given.data[0]?.organisationName ?? '' })}</p>
      <ErrorSummary problem={revoke.problem} />
      <List label={t('role.from_outside')}>
        {given.data.map((one) => {
          const about = { by: one.givenBy ?? nobody, from: one.givenFrom }
          return (
            <ListRow
              key={one.id}
              title={<bdi>{one.userName}</bdi>}
              detail={[
                words(one),
                one.organisationName,
                one.waits
                  ? t('role.from_outside_waits', about)
                  : t('role.from_outside_begins', {
                      ...about,
                      second: one.confirmedBy ?? nobody,
                      when: date(one.begins),
                    }),
              ].join(' · ')}
              end={
                notAdministrator === undefined && (
                  <Button
                    kind="quiet"
                    busy={revoke.busy}
                    aria-label={t('role.revoke_one', { role: words(one) })}
                    onClick={() => void revoke.run({ id: one.id })}
                  >
                    {t('role.revoke')}
                  </Button>
                )
              }
            />
          )
        })}
      </List>
    </Card>
  )
}
