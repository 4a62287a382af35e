// The routes of referrals, and their slots on a person's record and on the page of a service.
import type { CodedFields } from '../../../kit/pack.tsx'
import type { SlotContent, Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/referrals',
    title: 'referral.title',
    load: () => import('./Referrals.tsx'),
    nav: { place: 'work', icon: 'referral', order: 10 },
    may: 'referral.read',
    field: true,
  },
  {
    path: '/referrals/:person/:referral',
    title: 'referral.one',
    load: () => import('./Referral.tsx'),
    field: true,
    may: 'referral.read',
  },
  {
    path: '/people/:person/refer',
    title: 'referral.new',
    load: () => import('./ReferScreen.tsx'),
    act: { icon: 'referral', order: 20 },
    field: true,
    may: 'referral.send',
  },
]

export const slots: SlotContent[] = [
  {
    slot: 'service.acts',
    key: 'refer',
    order: 10,
    may: 'referral.send',
    load: () => import('./ReferThere.tsx'),
  },
  {
    slot: 'person.helping',
    key: 'referrals',
    title: 'referral.title',
    order: 40,
    may: 'referral.read',
    load: () => import('./ReferralsOfPerson.tsx'),
  },
  {
    slot: 'person.now',
    key: 'appointment',
    title: 'referral.next',
    order: 10,
    may: 'referral.read',
    load: () => import('./NextAppointment.tsx'),
  },
]

export const coded: CodedFields = {
  'referral.reason': 'declineReasons',
}
