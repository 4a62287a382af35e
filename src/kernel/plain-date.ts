// The schema of a calendar date, apart from its arithmetic, which pages use without it.
import * as z from 'zod/mini'

function isRealDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(value) || value < '1850-01-01' || value > '2199-12-31') return false
  const parsed = Date.parse(`${value}T00:00:00Z`)
  return !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(value)
}

/** A calendar date `YYYY-MM-DD` that exists (2026-02-30 does not), from 1850 to 2199. */
export const PlainDate = z.string().check(z.refine<string>(isRealDate, { error: 'not_a_date' }))
export type PlainDate = z.infer<typeof PlainDate>
