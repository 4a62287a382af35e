// Where the database's share of a measurement goes: statements, write-ahead log and flushes for each record.
// PROFILE=1 adds the time of each statement, which costs some of what is measured.
import type pg from 'pg'

/** Whether the time of each statement is asked for. */
export const isProfiled = process.env['PROFILE'] === '1'

/** Settings of the database that a profile needs. */
export const profiling: Record<string, string> = isProfiled
  ? {
      shared_preload_libraries: 'pg_stat_statements',
      'pg_stat_statements.max': '2000',
      'pg_stat_statements.track_planning': 'on',
    }
  : {}

type Work = { records: number; bytes: number; flushes: number; commits: number }

/** Starts counting; the returned function tells what was used for each of `count` records since then. */
export async function startProfile(pool: pg.Pool): Promise<(count: number) => Promise<object>> {
  if (isProfiled)
    await pool.query('create extension if not exists pg_stat_statements; select pg_stat_statements_reset()')
  const before = await workOf(pool)
  return async (count) => {
    // A backend adds to the counters when it has been idle for a moment.
    await new Promise((resolve) => setTimeout(resolve, 1500))
    const after = await workOf(pool)
    const each = (name: keyof Work) => Number(((after[name] - before[name]) / count).toFixed(2))
    if (isProfiled) await printStatements(pool, count)
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
  type Row = { calls: number; ms: number; planning: number; wal: number; text: string }
  const { rows } = await pool.query<Row>(
    `select (calls / $1::float8)::numeric(9, 2) as calls, (total_exec_time / $1)::numeric(9, 3) as ms,
       (total_plan_time / $1)::numeric(9, 3) as planning, (wal_records / $1::float8)::numeric(9, 1) as wal, left(regexp_replace(query, '\\s+', ' ', 'g'), 100) as text
     from pg_stat_statements order by total_exec_time + total_plan_time desc limit 25`,
    [count],
  )
  for (const { calls, ms, planning, wal, text } of rows)
    console.error(`${ms} ms  planned ${planning} ms  ${calls}×  ${wal} WAL  ${text}`)
}
