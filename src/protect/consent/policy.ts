// Who may record what a person allowed: whoever sits with the person.
import { anyRole, onlySystem, verb, type May } from '../../kernel/actor.ts'

export const record = verb('consent.record')
export const read = verb('consent.read')

/** Nobody ends a consent by hand that still runs, nor tells receivers: that follows from what was decided. */
export const byTheHouse = onlySystem
/** Whoever works at the receiving end, and whoever answers for its data. */
export const acknowledge = anyRole(
  'front_desk',
  'orientation',
  'case_manager',
  'supervisor',
  'provider',
  'coordinator',
  'data_protection_officer',
)
export const readNotices = acknowledge
/** Those who carry a case may ask; those who answer for others' work decide, never on what they asked themselves. */
export const askOverride = anyRole('orientation', 'case_manager', 'supervisor', 'provider')
export const decideOverride = anyRole('supervisor', 'coordinator', 'data_protection_officer')
export const endOverride: May = (actor) => (onlySystem(actor) === true ? true : decideOverride(actor))
export const reviewOverride = anyRole('data_protection_officer')
export const readOverrides = anyRole(
  'orientation',
  'case_manager',
  'supervisor',
  'provider',
  'coordinator',
  'data_protection_officer',
)
