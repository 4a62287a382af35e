// Separation of duties: which grants one administrator does not give alone, which one user does not hold together, and what no
// program does.
import { isWithin, type Grant } from './roles.ts'

/** Who gives roles, and who watches over those who work with people: an administrator alone makes neither. */
const SECOND_ADMINISTRATOR: readonly string[] = [
  'user.administer',
  'override.review',
  'erasure.decide',
  'disclosure.oversee',
  'demand.decide',
  // Two people move an organisation behind the firewall, which ends all it has.
  'firewall.decide',
]

/** What carries a case, and may be watched over. */
const CARRIES: readonly string[] = ['override.ask', 'case.plan', 'note.seal', 'break_glass.open']
/** What watches over it. `override.decide` and `break_glass.review` are a supervisor's, and refuse one's own. */
const WATCHES: readonly string[] = ['override.review', 'disclosure.oversee', 'erasure.decide']

const holdsAny = (grants: readonly Grant[], verbs: readonly string[]) =>
  grants.some(({ verb }) => verbs.includes(verb))

/** Whether grants administer or watch, so that nobody receives them by the will of one administrator. */
export const isPowerful = (grants: readonly Grant[]): boolean => holdsAny(grants, SECOND_ADMINISTRATOR)

/** Whoever gains by a role never gives it alone; nor is one who gives roles, or watches, made by one administrator. */
export const needsSecond = (by: string, holder: string, grants: readonly Grant[]): boolean =>
  by === holder || isPowerful(grants)

/** Whether these grants, held by one user, would make them both of the two who look at a case. */
export const isBothSides = (grants: readonly Grant[]): boolean =>
  holdsAny(grants, CARRIES) && holdsAny(grants, WATCHES)

/** What a changed role holds more than it did. */
export const gained = (before: readonly Grant[], after: readonly Grant[]): Grant[] =>
  after.filter((grant) => !isWithin(before, grant))

/** Whether grants let one read anything but what everybody may know. */
export const readsPeople = (grants: readonly Grant[]): boolean => grants.some((one) => one.class !== 'open')

/**
 * What gives access is for people: a program that could ask for it would make itself keys and colleagues, or codes in the
 * place of somebody who sits in front of a colleague. So is the word of a second person: whoever holds the key would be both.
 */
const FOR_PEOPLE: readonly string[] = [
  'key',
  'sign_on',
  'role',
  'team',
  'user',
  'membership',
  'second_factor',
  'organisation_move',
  'device',
  'own_code',
  'own',
]
const SECOND_WORDS: readonly string[] = ['override.decide', 'override.review', 'break_glass.review']

/** Whether a command or query is for people, so that no key opens it. */
export const isForPeople = (name: string): boolean =>
  name !== 'user.list' && (FOR_PEOPLE.includes(name.split('.')[0] ?? '') || SECOND_WORDS.includes(name))

/** Whether grants administer: that is for people, who can be asked why. */
export const administers = (grants: readonly Grant[]): boolean => holdsAny(grants, ['user.administer'])
