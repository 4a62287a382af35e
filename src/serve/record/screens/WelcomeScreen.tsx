// The welcome desk: search for the person first, then register them.
import { useState } from 'react'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { SearchField } from '../../../kit/fields/Field.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { later } from '../../../kit/later.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useLinked, useSought } from '../../../kit/route.tsx'
import { isFor, useActor } from '../../../kit/session.tsx'
import { Answer, Loading, Notice } from '../../../kit/State.tsx'
import { searchPeople } from '../operations.ts'
import { People } from './People.tsx'

const NewRecord = later(() => import('./Welcome.tsx'), <Loading lines={6} />)

/** Of those who may not register, and of no others. */
const RegisterBarred = later(() => import('./RegisterBarred.tsx'), null, 'drawn')

export default function WelcomeScreen() {
  const t = useMessages()
  const [text, setText] = useSought()
  const [resumed] = useLinked('draft')
  const [writing, setWriting] = useState(resumed !== '')
  const mayRegister = isFor(useActor(), { may: 'person.register' })
  return (
    <Page width="narrow">
      <PageHeader title={t('person.welcome')} lead={t('person.welcome_lead')} />
      {!mayRegister ? (
        <RegisterBarred />
      ) : writing ? (
        <NewRecord text={text} onBack={() => setWriting(false)} />
      ) : (
        <>
          <SearchField
            first
            label={t('person.search')}
            placeholder={t('person.search_help')}
            value={text}
            onChange={setText}
          />
          {text.trim() !== '' && <AlreadyHere text={text.trim()} />}
          <Actions>
            <Button kind="primary" icon="add" onClick={() => setWriting(true)}>
              {t(text.trim() === '' ? 'person.new_unsearched' : 'person.new')}
            </Button>
          </Actions>
        </>
      )}
    </Page>
  )
}

function AlreadyHere({ text }: { text: string }) {
  const t = useMessages()
  const asked = useAsk(searchPeople, { text }, { keep: true })
  return (
    <Answer of={asked}>
      {({ people, more }) => (
        <section aria-label={t('person.search_results')} className="stack">
          <p role="status" className="soft">
            {t('person.found', { count: people.length })}
          </p>
          {people.length > 0 && <People label={t('person.search_results')} people={people} />}
          {more && <Notice>{t('person.more_found')}</Notice>}
        </section>
      )}
    </Answer>
  )
}
