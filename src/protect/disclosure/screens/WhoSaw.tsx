// Who saw or received what of whom, for the data protection officer: by person, user and days, and as a file.
import { useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { Combobox } from '../../../kit/fields/Combobox.tsx'
import { Button, LinkButton } from '../../../kit/controls/Button.tsx'
import { askQuery, useAsk } from '../../../kit/data.tsx'
import { DatePicker } from '../../../kit/fields/DatePicker.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { Row, useProblemText } from '../../../kit/Form.tsx'
import {
  Card,
  Columns,
  Disclosure,
  Inline,
  List,
  ListRow,
  Page,
  PageHeader,
  Stack,
} from '../../../kit/Layout.tsx'
import { useFormats, useLookup, useMessages } from '../../../kit/messages.tsx'
import { useLinked } from '../../../kit/route.tsx'
import { Answer, EmptyState, Notice, StatusPill } from '../../../kit/State.tsx'
import { listUsers } from '../../../identity/users/operations.ts'
import { partsOf, sealedDisclosures, searchDisclosures, unusualLooks, type Look } from '../operations.ts'
import { RefusedAttempts } from './RefusedAttempts.tsx'
import { whoActed } from './who.ts'

/** The most users shown in the summary. */
const MOST_SHOWN = 8

export default function WhoSaw() {
  const t = useMessages()
  const [from, setFrom] = useLinked('from')
  const [until, setUntil] = useLinked('until')
  const [user, setUser] = useLinked('user')
  const [person, setPerson] = useLinked('person')
  const users = useAsk(listUsers, {})
  const days = { ...(from && { from }), ...(until && { until }) }
  const filter = { ...days, ...(user && { user }), ...(person && { person }) }
  const asked = useAsk(searchDisclosures, filter)
  return (
    <Page>
      <PageHeader
        title={t('disclosure.title')}
        lead={t('disclosure.lead')}
        actions={
          <LinkButton
            href={`/api/disclosures.csv?${new URLSearchParams(filter).toString()}`}
            icon="contract"
            download
          >
            {t('disclosure.export')}
          </LinkButton>
        }
      />
      <Columns of="main-aside">
        <Stack>
          <Disclosure label={t('disclosure.choose')} open={from !== '' || until !== '' || user !== ''}>
            <Row>
              <DatePicker label={t('disclosure.from')} value={from} onChange={setFrom} />
              <DatePicker label={t('disclosure.until')} value={until} onChange={setUntil} />
            </Row>
            <Combobox
              label={t('disclosure.user')}
              clearable
              value={user}
              onChange={setUser}
              empty={t('disclosure.anybody')}
              options={(users.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Disclosure>
          {person !== '' && (
            <Notice tone="info">
              <Inline>
                <span>{t('disclosure.one_person')}</span>
                <a href={hrefTo('/people/:person', { person })}>{t('disclosure.open_record')}</a>
                <Button kind="quiet" onClick={() => setPerson('')}>
                  {t('disclosure.everybody')}
                </Button>
              </Inline>
            </Notice>
          )}
          <Answer of={asked}>
            {({ looks, next }) => (
              <Looks
                key={JSON.stringify(filter)}
                first={looks}
                next={next}
                filter={filter}
                onPerson={setPerson}
              />
            )}
          </Answer>
        </Stack>
        <Stack>
          <Unusual days={days} onUser={setUser} />
          <RefusedAttempts days={days} />
          <Sealed />
        </Stack>
      </Columns>
    </Page>
  )
}

type Filter = { from?: string; until?: string; user?: string; person?: string }

function Looks({
  first,
  next,
  filter,
  onPerson,
}: {
  first: readonly Look[]
  next: string | null
  filter: Filter
  onPerson: (person: string) => void
}) {
  const t = useMessages()
  const text = useProblemText()
  const [more, setMore] = useState<{ looks: readonly Look[]; next: string | null }>()
  const [problem, setProblem] = useState<Error>()
  const looks = [...first, ...(more?.looks ?? [])]
  const after = more ? more.next : next

  async function showMore(from: string) {
    try {
      const page = await askQuery(searchDisclosures, { ...filter, after: from })
      setMore({ looks: [...(more?.looks ?? []), ...page.looks], next: page.next })
      setProblem(undefined)
    } catch (error) {
      setProblem(error as Error)
    }
  }

  if (looks.length === 0)
    return (
      <EmptyState title={t('disclosure.none')} drawing="shade">
        {t('disclosure.none_help')}
      </EmptyState>
    )
  return (
    <Card title={t('disclosure.looks')} icon="eye">
      <List label={t('disclosure.looks')}>
        {looks.map((look) => (
          <OneLook key={look.id} look={look} {...(filter.person === undefined && { onPerson })} />
        ))}
      </List>
      {problem && <Notice tone="now">{text(problem)}</Notice>}
      {after !== null && (
        <Button kind="quiet" onClick={() => void showMore(after)}>
          {t('disclosure.more')}
        </Button>
      )}
    </Card>
  )
}

function OneLook({ look, onPerson }: { look: Look; onPerson?: (person: string) => void }) {
  const t = useMessages()
  const lookup = useLookup()
  const formats = useFormats()
  const { person } = look
  const parts = formats.list(partsOf(look.fields).map((part) => t(`disclosure.part.${part}`)))
  const name = person?.name === '' ? t('disclosure.unnamed') : person?.name
  return (
    <ListRow
      title={whoActed(t, look.user)}
      detail={
        <>
          {[
            look.organisation.name,
            !look.recipient && lookup(`purpose.${look.purpose}`, look.purpose),
            parts,
            name ?? t('disclosure.not_ours'),
          ]
            .filter(Boolean)
            .join(' · ')}
          {look.recipient && (
            <>
              {' · '}
              {t('disclosure.handed_to', { name: look.recipient.name ?? t('disclosure.somebody') })}
            </>
          )}
        </>
      }
      end={<DateText instant={look.at} />}
    >
      {person && onPerson && (
        <Button kind="quiet" onClick={() => onPerson(person.id)}>
          {t('disclosure.only_person', { name: name ?? '' })}
        </Button>
      )}
    </ListRow>
  )
}

/** Users who opened many records of people for whom they then recorded nothing: a reason to ask. */
function Unusual({
  days,
  onUser,
}: {
  days: { from?: string; until?: string }
  onUser: (user: string) => void
}) {
  const t = useMessages()
  const asked = useAsk(unusualLooks, days)
  return (
    <Card title={t('disclosure.unusual')} icon="search">
      <p className="soft">{t('disclosure.unusual_help')}</p>
      <Answer of={asked} lines={3}>
        {({ users }) => {
          const listed = users.filter(({ idle }) => idle > 0).slice(0, MOST_SHOWN)
          if (listed.length === 0) return <p>{t('disclosure.nothing_unusual')}</p>
          return (
            <List label={t('disclosure.unusual')}>
              {listed.map(({ user, opened, idle, unusual }) => (
                <ListRow
                  key={user.id}
                  now={unusual}
                  title={whoActed(t, user)}
                  detail={t('disclosure.opened', { opened, idle })}
                  end={unusual && <StatusPill tone="now">{t('disclosure.ask')}</StatusPill>}
                >
                  <Button kind="quiet" onClick={() => onUser(user.id)}>
                    {t('disclosure.only_user', { name: user.name ?? '' })}
                  </Button>
                </ListRow>
              ))}
            </List>
          )
        }}
      </Answer>
    </Card>
  )
}

/** The command to type on the server, the same in every language. */
const VERIFY = 'bin/arraigo audit verify'

function Sealed() {
  const t = useMessages()
  const formats = useFormats()
  const asked = useAsk(sealedDisclosures, {})
  return (
    <Card title={t('disclosure.seals')} icon="lock">
      <Answer of={asked} lines={2}>
        {({ last, waiting }) => (
          <>
            <p>
              {last
                ? t('disclosure.sealed', { when: formats.instant(last.at), number: last.sequence })
                : t('disclosure.no_seal')}{' '}
              {t('disclosure.waiting', { count: waiting })}
            </p>
            <p className="soft">{t('disclosure.seals_help')}</p>
            <p>
              <code dir="ltr">{VERIFY}</code>
            </p>
          </>
        )}
      </Answer>
    </Card>
  )
}
