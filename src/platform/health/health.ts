// What operators are told about the health of this process and its database: durations and counts, never who
// asks, what for, or the text of a statement.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { App } from '../app.ts'
import { poolLoad, type PoolLoad } from '../database/pool.ts'
import { processLoad, type ProcessLoad } from './process-load.ts'
import { sign } from '../secrets.ts'

export type Health = ProcessLoad & {
  pools: { requests: PoolLoad; owner: PoolLoad }
  database: DatabaseLoad
}

export type DatabaseLoad = {
  /**
   * Sessions by what they do: `active` with what they wait for (`CPU` when for nothing), or `idle in
   * transaction`. `not visible` are those of roles that the database hides from its owner.
   */
  sessions: Record<string, number>
  /** Milliseconds since the oldest running statement began. */
  longest: number
  /** Whether a checkpoint is being written; null where the owner of the database may not see it. */
  checkpoint: boolean | null
}

/** Seconds for which a signed request is good: what clocks of two machines differ by. */
const VALID_SECONDS = 60
const SCHEME = 'Operator'

const signed = (seconds: number) => `the operator reads health at ${seconds}`

/**
 * The header of an operator's request: whoever knows the installation's secret rules the installation. An
 * address would prove nothing, because a proxy on this machine sends the requests of everybody.
 */
export function operatorHeader(secret: string, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000)
  return `${SCHEME} ${seconds} ${sign(secret, signed(seconds))}`
}

export function isOperator(app: Pick<App, 'sign' | 'now'>, header: string | undefined): boolean {
  const [scheme, at = '', signature = ''] = header?.split(' ') ?? []
  const seconds = Number(at)
  if (scheme !== SCHEME || !Number.isSafeInteger(seconds)) return false
  if (Math.abs(app.now().getTime() / 1000 - seconds) > VALID_SECONDS) return false
  return isSame(signature, app.sign(signed(seconds)))
}

/** Compares hashes, so that neither the length nor a beginning that is right can be measured. */
function isSame(given: string, right: string): boolean {
  const hash = (text: string) => createHmac('sha256', right).update(text).digest()
  return timingSafeEqual(hash(given), hash(right))
}

export async function healthOf(app: App): Promise<Health> {
  return {
    ...processLoad(),
    pools: { requests: poolLoad(app.appPool), owner: poolLoad(app.pool) },
    database: await databaseLoad(app),
  }
}

async function databaseLoad({ pool }: Pick<App, 'pool'>): Promise<DatabaseLoad> {
  const { rows } = await pool.query<{ doing: string; sessions: number; longest: number | null }>(`
    select case when state is null then 'not visible' when state <> 'active' then state
        else 'active: ' || coalesce(wait_event_type || ' ' || wait_event, 'CPU') end as doing,
      count(*)::int as sessions,
      max(extract(epoch from clock_timestamp() - query_start) * 1000)
        filter (where state = 'active')::float8 as longest
    from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and state is distinct from 'idle'
    group by doing order by doing`)
  const { rows: checkpointers } = await pool.query<{ running: boolean }>(`
    select wait_event is distinct from 'CheckpointerMain' as running
    from pg_stat_activity where backend_type = 'checkpointer'`)
  return {
    sessions: Object.fromEntries(rows.map(({ doing, sessions }) => [doing, sessions])),
    longest: Math.round(Math.max(0, ...rows.map(({ longest }) => longest ?? 0))),
    checkpoint: checkpointers[0]?.running ?? null,
  }
}
