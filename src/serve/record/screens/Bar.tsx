// Who this is, in one line that stays: the name as they are called, their age, how they may safely be reached, and
// what can be added to their record.
import { useEffect } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { inLine } from '../../../kit/formats.ts'
import { Icon } from '../../../kit/drawings/Icon.tsx'
import { Menu } from '../../../kit/controls/Menu.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { SlotView, useArrival, useSlot } from '../../../kit/route.tsx'
import { usePersonInView } from '../../../kit/shell/navigation.tsx'
import { StatusPill } from '../../../kit/State.tsx'
import type { Person } from '../operations.ts'
import { otherName } from '../rules/shown.ts'
import { noteRecent } from './recent.ts'
import { useAge, useShownName } from './words.tsx'
import './bar.css'

const TONES = { call: 'good', text: 'now', none: 'closed' } as const

export function Bar({ person }: { person: Person }) {
  const t = useMessages()
  const words = usePack()
  const age = useAge()
  const called = useShownName()(person)
  const heading = useArrival<HTMLHeadingElement>(called)
  const lent = useSlot('person.header')
  const acts = usePersonInView()?.acts ?? []
  const safe = safest(person)
  useEffect(() => noteRecent({ id: person.id, name: called }), [person.id, called])
  return (
    <header className="person-bar">
      <a className="person-back screen-only" href={hrefTo('/people')}>
        <Icon name="back" />
        <span className="unseen">{t('person.title')}</span>
      </a>
      <div className="person-who">
        <h1 ref={heading} tabIndex={-1} dir="auto">
          {called}
        </h1>
        <div className="person-line">
          <span>{age(person.born)}</span>
          <span className="person-more-line">
            {inLine([
              otherName(person),
              person.sex && words?.term('sexes', person.sex),
              person.populationGroup && words?.term('populationGroups', person.populationGroup),
            ])}
          </span>
          {safe && (
            <StatusPill tone={TONES[safe.by]} icon="phone">
              {t(`contact.safe.${safe.by}`)}
              <span className="person-more-line">
                {' '}
                <bdi dir="ltr">{safe.at}</bdi>
              </span>
            </StatusPill>
          )}
          {lent.map((content) => (
            <SlotView key={content.key} content={content} props={{ person: person.id }} />
          ))}
        </div>
      </div>
      {acts.length > 0 && (
        <div className="screen-only">
          <Menu
            label={t('person.add')}
            kind="primary"
            icon="add"
            acts={acts
              // Corrections add nothing, and are behind *More*.
              .filter(({ path }) => path !== '/people/:person/edit')
              .map(({ path, title, act: { icon } }) => ({
                key: path,
                label: t(title),
                icon,
                // Only a path with the one parameter `:person` can declare an act.
                href: hrefTo(path as '/people/:person', { person: person.id }),
              }))}
          >
            {t('person.add')}
          </Menu>
        </div>
      )}
    </header>
  )
}

/** The way to reach them that is safe, and where; by none where there are only unsafe ones. */
function safest({ contacts }: Person) {
  const standing = contacts.filter((contact) => !contact.retired)
  const [call, text] = [
    standing.find((contact) => contact.safeToCall),
    standing.find((contact) => contact.safeToText),
  ]
  if (call) return { by: 'call', at: call.value } as const
  if (text) return { by: 'text', at: text.value } as const
  return standing.length > 0 ? ({ by: 'none', at: '' } as const) : undefined
}
