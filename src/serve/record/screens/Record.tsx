// One person's record: the header stays visible, and each capability adds its tab.
import { useEffect } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { LinkButton, Button } from '../../../kit/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { inLine } from '../../../kit/formats.ts'
import { Loading, Answer, Notice, StatusPill } from '../../../kit/State.tsx'
import { Inline, Page, PageHeader } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { Remedy } from '../../../kit/Remedy.tsx'
import { SlotView, useSlot, type ScreenProps } from '../../../kit/route.tsx'
import { isFor, useActor } from '../../../kit/session.tsx'
import { Tabs } from '../../../kit/Tabs.tsx'
import { getPerson, type Person } from '../operations.ts'
import * as policy from '../policy.ts'
import { fullName, spokenName } from '../rules/record.ts'
import { About } from './About.tsx'
import { noteRecent } from './recent.ts'
import { useAge, useSpokenName } from './words.tsx'
import './record.css'

export default function Record({ params: { person: id } }: ScreenProps<'/people/:person'>) {
  const asked = useAsk(getPerson, { id }, { refreshOn: ['household'] })
  return (
    <Page>
      <Answer of={asked} lines={8}>
        {(person) => <Whole person={person} />}
      </Answer>
    </Page>
  )
}

function Whole({ person }: { person: Person }) {
  const t = useMessages()
  const actor = useActor()
  const lent = useSlot('person.tab').filter((content) => isFor(actor, content))
  const mayEdit = policy.change(actor) === true
  return (
    <>
      <Header person={person} mayEdit={mayEdit} />
      {person.openDuplicates > 0 && (
        <Notice tone="now" title={t('duplicate.open', { count: person.openDuplicates })}>
          <a href={hrefTo('/duplicates', {}, { person: person.id })}>{t('duplicate.compare')}</a>
        </Notice>
      )}
      {person.withheld && (
        <Notice title={t('person.withheld')}>
          <Remedy of={{ code: 'consent.missing', data: person.withheld }} />
        </Notice>
      )}
      <Tabs
        label={t('person.sides')}
        tabs={[
          { key: 'about', order: 10, title: t('person.about'), content: <About person={person} /> },
          ...lent.map((content) => ({
            key: content.key,
            order: content.order,
            title: t(content.title),
            content: <SlotView content={content} props={{ person: person.id }} waiting={<Loading />} />,
          })),
        ].toSorted((a, b) => a.order - b.order)}
      />
      <div className="person-doings screen-only">
        <Doings person={person.id} mayEdit={mayEdit} />
      </div>
    </>
  )
}

function Doings({ person, mayEdit }: { person: string; mayEdit: boolean }) {
  const t = useMessages()
  return (
    <Inline>
      {mayEdit && (
        <LinkButton href={hrefTo('/people/:person/edit', { person })} icon="settings">
          {t('person.edit')}
        </LinkButton>
      )}
      <Button icon="print" onClick={() => print()}>
        {t('person.print')}
      </Button>
    </Inline>
  )
}

/** Stays visible while scrolling: who this is, how to address them, and whether they may be called. */
function Header({ person, mayEdit }: { person: Person; mayEdit: boolean }) {
  const t = useMessages()
  const words = usePack()
  const name = useSpokenName()
  const age = useAge()
  const lent = useSlot('person.header')
  const whole = fullName(person)
  const called = name(person)
  useEffect(() => noteRecent({ id: person.id, name: called }), [person.id, called])
  const standing = person.contacts.filter((contact) => !contact.retired)
  const safe = standing.some((contact) => contact.safeToCall)
    ? 'call'
    : standing.some((contact) => contact.safeToText)
      ? 'text'
      : standing.length > 0
        ? 'none'
        : undefined
  return (
    <div className="person-head">
      <PageHeader
        title={called}
        back={{ href: '/people', label: t('person.title') }}
        lead={inLine([
          whole !== spokenName(person) && whole,
          age(person.born),
          person.sex && words?.term('sexes', person.sex),
        ])}
        actions={<Doings person={person.id} mayEdit={mayEdit} />}
      />
      <Inline>
        {person.populationGroup && (
          <StatusPill tone="open" icon="people">
            {words?.term('populationGroups', person.populationGroup)}
          </StatusPill>
        )}
        {safe && (
          <StatusPill tone={safe === 'none' ? 'closed' : 'good'} icon="phone">
            {t(`contact.safe.${safe}`)}
          </StatusPill>
        )}
        {lent.map((content) => (
          <SlotView key={content.key} content={content} props={{ person: person.id }} />
        ))}
      </Inline>
    </div>
  )
}
