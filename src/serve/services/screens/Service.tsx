// One service, for whoever sends somebody there: where, when, whom to call, what to bring, and how fresh that is.
import { dialled } from '../../../kernel/digits.ts'
import { lazy, Suspense, useMemo, useState } from 'react'
import type { Location } from '../../../kernel/location.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { Card, FactRow, Facts, Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { geoAddress, writeLocation } from '../../../kit/map/coordinates.ts'
import { PlaceMap } from '../../../kit/map/Map.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { SlotView, useSlot, type ScreenProps } from '../../../kit/route.tsx'
import { isFor, useActor, useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState, Notice, StatusPill } from '../../../kit/State.tsx'
import { Telephone } from '../../../kit/Telephone.tsx'
import { showOrganisation } from '../../../identity/organisations/operations.ts'
import { listServices, type Service as Shown } from '../operations.ts'
import * as policy from '../policy.ts'
import { Freshness, isOld, useNow } from './freshness.tsx'

const Editing = lazy(() => import('./Editing.tsx'))

export default function Service({ params: { service } }: ScreenProps<'/services/:service'>) {
  const t = useMessages()
  const asked = useAsk(listServices, { id: service, includeClosed: true })
  return (
    <Page width="narrow">
      <Answer of={asked}>
        {({ services: [found] }) =>
          found ? (
            <Found service={found} />
          ) : (
            <EmptyState title={t('service.gone')} drawing="entrance">
              {t('service.gone_help')}
            </EmptyState>
          )
        }
      </Answer>
    </Page>
  )
}

function Found({ service }: { service: Shown }) {
  const t = useMessages()
  const words = usePack()
  const { list } = useFormats()
  const actor = useActor()
  const disabledReason = useMay(policy.offer)
  const acts = useSlot('service.acts').filter((content) => isFor(actor, content))
  const [editing, setEditing] = useState(false)
  const kind = words?.term('serviceKinds', service.kind) ?? service.kind
  // Not on a device without a network: then there is what the service itself says.
  const offering = useAsk(showOrganisation, { organisation: service.organisation.id })
  const own = service.organisation.id === actor.organisation
  const old = isOld(service, useNow())
  return (
    <>
      <PageHeader
        over={kind === service.name ? undefined : kind}
        title={service.name}
        lead={
          <a href={hrefTo('/organisations/:organisation', { organisation: service.organisation.id })}>
            <bdi>{service.organisation.name}</bdi>
          </a>
        }
        back={{ href: '/services', label: t('service.title') }}
        actions={
          own ? (
            <Button kind="primary" disabledReason={disabledReason} onClick={() => setEditing(true)}>
              {t('service.change')}
            </Button>
          ) : (
            service.open &&
            acts.map((content) => (
              <SlotView key={content.key} content={content} props={{ service: service.id }} />
            ))
          )
        }
      />
      <Stack>
        {old && service.open && (
          <Notice tone="now" title={t('service.to_confirm')}>
            {t(own ? 'service.to_confirm_own' : 'service.to_confirm_other')}
          </Notice>
        )}
        <Card>
          {service.about && <p className="text-lines">{service.about}</p>}
          <Facts>
            <FactRow label={t('service.state')}>
              <StatusPill tone={service.open ? 'good' : 'closed'}>
                {t(service.open ? 'service.state.open' : 'service.state.closed')}
              </StatusPill>
            </FactRow>
            <FactRow label={t('service.where')}>
              {service.centre && (
                <>
                  <bdi>{service.centre.name}</bdi>
                  {service.centre.address && (
                    <>
                      <br />
                      <bdi>{service.centre.address}</bdi>
                    </>
                  )}
                </>
              )}
            </FactRow>
            <FactRow label={t('service.hours')}>{service.hours}</FactRow>
            <FactRow label={t('service.telephone')}>
              {service.telephone && (
                <a href={`tel:${dialled(service.telephone)}`}>
                  <Telephone number={service.telephone} />
                </a>
              )}
            </FactRow>
            {offering.data?.contact && (
              <FactRow label={t('service.who_to_call')}>
                <span className="text-lines">{offering.data.contact}</span>
              </FactRow>
            )}
            <FactRow label={t('service.requirements')}>
              {service.requirements && <span className="text-lines">{service.requirements}</span>}
            </FactRow>
            <FactRow label={t('service.languages')}>
              {list(service.languages.map((code) => words?.term('languages', code) ?? code))}
            </FactRow>
            <FactRow label={t('service.capacity')}>
              {service.capacity === null ? t('service.uncounted') : service.capacity}
            </FactRow>
            <FactRow label={t('service.fresh')}>
              <Freshness service={service} />
            </FactRow>
          </Facts>
        </Card>
        {service.location && <OnMap service={service} at={service.location} />}
      </Stack>
      {editing && (
        <Suspense>
          <Editing service={service} onDone={() => setEditing(false)} />
        </Suspense>
      )}
    </>
  )
}

/** Where it is: a pin, and the point for the map application of whoever goes there. */
function OnMap({ service: { id, name, centre }, at }: { service: Shown; at: Location }) {
  const t = useMessages()
  const places = useMemo(() => [{ key: id, name, at }], [id, name, at])
  return (
    <Card title={t('service.on_map')} icon="map">
      <PlaceMap label={t('service.on_map')} places={places}>
        <Facts>
          {centre?.address && (
            <FactRow label={t('service.where')}>
              <bdi>{centre.address}</bdi>
            </FactRow>
          )}
          <FactRow label={t('service.location')}>
            <bdi className="figure">{writeLocation(at)}</bdi>
          </FactRow>
        </Facts>
        <p className="screen-only">
          <a href={geoAddress(at)}>{t('kit.map.open')}</a>
        </p>
      </PlaceMap>
    </Card>
  )
}
