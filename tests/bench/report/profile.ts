// Where the database's share of a measurement goes: statements, write-ahead log and flushes for each record.
// PROFILE=1 adds the time of each statement, which costs some of what is measured.
import type pg from 'pg'

const detailed = process.env['PROFILE'] === '1'

/** Settings of the database that a profile needs. */
export const profiling: Record<string, string> = detailed
  ? { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.max': '2000' }
  : {}

type Work = { records: number; bytes: number; flushes: number; commits: number }

/** Starts counting; the returned function tells what was used for each of `count` records since then. */
export async function startProfile(pool: pg.Pool): Promise<(count: number) => Promise<object>> {
  if (detailed)
    await pool.query('create extension if not exists pg_stat_statements; select pg_stat_statements_reset()')
  const before = await workOf(pool)
  return async (count) => {
    // A backend adds to the counters when it has been idle for a moment.
    await new Promise((resolve) => setTimeout(resolve, 1500))
    const after = await workOf(pool)
    const each = (name: keyof Work) => Number(((after[name] - before[name]) / count).toFixed(2))
    if (detailed) await printStatements(pool, count)
    return {
      walRecords: each('records'),
      walBytes: Math.round(each('bytes')),
      flushes: each('flushes'),
      commits: each('commits'),
    }
  }
}

async function workOf(pool: pg.Pool): Promise<Work> {
  const { rows } = await pool.query<Work>(`
    select wal_records::float8 as records, wal_bytes::float8 as bytes,
      (select sum(fsyncs)::float8 from pg_stat_io where object = 'wal') as flushes,
      (select sum(xact_commit)::float8 from pg_stat_database) as commits
    from pg_stat_wal`)
  return rows[0] as Work
}

async function printStatements(pool: pg.Pool, count: number): Promise<void> {
  const { rows } = await pool.query<{ calls: number; ms: number; wal: number; text: string }>(
    `select (calls / $1::float8)::numeric(9, 2) as calls, (total_exec_time / $1)::numeric(9, 3) as ms,
       (wal_records / $1::float8)::numeric(9, 1) as wal, left(regexp_replace(query, '\\s+', ' ', 'g'), 100) as text
     from pg_stat_statements order by total_exec_time desc limit 25`,
    [count],
  )
  for (const { calls, ms, wal, text } of rows) console.error(`${ms} ms  ${calls}×  ${wal} WAL  ${text}`)
}
