// Written by `npm run manifest` from the folders of the capabilities: the verbs that routes and slots name, with the class of information and the organisations of each.
import type { InformationClass, OrganisationClass } from './permission.ts'
type Shown = { readonly class: InformationClass; readonly who: readonly OrganisationClass[] }
export const SHOWN: Readonly<Record<string, Shown>> = {
  'break_glass.review': { class: 'protected', who: ['public', 'cso', 'company', 'international'] },
  'case.plan': {
    class: 'sensitive',
    who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
  },
  'case.read': {
    class: 'sensitive',
    who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
  },
  'centre.open': { class: 'open', who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'] },
  'characterization.read': {
    class: 'sensitive',
    who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
  },
  'characterization.record': {
    class: 'sensitive',
    who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
  },
  'consent.acknowledge': {
    class: 'personal',
    who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
  },
  'consent.read': {
    class: 'personal',
    who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
  },
  'consent.record': {
    class: 'personal',
    who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
  },
  'correction.answer': { class: 'personal', who: ['public', 'cso', 'company', 'international'] },
  'delivery.read': {
    class: 'sensitive',
    who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
  },
  'delivery.record': {
    class: 'sensitive',
    who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
  },
  'demand.read': {
    class: 'protected',
    who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
  },
  'disclosure.oversee': {
    class: 'personal',
    who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
  },
  'erasure.ask': {
    class: 'personal',
    who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
  },
  'erasure.decide': {
    class: 'personal',
    who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
  },
  'firewall.decide': {
    class: 'open',
    who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
  },
  'firewall.read': {
    class: 'open',
    who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
  },
  'import.bring': {
    class: 'personal',
    who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
  },
  'interpreter.call': {
    class: 'personal',
    who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
  },
  'interpreter.read': {
    class: 'open',
    who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
  },
  'need.identify': {
    class: 'sensitive',
    who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
  },
  'note.know': { class: 'sensitive', who: ['public', 'cso', 'company', 'international'] },
  'outcome.attach': { class: 'sensitive', who: ['public', 'cso', 'company', 'international'] },
  'outcome.read': { class: 'personal', who: ['public', 'cso', 'company', 'international'] },
  'override.ask': {
    class: 'sensitive',
    who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
  },
  'override.read': {
    class: 'sensitive',
    who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
  },
  'own_code.make': { class: 'personal', who: ['public', 'cso', 'company', 'international'] },
  'person.change': {
    class: 'personal',
    who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
  },
  'person.export': { class: 'sensitive', who: ['public', 'cso', 'company', 'international'] },
  'person.read': {
    class: 'personal',
    who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
  },
  'person.register': {
    class: 'personal',
    who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
  },
  'person.search': {
    class: 'personal',
    who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
  },
  'referral.read': {
    class: 'sensitive',
    who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
  },
  'referral.send': {
    class: 'sensitive',
    who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
  },
  'report.read': { class: 'open', who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'] },
  'retelling.count': { class: 'open', who: ['public', 'cso', 'company', 'international'] },
  'statement.read': {
    class: 'personal',
    who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
  },
  'status_rule.set': {
    class: 'open',
    who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
  },
  'user.administer': {
    class: 'open',
    who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
  },
  'user.read': { class: 'open', who: ['public', 'cso', 'company', 'international', 'funder', 'verifier'] },
  'verification.judge': { class: 'sensitive', who: ['verifier'] },
}
