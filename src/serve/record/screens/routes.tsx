// The routes of people, and their slots on the home screen and in the command palette.
import type { CodedFields } from '../../../kit/pack.tsx'
import type { SlotContent, Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/people',
    title: 'person.title',
    load: () => import('./Caseload.tsx'),
    nav: { place: 'people', icon: 'people', order: 10 },
    may: 'person.read',
    field: true,
  },
  {
    path: '/welcome',
    title: 'person.welcome',
    load: () => import('./WelcomeScreen.tsx'),
    nav: { place: 'people', icon: 'add', order: 20 },
    may: 'person.register',
    field: true,
  },
  {
    path: '/people/:person',
    title: 'person.one',
    load: () => import('./Record.tsx'),
    field: true,
    may: 'person.read',
  },
  {
    path: '/people/:person/edit',
    title: 'person.edit',
    load: () => import('./EditScreen.tsx'),
    act: { icon: 'person', order: 70 },
    field: true,
    may: 'person.change',
  },
  {
    path: '/people/:person/contact',
    title: 'contact.title',
    load: () => import('./ReachScreen.tsx'),
    act: { icon: 'phone', order: 60, may: 'person.change' },
    field: true,
    may: 'person.read',
  },
]

export const slots: SlotContent[] = [
  {
    slot: 'person.tab',
    key: 'about',
    title: 'person.about',
    order: 10,
    may: 'person.read',
    load: () => import('./About.tsx'),
  },
  {
    slot: 'home.aside',
    key: 'people',
    order: 10,
    may: 'person.search',
    load: () => import('./Recent.tsx'),
  },
  {
    slot: 'palette',
    key: 'people',
    title: 'person.title',
    order: 10,
    may: 'person.search',
    load: () => import('./Finder.tsx'),
  },
  {
    slot: 'palette.recent',
    key: 'people',
    title: 'person.seen_lately',
    order: 10,
    may: 'person.read',
    load: () => import('./RecentFinder.tsx'),
  },
  {
    slot: 'person.name',
    key: 'people',
    order: 10,
    may: 'person.read',
    load: () => import('./NameOf.tsx'),
  },
  {
    slot: 'person.pick',
    key: 'people',
    order: 10,
    may: 'person.read',
    load: () => import('./Picker.tsx'),
  },
  {
    slot: 'person.list',
    key: 'people',
    order: 10,
    load: () => import('./People.tsx').then(({ People }) => ({ default: People })),
  },
  {
    slot: 'person.reasons',
    key: 'people',
    order: 10,
    load: () => import('./People.tsx').then(({ Why }) => ({ default: Why })),
  },
]

export const coded: CodedFields = {
  'person.sex': 'sexes',
  'person.gender': 'genders',
  'person.nationalities': 'countries',
  'person.populationGroup': 'populationGroups',
  'person.migrationStatus': 'statuses',
  'person.languages': 'languages',
  'person.readsIn': 'languages',
  'person.disability': 'disabilities',
  'person.place': 'places',
  'person.type': 'identifierTypes',
  'person.country': 'countries',
  'person.kind': 'contactKinds',
}
