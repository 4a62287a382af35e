// Records that a person received a service: what there is to choose from first, then the form.
import { hrefTo } from '../../../kernel/paths.ts'
import { useAsk } from '../../../kit/data.tsx'
import { later } from '../../../kit/later.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { OfPerson } from '../../../kit/OfPerson.tsx'
import type { ScreenProps } from '../../../kit/route.tsx'
import { useActor } from '../../../kit/session.tsx'
import { Answer, EmptyState, Loading } from '../../../kit/State.tsx'
import { listServices } from '../../services/operations.ts'

const RecordService = later(() => import('./RecordService.tsx'), <Loading lines={6} />)

export default function RecordServiceScreen({ params: { person } }: ScreenProps<'/people/:person/service'>) {
  const t = useMessages()
  const actor = useActor()
  const services = useAsk(listServices, { organisation: actor.organisation })
  return (
    <Page width="narrow">
      <PageHeader
        over={<OfPerson person={person} />}
        title={t('delivery.new')}
        lead={t('delivery.new_lead')}
        back={{ href: hrefTo('/people/:person', { person }), label: t('delivery.back') }}
      />
      <Answer of={services}>
        {({ services: own }) =>
          own.length === 0 ? (
            <EmptyState title={t('delivery.no_services')} drawing="entrance">
              <a href={hrefTo('/services')}>{t('delivery.no_services_help')}</a>
            </EmptyState>
          ) : (
            <RecordService person={person} services={own} />
          )
        }
      </Answer>
    </Page>
  )
}
