// An organisation of the network, for whoever works with it: who it is, how it is reached, where, and what it offers.
import { useState } from 'react'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import {
  Card,
  Columns,
  FactRow,
  Facts,
  List,
  ListRow,
  Page,
  PageHeader,
  Stack,
} from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { SlotView, useSlot, type ScreenProps } from '../../../kit/route.tsx'
import { isFor, useActor, useMay } from '../../../kit/session.tsx'
import { Answer, Loading, Notice } from '../../../kit/State.tsx'
import { getOrganisation, rolesFor, showOrganisation } from '../operations.ts'
import * as policy from '../policy.ts'
import { FirstAdministrator } from './FirstAdministrator.tsx'

export default function OneOrganisation({
  params: { organisation },
}: ScreenProps<'/organisations/:organisation'>) {
  const t = useMessages()
  const asked = useAsk(showOrganisation, { organisation })
  const own = useAsk(getOrganisation, {})
  const actor = useActor()
  const notAdministrator = useMay(policy.administer)
  const parts = useSlot('organisation.parts').filter((content) => isFor(actor, content))
  const [inviting, setInviting] = useState(false)
  return (
    <Page>
      <Answer of={asked}>
        {(one) => {
          const isInvited =
            own.data?.lead === true &&
            notAdministrator === undefined &&
            !one.lead &&
            rolesFor(one.class).length > 0
          return (
            <>
              <PageHeader
                over={t(`organisation.class.${one.class}`)}
                title={one.name}
                lead={one.lead ? t('organisation.leads') : undefined}
                back={{ href: '/network', label: t('organisation.network') }}
                actions={
                  isInvited && (
                    <Button
                      aria-label={t('organisation.first_administrator_one', { name: one.name })}
                      onClick={() => setInviting(true)}
                    >
                      {t('organisation.first_administrator')}
                    </Button>
                  )
                }
              />
              {rolesFor(one.class).length === 0 && <Notice>{t('organisation.firewall_help')}</Notice>}
              {one.closedAt !== null && <Notice>{t('organisation.closed')}</Notice>}
              <Columns of="main-aside">
                <Stack>
                  {parts.map((content) => (
                    <SlotView
                      key={content.key}
                      content={content}
                      props={{ organisation }}
                      waiting={<Loading />}
                    />
                  ))}
                </Stack>
                <Stack>
                  <Card title={t('organisation.reach')} icon="phone">
                    <Facts>
                      <FactRow label={t('organisation.contact')}>
                        {one.contact && <span className="text-lines">{one.contact}</span>}
                      </FactRow>
                    </Facts>
                  </Card>
                  <Card title={t('centre.title')} icon="map">
                    {one.centres.length === 0 ? (
                      <p className="soft">{t('centre.none_here')}</p>
                    ) : (
                      <List label={t('centre.title')}>
                        {one.centres.map(({ id, name, address }) => (
                          <ListRow key={id} title={name} detail={address && <bdi>{address}</bdi>} />
                        ))}
                      </List>
                    )}
                  </Card>
                </Stack>
              </Columns>
              {inviting && <FirstAdministrator organisation={one} onClose={() => setInviting(false)} />}
            </>
          )
        }}
      </Answer>
    </Page>
  )
}
