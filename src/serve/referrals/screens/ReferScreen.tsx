// The screen where a person is referred: its heading first, then its form.
import { hrefTo } from '../../../kernel/paths.ts'
import { later } from '../../../kit/later.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { OfPerson } from '../../../kit/OfPerson.tsx'
import { useLinked, type ScreenProps } from '../../../kit/route.tsx'
import { Loading } from '../../../kit/State.tsx'

const Refer = later(() => import('./Refer.tsx'), <Loading lines={6} />)

export default function ReferScreen({ params: { person } }: ScreenProps<'/people/:person/refer'>) {
  const t = useMessages()
  const [instead] = useLinked('instead', '')
  return (
    <Page width="narrow">
      <PageHeader
        over={<OfPerson person={person} />}
        title={instead ? t('referral.move.redirect') : t('referral.new')}
        lead={t('referral.new_lead')}
        back={{ href: hrefTo('/people/:person', { person }), label: t('referral.back_person') }}
      />
      <Refer person={person} />
    </Page>
  )
}
