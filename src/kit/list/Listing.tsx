// A list of a capability: search, filters, a count in words, chosen columns, saved views, a file of exactly what is
// shown, and pages. Rows of a table at the desk, cards on the phone; every row opens something.
import { lazy, Suspense, useEffect, useEffectEvent, type ReactNode } from 'react'
import type { InputOf, OutputOf, Query } from '../../kernel/command.ts'
import { MOST_COUNTED, PAGE } from '../../kernel/page-size.ts'
import type { Href } from '../../kernel/paths.ts'
import { Button } from '../controls/Button.tsx'
import { SearchField, type Option } from '../fields/Field.tsx'
import { useFormats, useMessages } from '../messages.tsx'
import type { DrawingName } from '../drawings/Drawing.tsx'
import { EmptyState, Failed, Loading } from '../State.tsx'
import { useMedia } from '../useMedia.ts'
import { Columns } from './Columns.tsx'
import { Filters, LeadFilters } from './Filters.tsx'
import { ListCards } from './ListCards.tsx'
import type { default as ListMapOf, Mapped } from './ListMap.tsx'
import { ListFile } from './ListFile.tsx'
import { ListTable } from './ListTable.tsx'
import { useAskPages } from './pages.ts'
import { useListState } from './state.ts'
import { Views } from './Views.tsx'

export type ListColumn<Item> = {
  key: string
  title: string
  cell: (item: Item) => ReactNode
  /** What the row is called, and the link to what it opens. One column of the list. */
  names?: boolean
  /** Figures are aligned at the end. */
  figure?: boolean
  /** What it holds stays on one line: a day, a state. */
  tight?: boolean
  /** The order of the query that sorts by it. */
  sort?: string
  /** Sorted by it, the highest or latest comes first. */
  downFirst?: boolean
  /** Shown once it is chosen. */
  unusual?: boolean
  /** What a card says instead, where no heading stands above it. */
  onCard?: (item: Item) => ReactNode
  /** On a card: at its end, after its title, or not at all; else in its lines. */
  card?: 'end' | 'titled' | 'none'
}

export type ListFilter = {
  key: string
  label: string
  options: readonly Option[]
  /** What the list holds when nothing is chosen; without it one of the options is always chosen. */
  every?: string
  /** What is chosen at first. */
  usual?: string
  /** What the list is of, before all else: a few choices that are always in sight. */
  lead?: boolean
}

export type ListingProps<Q extends Query, Item> = {
  /** Names the list in saved views. It never changes. */
  name: string
  label: string
  of: Q
  /** What the chosen filters mean for the query. */
  input: (chosen: Readonly<Record<string, string>>) => object
  rows: (answer: OutputOf<Q>) => readonly Item[]
  rowKey: (item: Item) => string
  href: (item: Item) => Href
  columns: readonly ListColumn<Item>[]
  /** With the first answer, where what a filter says depends on it. */
  filters?: readonly ListFilter[] | ((answer: OutputOf<Q> | undefined) => readonly ListFilter[])
  /** The name of the search field; without it there is none. */
  find?: string
  /** The same in fewer words, to be read in the field itself on a phone. */
  findShort?: string
  /** The search is for people: its text is neither in the address nor in a saved view. */
  people?: boolean
  /** `false`: it has no saved views. */
  views?: false
  /** The order at first: that of the query, the highest or latest first with a dash before it. */
  sort: string
  /** "12 services": what is counted, in words. */
  counted: (count: number) => string
  /** What is shown while there is nothing at all, and what to do. */
  nothing: { title: string; help?: ReactNode; action?: ReactNode; drawing?: DrawingName }
  /** What is shown when nothing matches. */
  none: string
  refreshOn?: readonly string[]
  /** There is a file of it. */
  file?: boolean
  /** There is a map of it. */
  map?: Mapped<Item>
  /** What else is done with all that is listed, in the place of the file. */
  tools?: (all: { sought: object; total: number; columns: readonly string[] }) => ReactNode
  /** The row waits for the reader, or is late. */
  mark?: (item: Item) => 'now' | 'late' | undefined
}

const ListMap = lazy(() => import('./ListMap.tsx')) as unknown as typeof ListMapOf
/** More than that are not read for a map. */
const MOST_READ = 500

/** From here on rows of a table fit. */
const WIDE = '(min-width: 48rem)'

