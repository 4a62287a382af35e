// One person's record, person first: who this is stays visible; then what is open now, the plan, who helps, and the
// journey, from top to bottom. What is looked up seldom stands behind *More*.
import { useEffect, useId, useRef } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { useAsk } from '../../../kit/data.tsx'
import { Icon } from '../../../kit/drawings/Icon.tsx'
import { later } from '../../../kit/later.tsx'
import { Page } from '../../../kit/Layout.tsx'
import { Menu, type Act } from '../../../kit/controls/Menu.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { Remedy } from '../../../kit/Remedy.tsx'
import { SlotView, useLinked, type ScreenProps, type TitledContent } from '../../../kit/route.tsx'
import { useActor } from '../../../kit/session.tsx'
import { Answer, Loading, Notice } from '../../../kit/State.tsx'
import { getPerson, type Person } from '../operations.ts'
import * as policy from '../policy.ts'
import { Bar } from './Bar.tsx'
import { Paper } from './Paper.tsx'
import { anchor, goToPart, stayAtPart, useParts, type Parts, type Section } from './parts.ts'
import './record.css'

const Next = later(() => import('./Next.tsx'), null, 'drawn')

export default function Record({ params: { person: id } }: ScreenProps<'/people/:person'>) {
  const asked = useAsk(getPerson, { id }, { refreshOn: ['household'] })
  return (
    <Page>
      <Answer of={asked} lines={8}>
        {(person) => (
          <Paper spoken={person.languages}>{(print) => <Whole person={person} onPrint={print} />}</Paper>
        )}
      </Answer>
    </Page>
  )
}

type Printed = { onPrint: () => void }

function Whole({ person, onPrint }: { person: Person } & Printed) {
  const t = useMessages()
  const { list } = useFormats()
  const parts = useParts()
  const [tab] = useLinked('tab')
  const alone = parts.more.find(({ key }) => key === tab)
  return (
    <>
      <Bar person={person} />
      <Links person={person.id} parts={parts} onPrint={onPrint} />
      {person.openDuplicates > 0 && (
        <Notice tone="now" title={t('duplicate.open', { count: person.openDuplicates })}>
          <a href={hrefTo('/duplicates/:person', { person: person.id })}>{t('duplicate.compare')}</a>
        </Notice>
      )}
      {person.alsoRegistered && (
        <Notice
          title={t('person.also_registered', {
            names: list(person.alsoRegistered.map(({ name }) => name ?? t('person.no_name'))),
          })}
        >
          <a href={hrefTo('/people/:person', { person: person.id }, { tab: 'merges' })}>
            {t('person.also_see')}
          </a>
        </Notice>
      )}
      {person.withheld && (
        <Notice title={t('person.withheld')}>
          <Remedy of={{ code: 'consent.missing', data: person.withheld }} />
        </Notice>
      )}
      {alone ? (
        <Alone person={person.id} content={alone} />
      ) : (
        <Sections person={person.id} sections={parts.sections} tab={tab} onPrint={onPrint} />
      )}
    </>
  )
}

/** The way to each section, and a menu with the rest. */
function Links({ person, parts, onPrint }: { person: string; parts: Parts } & Printed) {
  const t = useMessages()
  const mayEdit = policy.change(useActor()) === true
  const to = (tab: string) => hrefTo('/people/:person', { person }, { tab })
  const more: Act[] = [
    ...parts.more.map(({ key, title }): Act => ({ key, label: t(title), href: to(key) })),
    ...(mayEdit
      ? [
          {
            key: 'edit',
            label: t('person.edit'),
            icon: 'settings' as const,
            href: hrefTo('/people/:person/edit', { person }),
          },
        ]
      : []),
    { key: 'print', label: t('person.print'), icon: 'print', onAct: onPrint },
  ]
  return (
    <nav className="person-parts screen-only" aria-label={t('person.parts')}>
      {parts.sections.map(({ key, title }) => (
        <a key={key} href={to(key)} onClick={() => goToPart(key)}>
          {t(title)}
        </a>
      ))}
      <Menu label={t('person.more')} acts={more} />
    </nav>
  )
}

function Sections({
  person,
  sections,
  tab,
  onPrint,
}: { person: string; sections: readonly Section[]; tab: string } & Printed) {
  const page = useRef<HTMLDivElement>(null)
  const [next] = useLinked('next')
  useEffect(() => {
    if (tab === '' || page.current === null) return undefined
    goToPart(tab)
    return stayAtPart(tab, page.current)
  }, [tab])
  return (
    <div ref={page} className="person-sections">
      {next === 'registered' && (
        <div className="screen-only">
          <Next person={person} onPrint={onPrint} />
        </div>
      )}
      {sections.map((section) => (
        <OneSection key={section.key} person={person} section={section} />
      ))}
    </div>
  )
}

function OneSection({ person, section: { key, title, contents } }: { person: string; section: Section }) {
  const t = useMessages()
  const heading = useId()
  return (
    <section
      id={anchor(key)}
      tabIndex={-1}
      aria-labelledby={heading}
      className={`person-section person-section-${key}`}
    >
      <h2 id={heading}>{t(title)}</h2>
      <div className="person-section-body">
        {contents.map((content) => (
          <div
            key={content.key}
            id={anchor(content.key, key)}
            tabIndex={-1}
            className={`person-content-${content.key}`}
          >
            <SlotView content={content} props={{ person }} waiting={<Loading />} />
          </div>
        ))}
      </div>
    </section>
  )
}

/** What stands behind *More*, in place of the sections. */
function Alone({ person, content }: { person: string; content: TitledContent }) {
  const t = useMessages()
  return (
    <div className="person-section">
      <div className="person-crumb">
        <a className="screen-only" href={hrefTo('/people/:person', { person })}>
          <Icon name="back" />
          {t('person.whole')}
        </a>
        <h2>{t(content.title)}</h2>
      </div>
      <SlotView content={content} props={{ person }} waiting={<Loading />} />
    </div>
  )
}
