// Searches the whole database and the disk for a text, wherever it may have been written.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestNetwork } from './network.ts'

export type Found = { place: string; count: number }

/**
 * Every column of every table of every schema of ours, as text: `mark` as it is and in hexadecimal, and
 * anything else by a PostgreSQL pattern.
 */
export async function tracesIn(
  { database: { pool } }: { database: Pick<TestNetwork['database'], 'pool'> },
  mark: string,
  patterns: readonly string[],
): Promise<Found[]> {
  const { rows } = await pool.query<{ place: string; field: string }>(`
    select format('%I.%I', n.nspname, c.relname) as place, quote_ident(a.attname) as field
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind in ('r', 'p', 'm') and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
    order by 1, 2`)
  const wanted = [mark, Buffer.from(mark).toString('hex'), ...patterns].join('|')
  const found: Found[] = []
  for (const { place, field } of rows) {
    const { rows: hits } = await pool.query<{ count: number }>(
      `select count(*)::int as count from ${place} where ${field}::text ~* $1`,
      [wanted],
    )
    if (hits[0]?.count) found.push({ place: `${place}.${field}`, count: hits[0].count })
  }
  return found
}

/** The files under the network's folder that contain it. */
export async function tracesOnDisk({ folder }: Pick<TestNetwork, 'folder'>, mark: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const texts = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name))
  const held: string[] = []
  for (const file of texts) if ((await readFile(file, 'latin1')).includes(mark)) held.push(file)
  return held
}