export function Listing<Q extends Query, Item>(props: ListingProps<Q, Item>) {
  const { of, rows, columns, filters: given = [], sort, people = false } = props
  const filtersOf = typeof given === 'function' ? given : () => given
  const t = useMessages()
  const { number } = useFormats()
  const wide = useMedia(WIDE)
  const first = { sort: sort.replace(/^-/u, ''), down: sort.startsWith('-') }
  const plain = filtersOf(undefined)
  const usual = Object.fromEntries(plain.map((filter) => [filter.key, filter.usual ?? '']))
  const lead = plain.flatMap((filter) => (filter.lead ? [filter.key] : []))
  const state = useListState(usual, first, people, lead)
  // An order that the list does not have comes from an old link.
  const known = columns.some((column) => column.sort === state.sort) || state.sort === first.sort
  const by = known ? state : first
  const words = props.find === undefined ? '' : state.text.trim().slice(0, 100)
  const sought = {
    ...props.input(state.chosen),
    ...(words !== '' && { words }),
    sort: by.sort,
    down: by.down,
  }
  const asked = useAskPages(
    of,
    (after) =>
      ({ ...sought, limit: PAGE, ...(after === undefined ? { count: true } : { after }) }) as InputOf<Q>,
    props.refreshOn,
  )
  const filters = filtersOf(asked.pages?.[0])
  const chosen = state.columns ?? columns.filter(({ unusual }) => !unusual).map(({ key }) => key)
  const shown = columns.filter(({ key, names }) => names || chosen.includes(key))
  const items = asked.pages?.flatMap(rows)
  const total = (asked.pages?.[0] as { total?: number } | undefined)?.total ?? items?.length ?? 0
  const inWords =
    total > MOST_COUNTED ? t('kit.list.more_than', { count: number(MOST_COUNTED) }) : props.counted(total)
  const hasMap = props.map !== undefined && state.hasMap
  // The map is of all that is found, and not of the first page.
  const isToBeRead = hasMap && !asked.reading && items !== undefined && items.length < MOST_READ
  const readOn = useEffectEvent(() => asked.more?.())
  useEffect(() => {
    if (isToBeRead) readOn()
  }, [isToBeRead, items?.length])
  const view = { items: items ?? [], ...props, columns: shown, by, sortBy: state.sortBy }
  const rowsOf = wide ? <ListTable {...view} /> : <ListCards {...view} />
  return (
    <div className="listing">
      <LeadFilters filters={filters} state={state} />
      <div className="list-narrow screen-only">
        {props.find !== undefined && (
          <SearchField
            label={props.find}
            placeholder={props.findShort ?? props.find}
            value={state.text}
            onChange={state.setText}
          />
        )}
        <Filters filters={filters} columns={columns} state={state} by={by} first={first} wide={wide} />
      </div>
      <div className="list-bar screen-only">
        <output className="list-count">
          {items !== undefined &&
            (items.length < total
              ? t('kit.list.of', { shown: number(items.length), all: inWords })
              : inWords)}
        </output>
        {state.isNarrowed && (
          <Button kind="quiet" icon="close" onClick={state.clear}>
            {t('kit.list.clear')}
          </Button>
        )}
        <div className="list-tools">
          {props.map && (
            <Button kind="quiet" icon="map" aria-pressed={hasMap} onClick={() => state.showMap(!hasMap)}>
              {t('kit.map.title')}
            </Button>
          )}
          {wide && <Columns columns={columns} chosen={chosen} onChoose={state.showColumns} />}
          {props.views !== false && <Views list={props.name} path={state.path} search={state.search} />}
          {props.file && total > 0 && <ListFile of={of} sought={sought} total={total} />}
          {total > 0 && props.tools?.({ sought, total, columns: shown.map(({ key }) => key) })}
        </div>
      </div>
      {asked.fromDevice && <p className="from-device small soft">{t('kit.from_device')}</p>}
      {items === undefined ? (
        asked.problem ? (
          <Failed problem={asked.problem} again={asked.again} />
        ) : (
          <Loading lines={8} />
        )
      ) : items.length > 0 ? (
        <>
          {props.map && hasMap ? (
            <Suspense fallback={rowsOf}>
              <ListMap {...view} map={props.map} wide={wide} counted={props.counted} />
            </Suspense>
          ) : (
            rowsOf
          )}
          {asked.more && (
            <div className="list-more screen-only">
              <Button icon="down" busy={asked.reading} onClick={asked.more}>
                {t('kit.list.more')}
              </Button>
            </div>
          )}
        </>
      ) : state.isNarrowed ? (
        <EmptyState
          title={props.none}
          drawing="seed"
          action={<Button onClick={state.clear}>{t('kit.list.clear')}</Button>}
        >
          {t('kit.list.none_help')}
        </EmptyState>
      ) : (
        <EmptyState
          title={props.nothing.title}
          drawing={props.nothing.drawing ?? 'seed'}
          action={props.nothing.action}
        >
          {props.nothing.help}
        </EmptyState>
      )}
    </div>
  )
}
