// The routes of consents, and their slots on a person's record.
import type { CodedFields } from '../../../kit/pack.tsx'
import type { SlotContent, Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/consents',
    title: 'consent.duties',
    load: () => import('./Consents.tsx'),
    nav: { place: 'protection', icon: 'shield', order: 10 },
    // Also those who only have notices or overrides to see have duties there.
    may: ['consent.acknowledge', 'consent.read', 'override.read'],
  },
  {
    path: '/people/:person/consent',
    title: 'consent.ask',
    load: () => import('./AskConsentScreen.tsx'),
    act: { icon: 'shield', order: 40 },
    field: true,
    may: 'consent.record',
  },
  {
    path: '/people/:person/consents/:consent',
    title: 'consent.receipt',
    load: () => import('./Receipt.tsx'),
  },
]

export const slots: SlotContent[] = [
  {
    slot: 'person.tab',
    key: 'consent',
    title: 'consent.title',
    order: 70,
    may: 'consent.read',
    load: () => import('./ConsentsOfPerson.tsx'),
  },
  {
    slot: 'consent.proof',
    key: 'consent',
    order: 10,
    load: () => import('./ProofAsked.tsx'),
  },
  {
    slot: 'problem.consent.missing',
    key: 'consent',
    order: 10,
    load: () => import('./Missing.tsx'),
  },
]

export const coded: CodedFields = {
  'consent.purpose': 'purposes',
  'consent.fieldGroups': 'fieldGroups',
}
