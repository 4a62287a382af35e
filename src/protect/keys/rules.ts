// What a key may hold: pure decisions that the server enforces and the screen shows beforehand.
import { addDays, addMonths, type PlainDate } from '../../kernel/time.ts'

/** The last day a key issued today may work. */
export const longestFrom = (today: PlainDate): PlainDate => addDays(addMonths(today, 12), -1)

export const isPeriodGood = (today: PlainDate, until: PlainDate): boolean =>
  until >= today && until <= longestFrom(today)

/**
 * What opens doors is for people: a program that could ask for it would make itself keys and colleagues, or codes in the
 * place of somebody who sits in front of a colleague.
 */
const FOR_PEOPLE: readonly string[] = ['key', 'sign_on', 'role', 'user', 'device', 'own_code', 'own']

/** Whether a command or query may stand in a key's list. */
export const mayBeAllowed = (name: string): boolean =>
  name === 'user.list' || !FOR_PEOPLE.includes(name.split('.')[0] ?? '')

/** Whether a program may hold a role: administering is for people who can be asked why. */
export const mayBeHeld = (role: string): boolean => role !== 'administrator'
