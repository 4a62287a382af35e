// All codes that were handed out here, for staff who audit: one that nobody can explain is a reason to ask.
import { useAsk } from '../../../kit/data.tsx'
import { Card, Page, PageHeader } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { listCodes } from '../operations.ts'
import { CodeList } from './CodeList.tsx'

export default function HandedOut() {
  const t = useMessages()
  const asked = useAsk(listCodes, {})
  return (
    <Page>
      <PageHeader
        title={t('own_code.handed_out')}
        lead={t('own_code.handed_out_help')}
        back={{ href: '/corrections', label: t('correction.title') }}
      />
      <Answer of={asked}>
        {({ codes }) =>
          codes.length === 0 ? (
            <EmptyState title={t('own_code.none')} drawing="entrance" />
          ) : (
            <Card>
              <CodeList codes={codes} named />
            </Card>
          )
        }
      </Answer>
    </Page>
  )
}
