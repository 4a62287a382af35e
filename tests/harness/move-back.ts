// As if time had passed since a row was written: for what is let in, due or over only after a while.
import type pg from 'pg'

/**
 * Moves every instant of these rows back. The clock stands where it is, so nothing else becomes older; a day (a date without an
 * hour) stays the day that somebody said.
 *
 * @param where the columns that choose the rows, and their values; without any, all rows of the table
 * @throws Error when no row is moved
 */
export async function moveBack(
  pool: Pick<pg.Pool, 'query'>,
  table: string,
  by: { days: number } | { minutes: number },
  where: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    `select quote_ident(attname) as name from pg_attribute
     where attrelid = $1::regclass and atttypid = 'timestamptz'::regtype and attgenerated = '' and not attisdropped`,
    [table],
  )
  const moved = rows.map(({ name }) => `${name} = ${name} - $1::interval`).join(', ')
  const chosen = Object.keys(where).map((name, at) => `and ${name} = $${at + 2}`)
  const passed = 'days' in by ? `${by.days} days` : `${by.minutes} minutes`
  const text = `update ${table} set ${moved} where true ${chosen.join(' ')}`
  const { rowCount } = await pool.query(text, [passed, ...Object.values(where)])
  if (!rowCount) throw new Error(`No row of ${table} is moved back.`)
}
