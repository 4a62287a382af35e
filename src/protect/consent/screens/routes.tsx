// The routes of consents, and their slots on a person's record and on the home screen.
import type { May } from '../../../kernel/actor.ts'
import type { CodedFields } from '../../../kit/pack.tsx'
import type { SlotContent, Route } from '../../../kit/route.tsx'
import * as policy from '../policy.ts'

/** Users with a duty on that page. */
const hasDuties: May = (actor) => {
  const verdicts = [policy.acknowledge, policy.read, policy.readOverrides].map((may) => may(actor))
  return verdicts.find((verdict) => verdict === true) ?? policy.acknowledge(actor)
}

export const routes: Route[] = [
  {
    path: '/consents',
    title: 'consent.duties',
    load: () => import('./Consents.tsx'),
    nav: { place: 'protection', icon: 'shield', order: 10, may: hasDuties },
  },
  {
    path: '/people/:person/consent',
    title: 'consent.ask',
    load: () => import('./AskConsent.tsx'),
    act: { icon: 'shield', order: 40, may: policy.record },
    field: true,
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
    may: policy.read,
    load: () => import('./ConsentsOfPerson.tsx'),
  },
  {
    slot: 'consent.proof',
    key: 'consent',
    title: 'consent.how',
    order: 10,
    load: () => import('./ProofAsked.tsx'),
  },
  {
    slot: 'problem.consent.missing',
    key: 'consent',
    title: 'consent.ask',
    order: 10,
    load: () => import('./Missing.tsx'),
  },
  {
    slot: 'home',
    key: 'unconfirmed',
    title: 'consent.duties',
    order: 12,
    may: policy.record,
    load: () => import('./UnconfirmedToday.tsx'),
  },
]

export const coded: CodedFields = {
  'consent.purpose': 'purposes',
  'consent.fieldGroups': 'fieldGroups',
}
