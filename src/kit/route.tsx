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
  useMemo,
  useRef,
  useSyncExternalStore,
  type ComponentType,
  type ReactNode,
} from 'react'
import type { CodedFields } from './pack.tsx'
import type { May } from '../kernel/actor.ts'
import type { MessageKey } from '../kernel/messages.ts'
import type { Href, ParamNames, ParamsOf, Path } from '../kernel/paths.ts'
import type { IconName } from './Icon.tsx'
import type { Nav } from './shell/places.ts'

export type Params = Readonly<Record<string, string>>
/** The props of a screen: `{ params: { person } }: ScreenProps<'/people/:person'>`. */
export type ScreenProps<P extends Path> = { params: ParamsOf<P> }
type Load<Props> = () => Promise<{ default: ComponentType<Props> }>

/** A route of one path; its screen gets the parameters of that path and no others. */
export type RouteOf<P extends string> = {
  /** `/people/:person`: a segment with a colon is a parameter. */
  path: P
  /** Message key of the name in the navigation and in the browser's tab. */
  title: MessageKey
  load: Load<{ params: ParamsOf<P> }>
  /** Shows the route, which has no parameters, in its place to those whom the policy allows (all without one). */
  nav?: [ParamNames<P>] extends [never] ? Nav : never
  /** The screen that it belongs to, where the address does not begin with that screen's. */
  under?: Path
  /** Lists the route in the menu under the user's name, lower `order` first. */
  menu?: [ParamNames<P>] extends [never] ? { icon: IconName; order: number } : never
  /** Offers the route in the palette while a person is in view, to those whom the policy allows. */
  act?: [ParamNames<P>] extends ['person'] ? { icon: IconName; order: number; may?: May } : never
  /** For phones in field work: bigger type, native controls, works offline, within the byte budget. */
  field?: boolean
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
 * `person.tab`, `person.header`, `palette`, `palette.recent`, `network.actions`, `network.invite`,
 * `profile.notice`, `problem.<code>`.
 * Contents of a slot are sorted by `order` and shown to those whom the policy allows (all without one).
 */
export type SlotContent = {
  slot: string
  key: string
  title: MessageKey
  order: number
  may?: May
  load: Load<never>
}

/** What a capability adds to the screens: what each `screens/routes.tsx` exports. */
export type Screens = {
  readonly routes?: readonly Route[]
  readonly slots?: readonly SlotContent[]
  readonly coded?: CodedFields
}

/* The address is the state: one store on top of the browser's history. */
const listeners = new Set<() => void>()
let blocker: (() => boolean) | undefined
let arrivals = 0
/** The address of the current screen, to restore when the user cancels the back button. */
let currentUrl = new URL('http://localhost')

const address = () => location.pathname + location.search

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function announce() {
  startTransition(() => listeners.forEach((listener) => listener()))
}

/** Goes to a route of the application; with `replace`, the back button skips the current one. */
export const navigate: (to: Href, options?: { replace?: boolean }) => void = goTo

function goTo(to: string, { replace = false } = {}) {
  const next = new URL(to, location.href)
  const moved = next.pathname !== location.pathname
  if (moved && blocker?.() === false) return
  history[replace ? 'replaceState' : 'pushState'](null, '', next)
  currentUrl = next
  if (moved) {
    arrivals += 1
    scrollTo(0, 0)
  }
  announce()
}

function onPop() {
  if (location.pathname !== currentUrl.pathname && blocker?.() === false) {
    history.pushState(null, '', currentUrl)
    return
  }
  currentUrl = new URL(location.href)
  arrivals += 1
  announce()
}

/**
 * Handles clicks on links within the application without a reload; new tabs, downloads and other sites are
 * left to the browser.
 */
function onClick(event: MouseEvent) {
  if (
    event.defaultPrevented ||
    event.button !== 0 ||
    event.metaKey ||
    event.ctrlKey ||
    event.shiftKey ||
    event.altKey
  )
    return
  const link = (event.target as Element | null)?.closest<HTMLAnchorElement>('a[href]')
  if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return
  if (link.pathname.startsWith('/api/') || (link.hash !== '' && link.pathname === location.pathname)) return
  event.preventDefault()
  goTo(link.href)
}

export function startRouting() {
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

/**
 * Asks for confirmation before leaving unsaved work.
 * @returns a `navigate` that does not ask, for after saving
 */
export function useUnsaved(unsaved: boolean, question: string): (to: Href) => void {
  useEffect(() => {
    if (!unsaved) return
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', onLeave)
    blocker = () => confirm(question)
    return () => {
      removeEventListener('beforeunload', onLeave)
      blocker = undefined
    }
  }, [unsaved, question])
  return (to) => {
    blocker = undefined
    navigate(to)
  }
}

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

let pageTitle = ''

/** Sets the title of the page in the browser's tab and history. */
export function useTitle(title: string) {
  useEffect(() => {
    document.title = title === '' ? 'Arraigo' : `${title} · Arraigo`
    pageTitle = title
    announce()
  }, [title])
}

/** The title of the screen that is open. */
export const usePageTitle = (): string => useSyncExternalStore(subscribe, () => pageTitle)

/**
 * Gives the heading the focus when the user arrives by a link, so that screen readers start at the new page.
 */
export function useArrival<T extends HTMLElement>() {
  const heading = useRef<T>(null)
  useEffect(() => {
    if (arrivals > 0) heading.current?.focus({ preventScroll: true })
  }, [])
  return heading
}
