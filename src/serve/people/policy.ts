// Who may welcome people, read their records and decide on likenesses; asked on the server and in the screens.
import { anyRole, onlySystem, type May } from '../../kernel/actor.ts'

/** Everyone who meets the person or carries their case. */
const meets = anyRole('front_desk', 'orientation', 'case_manager', 'supervisor', 'provider', 'coordinator')

export const register: May = meets
export const change: May = meets
export const search: May = meets
/** Whoever answers for the data must see what is held and who looked. */
export const read: May = anyRole(
  'front_desk',
  'orientation',
  'case_manager',
  'supervisor',
  'provider',
  'coordinator',
  'data_protection_officer',
)
export const decideDuplicates: May = anyRole(
  'front_desk',
  'orientation',
  'case_manager',
  'supervisor',
  'coordinator',
)
/** Sharing follows from a consent and a referral: other commands run it, nobody does by hand. */
export const share: May = onlySystem
