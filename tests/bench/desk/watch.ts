// What the database and the processors do during a run of desk.latency, so that a stall is named by the
// benchmark itself: sessions and what they wait for, the statement that ran longest, and the processor time.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

/** Between two samples of the sessions. */
const EVERY_MS = 20
/** Kinds of wait in a result, the commonest first. */
const SHOWN = 8

type Session = { backend: string; state: string | null; wait: string; statement: string; ms: number | null }

const ACTIVITY = `
  select backend_type as backend, state, coalesce(wait_event_type || ' ' || wait_event, 'CPU') as wait,
    left(regexp_replace(query, '\\s+', ' ', 'g'), 60) as statement,
    extract(epoch from clock_timestamp() - query_start)::float8 * 1000 as ms
  from pg_stat_activity
  where pid <> pg_backend_pid() and case when backend_type = 'client backend' then state <> 'idle'
    else wait_event_type is distinct from 'Activity' end`

/** Samples the sessions until it is stopped; the result has the mean number of sessions in each kind of wait. */
export async function watchSessions(connection: pg.PoolConfig) {
  const client = new pg.Client(connection)
  await client.connect()
  const counts = new Map<string, number>()
  const longest = { ms: 0, statement: '' }
  let samples = 0
  let on = true
  const sampling = (async () => {
    while (on) {
      const { rows } = await client.query<Session>(ACTIVITY)
      samples++
      for (const { backend, state, wait, statement, ms } of rows) {
        const of = backend !== 'client backend' ? backend : state === 'active' ? 'statement' : state
        const kind = of === 'statement' || of === backend ? `${of}: ${wait}` : String(of)
        counts.set(kind, (counts.get(kind) ?? 0) + 1)
        if (state === 'active' && (ms ?? 0) > longest.ms)
          Object.assign(longest, { ms: Math.round(ms ?? 0), statement: statement.trim() })
      }
      await pause(EVERY_MS)
    }
  })()
  return async () => {
    on = false
    await sampling
    await client.end()
    const common = [...counts].toSorted(([, a], [, b]) => b - a).slice(0, SHOWN)
    return {
      sessions: Object.fromEntries(
        common.map(([kind, count]) => [kind, Number((count / samples).toFixed(3))]),
      ),
      longest,
    }
  }
}

/** Milliseconds of processor time of the database server in this folder; undefined where /proc is not. */
export async function databaseCpu(folder: string): Promise<number | undefined> {
  const file = await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '')
  const postmaster = Number(file.split('\n')[0])
  const processes = await readdir('/proc').catch(() => [])
  let ticks = 0
  for (const pid of processes.filter((name) => /^\d+$/u.test(name))) {
    const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
    // After the name in parentheses: state, parent …; own time is in the fields 14 and 15, that of ended
    // children in 16 and 17.
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
    const [own, ended] = [Number(fields[11]) + Number(fields[12]), Number(fields[13]) + Number(fields[14])]
    if (Number(pid) === postmaster) ticks += own + ended
    else if (Number(fields[1]) === postmaster) ticks += own
  }
  return ticks > 0 ? ticks * 10 : undefined
}
