// This organisation's duties from consent: to ask again in time, to confirm, and what others add.
import { hrefTo } from '../../../kernel/paths.ts'
import { Card, List, ListRow, Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { SlotView, useSlot } from '../../../kit/route.tsx'
import { isFor, useActor, useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { listExpiring } from '../operations.ts'
import * as policy from '../policy.ts'
import { LiftedNoes } from './LiftedNoes.tsx'
import { Unconfirmed } from './Unconfirmed.tsx'
import { useRecipientName } from './words.tsx'

export default function Consents() {
  const t = useMessages()
  const actor = useActor()
  const urgent = useSlot('consent.duties_first').filter((content) => isFor(actor, content))
  const duties = useSlot('consent.duties').filter((content) => isFor(actor, content))
  return (
    <Page>
      <PageHeader title={t('consent.duties')} lead={t('consent.duties_lead')} />
      <Stack>
        {urgent.map((content) => (
          <SlotView key={content.key} content={content} props={{}} />
        ))}
        {policy.read(actor) === true && <Unconfirmed />}
        {policy.read(actor) === true && <Renewals />}
        {duties.map((content) => (
          <SlotView key={content.key} content={content} props={{}} />
        ))}
        {policy.oversee(actor) === true && <LiftedNoes />}
      </Stack>
    </Page>
  )
}

function Renewals() {
  const t = useMessages()
  const mayAsk = useMay(policy.record) === undefined
  const words = usePack()
  const nameOf = useRecipientName()
  const asked = useAsk(listExpiring, {})
  return (
    <Card title={t('consent.renewals')} icon="clock">
      <Answer of={asked} lines={3}>
        {({ consents }) =>
          consents.length === 0 ? (
            <EmptyState title={t('consent.no_renewals')} drawing="shade" />
          ) : (
            <List label={t('consent.renewals')}>
              {consents.map((one) => (
                <ListRow
                  key={one.id}
                  href={
                    mayAsk
                      ? hrefTo('/people/:person/consent', { person: one.person })
                      : hrefTo('/people/:person', { person: one.person }, { tab: 'consent' })
                  }
                  title={one.called ?? t('consent.nameless')}
                  detail={`${nameOf(one.recipient)} · ${words?.term('purposes', one.purpose) ?? one.purpose}`}
                  end={<DateText date={one.expiresOn} short />}
                />
              ))}
            </List>
          )
        }
      </Answer>
    </Card>
  )
}
