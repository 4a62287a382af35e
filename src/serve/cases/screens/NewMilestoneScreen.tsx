// The screen of a new milestone: its heading first, then its form.
import { hrefTo } from '../../../kernel/paths.ts'
import { later } from '../../../kit/later.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { OfPerson } from '../../../kit/OfPerson.tsx'
import type { ScreenProps } from '../../../kit/route.tsx'
import { Loading } from '../../../kit/State.tsx'

const NewMilestone = later(() => import('./NewMilestone.tsx'), <Loading lines={6} />)

export default function NewMilestoneScreen({ params: { person } }: ScreenProps<'/people/:person/milestone'>) {
  const t = useMessages()
  return (
    <Page width="narrow">
      <PageHeader
        over={<OfPerson person={person} />}
        title={t('milestone.new')}
        lead={t('milestone.new_lead')}
        back={{ href: hrefTo('/people/:person', { person }), label: t('need.back') }}
      />
      <NewMilestone person={person} />
    </Page>
  )
}
