// The people the organisation works with: found by typing, or listed by the work with them.
import { Button, LinkButton } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { SearchField } from '../../../kit/fields/Field.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { navigate, SlotView, useSlot, useSought } from '../../../kit/route.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState, Notice } from '../../../kit/State.tsx'
import { searchPeople } from '../operations.ts'
import * as policy from '../policy.ts'
import { People } from './People.tsx'

export default function Caseload() {
  const t = useMessages()
  const [text, setText] = useSought()
  const barred = useMay(policy.search)
  const mayRegister = useMay(policy.register) === undefined
  const listed = useSlot('people')
  const wanted = text.trim()
  return (
    <Page>
      <PageHeader
        title={t('person.title')}
        lead={t('person.lead')}
        actions={
          mayRegister && (
            <LinkButton href="/welcome" kind="primary" icon="add">
              {t('person.welcome')}
            </LinkButton>
          )
        }
      />
      {barred === undefined && (
        <SearchField
          label={t('person.search')}
          placeholder={t('person.search_help')}
          value={text}
          onChange={setText}
        />
      )}
      {wanted !== '' ? (
        <Found text={wanted} />
      ) : (
        listed.map((content) => <SlotView key={content.key} content={content} props={{}} />)
      )}
    </Page>
  )
}

function Found({ text }: { text: string }) {
  const t = useMessages()
  const barred = useMay(policy.register)
  const asked = useAsk(searchPeople, { text }, { keep: true })
  return (
    <Answer of={asked}>
      {({ people, more }) =>
        people.length === 0 ? (
          <EmptyState
            title={t('person.none_found', { text })}
            drawing="seed"
            action={
              <Button
                icon="add"
                disabledReason={barred}
                onClick={() => navigate('/welcome', { sought: text })}
              >
                {t('person.welcome')}
              </Button>
            }
          >
            {t('person.none_found_help')}
          </EmptyState>
        ) : (
          <>
            <p role="status" className="soft">
              {t('person.found', { count: people.length })}
            </p>
            <People label={t('person.search_results')} people={people} />
            {more && <Notice>{t('person.more_found')}</Notice>}
          </>
        )
      }
    </Answer>
  )
}
