// What the palette finds: recent people, what can be done for the person in view, places and screens, and
// what capabilities find by the text.
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import { hrefTo, type Href } from '../../kernel/paths.ts'
import { Icon, type IconName } from '../drawings/Icon.tsx'
import { useMessages } from '../messages.tsx'
import { SlotView, useSlot, type SlotContent } from '../route.tsx'
import { isFor, useSession } from '../session.tsx'
import { Keys } from './Keys.tsx'
import { useMenuRoutes, usePersonInView, usePlaces } from './navigation.tsx'
import { ICONS } from './places.ts'
import { IN_PALETTE } from './shortcut-lists.ts'
import { keysTo, type Keys as Pressed } from './shortcuts.ts'
import { plain } from '../letters.ts'

/** Most rows of one group. */
const MOST = 8

/**
 * What a content of the slots `palette` and `palette.recent` gets: it draws a `<ul>` of links that call
 * `onGo`, and reports how many it shows of this text (undefined while it searches).
 */
export type Finding = {
  text: string
  onGo: () => void
  onFound: (text: string, count: number | undefined) => void
}

type Row = { href: Href; icon: IconName; title: string; detail?: string; keys?: Pressed }

/** Places and screens: without a text the places, with one all whose name or place has it. */
function useGo(text: string): Row[] {
  const t = useMessages()
  const places = usePlaces()
  const menu = useMenuRoutes()
  if (text === '')
    return places.map(({ place, title, href }) => ({
      href,
      icon: ICONS[place],
      title: t(title),
      keys: keysTo(place),
    }))
  const rows: Row[] = [
    ...places.flatMap(({ place, title: of, href, screens }): Row[] => {
      const named = t(of)
      return [
        { href, icon: ICONS[place], title: named, keys: keysTo(place) },
        ...screens.map(({ path, title, nav }) => ({
          href: path,
          icon: nav.icon,
          title: t(title),
          detail: named,
        })),
      ]
    }),
    ...menu.map(({ path, title, menu: { icon } }) => ({ href: path, icon, title: t(title) })),
  ]
  const [inTitle, elsewhere] = [
    rows.filter(({ title }) => plain(title).includes(plain(text))),
    rows.filter(
      ({ title, detail = '' }) => !plain(title).includes(plain(text)) && plain(detail).includes(plain(text)),
    ),
  ]
  const seen = new Set<string>()
  return [...inTitle, ...elsewhere].filter(({ href }) => !seen.has(href) && seen.add(href))
}

/** What the user may do for the person in view, and the parts of that person's record. */
function useActs(text: string): Row[] {
  const t = useMessages()
  const actor = useSession()?.actor
  const inView = usePersonInView()
  const tabs = [
    ...useSlot('person.plan'),
    ...useSlot('person.helping'),
    ...useSlot('person.journey'),
    ...useSlot('person.tab'),
  ].filter((content) => isFor(actor, content))
  if (inView === undefined) return []
  const { person, acts } = inView
  const rows: Row[] = [
    ...acts.map(({ path, title, act: { icon } }) => ({
      // Only a path with the one parameter `:person` can declare an act.
      href: hrefTo(path as '/people/:person', { person }),
      icon,
      title: t(title),
    })),
    ...tabs.map(({ key, title }) => ({
      href: hrefTo('/people/:person', { person }, { tab: key }),
      icon: 'person' as const,
      title: t(title),
      detail: t('kit.palette.record'),
    })),
  ]
  return rows.filter(({ title }) => plain(title).includes(plain(text)))
}

/** Contents of several slots may have the same key. */
const keyOf = ({ slot, key }: SlotContent) => `${slot} ${key}`

export default function Results({
  text,
  namesHidden,
  opensFirst,
  onGo,
  onOpened,
}: {
  text: string
  /** Names are hidden on this screen: nobody is found and nobody is recalled. */
  namesHidden: boolean
  opensFirst: boolean
  onGo: () => void
  onOpened: () => void
}) {
  const t = useMessages()
  const actor = useSession()?.actor
  const box = useRef<HTMLDivElement>(null)
  const acts = useActs(text).slice(0, MOST)
  const screens = useGo(text).slice(0, MOST + 1)
  const recent = useSlot('palette.recent').filter((content) => !namesHidden && isFor(actor, content))
  const finders = useSlot('palette').filter((content) => !namesHidden && isFor(actor, content))
  const [found, setFound] = useState<Readonly<Record<string, { text: string; count: number | undefined }>>>(
    {},
  )
  const onFound = useCallback(
    (key: string, of: string, count: number | undefined) =>
      setFound((before) => ({ ...before, [key]: { text: of, count } })),
    [],
  )
  const counts = [...recent, ...finders].map((content) => {
    const last = found[keyOf(content)]
    return last?.text === text ? last.count : undefined
  })
  const isComplete = counts.every((count) => count !== undefined)
  const total = acts.length + screens.length + counts.reduce<number>((sum, count) => sum + (count ?? 0), 0)

  useEffect(() => {
    if (!opensFirst) return
    if (total > 0) box.current?.querySelector('a')?.click()
    if (total > 0 || isComplete) onOpened()
  }, [opensFirst, total, isComplete, onOpened])

  const drawn = (contents: typeof finders) =>
    contents.map((content) => (
      <Group key={keyOf(content)} title={t(content.title)}>
        <SlotView
          content={content}
          props={{
            text,
            onGo,
            onFound: (of: string, count: number | undefined) => onFound(keyOf(content), of, count),
          }}
        />
      </Group>
    ))

  return (
    <>
      <div ref={box}>
        {drawn(recent)}
        <Rows title={t('kit.palette.do')} rows={acts} onGo={onGo} />
        <Rows title={t('kit.palette.go')} rows={screens} onGo={onGo} />
        {drawn(finders)}
      </div>
      {namesHidden && <p className="soft">{t('kit.palette.names_hidden')}</p>}
      <div className="palette-foot">
        <p role="status">{isComplete ? t('kit.palette.count', { count: total }) : ''}</p>
        <dl>
          {IN_PALETTE.map(({ keys, does }) => (
            <div key={does}>
              <dt>{t(does)}</dt>
              <dd>
                <Keys of={keys} />
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </>
  )
}

/** A group without rows is not shown (palette.css). */
function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="palette-group" aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

function Rows({ title, rows, onGo }: { title: string; rows: readonly Row[]; onGo: () => void }) {
  if (rows.length === 0) return null
  return (
    <Group title={title}>
      <ul>
        {rows.map(({ href, icon, title: words, detail, keys }) => (
          <li key={href}>
            <a href={href} onClick={onGo}>
              <Icon name={icon} />
              <span>
                {words} {detail && <span className="soft">{detail}</span>}
              </span>
              {keys && <Keys of={keys} />}
            </a>
          </li>
        ))}
      </ul>
    </Group>
  )
}
