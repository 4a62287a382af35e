// What a query of a list takes and gives besides its own filters: words, an order, and pages that go on after a key.
import * as z from 'zod/mini'
import { SingleLine } from './words.ts'

/** Rows of a page at most. */
const MOST_ROWS = 500

/** Where a page ended, as the server gave it. */
export const Cursor = z.string().check(z.maxLength(2000))

/** Optional fields of the input, for the orders that the list can be shown in. */
export const paged = <const Sorts extends readonly [string, ...string[]]>(sorts: Sorts) => ({
  /** Words that must all be found in a row; accents and capitals do not matter. */
  words: z.optional(SingleLine(100)),
  sort: z.optional(z.enum(sorts)),
  /** The highest or latest first. */
  down: z.optional(z.boolean()),
  /** `next` of the page before. */
  after: z.optional(Cursor),
  limit: z.optional(z.int().check(z.minimum(1), z.maximum(MOST_ROWS))),
  /** Asks for `total`. */
  count: z.optional(z.boolean()),
})

/** Fields of the output. */
export const Paged = {
  /** Pass as `after` for the next page; absent on the last. */
  next: z.optional(z.string()),
  /** How many rows there are in all, counted up to one more than ten thousand. */
  total: z.optional(z.int()),
}
