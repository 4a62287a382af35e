// The people the organisation works with: found by typing, or the most recently changed first.
import { useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button, LinkButton } from '../../../kit/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { SearchField } from '../../../kit/Field.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useLinked } from '../../../kit/route.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState, Notice } from '../../../kit/State.tsx'
import { listCaseload, searchPeople } from '../operations.ts'
import * as policy from '../policy.ts'
import { People } from './People.tsx'

export default function Caseload() {
  const t = useMessages()
  const [text, setText] = useLinked('q')
  const barred = useMay(policy.search)
  const wanted = text.trim()
  return (
    <Page>
      <PageHeader
        title={t('person.title')}
        lead={t('person.lead')}
        actions={
          <LinkButton href="/welcome" kind="primary" icon="add">
            {t('person.welcome')}
          </LinkButton>
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
      {wanted === '' ? <Recent /> : <Found text={wanted} />}
    </Page>
  )
}

function Found({ text }: { text: string }) {
  const t = useMessages()
  const asked = useAsk(searchPeople, { text }, { keep: true })
  return (
    <Answer of={asked}>
      {({ people, more }) =>
        people.length === 0 ? (
          <EmptyState
            title={t('person.none_found', { text })}
            drawing="seed"
            action={
              <LinkButton href={hrefTo('/welcome', {}, { q: text })} icon="add">
                {t('person.welcome')}
              </LinkButton>
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

function Recent() {
  const t = useMessages()
  const [pages, setPages] = useState<readonly (string | undefined)[]>([undefined])
  return pages.map((after, index) => (
    <Slice
      key={after ?? ''}
      after={after}
      last={index === pages.length - 1}
      label={t('person.title')}
      onMore={(next) => setPages([...pages, next])}
    />
  ))
}

function Slice({
  after,
  last,
  label,
  onMore,
}: {
  after: string | undefined
  last: boolean
  label: string
  onMore: (next: string) => void
}) {
  const t = useMessages()
  const asked = useAsk(listCaseload, after === undefined ? {} : { after })
  return (
    <Answer of={asked}>
      {({ people, next }) => (
        <>
          {people.length === 0 && after === undefined ? (
            <EmptyState title={t('person.none')} drawing="seed">
              {t('person.none_help')}
            </EmptyState>
          ) : (
            <People label={label} people={people} />
          )}
          {last && next !== null && <Button onClick={() => onMore(next)}>{t('person.show_more')}</Button>}
        </>
      )}
    </Answer>
  )
}
