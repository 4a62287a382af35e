// The roles an organisation may give, its own first, and its teams.
import { hrefTo } from '../../../kernel/paths.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { Card, Columns, List, ListRow, Page, PageHeader } from '../../../kit/Layout.tsx'
import { useLookup, useMessages } from '../../../kit/messages.tsx'
import { navigate } from '../../../kit/route.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer } from '../../../kit/State.tsx'
import { listRoles } from '../operations.ts'
import * as policy from '../policy.ts'
import { Teams } from './Teams.tsx'

export default function Roles() {
  const t = useMessages()
  const lookup = useLookup()
  const disabledReason = useMay(policy.administer)
  const roles = useAsk(listRoles, {}, { refreshOn: ['role'] })
  return (
    <Page>
      <PageHeader
        title={t('role.title')}
        lead={t('role.lead')}
        back={{ href: '/users', label: t('user.title') }}
        actions={
          <Button
            kind="primary"
            icon="add"
            disabledReason={disabledReason}
            onClick={() => navigate('/roles/new')}
          >
            {t('role.define')}
          </Button>
        }
      />
      <Columns>
        <Answer of={roles}>
          {({ roles: all }) => (
            <Card title={t('role.all')} icon="shield">
              <List label={t('role.all')}>
                {all.map(({ id, name, holders }) => (
                  <ListRow
                    key={id}
                    href={hrefTo('/roles/:role', { role: id })}
                    title={name ?? lookup(`role.${id}`, id)}
                    detail={name === undefined ? lookup(`role.${id}.help`, '') : t('role.own')}
                    end={t('role.holders', { count: holders })}
                  />
                ))}
              </List>
            </Card>
          )}
        </Answer>
        <Teams />
      </Columns>
    </Page>
  )
}
