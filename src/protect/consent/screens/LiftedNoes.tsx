// Which users recorded noes that people withdrew: for the data protection officer, who looks into what stands
// out.
import { useAsk } from '../../../kit/data.tsx'
import { Card, List, ListRow } from '../../../kit/Layout.tsx'
import { inLine } from '../../../kit/formats.ts'
import { useMessages } from '../../../kit/messages.tsx'
import { Answer, EmptyState, StatusPill } from '../../../kit/State.tsx'
import { countLiftedNoes } from '../operations.ts'

export function LiftedNoes() {
  const t = useMessages()
  const asked = useAsk(countLiftedNoes, {}, { refreshOn: ['consent'] })
  return (
    <Card title={t('consent.lifted')} icon="hidden">
      <Answer of={asked} lines={3}>
        {({ users }) =>
          users.length === 0 ? (
            <EmptyState title={t('consent.lifted_none')} drawing="shade" />
          ) : (
            <>
              <p className="soft">{t('consent.lifted_lead')}</p>
              <List label={t('consent.lifted')}>
                {users.map(({ organisation, user, noes, lifted, withCode, unusual }) => (
                  <ListRow
                    key={`${organisation.id} ${user.id}`}
                    title={user.name ?? organisation.name}
                    detail={inLine([
                      organisation.name,
                      t('consent.lifted_count', { noes, lifted }),
                      withCode > 0 && t('consent.lifted_with_code', { count: withCode }),
                    ])}
                    end={unusual && <StatusPill tone="now">{t('consent.lifted_unusual')}</StatusPill>}
                  />
                ))}
              </List>
            </>
          )
        }
      </Answer>
    </Card>
  )
}
