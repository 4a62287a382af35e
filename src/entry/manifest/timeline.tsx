// Written by `npm run manifest` from the folders of the capabilities: how each shows its own kinds of fact on a timeline, to be loaded when there are such facts.
import type { TimelinePart } from '../../kit/timeline.tsx'
export const timelineParts: readonly TimelinePart[] = [
  {
    nouns: ['consent'],
    group: 'consent',
    load: async () => (await import('../../protect/consent/screens/timeline.ts')).timeline,
  },
  {
    nouns: ['demand'],
    group: 'consent',
    load: async () => (await import('../../protect/firewall/screens/timeline.ts')).timeline,
  },
  {
    nouns: ['interpreter'],
    group: 'help',
    load: async () => (await import('../../protect/interpreters/screens/timeline.ts')).timeline,
  },
  {
    nouns: ['consent'],
    group: 'consent',
    load: async () => (await import('../../protect/notices/screens/timeline.ts')).timeline,
  },
  {
    nouns: ['override'],
    group: 'consent',
    load: async () => (await import('../../protect/overrides/screens/timeline.ts')).timeline,
  },
  {
    nouns: ['own_code', 'correction'],
    group: 'consent',
    load: async () => (await import('../../protect/own/screens/timeline.ts')).timeline,
  },
  {
    nouns: ['person'],
    group: 'details',
    load: async () => (await import('../../protect/retention/screens/timeline.ts')).timeline,
  },
  {
    nouns: ['need', 'plan', 'case', 'milestone'],
    group: 'plan',
    load: async () => (await import('../../serve/cases/screens/timeline.ts')).timeline,
  },
  {
    nouns: ['service'],
    group: 'help',
    load: async () => (await import('../../serve/deliveries/screens/timeline.ts')).timeline,
  },
  {
    nouns: ['person'],
    group: 'details',
    load: async () => (await import('../../serve/forms/screens/timeline.ts')).timeline,
  },
  {
    nouns: ['household'],
    group: 'details',
    load: async () => (await import('../../serve/households/screens/timeline.ts')).timeline,
  },
  {
    nouns: ['person'],
    group: 'details',
    load: async () => (await import('../../serve/links/screens/timeline.ts')).timeline,
  },
  {
    nouns: ['person'],
    group: 'details',
    load: async () => (await import('../../serve/merges/screens/timeline.ts')).timeline,
  },
  {
    nouns: ['person'],
    group: 'details',
    load: async () => (await import('../../serve/record/screens/timeline.ts')).timeline,
  },
  {
    nouns: ['referral'],
    group: 'help',
    load: async () => (await import('../../serve/referrals/screens/timeline.ts')).timeline,
  },
  {
    nouns: ['outcome'],
    group: 'results',
    load: async () => (await import('../../fund/outcomes/screens/timeline.ts')).timeline,
  },
]
