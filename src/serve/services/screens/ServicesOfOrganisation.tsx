// The services of one organisation, on its page.
import { hrefTo } from '../../../kernel/paths.ts'
import { useAsk } from '../../../kit/data.tsx'
import { Card, List, ListRow } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { Answer } from '../../../kit/State.tsx'
import { listServices } from '../operations.ts'
import { Freshness } from './freshness.tsx'

export default function ServicesOfOrganisation({ organisation }: { organisation: string }) {
  const t = useMessages()
  const words = usePack()
  const asked = useAsk(listServices, { organisation })
  return (
    <Card title={t('service.title')} icon="directory">
      <Answer of={asked}>
        {({ services }) =>
          services.length === 0 ? (
            <p className="soft">{t('service.none_here')}</p>
          ) : (
            <List label={t('service.title')}>
              {services.map((service) => (
                <ListRow
                  key={service.id}
                  href={hrefTo('/services/:service', { service: service.id })}
                  title={service.name}
                  detail={
                    <>
                      {words?.term('serviceKinds', service.kind) ?? service.kind}
                      {service.hours && (
                        <>
                          {'\u00a0· '}
                          <bdi>{service.hours}</bdi>
                        </>
                      )}
                      {'\u00a0· '}
                      <Freshness service={service} />
                    </>
                  }
                />
              ))}
            </List>
          )
        }
      </Answer>
    </Card>
  )
}
