// When a consent holds, and for how long one may be given.
import { addDays, type PlainDate } from '../../kernel/time.ts'

export type Standing = 'in_force' | 'expired' | 'withdrawn'

export type Terms = {
  purpose: string
  recipient: string
  expiresOn: PlainDate
  withdrawnAt: string | null
}

/** Whether a consent holds on a day: the last day of its term still counts. */
export function standing(consent: Pick<Terms, 'expiresOn' | 'withdrawnAt'>, today: PlainDate): Standing {
  if (consent.withdrawnAt !== null) return 'withdrawn'
  return consent.expiresOn < today ? 'expired' : 'in_force'
}

/** Whether a consent lets a recipient receive something for a purpose today. */
export function allows(
  consent: Terms,
  use: { purpose: string; recipient: string },
  today: PlainDate,
): boolean {
  return (
    consent.purpose === use.purpose &&
    consent.recipient === use.recipient &&
    standing(consent, today) === 'in_force'
  )
}

/**
 * The last day of a new consent: the text's own term, or sooner when the person wishes so.
 * Undefined when the wished day lies in the past or beyond the term.
 */
export function lastDay(today: PlainDate, validDays: number, wished?: PlainDate): PlainDate | undefined {
  const latest = addDays(today, validDays)
  if (wished === undefined) return latest
  return wished < today || wished > latest ? undefined : wished
}
