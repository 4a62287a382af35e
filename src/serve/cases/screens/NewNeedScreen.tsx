// The screen of a new need: its heading first, then its form.
import { hrefTo } from '../../../kernel/paths.ts'
import { later } from '../../../kit/later.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { OfPerson } from '../../../kit/OfPerson.tsx'
import type { ScreenProps } from '../../../kit/route.tsx'
import { Loading } from '../../../kit/State.tsx'

const NewNeed = later(() => import('./NewNeed.tsx'), <Loading lines={6} />)

export default function NewNeedScreen({ params: { person } }: ScreenProps<'/people/:person/need'>) {
  const t = useMessages()
  return (
    <Page width="narrow">
      <PageHeader
        over={<OfPerson person={person} />}
        title={t('need.new')}
        lead={t('need.new_lead')}
        back={{ href: hrefTo('/people/:person', { person }), label: t('need.back') }}
      />
      <NewNeed person={person} />
    </Page>
  )
}
