// The nouns of the facts after which a person's work is asked for again.
export const REFRESHED_BY = ['need', 'plan', 'referral', 'service']
