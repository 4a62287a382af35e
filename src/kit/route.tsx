// The router: a table of lazily loaded routes, plain <a href> links, and the focus on the heading of a new
// screen.
import {
  createContext,
  createElement,
  lazy,
  startTransition,
  Suspense,
  use,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type ComponentType,
  type ReactNode,
} from 'react'
import type { CodedFields } from './pack.tsx'
import type { MessageKey } from '../kernel/messages.ts'
import type { Href, ParamNames, ParamsOf, Path } from '../kernel/paths.ts'
import type { VerbName } from '../kernel/roles.ts'
import type { IconName } from './drawings/Icon.tsx'
import type { Nav } from './shell/places.ts'

export type Params = Readonly<Record<string, string>>
/** The props of a screen: `{ params: { person } }: ScreenProps<'/people/:person'>`. */
export type ScreenProps<P extends Path> = { params: ParamsOf<P> }
type Load<Props> = () => Promise<{ default: ComponentType<Props> }>

/**
 * Whom a route or a content is for: those who may use the verb, or one of them; everyone without any. Devices keep
 * what works without a network for their users. What anybody may do is decided by the policy of each operation.
 */
export type ForVerbs = VerbName | readonly VerbName[]

/** A route of one path; its screen gets the parameters of that path and no others. */
export type RouteOf<P extends string> = {
  /** `/people/:person`: a segment with a colon is a parameter. */
  path: P
  /** Message key of the name in the navigation and in the browser's tab. */
  title: MessageKey
  load: Load<{ params: ParamsOf<P> }>
  may?: ForVerbs
  /** Shows the route, which has no parameters, in its place to those whom it is for. */
  nav?: [ParamNames<P>] extends [never] ? Nav : never
  /** The screen that it belongs to, where the address does not begin with that screen's. */
  under?: Path
  /** Lists the route in the menu under the user's name, lower `order` first. */
  menu?: [ParamNames<P>] extends [never] ? { icon: IconName; order: number } : never
  /**
   * Offers the route in the palette while a person is in view, to those whom it is for; `may` where fewer do
   * something there than may open it.
   */
  act?: [ParamNames<P>] extends ['person'] ? { icon: IconName; order: number; may?: ForVerbs } : never
  /** For phones in field work: bigger type, native controls, works offline, within the byte budget. */
  field?: boolean
  /** Works without a network though it is no field route: devices keep it too. */
  offline?: boolean
  /** May be opened without a session. */
  open?: boolean
  /**
   * Drawn without navigation: a public display, a kiosk. `panel`: beside the green panel, as on the sign-in
   * page.
   */
  bare?: boolean | 'panel'
}

export type Route = { [P in Path]: RouteOf<P> }[Path]
/** The loader of whichever route an address leads to: its parameters are what the address holds. */
export type AnyScreen = Load<{ params: Params }>

/**
 * Content that one capability adds to a slot of another's screen, by the name of the slot: `home`,
 * `person.tab`, `person.header`, `person.name`, `palette`, `palette.recent`, `network.actions`, `network.invite`,
 * `profile.notice`, `problem.<code>`.
 * Contents of a slot are sorted by `order` and shown to those whom they are for.
 */
export type SlotContent = {
  slot: string
  key: string
  /** Of the contents of a `TitledSlot`, and of no others. */
  title?: MessageKey
  order: number
  may?: ForVerbs
  load: Load<never>
}

/** Slots whose contents are sections, tabs or groups with a heading. */
export const TITLED_SLOTS = [
  'person.now',
  'person.plan',
  'person.helping',
  'person.journey',
  'person.tab',
  'palette',
  'palette.recent',
] as const
export type TitledContent = SlotContent & { title: MessageKey }

/**
 * What a capability adds to the screens, without the way to load them: `npm run manifest` writes it from what each
 * `screens/routes.tsx` exports, and `load` gets that file, with its exports in the same order.
 */
export type Screens = {
  readonly load: () => Promise<{ routes?: readonly Route[]; slots?: readonly SlotContent[] }>
  readonly routes?: readonly Omit<Route, 'load'>[]
  readonly slots?: readonly Omit<SlotContent, 'load'>[]
  readonly coded?: CodedFields
}

