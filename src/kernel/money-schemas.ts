// Schemas of money, apart from its arithmetic, which pages use without them.
import * as z from 'zod/mini'

/** ISO 4217 alphabetic code. */
export const Currency = z.string().check(z.regex(/^[A-Z]{3}$/u))

/**
 * `amount` is a decimal string with at most the currency's own decimals, such as `"180000.00"` COP or `"5"`
 * JPY.
 */
export const Money = z.strictObject({
  amount: z.string().check(z.regex(/^-?\d{1,15}(\.\d{1,4})?$/u)),
  currency: Currency,
})
export type Money = z.infer<typeof Money>
