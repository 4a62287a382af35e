// The places of the application, which of them a user sees and in which order, and which place an address
// belongs to. The map is docs/navigation.md; tests/navigation.test.ts compares.
import type { Actor } from '../../kernel/actor.ts'
import type { MessageKey } from '../../kernel/messages.ts'
import type { Path, PlainPath } from '../../kernel/paths.ts'
import { ROLES, type Role } from '../../kernel/role.ts'
import type { IconName } from '../drawings/Icon.tsx'
import type { ForVerbs } from '../route.tsx'
import { isFor } from '../session.tsx'

export const PLACES = [
  'today',
  'people',
  'work',
  'services',
  'results',
  'figures',
  'public',
  'protection',
  'administration',
] as const
export type Place = (typeof PLACES)[number]

/** The parts of the index of Administration, in order; their names are `kit.administration.<part>`. */
export const PARTS = ['staff', 'organisation', 'access', 'application'] as const
export type Part = (typeof PARTS)[number]

/** How a route is shown in the navigation; in Administration also what it is for, in one line. */
export type Nav = {
  icon: IconName
  /** Lower first; no two of one place have the same. The lowest is where the place's link leads. */
  order: number
} & (
  | { place: Exclude<Place, 'administration'> }
  | { place: 'administration'; part: Part; purpose: MessageKey }
)

/** Most places on the rail of a desk, and in the bar of a phone; the others are under *More*. */
export const ON_RAIL = 6
export const IN_BAR = 4

export const ICONS: Readonly<Record<Place, IconName>> = {
  today: 'home',
  people: 'people',
  work: 'referral',
  services: 'directory',
  results: 'flag',
  figures: 'chart',
  public: 'globe',
  protection: 'shield',
  administration: 'settings',
}

/** Administration has a page of its own, which lists its screens; the others open their first screen. */
const INDEX: Partial<Record<Place, PlainPath>> = { administration: '/administration' }

/** What a role needs most often comes first. */
const ORDER: Readonly<Record<Role, readonly Place[]>> = {
  front_desk: ['today', 'people', 'work', 'services', 'figures', 'protection'],
  orientation: ['today', 'people', 'work', 'services', 'results', 'figures'],
  case_manager: ['today', 'people', 'work', 'services', 'results', 'protection'],
  supervisor: ['today', 'people', 'work', 'results', 'figures', 'services'],
  provider: ['today', 'work', 'people', 'services', 'results', 'protection'],
  coordinator: ['today', 'work', 'figures', 'results', 'services', 'administration'],
  analyst: ['today', 'figures', 'results', 'services', 'public', 'administration'],
  communications: ['today', 'public', 'figures', 'services', 'results', 'administration'],
  verifier: ['today', 'results', 'figures', 'services', 'administration'],
  funder: ['today', 'results', 'figures', 'services', 'public', 'administration'],
  data_protection_officer: ['today', 'protection', 'figures', 'services', 'administration'],
  administrator: ['today', 'administration', 'services', 'protection', 'figures', 'people'],
}

/** What the navigation reads of a route. */
export type Placed = {
  path: Path
  title: MessageKey
  nav?: Nav
  may?: ForVerbs
  under?: Path
  open?: boolean
}
export type Screen = Placed & { path: PlainPath; nav: Nav }

export type PlaceShown = {
  place: Place
  /** Its name; *Work* with one screen is called what that screen is. */
  title: MessageKey
  /** Where its link leads. */
  href: PlainPath
  /** The screens in it that the user may open, in order. */
  screens: readonly Screen[]
  /** It is in the order of one of the user's roles; the others are only under *More*. */
  isOwn: boolean
}

/** Which of the places stand in a bar that has room for so many, and which are under *More*. */
export function split(
  places: readonly PlaceShown[],
  most: number,
): { first: readonly PlaceShown[]; rest: readonly PlaceShown[] } {
  const first = places.filter(({ isOwn }) => isOwn).slice(0, most)
  return { first, rest: places.filter((shown) => !first.includes(shown)) }
}

/**
 * The order of the places for somebody with these roles: that of the first role in the table, then what the
 * others add. An organisation's own roles have no order of their own, and take that of `PLACES`.
 */
export function orderFor(roles: readonly string[]): readonly Place[] {
  const held = ROLES.filter((role) => roles.includes(role))
  return held.length === 0 ? PLACES : [...new Set(held.flatMap((role) => ORDER[role]))]
}

/**
 * The places in which an actor may open at least one screen: those of their role's order first, then the
 * others.
 */
export function placesOf(routes: readonly Placed[], actor: Actor): readonly PlaceShown[] {
  const screens = routes
    .filter((route): route is Screen => route.nav !== undefined)
    .filter((screen) => isFor(actor, screen))
    .toSorted((a, b) => a.nav.order - b.nav.order)
  const order = orderFor(actor.roles)
  return [...new Set([...order, ...PLACES])].flatMap((place) => {
    const here = screens.filter(({ nav }) => nav.place === place)
    const [first] = here
    const isOwn = order.includes(place)
    if (!first) return []
    const title = place === 'work' && here.length === 1 ? first.title : (`kit.place.${place}` as const)
    return [{ place, title, href: INDEX[place] ?? first.path, screens: here, isOwn }]
  })
}

/** Where an address is: its place, and the screen of the navigation that it belongs to. */
export type Whereabouts = { place: Place; screen?: Screen }

/**
 * Finds the place of a route: its own, that of the route it is declared under, or that of the longest path
 * which it begins with.
 */
export function whereIs(routes: readonly Placed[], path: string): Whereabouts | undefined {
  const route = routes.find((each) => each.path === path)
  if (route?.nav) return { place: route.nav.place, screen: route as Screen }
  const index = PLACES.find((place) => INDEX[place] === path)
  if (index) return { place: index }
  if (route?.under) return whereIs(routes, route.under)
  const above = path.slice(0, path.lastIndexOf('/'))
  return above === '' ? undefined : whereIs(routes, above)
}