/* The address is the state: one store on top of the browser's history. */
const listeners = new Set<() => void>()
/** Forms with unsaved input; each asks before the screen is left. */
const blockers = new Set<() => boolean>()
let arrivals = 0
/** The address of the current screen, to restore when the user cancels the back button. */
let currentUrl = new URL('http://localhost')

/** Whether the user goes on though something is unsaved; asks where something is. */
export const mayLeave = (): boolean => !isBlocked()
const isBlocked = () => [...blockers].some((ask) => !ask())

const address = () => location.pathname + location.search

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function announce() {
  startTransition(() => listeners.forEach((listener) => listener()))
}

/** Names an entry of the browser's history. */
const entryName = () => (history.state as { entry?: string } | null)?.entry ?? ''
const newEntry = () => ({ entry: String(Math.random()) })

type Going = { replace?: boolean; sought?: string }

/**
 * Goes to a route of the application; with `replace`, the back button skips the current one. `sought` is what the
 * next screen finds in `useSought`.
 */
export const navigate: (to: Href, going?: Going) => void = goTo

function goTo(to: string, { replace = false, sought }: Going = {}) {
  const next = new URL(to, location.href)
  const moved = next.pathname !== location.pathname
  if (moved && isBlocked()) return
  history[replace ? 'replaceState' : 'pushState'](replace ? history.state : newEntry(), '', next)
  if (sought !== undefined) soughtAt.set(entryName(), sought)
  currentUrl = next
  if (moved) {
    arrivals += 1
    scrollTo(0, 0)
  }
  announce()
}

function onPop() {
  if (location.pathname !== currentUrl.pathname && isBlocked()) {
    history.pushState(newEntry(), '', currentUrl)
    return
  }
  currentUrl = new URL(location.href)
  arrivals += 1
  announce()
}

/** Whether a click is to be followed here: not by the browser in a new tab, and not handled yet. */
export const isPlainClick = (event: MouseEvent): boolean =>
  !event.defaultPrevented &&
  event.button === 0 &&
  !event.metaKey &&
  !event.ctrlKey &&
  !event.shiftKey &&
  !event.altKey

/**
 * Handles clicks on links within the application without a reload; new tabs, downloads and other sites are
 * left to the browser.
 */
function onClick(event: MouseEvent) {
  if (!isPlainClick(event)) return
  const link = (event.target as Element | null)?.closest<HTMLAnchorElement>('a[href]')
  if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return
  if (link.pathname.startsWith('/api/') || (link.hash !== '' && link.pathname === location.pathname)) return
  event.preventDefault()
  goTo(link.href)
}

export function startRouting() {
  // What was typed before a reload is gone with the memory of the page; what a screen noted in the entry stays
  // (an own view that could not be closed must not open again).
  history.replaceState({ ...(history.state as object | null), ...newEntry() }, '')
  currentUrl = new URL(location.href)
  addEventListener('popstate', onPop)
  document.addEventListener('click', onClick)
}

export function useAddress(): { path: string; search: URLSearchParams } {
  const current = useSyncExternalStore(subscribe, address)
  return useMemo(() => {
    const [path = '/', search = ''] = current.split('?')
    return { path, search: new URLSearchParams(search) }
  }, [current])
}

/**
 * State in the address's query, so that the link of a filtered list can be sent to a colleague: `const [q,
 * setQ] = useLinked('q')`.
 */
export function useLinked(name: string, fallback = ''): [string, (value: string) => void] {
  const { search } = useAddress()
  return [
    search.get(name) ?? fallback,
    (value) => {
      const next = new URL(location.href)
      if (value === fallback) next.searchParams.delete(name)
      else next.searchParams.set(name, value)
      goTo(next.href, { replace: true })
    },
  ]
}

/* What was searched for, by the entry of the history: the back button finds it, and a reload forgets it. */
const soughtAt = new Map<string, string>()

/**
 * The text of a search for people: `const [text, setText] = useSought()`. Not in the address, which the browser
 * keeps in its history, shows when the screen is locked, and sends to a server that logs it. A link with `?q=`
 * fills it in, and the address forgets it at once.
 */
export function useSought(): [string, (text: string) => void] {
  const [linked, setLinked] = useLinked('q')
  const [text, setText] = useState(() => linked || (soughtAt.get(entryName()) ?? ''))
  useEffect(() => {
    soughtAt.set(entryName(), text)
  }, [text])
  const forget = useEffectEvent(() => setLinked(''))
  useEffect(() => {
    if (linked !== '') forget()
  }, [linked])
  return [text, setText]
}

