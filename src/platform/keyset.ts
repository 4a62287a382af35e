// Pages of a list by key, never by offset: a page begins after the last row of the one before, by the column the list
// is sorted by and the id. No row is shown twice or left out because others came or went meanwhile.
import { sql, type RawBuilder } from 'kysely'
import * as z from 'zod/mini'
import { MOST_COUNTED, PAGE } from '../kernel/page-size.ts'
import { inputInvalid } from '../kernel/problems.ts'
import { SEARCH_MARKS, searchWords } from '../kernel/text.ts'
import { Id } from '../kernel/words.ts'

type Fragment = RawBuilder<unknown>

/** What a key is written as in a cursor, and read back. */
const KINDS = {
  text: { type: sql`text`, fits: /^[^\0]{0,1000}$/su },
  day: { type: sql`date`, fits: /^\d{4}-\d\d-\d\d$/u },
  instant: { type: sql`timestamptz`, fits: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/u },
  number: { type: sql`numeric`, fits: /^-?\d{1,30}(?:\.\d{1,10})?$/u },
} as const

/** A column that a list can be sorted by; it is never null. */
export type Order = { by: Fragment; as: keyof typeof KINDS }

const Ended = z.tuple([z.string(), z.boolean(), z.string(), Id])

/** The last row of a page: the value it is sorted by, exactly as the database has it, and its id. */
export type Keyed = { key: string; key_id: string }

export type Asked<Name extends string> = {
  sort?: Name | undefined
  down?: boolean | undefined
  after?: string | undefined
  limit?: number | undefined
}

/**
 * The parts of a statement that reads one page: `columns` to select, the condition `beyond`, and `order`.
 * @param first how the list is sorted unless asked otherwise
 * @throws `input.invalid` for a cursor that was made up, or is of another order
 */
export function keyset<Name extends string>(
  orders: Readonly<Record<Name, Order>>,
  id: Fragment,
  asked: Asked<Name>,
  first: { sort: Name; down?: boolean },
) {
  const sort = asked.sort ?? first.sort
  const down = asked.down ?? (asked.sort === undefined ? (first.down ?? false) : false)
  const { by, as } = orders[sort]
  const { type, fits } = KINDS[as]
  const limit = asked.limit ?? PAGE
  const ended = asked.after === undefined ? undefined : read(asked.after)
  if (ended && (ended.sort !== sort || ended.down !== down || !isKey(ended.key)))
    throw inputInvalid({ fields: [] })

  function isKey(key: string): boolean {
    return fits.test(key) && (as === 'text' || as === 'number' || isInCalendar(key))
  }

  const key =
    as === 'instant'
      ? sql`to_char(${by} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
      : sql`(${by})::text`
  const way = down ? sql`desc` : sql`asc`
  return {
    columns: sql`${key} as key, ${id} as key_id`,
    beyond: ended
      ? sql`and (${by}, ${id}) ${down ? sql`<` : sql`>`} (${ended.key}::${type}, ${ended.id}::uuid)`
      : sql``,
    /** One row more than the page has, to know whether there is another. */
    order: sql`order by ${by} ${way}, ${id} ${way} limit ${limit + 1}`,
    page<Row extends Keyed>(rows: readonly Row[]): { rows: readonly Row[]; next?: string } {
      const page = rows.slice(0, limit)
      const last = page.at(-1)
      if (rows.length <= limit || !last) return { rows: page }
      return { rows: page, next: cursorOf(sort, down, last.key, last.key_id) }
    },
  }
}

/** The database refuses days that no month has, and the year 0; the parser of dates takes both. */
function isInCalendar(key: string): boolean {
  const at = new Date(key)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(key.slice(0, 10)) && key >= '0001'
}

export const cursorOf = (...ended: z.infer<typeof Ended>): string =>
  Buffer.from(JSON.stringify(ended)).toString('base64url')

function read(cursor: string) {
  try {
    const [sort, down, key, id] = Ended.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    return { sort, down, key, id }
  } catch {
    throw inputInvalid({ fields: [] })
  }
}

/** How many rows there are: `from` is a whole `from … where …`. Counted no further than a list says. */
export const counting = (from: Fragment): Fragment =>
  sql`select count(*)::int as n from (select ${from} limit ${sql.lit(MOST_COUNTED + 1)}) counted`

/** The condition that every word of a search is found in the text; accents and capitals do not matter. */
export function hasWords(text: Fragment, words: string | undefined): Fragment {
  const wanted = searchWords(words)
  if (wanted.length === 0) return sql``
  // `offset 0` keeps the text from being made anew for each word.
  return sql`and (select bool_and(position(word in said.text) > 0)
    from (select lower(regexp_replace(normalize(${text}, nfkd), ${sql.lit(SEARCH_MARKS)}, '', 'g')) as text offset 0) said
    cross join unnest(${wanted}::text[]) as word)`
}
