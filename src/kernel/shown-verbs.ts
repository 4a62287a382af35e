// Written by `npm run manifest` from the folders of the capabilities: the verbs that routes and slots name, with the class of information and the organisations of each.
import type { OrganisationClass } from './organisation-class.ts'
import type { InformationClass } from './permission.ts'
type Shown = { class: InformationClass; who: readonly OrganisationClass[]; verbs: readonly string[] }
export const SHOWN: readonly Shown[] = [
  { class: 'protected', who: ['public', 'cso', 'company', 'international'], verbs: ['break_glass.review'] },
  {
    class: 'sensitive',
    who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
    verbs: [
      'case.plan',
      'case.read',
      'characterization.read',
      'characterization.record',
      'delivery.read',
      'delivery.record',
      'need.identify',
      'override.ask',
      'override.read',
      'referral.read',
      'referral.send',
    ],
  },
  {
    class: 'open',
    who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
    verbs: [
      'centre.open',
      'firewall.decide',
      'firewall.read',
      'interpreter.read',
      'recording.confirm',
      'report.read',
      'status_rule.set',
      'user.administer',
      'user.read',
    ],
  },
  {
    class: 'personal',
    who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
    verbs: [
      'consent.acknowledge',
      'consent.read',
      'consent.record',
      'disclosure.oversee',
      'erasure.ask',
      'erasure.decide',
      'import.bring',
      'interpreter.call',
      'person.change',
      'person.read',
      'person.register',
      'person.search',
      'statement.read',
    ],
  },
  {
    class: 'personal',
    who: ['public', 'cso', 'company', 'international'],
    verbs: ['correction.answer', 'outcome.read', 'own_code.make'],
  },
  {
    class: 'protected',
    who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
    verbs: ['demand.read'],
  },
  {
    class: 'sensitive',
    who: ['public', 'cso', 'company', 'international'],
    verbs: ['note.know', 'outcome.attach', 'person.export'],
  },
  { class: 'open', who: ['public', 'cso', 'company', 'international'], verbs: ['retelling.count'] },
  { class: 'sensitive', who: ['verifier'], verbs: ['verification.judge'] },
]
