// Written by `npm run manifest` from the folders of the capabilities: how each shows its work and its figures on the home screen, to be loaded when there are such.
import type { WorkPart } from '../../kit/work.ts'
export const workParts: readonly WorkPart[] = [
  {
    kinds: ['device.decide_late'],
    figures: ['device.active'],
    load: async () => (await import('../../identity/devices/screens/work.ts')).work,
  },
  {
    kinds: ['key.renew'],
    figures: [],
    load: async () => (await import('../../identity/keys/screens/work.ts')).work,
  },
  {
    kinds: [],
    figures: ['organisation.working'],
    load: async () => (await import('../../identity/organisations/screens/work.ts')).work,
  },
  {
    kinds: [],
    figures: ['user.active', 'user.invited'],
    load: async () => (await import('../../identity/users/screens/work.ts')).work,
  },
  {
    kinds: ['consent.confirm', 'consent.ask'],
    figures: [],
    load: async () => (await import('../../protect/consent/screens/work.ts')).work,
  },
  {
    kinds: [],
    figures: ['disclosure.people'],
    load: async () => (await import('../../protect/disclosure/screens/work.ts')).work,
  },
  {
    kinds: ['demand.answer', 'demand.decide'],
    figures: [],
    load: async () => (await import('../../protect/firewall/screens/work.ts')).work,
  },
  {
    kinds: ['organisation_move.decide'],
    figures: [],
    load: async () => (await import('../../protect/organisation-moves/screens/work.ts')).work,
  },
  {
    kinds: ['override.decide', 'override.review'],
    figures: [],
    load: async () => (await import('../../protect/overrides/screens/work.ts')).work,
  },
  {
    kinds: ['correction.answer'],
    figures: ['correction.open'],
    load: async () => (await import('../../protect/own/screens/work.ts')).work,
  },
  {
    kinds: ['recording.confirm'],
    figures: [],
    load: async () => (await import('../../protect/recordings/screens/work.ts')).work,
  },
  {
    kinds: ['erasure.decide'],
    figures: ['erasure.open'],
    load: async () => (await import('../../protect/retention/screens/work.ts')).work,
  },
  {
    kinds: ['export.decide', 'export.take'],
    figures: [],
    load: async () => (await import('../../serve/caseload/screens/work.ts')).work,
  },
  {
    kinds: ['plan.step'],
    figures: ['case.mine', 'case.open', 'plan.late'],
    load: async () => (await import('../../serve/cases/screens/work.ts')).work,
  },
  {
    kinds: ['child_check.end'],
    figures: [],
    load: async () => (await import('../../serve/child-checks/screens/work.ts')).work,
  },
  {
    kinds: [],
    figures: ['delivery.week', 'delivery.month'],
    load: async () => (await import('../../serve/deliveries/screens/work.ts')).work,
  },
  {
    kinds: ['import.resume', 'import.begin', 'import.review'],
    figures: [],
    load: async () => (await import('../../serve/imports/screens/work.ts')).work,
  },
  {
    kinds: ['link.answer'],
    figures: [],
    load: async () => (await import('../../serve/links/screens/work.ts')).work,
  },
  {
    kinds: ['duplicate.decide'],
    figures: ['person.registered'],
    load: async () => (await import('../../serve/record/screens/work.ts')).work,
  },
  {
    kinds: [
      'referral.answer',
      'referral.meet',
      'referral.schedule',
      'referral.missed',
      'referral.expired',
      'referral.declined',
      'referral.awaited',
    ],
    figures: ['referral.to_answer', 'referral.awaited', 'referral.under_way'],
    load: async () => (await import('../../serve/referrals/screens/work.ts')).work,
  },
  {
    kinds: ['service.confirm'],
    figures: ['service.open', 'service.unconfirmed'],
    load: async () => (await import('../../serve/services/screens/work.ts')).work,
  },
  {
    kinds: [],
    figures: ['report.registered', 'report.delivered'],
    load: async () => (await import('../../understand/reports/screens/work.ts')).work,
  },
  {
    kinds: ['outcome.clock', 'outcome.evidence', 'outcome.returned', 'outcome.submit'],
    figures: ['outcome.evidence'],
    load: async () => (await import('../../fund/outcomes/screens/work.ts')).work,
  },
  {
    kinds: ['statement.pay'],
    figures: ['statement.bought', 'statement.paid', 'statement.owed'],
    load: async () => (await import('../../fund/settlement/screens/work.ts')).work,
  },
  {
    kinds: ['verification.judge'],
    figures: ['verification.waiting', 'verification.returned', 'verification.decided'],
    load: async () => (await import('../../fund/verification/screens/work.ts')).work,
  },
]
