// The screen of contact points and documents: whose they are first, then the lists and their forms.
import { hrefTo } from '../../../kernel/paths.ts'
import { useAsk } from '../../../kit/data.tsx'
import { later } from '../../../kit/later.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import type { ScreenProps } from '../../../kit/route.tsx'
import { Answer, Loading } from '../../../kit/State.tsx'
import { getPerson } from '../operations.ts'
import { useShownName } from './words.tsx'

const Reach = later(() => import('./Reach.tsx'), <Loading lines={6} />)

export default function ReachScreen({ params: { person: id } }: ScreenProps<'/people/:person/contact'>) {
  const t = useMessages()
  const name = useShownName()
  const asked = useAsk(getPerson, { id })
  return (
    <Page width="narrow">
      <PageHeader
        title={t('contact.title')}
        lead={asked.data && name(asked.data)}
        back={{ href: hrefTo('/people/:person', { person: id }, { tab: 'about' }), label: t('person.back') }}
      />
      <Answer of={asked}>{(person) => <Reach person={person} />}</Answer>
    </Page>
  )
}
