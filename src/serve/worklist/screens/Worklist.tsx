// Everything that waits for the user in one list by lateness, with the figures of the role above it.
import {
  createElement,
  Suspense,
  useEffect,
  useEffectEvent,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react'
import type { OutputOf } from '../../../kernel/command.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { WORK_STATES, type WorkItem, type WorkState } from '../../../kernel/worklist.ts'
import { useKept } from '../../../device/hooks.tsx'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk, type Asked } from '../../../kit/data.tsx'
import { Icon } from '../../../kit/drawings/Icon.tsx'
import { useLookup, useMessages } from '../../../kit/messages.tsx'
import { later } from '../../../kit/later.tsx'
import { lazyOf, useLinked } from '../../../kit/route.tsx'
import { useActor } from '../../../kit/session.tsx'
import { Failed, Loading, Notice } from '../../../kit/State.tsx'
import type { WorkPart, WorkScreens, WorkView } from '../../../kit/work.ts'
import { listWork } from '../operations.ts'
import { Strip } from './Strip.tsx'
import { WorkRow } from './WorkRow.tsx'
import './worklist.css'

/** Of those for whom nothing waits, and of no others. */
const Nothing = later(() => import('./Nothing.tsx'), <Loading lines={4} />, 'drawn')

/** What narrows the list is drawn after it. */
const KindFilter = later(() => import('./KindFilter.tsx'), null, 'drawn')

/** Of those who left a form unfinished. */
const Unfinished = later(() => import('./Unfinished.tsx'), null, 'drawn')

type Page = OutputOf<typeof listWork>

/** How what waits and the figures of a page are shown; undefined until the parts of those capabilities are loaded. */
function useViews(parts: readonly WorkPart[], page: Page | undefined) {
  const [loaded, setLoaded] = useState<ReadonlyMap<WorkPart, WorkScreens>>(new Map())
  const names = new Set([
    ...(page?.counts.map(({ kind }) => kind) ?? []),
    ...(page?.figures.map(({ figure }) => figure) ?? []),
  ])
  const wanted = parts.filter(({ kinds, figures }) => [...kinds, ...figures].some((name) => names.has(name)))
  const missing = wanted.filter((part) => !loaded.has(part))
  const load = useEffectEvent(() =>
    Promise.all(missing.map(async (part) => [part, await part.load()] as const)),
  )
  useEffect(() => {
    if (missing.length === 0) return
    load().then(
      (found) => setLoaded((before) => new Map([...before, ...found])),
      // Thrown during rendering, so that the error boundary offers to reload the page.
      (error: unknown) =>
        setLoaded(() => {
          throw error
        }),
    )
  }, [missing.length])
  // A kind that comes later is drawn when its part is there; what is drawn stays.
  if (page === undefined || (loaded.size === 0 && missing.length > 0)) return undefined
  const screens = [...loaded.values()]
  return {
    views: new Map(screens.flatMap(({ work }) => Object.entries(work ?? {}))),
    hrefs: new Map(screens.flatMap(({ figures }) => Object.entries(figures ?? {}))),
  }
}

/**
 * @param notices draws what is told in cards of its own, for these kinds
 * @param hasOwn there is something to see for the role where no work waits
 * @param aside stands beside the list at a desk, and under it on a phone
 */
export function Worklist({
  parts,
  notices,
  hasOwn,
  aside,
}: {
  parts: readonly WorkPart[]
  notices: (kinds: ReadonlySet<string>) => ReactNode
  hasOwn: boolean
  aside: ReactNode
}) {
  const [kinds] = useState(() => new Set(parts.flatMap((part) => part.kinds)))
  const [nouns] = useState(() => [...new Set([...kinds].map((kind) => kind.split('.')[0] ?? ''))])
  const all = useAsk(listWork, {}, { refreshOn: nouns })
  const forms = useKept(async (device) => (await import('./unfinished.ts')).unfinishedForms(device)) ?? []
  const shown = useViews(parts, all.data)
  if (all.data === undefined && all.problem) return <Failed problem={all.problem} again={all.again} />
  if (all.data === undefined || shown === undefined) return <Loading lines={6} />
  const { views, hrefs } = shown
  const { figures, counts } = all.data
  const told = new Set(counts.flatMap(({ kind }) => (kinds.has(kind) ? [] : [kind])))
  return (
    <>
      <Strip figures={figures} hrefs={hrefs} />
      {forms.length > 0 && <Unfinished forms={forms} />}
      {notices(told)}
      <div className="work-columns">
        <Listed
          all={all}
          first={all.data}
          views={views}
          nouns={nouns}
          isTold={hasOwn || told.size > 0 || forms.length > 0}
        />
        {aside}
      </div>
    </>
  )
}

