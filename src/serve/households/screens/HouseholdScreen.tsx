// The screen of a household: whose it is first, then its members and its forms.
import { hrefTo } from '../../../kernel/paths.ts'
import { useAsk } from '../../../kit/data.tsx'
import { later } from '../../../kit/later.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import type { ScreenProps } from '../../../kit/route.tsx'
import { Answer, Loading } from '../../../kit/State.tsx'
import { getPerson } from '../../record/operations.ts'
import { useSpokenName } from './words.ts'

const Household = later(() => import('./Household.tsx'), <Loading lines={6} />)

export default function HouseholdScreen({
  params: { person: id },
}: ScreenProps<'/people/:person/household'>) {
  const t = useMessages()
  const name = useSpokenName()
  const asked = useAsk(getPerson, { id }, { refreshOn: ['household'] })
  return (
    <Page width="narrow">
      <PageHeader
        title={t('household.title')}
        lead={asked.data && name(asked.data)}
        back={{ href: hrefTo('/people/:person', { person: id }, { tab: 'about' }), label: t('person.back') }}
      />
      <Answer of={asked}>{(person) => <Household person={person} />}</Answer>
    </Page>
  )
}
