// Written by `npm run manifest` from the folders of the capabilities: the screens of the wing protect.
import type { Screens } from '../../kit/route.tsx'
export const screens: readonly Screens[] = [
  {
    load: () => import('../../protect/confidential/screens/routes.tsx'),
    routes: [
      {
        path: '/openings',
        title: 'break_glass.title',
        nav: { place: 'protection', icon: 'key', order: 50 },
        may: 'break_glass.review',
      },
    ],
    slots: [
      { slot: 'person.tab', key: 'notes', title: 'confidential.title', order: 65, may: 'note.know' },
      { slot: 'home', key: 'openings', order: 4, may: 'break_glass.review' },
      { slot: 'overview', key: 'retellings', order: 80, may: 'retelling.count' },
    ],
  },
  {
    load: () => import('../../protect/consent/screens/routes.tsx'),
    routes: [
      {
        path: '/consents',
        title: 'consent.duties',
        nav: { place: 'protection', icon: 'shield', order: 10 },
        may: ['consent.acknowledge', 'consent.read', 'override.read'],
      },
      {
        path: '/people/:person/consent',
        title: 'consent.ask',
        act: { icon: 'shield', order: 40 },
        field: true,
        may: 'consent.record',
      },
      { path: '/people/:person/consents/:consent', title: 'consent.receipt' },
    ],
    slots: [
      { slot: 'person.tab', key: 'consent', title: 'consent.title', order: 70, may: 'consent.read' },
      { slot: 'consent.proof', key: 'consent', order: 10 },
      { slot: 'problem.consent.missing', key: 'consent', order: 10 },
    ],
    coded: { 'consent.purpose': 'purposes', 'consent.fieldGroups': 'fieldGroups' },
  },
  {
    load: () => import('../../protect/disclosure/screens/routes.tsx'),
    routes: [
      {
        path: '/disclosures',
        title: 'disclosure.title',
        nav: { place: 'protection', icon: 'eye', order: 20 },
        may: 'disclosure.oversee',
      },
    ],
    slots: [{ slot: 'home', key: 'refused-attempts', order: 14, may: 'disclosure.oversee' }],
  },
  {
    load: () => import('../../protect/firewall/screens/routes.tsx'),
    routes: [
      {
        path: '/firewall',
        title: 'firewall.title',
        nav: { place: 'protection', icon: 'shield', order: 60 },
        may: 'firewall.read',
      },
      {
        path: '/demands',
        title: 'demand.title',
        nav: { place: 'protection', icon: 'contract', order: 70 },
        may: 'demand.read',
      },
      { path: '/demands/:demand', title: 'demand.one' },
      {
        path: '/status-rules',
        title: 'status_rule.title',
        nav: { place: 'protection', icon: 'hidden', order: 80 },
        may: 'status_rule.set',
      },
    ],
  },
  {
    load: () => import('../../protect/interpreters/screens/routes.tsx'),
    routes: [
      {
        path: '/interpreters',
        title: 'interpreter.title',
        nav: { place: 'services', icon: 'people', order: 30 },
        may: 'interpreter.read',
      },
      { path: '/interpreters/:interpreter', title: 'interpreter.one', may: 'interpreter.read' },
      {
        path: '/people/:person/interpreter',
        title: 'interpreter.call',
        act: { icon: 'phone', order: 65 },
        field: true,
        may: 'interpreter.call',
      },
    ],
    slots: [
      {
        slot: 'person.now',
        key: 'interpreter',
        title: 'interpreter.call',
        order: 5,
        may: 'interpreter.call',
      },
      { slot: 'interpreter.asked', key: 'interpreter', order: 10 },
    ],
    coded: { 'interpreter.language': 'languages' },
  },
  {
    load: () => import('../../protect/notices/screens/routes.tsx'),
    slots: [
      { slot: 'home', key: 'consent.acknowledge', order: 9, may: 'consent.acknowledge' },
      { slot: 'consent.duties_first', key: 'notices', order: 10, may: 'consent.acknowledge' },
      { slot: 'consent.below_person', key: 'notices', order: 10, may: 'consent.acknowledge' },
    ],
  },
  {
    load: () => import('../../protect/organisation-moves/screens/routes.tsx'),
    routes: [
      {
        path: '/network/moves',
        title: 'organisation_move.title',
        nav: {
          place: 'administration',
          part: 'organisation',
          purpose: 'organisation_move.purpose',
          icon: 'shield',
          order: 45,
        },
        may: 'firewall.decide',
      },
    ],
    slots: [{ slot: 'network.actions', key: 'organisation-moves', order: 10, may: 'firewall.decide' }],
  },
  {
    load: () => import('../../protect/overrides/screens/routes.tsx'),
    routes: [
      {
        path: '/people/:person/override',
        title: 'override.ask',
        act: { icon: 'key', order: 100 },
        may: 'override.ask',
      },
    ],
    slots: [
      { slot: 'consent.duties', key: 'overrides', order: 10, may: 'override.read' },
      { slot: 'consent.of_person', key: 'override', order: 10, may: 'override.ask' },
    ],
  },
  {
    load: () => import('../../protect/own/screens/routes.tsx'),
    routes: [
      { path: '/own', title: 'own.title', open: true, bare: true, field: true },
      {
        path: '/people/:person/own',
        title: 'own_code.title',
        act: { icon: 'eye', order: 90 },
        may: 'own_code.make',
      },
      {
        path: '/corrections',
        title: 'correction.title',
        nav: { place: 'protection', icon: 'inbox', order: 30 },
        may: 'correction.answer',
      },
      { path: '/own-codes', title: 'own_code.handed_out', under: '/corrections' },
    ],
    slots: [{ slot: 'person.tab', key: 'own', title: 'own_code.title', order: 80, may: 'own_code.make' }],
  },
  {
    load: () => import('../../protect/recordings/screens/routes.tsx'),
    routes: [
      {
        path: '/recordings',
        title: 'recording.title',
        nav: {
          place: 'administration',
          part: 'organisation',
          purpose: 'recording.purpose',
          icon: 'phone',
          order: 75,
        },
        may: 'recording.confirm',
      },
    ],
    slots: [
      { slot: 'text.heard', key: 'recordings', order: 10 },
      { slot: 'device.holds', key: 'recordings', order: 10 },
    ],
  },
  {
    load: () => import('../../protect/retention/screens/routes.tsx'),
    routes: [
      {
        path: '/erasures',
        title: 'erasure.title',
        nav: { place: 'protection', icon: 'clock', order: 40 },
        may: 'erasure.decide',
      },
      { path: '/retention', title: 'retention.title', under: '/erasures' },
    ],
    slots: [{ slot: 'person.tab', key: 'erasure', title: 'erasure.title', order: 90, may: 'erasure.ask' }],
  },
]
