// The routes of referrals, and their slots on a person's record and on the home screen.
import type { CodedFields } from '../../../kit/pack.tsx'
import type { SlotContent, Route } from '../../../kit/route.tsx'
import * as policy from '../policy.ts'

export const routes: Route[] = [
  {
    path: '/referrals',
    title: 'referral.title',
    load: () => import('./Referrals.tsx'),
    nav: { place: 'work', icon: 'referral', order: 10, may: policy.read },
    field: true,
  },
  {
    path: '/referrals/:person/:referral',
    title: 'referral.one',
    load: () => import('./Referral.tsx'),
    field: true,
  },
  {
    path: '/people/:person/refer',
    title: 'referral.new',
    load: () => import('./Refer.tsx'),
    act: { icon: 'referral', order: 20, may: policy.send },
    field: true,
  },
]

export const slots: SlotContent[] = [
  {
    slot: 'person.tab',
    key: 'referrals',
    title: 'referral.title',
    order: 40,
    may: policy.read,
    load: () => import('./ReferralsOfPerson.tsx'),
  },
  {
    slot: 'home',
    key: 'referrals',
    title: 'referral.to_answer',
    order: 20,
    may: policy.read,
    load: () => import('./ReferralsToday.tsx'),
  },
]

export const coded: CodedFields = {
  'referral.reason': 'declineReasons',
}
