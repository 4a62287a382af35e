// The places of docs/navigation.md are those that the screens make: for each role, on the rail, side by side
// and by links.
import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { routes } from '../src/entry/screens.tsx'
import type { Actor } from '../src/kernel/actor.ts'
import { hrefTo } from '../src/kernel/paths.ts'
import { grantsOf, rolesOf, Role, type OrganisationClass } from '../src/kernel/roles.ts'
import { isFor } from '../src/kit/session.tsx'
import { ON_RAIL, orderFor, PLACES, placesOf, split, whereIs, type Place } from '../src/kit/shell/places.ts'

const page = readFileSync('docs/navigation.md', 'utf8')
const words = JSON.parse(readFileSync('src/kit/messages/en.json', 'utf8')) as Record<string, string>
const placeNamed = new Map(PLACES.map((place) => [words[`kit.place.${place}`], place]))

/** The rows of the table of the document whose first column has this head, without the head. */
function tableOf(head: string): string[][] {
  const [, rows = ''] = new RegExp(`^\\| ${head} \\|.*\\n\\|[-| ]*\\n((?:\\|.*\\n)+)`, 'mu').exec(page) ?? []
  return rows
    .trim()
    .split('\n')
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}

const roleNamed = (name: string) => name.replaceAll(/[ -]/gu, '_')
const namedPlaces = (cell: string) =>
  (cell === '' ? [] : cell.split(', ')).map((name) => {
    const place = placeNamed.get(name)
    if (place === undefined) throw new Error(`docs/navigation.md: there is no place ${name}.`)
    return place
  })

const places = tableOf('place')
const rows = tableOf('role').map(([role = '', order = '', none = '']) => ({
  role: roleNamed(role),
  order: namedPlaces(order),
  none: namedPlaces(none),
}))
const rowOf = (role: string) => rows.find((row) => row.role === role)

const CLASSES = ['public', 'cso', 'company', 'international', 'funder', 'verifier'] as const
const classesOf = (role: Role) => CLASSES.filter((each) => rolesOf(each).includes(role))

const actorOf = (roles: readonly Role[], organisationClass: OrganisationClass): Actor => ({
  user: '01990000-0000-7000-8000-000000000001' as Actor['user'],
  name: 'Ana Luz',
  organisation: '01990000-0000-7000-8000-000000000002' as Actor['organisation'],
  organisationName: 'Jardín',
  organisationClass,
  roles: [...roles],
  grants: grantsOf(roles),
  locale: 'en',
  timeZone: 'America/Bogota',
  scope: 'organisation',
})

const screens = routes.filter(({ nav }) => nav)
const inUse = new Set(screens.map(({ nav }) => nav?.place))
const railOf = (actor: Actor) => split(placesOf(routes, actor), ON_RAIL).first.map(({ place }) => place)

test('the document lists the places of the program, in its order', () => {
  expect(places.map(([name = '']) => placeNamed.get(name))).toEqual([...PLACES])
})

test.each(places.map(([name = '', address = '']) => [name, address.replaceAll('`', '')]))(
  'the front of %s is %s',
  (name, address) => {
    const place = placeNamed.get(name)
    if (!inUse.has(place)) return expect(place).toBe('public')
    const [first] = screens
      .filter(({ nav }) => nav?.place === place)
      .toSorted((a, b) => (a.nav?.order ?? 0) - (b.nav?.order ?? 0))
    expect(place === 'administration' ? '/administration' : first?.path).toBe(address)
  },
)

test('the document has a row for each role, in the order of the roles', () => {
  expect(rows.map(({ role }) => role)).toEqual([...Role.options])
  expect(rows.filter(({ order }) => order.length > ON_RAIL)).toEqual([])
})

describe.each(Role.options.map((role) => [role] as const))('%s', (role) => {
  test.each(classesOf(role))('has the places of the document on the rail, in a %s organisation', (kind) => {
    const { order = [], none = [] } = rowOf(role) ?? {}
    expect(railOf(actorOf([role], kind))).toEqual(order.filter((place) => !none.includes(place)))
  })

  test('has nothing to open where the document says so', () => {
    const open = classesOf(role).flatMap((kind) => placesOf(routes, actorOf([role], kind)))
    expect(open.filter(({ place }) => rowOf(role)?.none.includes(place))).toEqual([])
  })
})

test('whoever has several roles gets the order of the first in the document, then what the others add', () => {
  const [first, second] = [rowOf('front_desk')?.order ?? [], rowOf('coordinator')?.order ?? []]
  const added = second.filter((place) => !first.includes(place))
  expect(orderFor(['coordinator', 'front_desk'])).toEqual([...first, ...added])
})

