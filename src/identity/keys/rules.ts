// What a key may hold: pure decisions that the server enforces and the screen shows beforehand.
import { addDays, addMonths, type PlainDate } from '../../kernel/time.ts'

/** The last day a key issued today may work. */
export const longestFrom = (today: PlainDate): PlainDate => addDays(addMonths(today, 12), -1)

export const isPeriodGood = (today: PlainDate, until: PlainDate): boolean =>
  until >= today && until <= longestFrom(today)

/** Whether a program may hold a role: administering is for people, who can be asked for the reason. */
export const mayBeHeld = (role: string): boolean => role !== 'administrator'
