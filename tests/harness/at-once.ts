// Brings several pieces of work to the same moment: each has checked its conditions, and none has written
// yet.
import pg from 'pg'

/** Reads pg_locks; only work that waits for a lock counts as waiting. */
const MOST_LOOKS = 5000

/**
 * Holds writes to a table until every piece of work waits for a lock or has ended, then lets all go on. Work
 * that checks and then writes without a lock has checked by then, so the interleaving is the worst one, each
 * time.
 */
export async function atOnce<T>(
  pool: pg.Pool,
  table: string,
  works: readonly (() => Promise<T>)[],
): Promise<PromiseSettledResult<T>[]> {
  // A connection of its own: whoever holds a connection of the pool may not ask it for another.
  const holder = new pg.Client(pool.options)
  await holder.connect()
  let running = works.length
  try {
    await holder.query(`begin; lock table ${table} in share row exclusive mode`)
    const all = Promise.allSettled(works.map((work) => work().finally(() => running--)))
    for (let looks = 0; looks < MOST_LOOKS; looks++) {
      // Within a transaction the list of sessions stays as it was first read: one that began since is not in it.
      await holder.query('select pg_stat_clear_snapshot()')
      const { rows } = await holder.query<{ waiting: number }>(
        `select count(distinct pid)::integer as waiting from pg_locks
         where not granted and pid in (select pid from pg_stat_activity where datname = current_database())`,
      )
      if ((rows[0]?.waiting ?? 0) >= running) break
    }
    await holder.query('commit')
    return await all
  } finally {
    await holder.end()
  }
}
