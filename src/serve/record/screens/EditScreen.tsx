// The screen where a record is corrected: whose it is first, then the form.
import { hrefTo } from '../../../kernel/paths.ts'
import { useAsk } from '../../../kit/data.tsx'
import { later } from '../../../kit/later.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import type { ScreenProps } from '../../../kit/route.tsx'
import { Answer, Loading } from '../../../kit/State.tsx'
import { getPerson } from '../operations.ts'
import { useShownName } from './words.tsx'

const Edit = later(() => import('./Edit.tsx'), <Loading lines={6} />)

export default function EditScreen({ params: { person: id } }: ScreenProps<'/people/:person/edit'>) {
  const t = useMessages()
  const name = useShownName()
  const asked = useAsk(getPerson, { id })
  return (
    <Page width="narrow">
      <PageHeader
        title={t('person.edit')}
        lead={asked.data && name(asked.data)}
        back={{ href: hrefTo('/people/:person', { person: id }), label: t('person.back') }}
      />
      <Answer of={asked}>{(person) => <Edit person={person} />}</Answer>
    </Page>
  )
}