/**
 * Asks for confirmation before leaving unsaved work.
 * @returns a `navigate` that does not ask, for after saving
 */
export function useUnsaved(unsaved: boolean, question: string): (to: Href) => void {
  useEffect(() => {
    if (!unsaved) return
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', onLeave)
    const ask = () => confirm(question)
    blockers.add(ask)
    return () => {
      removeEventListener('beforeunload', onLeave)
      blockers.delete(ask)
    }
  }, [unsaved, question])
  return (to) => {
    forgetUnsaved()
    navigate(to)
  }
}

/** What was typed on this screen is saved: leaving it asks nothing. */
export const forgetUnsaved = () => blockers.clear()

/** A segment of an address, decoded; undefined when its encoding is invalid. */
function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}

/** The route of a path and its parameters; a literal segment takes precedence over a parameter. */
export function matchRoute<R extends { path: string }>(routes: readonly R[], path: string) {
  const wanted = path.split('/').filter(Boolean)
  let best: { route: R; params: Params; written: number } | undefined
  for (const route of routes) {
    const pattern = route.path.split('/').filter(Boolean)
    if (pattern.length !== wanted.length) continue
    const params: Record<string, string> = {}
    const fits = pattern.every((segment, index) => {
      const value = wanted[index] ?? ''
      if (!segment.startsWith(':')) return segment === value
      const text = decoded(value)
      if (text === undefined) return false
      params[segment.slice(1)] = text
      return true
    })
    const written = pattern.filter((segment) => !segment.startsWith(':')).length
    if (fits && (best === undefined || written > best.written)) best = { route, params, written }
  }
  return best
}

/* One lazy component per loader, shared by all that render it. */
const lazies = new WeakMap<object, unknown>()

export function lazyOf<Props>(load: Load<Props>): ComponentType<Props> {
  const known = lazies.get(load)
  if (known !== undefined) return known as ComponentType<Props>
  const component = lazy(load as Load<object>) as unknown as ComponentType<Props>
  lazies.set(load, component)
  return component
}

const Slots = createContext<readonly SlotContent[]>([])

export function SlotsProvider({ slots, children }: { slots: readonly SlotContent[]; children: ReactNode }) {
  return <Slots value={slots}>{children}</Slots>
}

/** The contents of a slot, sorted by `order`. */
export function useSlot(place: (typeof TITLED_SLOTS)[number]): readonly TitledContent[]
export function useSlot(place: string): readonly SlotContent[]
export function useSlot(place: string): readonly SlotContent[] {
  const slots = use(Slots)
  return useMemo(
    () => slots.filter((content) => content.slot === place).sort((a, b) => a.order - b.order),
    [slots, place],
  )
}

/** Draws one content of a slot with the props of the slot. */
export function SlotView<Props extends object>({
  content,
  props,
  waiting = null,
}: {
  content: SlotContent
  props: Props
  waiting?: ReactNode
}) {
  return (
    <Suspense fallback={waiting}>
      {createElement(lazyOf(content.load as unknown as Load<Props>), props)}
    </Suspense>
  )
}

/**
 * Sets the title of the page in the browser's tab. Never a name of somebody: the browser's history shows it to
 * whoever holds the device next, locked or not.
 */
export function useTitle(title: string) {
  useEffect(() => {
    document.title = title === '' ? 'Arraigo' : `${title} · Arraigo`
  }, [title])
}

/** The heading of the screen that is drawn, which may be somebody's name: in memory only, gone with the screen. */
let drawnHeading = ''

export const useDrawnHeading = (): string => useSyncExternalStore(subscribe, () => drawnHeading)

/**
 * Gives the heading the focus when the user arrives by a link, so that screen readers start at the new page, and
 * lets the header of the application repeat it.
 */
export function useArrival<T extends HTMLElement>(text: string) {
  const heading = useRef<T>(null)
  useEffect(() => {
    if (arrivals > 0) heading.current?.focus({ preventScroll: true })
  }, [])
  useEffect(() => {
    drawnHeading = text
    announce()
    return () => {
      drawnHeading = ''
    }
  }, [text])
  return heading
}