test("an organisation's own roles have the places in the order of the document", () => {
  expect(orderFor(['01990000-0000-7000-8000-000000000003'])).toEqual([...PLACES])
})

test('a place of work with one screen is called what that screen is', () => {
  const [work] = placesOf(routes, actorOf(['provider'], 'cso')).filter(({ place }) => place === 'work')
  expect(work?.screens).toHaveLength(1)
  expect(work?.title).toBe('referral.title')
})

test('no place has more than nine screens side by side', () => {
  const crowded = PLACES.filter(
    (place) => place !== 'administration' && screens.filter(({ nav }) => nav?.place === place).length > 9,
  )
  expect(crowded).toEqual([])
})

test('no two screens of a place have the same order', () => {
  const orders = screens.map(({ nav }) => `${nav?.place} ${nav?.order}`)
  expect(orders.filter((one, at) => orders.indexOf(one) !== at)).toEqual([])
})

test('every screen that a role may open is in one of its places', () => {
  for (const role of Role.options) {
    for (const kind of classesOf(role)) {
      const actor = actorOf([role], kind)
      const reached = placesOf(routes, actor).flatMap((one) => one.screens.map(({ path }) => path))
      const open = screens.filter((route) => isFor(actor, route))
      expect(reached.toSorted()).toEqual(open.map(({ path }) => path).toSorted())
    }
  }
})

/** Every file that could hold a link, with all lists of routes left out. */
const linking = globSync('src/**/*.{ts,tsx}').filter(
  (path) => !/routes\.tsx$|\/manifest\/|\.test\./u.test(path),
)
const sources = linking.map((path) => [path, readFileSync(path, 'utf8')] as const)

test('every other route is led to by a link', () => {
  // Their addresses are sent to people, or typed from a sheet.
  const handedOut = new Set(['/own', '/invitation/:token', '/sign-in/organisation'])
  const left = routes
    .filter(({ nav, menu, act }) => !nav && !menu && !act)
    .map(({ path }) => path as string)
    .filter((path) => !handedOut.has(path))
    .filter((path) => !sources.some(([, text]) => text.includes(`'${path}'`) || text.includes(`"${path}"`)))
  expect(left).toEqual([])
})

test('a record is in the place of its list', () => {
  const placeOf = (path: string): Place | undefined => whereIs(routes, path)?.place
  expect(placeOf('/people/:person/need')).toBe('people')
  expect(placeOf('/referrals/:person/:referral')).toBe('work')
  expect(placeOf('/statements/:statement')).toBe('results')
  expect(placeOf('/own-codes')).toBe('protection')
  expect(placeOf('/roles/:role')).toBe('administration')
  expect(placeOf('/administration')).toBe('administration')
  expect(placeOf('/profile')).toBeUndefined()
})

test('every route that staff open is in a place, or is of the menu under their name', () => {
  const nowhere = routes
    .filter(({ path, open, menu }) => !open && !menu && !whereIs(routes, path))
    .map(({ path }) => path)
  // Offered on the own account.
  expect(nowhere).toEqual(['/memberships'])
})

test('no link to a screen is written by hand', () => {
  const byHand = /(?:(?:href=\{|href: |navigate\(|leave\()`|<a\s[^>]*?href=")\/(?!api\/)[^`"]*/gu
  const found = sources.flatMap(([path, text]) =>
    [...text.matchAll(byHand)].map(([written]) => `${path}: ${written}`),
  )
  expect(found).toEqual([])
})

describe('an address', () => {
  test('has its parameters and its query encoded, without what is empty', () => {
    expect(hrefTo('/people/:person', { person: 'a b' }, { tab: 'work', need: undefined })).toBe(
      '/people/a%20b?tab=work',
    )
    expect(hrefTo('/welcome', {}, { q: 'luz & paz' })).toBe('/welcome?q=luz%20%26%20paz')
    expect(hrefTo('/people')).toBe('/people')
  })

  test('of an unknown path, or without its parameter, does not compile', () => {
    // @ts-expect-error -- there is no such route
    expect(hrefTo('/peple')).toBe('/peple')
    // @ts-expect-error -- the person is missing
    expect(hrefTo('/people/:person')).toBe('/people/')
    // @ts-expect-error -- there is no such parameter
    expect(hrefTo('/people/:person', { person: '1', need: '2' })).toBe('/people/1')
    // @ts-expect-error -- a path without parameters takes none
    expect(hrefTo('/people', { person: '1' })).toBe('/people')
  })
})
