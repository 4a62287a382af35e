// The screen where a person is asked for consent: its heading first, then its form.
import { hrefTo } from '../../../kernel/paths.ts'
import { later } from '../../../kit/later.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { OfPerson } from '../../../kit/OfPerson.tsx'
import type { ScreenProps } from '../../../kit/route.tsx'
import { Loading } from '../../../kit/State.tsx'

const AskConsent = later(() => import('./AskConsent.tsx'), <Loading lines={6} />)

export default function AskConsentScreen({ params: { person } }: ScreenProps<'/people/:person/consent'>) {
  const t = useMessages()
  return (
    <Page width="narrow">
      <PageHeader
        over={<OfPerson person={person} />}
        title={t('consent.ask')}
        lead={t('consent.ask_lead')}
        back={{
          href: hrefTo('/people/:person', { person }, { tab: 'consent' }),
          label: t('consent.back_person'),
        }}
      />
      <AskConsent person={person} />
    </Page>
  )
}
