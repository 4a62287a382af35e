// The services a person received, on the person's record.
import { hrefTo } from '../../../kernel/paths.ts'
import { LinkButton } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { Card, List, ListRow } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { listDeliveries } from '../operations.ts'

export default function ServicesOfPerson({ person }: { person: string }) {
  const t = useMessages()
  const words = usePack()
  const asked = useAsk(listDeliveries, { person }, { refreshOn: ['service.delivered'] })
  return (
    <Card
      title={t('delivery.title')}
      actions={
        <LinkButton href={hrefTo('/people/:person/service', { person })} kind="quiet" icon="add">
          {t('delivery.new')}
        </LinkButton>
      }
    >
      <Answer of={asked}>
        {({ deliveries }) =>
          deliveries.length === 0 ? (
            <EmptyState title={t('delivery.none')} drawing="seed">
              {t('delivery.none_help')}
            </EmptyState>
          ) : (
            <List label={t('delivery.title')}>
              {deliveries.map((one) => (
                <ListRow
                  key={one.id}
                  title={one.service.name}
                  detail={
                    <>
                      {one.organisation.name} · {words?.term('serviceKinds', one.service.kind)}
                      {one.note && <> · {one.note}</>}
                    </>
                  }
                  end={<DateText date={one.deliveredOn} />}
                />
              ))}
            </List>
          )
        }
      </Answer>
    </Card>
  )
}