function Listed({
  all,
  first,
  views,
  nouns,
  isTold,
}: {
  all: Asked<Page>
  first: Page
  views: ReadonlyMap<string, WorkView>
  nouns: readonly string[]
  isTold: boolean
}) {
  const t = useMessages()
  const [kind, setKind] = useLinked('kind')
  const [acting, setActing] = useState<WorkItem>()
  const attention = useKept((device) => device.status())?.attention ?? 0
  // Of what is all on one page a kind is chosen here; else the server is asked.
  const part = useAsk(listWork, kind !== '' && first.next !== null ? { kind } : null, { refreshOn: nouns })
  const counts = first.counts.filter((one) => views.has(one.kind))
  if (counts.length === 0 && attention === 0) return isTold ? <div /> : <Nothing />
  const page = kind === '' ? first : first.next === null ? only(first, kind) : part.data
  const sum = (of: 'count' | 'late') => counts.reduce((total, one) => total + one[of], 0)
  const act = acting && views.get(acting.kind)?.act
  return (
    <section className="work" aria-labelledby="work-title">
      <div className="work-head">
        <h2 id="work-title">{t('work.title')}</h2>
        <p className="soft">{t('work.summary', { late: sum('late'), all: sum('count') })}</p>
        {counts.length > 1 && (
          <div className="work-filter screen-only">
            <KindFilter kind={kind} counts={counts} onChange={setKind} />
          </div>
        )}
      </div>
      {all.fromDevice && <Notice>{t('work.device_only')}</Notice>}
      {attention > 0 && (
        <ul className="work-list" aria-label={t('work.device_attention')}>
          <li className="work-row work-today">
            <Icon name="phone" />
            <a className="work-name" href={hrefTo('/attention')}>
              {t('work.device_attention')}
            </a>
            <span className="work-what">{t('kit.needs_attention', { count: attention })}</span>
          </li>
        </ul>
      )}
      {page ? (
        <Groups page={page} kind={kind} views={views} nouns={nouns} onAct={setActing} />
      ) : (
        <Loading lines={4} />
      )}
      <Reasons lines={first.lines} views={views} />
      {acting && act && (
        <Suspense>
          {createElement(lazyOf(act), {
            line: acting,
            onClose: () => setActing(undefined),
            onDone() {
              setActing(undefined)
              all.again()
            },
          })}
        </Suspense>
      )}
    </section>
  )
}

const only = (page: Page, kind: string): Page => ({
  ...page,
  lines: page.lines.filter((line) => line.kind === kind),
})

/** Moves the focus between the lines, up and down. */
function onArrow(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined || !(event.target as Element).matches('.work-name')) return
  const links = [...document.querySelectorAll<HTMLElement>('.work .work-name')]
  const next = links[links.indexOf(event.target as HTMLElement) + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}

/** The lines of one page in their groups, and then the next page when it is asked for. */
function Groups({
  page,
  kind,
  views,
  nouns,
  onAct,
  before,
}: {
  page: Page
  kind: string
  views: ReadonlyMap<string, WorkView>
  nouns: readonly string[]
  onAct: (line: WorkItem) => void
  /** The group in which the page before ended. */
  before?: WorkState | undefined
}) {
  const t = useMessages()
  const [wantsMore, setWantsMore] = useState(false)
  const after = wantsMore ? page.next : null
  const rest = useAsk(listWork, after === null ? null : { after, ...(kind !== '' && { kind }) }, {
    refreshOn: nouns,
  })
  const shown = page.lines.filter((line) => views.has(line.kind))
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- arrows move between the links in it
    <div className="work-groups" onKeyDown={onArrow}>
      {WORK_STATES.map((state) => {
        const lines = shown.filter((line) => line.state === state)
        if (lines.length === 0) return null
        return (
          <div key={state} className="work-group">
            {state !== before && (
              <h3 className={`work-state work-state-${state}`}>{t(`work.state.${state}`)}</h3>
            )}
            <ul className="work-list" aria-label={t(`work.state.${state}`)}>
              {lines.map((line) => {
                const view = views.get(line.kind)
                return (
                  view && <WorkRow key={`${line.kind} ${line.id}`} line={line} view={view} onAct={onAct} />
                )
              })}
            </ul>
          </div>
        )
      })}
      {rest.data ? (
        <Groups
          page={rest.data}
          before={shown.at(-1)?.state}
          kind={kind}
          views={views}
          nouns={nouns}
          onAct={onAct}
        />
      ) : (
        page.next !== null && (
          <Button kind="quiet" busy={rest.loading} onClick={() => setWantsMore(true)}>
            {t('work.more')}
          </Button>
        )
      )}
      {rest.problem && <Failed problem={rest.problem} again={rest.again} />}
    </div>
  )
}

/** Why acts of these lines are not offered: said once, not on every line. */
function Reasons({ lines, views }: { lines: readonly WorkItem[]; views: ReadonlyMap<string, WorkView> }) {
  const t = useMessages()
  const lookup = useLookup()
  const actor = useActor()
  const kinds = [...new Set(lines.map(({ kind }) => kind))]
  const reasons = kinds.flatMap((kind) => {
    const view = views.get(kind)
    if (!view?.act || !view.may) return []
    const verdict = view.may(actor)
    return verdict === true
      ? []
      : [t('work.not_yours', { act: lookup(`work.${kind}.act`), reason: lookup(verdict.reason) })]
  })
  if (reasons.length === 0) return null
  return <p className="soft small screen-only">{reasons.join(' ')}</p>
}
