// Written by `npm run manifest` from the folders of the capabilities: the screens of the wing serve.
import type { Screens } from '../../kit/route.tsx'
export const screens: readonly Screens[] = [
  {
    load: () => import('../../serve/caseload/screens/routes.tsx'),
    routes: [
      {
        path: '/exports',
        title: 'export.register',
        nav: { place: 'protection', icon: 'send', order: 90 },
        may: ['person.export', 'disclosure.oversee'],
      },
      { path: '/exports/:export', title: 'export.one', may: ['person.export', 'disclosure.oversee'] },
    ],
    slots: [{ slot: 'people', key: 'caseload', order: 10, may: 'person.read' }],
  },
  {
    load: () => import('../../serve/cases/screens/routes.tsx'),
    routes: [
      {
        path: '/people/:person/need',
        title: 'need.new',
        act: { icon: 'need', order: 10 },
        field: true,
        may: 'need.identify',
      },
      {
        path: '/people/:person/milestone',
        title: 'milestone.new',
        act: { icon: 'flag', order: 50 },
        field: true,
        may: 'case.plan',
      },
    ],
    slots: [
      { slot: 'person.plan', key: 'work', title: 'plan.title', order: 20, may: 'case.read' },
      { slot: 'person.now', key: 'needs', title: 'need.open', order: 20, may: 'case.read' },
      { slot: 'person.now', key: 'team', title: 'case.team', order: 30, may: 'case.read' },
    ],
    coded: {
      'need.code': 'needs',
      'need.urgency': 'urgencies',
      'milestone.milestone': 'milestones',
      'case.reason': 'closureReasons',
    },
  },
  {
    load: () => import('../../serve/deliveries/screens/routes.tsx'),
    routes: [
      {
        path: '/people/:person/service',
        title: 'delivery.new',
        act: { icon: 'delivery', order: 30 },
        field: true,
        may: 'delivery.record',
      },
      {
        path: '/deliveries',
        title: 'delivery.given',
        nav: { place: 'services', icon: 'delivery', order: 15 },
        may: 'delivery.read',
      },
    ],
    slots: [
      { slot: 'person.helping', key: 'services', title: 'delivery.title', order: 50, may: 'delivery.read' },
    ],
  },
  {
    load: () => import('../../serve/duplicates/screens/routes.tsx'),
    routes: [
      {
        path: '/duplicates',
        title: 'duplicate.title',
        nav: { place: 'people', icon: 'search', order: 30 },
        may: 'person.search',
      },
      { path: '/duplicates/:person', title: 'duplicate.compare_title', may: 'person.search' },
    ],
  },
  {
    load: () => import('../../serve/forms/screens/routes.tsx'),
    routes: [
      {
        path: '/people/:person/questions/:questionnaire',
        title: 'form.title',
        field: true,
        may: 'characterization.record',
      },
    ],
    slots: [
      { slot: 'person.tab', key: 'answers', title: 'form.title', order: 30, may: 'characterization.read' },
    ],
  },
  {
    load: () => import('../../serve/households/screens/routes.tsx'),
    routes: [
      {
        path: '/people/:person/household',
        title: 'household.title',
        act: { icon: 'home', order: 80 },
        field: true,
        may: 'person.read',
      },
    ],
    coded: { 'household.relation': 'householdRoles' },
  },
  {
    load: () => import('../../serve/imports/screens/routes.tsx'),
    routes: [
      {
        path: '/imports',
        title: 'import.title',
        nav: { place: 'people', icon: 'inbox', order: 40 },
        may: 'import.bring',
      },
      { path: '/imports/:import', title: 'import.one' },
    ],
  },
  {
    load: () => import('../../serve/merges/screens/routes.tsx'),
    slots: [
      { slot: 'person.tab', key: 'merges', title: 'merge.title', order: 15, may: 'person.read' },
      { slot: 'duplicate.same', key: 'merges', order: 10 },
    ],
  },
  {
    load: () => import('../../serve/places/screens/routes.tsx'),
    routes: [
      { path: '/place-codes', title: 'place.title', nav: { place: 'services', icon: 'map', order: 40 } },
    ],
  },
  {
    load: () => import('../../serve/record/screens/routes.tsx'),
    routes: [
      {
        path: '/people',
        title: 'person.title',
        nav: { place: 'people', icon: 'people', order: 10 },
        may: 'person.read',
        field: true,
      },
      {
        path: '/welcome',
        title: 'person.welcome',
        nav: { place: 'people', icon: 'add', order: 20 },
        may: 'person.register',
        field: true,
      },
      { path: '/people/:person', title: 'person.one', field: true, may: 'person.read' },
      {
        path: '/people/:person/edit',
        title: 'person.edit',
        act: { icon: 'person', order: 70 },
        field: true,
        may: 'person.change',
      },
      {
        path: '/people/:person/contact',
        title: 'contact.title',
        act: { icon: 'phone', order: 60, may: 'person.change' },
        field: true,
        may: 'person.read',
      },
    ],
    slots: [
      { slot: 'person.tab', key: 'about', title: 'person.about', order: 10, may: 'person.read' },
      { slot: 'home.aside', key: 'people', order: 10, may: 'person.search' },
      { slot: 'palette', key: 'people', title: 'person.title', order: 10, may: 'person.search' },
      { slot: 'palette.recent', key: 'people', title: 'person.seen_lately', order: 10, may: 'person.read' },
      { slot: 'person.name', key: 'people', order: 10, may: 'person.read' },
      { slot: 'person.pick', key: 'people', order: 10, may: 'person.read' },
      { slot: 'person.list', key: 'people', order: 10 },
      { slot: 'person.reasons', key: 'people', order: 10 },
    ],
    coded: {
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
    },
  },
  {
    load: () => import('../../serve/referrals/screens/routes.tsx'),
    routes: [
      {
        path: '/referrals',
        title: 'referral.title',
        nav: { place: 'work', icon: 'referral', order: 10 },
        may: 'referral.read',
        field: true,
      },
      { path: '/referrals/:person/:referral', title: 'referral.one', field: true, may: 'referral.read' },
      {
        path: '/people/:person/refer',
        title: 'referral.new',
        act: { icon: 'referral', order: 20 },
        field: true,
        may: 'referral.send',
      },
    ],
    slots: [
      { slot: 'service.acts', key: 'refer', order: 10, may: 'referral.send' },
      { slot: 'person.helping', key: 'referrals', title: 'referral.title', order: 40, may: 'referral.read' },
      { slot: 'person.now', key: 'appointment', title: 'referral.next', order: 10, may: 'referral.read' },
    ],
    coded: { 'referral.reason': 'declineReasons' },
  },
  {
    load: () => import('../../serve/services/screens/routes.tsx'),
    routes: [
      {
        path: '/services',
        title: 'service.title',
        nav: { place: 'services', icon: 'directory', order: 10 },
        offline: true,
      },
      { path: '/services/:service', title: 'service.one', offline: true },
    ],
    slots: [
      { slot: 'home.role', key: 'communications', order: 10 },
      { slot: 'organisation.parts', key: 'services', order: 10 },
    ],
    coded: { 'service.languages': 'languages' },
  },
  {
    load: () => import('../../serve/timeline/screens/routes.tsx'),
    slots: [
      { slot: 'person.journey', key: 'journey', title: 'person.journey', order: 0 },
      { slot: 'person.tab', key: 'seen', title: 'person.seen_list', order: 75 },
    ],
  },
]
