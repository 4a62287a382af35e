// On the home screen of communications, for whom no work waits: the services that can be announced, because their
// organisation confirmed or changed them lately.
import { hrefTo } from '../../../kernel/paths.ts'
import { LinkButton } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { inLine } from '../../../kit/formats.ts'
import { Actions } from '../../../kit/Form.tsx'
import { Card, List, ListRow } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { Answer } from '../../../kit/State.tsx'
import { listServices } from '../operations.ts'
import { hidesLocation } from '../rules.ts'
import { Freshness, isOld, useNow } from './freshness.tsx'

const SHOWN = 6
/** More are asked for: what serves a protected matter is not announced. */
const ASKED = 40

export default function ConfirmedToday() {
  const t = useMessages()
  const words = usePack()
  const now = useNow()
  const asked = useAsk(listServices, { open: true, sort: 'assured', down: true, limit: ASKED })
  return (
    <Card title={t('service.today')} icon="directory">
      <Answer of={asked} lines={6}>
        {({ services }) => {
          const fresh = services
            .filter((service) => !isOld(service, now) && words && !hidesLocation(words.pack, service.kind))
            .slice(0, SHOWN)
          return fresh.length === 0 ? (
            <p className="soft">{t('service.today_none')}</p>
          ) : (
            <List label={t('service.today')}>
              {fresh.map((service) => (
                <ListRow
                  key={service.id}
                  href={hrefTo('/services/:service', { service: service.id })}
                  title={service.name}
                  detail={inLine([
                    service.organisation.name,
                    words?.term('serviceKinds', service.kind) ?? service.kind,
                  ])}
                  end={<Freshness service={service} />}
                />
              ))}
            </List>
          )
        }}
      </Answer>
      <Actions>
        <LinkButton href={hrefTo('/services', {}, { sort: '-assured' })}>{t('service.today_all')}</LinkButton>
      </Actions>
    </Card>
  )
}
