// The kinds of what happened that can be looked at alone.

/** The nouns of the facts of each kind that can be looked at alone. */
export const KINDS = {
  plan: ['need', 'plan', 'case', 'milestone'],
  help: ['referral', 'service'],
  results: ['outcome'],
  consent: ['consent', 'own_code', 'correction', 'override', 'demand'],
  details: ['person', 'household'],
} as const
export const CHOICES = Object.keys(KINDS) as (keyof typeof KINDS)[]
