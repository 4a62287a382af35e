// Lets the whole house work on a live database without leaving a trace: one connection, one transaction, never committed.
import type pg from 'pg'
import type { AppPool } from '../../platform/database/app-pool.ts'

export type Rehearsal = {
  /** Stands in for both pools: what the application begins and commits on it are savepoints, one after the other. */
  readonly pool: AppPool
  /** Does something and undoes it; locks it took are let go with it. */
  attempt<T>(work: () => Promise<T>): Promise<T>
  /** Undoes everything. */
  end(): Promise<void>
}

/** A row that a desk is working on is waited for a moment; what goes wrong then is an attempt that failed. */
const PATIENCE = `set local lock_timeout = '5s'`
/** What a transaction sets for itself outlives a savepoint that is kept: it is set back by hand. */
const SET_BACK = `reset role; reset all; ${PATIENCE}`

/**
 * Whatever slips through, the database refuses to commit: two rows that may not both stand, looked at only at the end
 * (`deferrable initially deferred`), and gone with everything else.
 */
const NEVER = `
  create temporary table never (once integer, constraint never_committed unique (once) deferrable initially deferred);
  insert into never values (1), (1)`

/** Opening and closing words of a transaction, where a statement begins with them, and what they are in a rehearsal. */
const PLAYED: readonly [RegExp, string][] = [
  [/(^|;)\s*(?:begin|start transaction)(?=\s*(?:;|$))/giu, '$1 savepoint act'],
  [/(^|;)\s*(?:commit|end)(?=\s*(?:;|$))/giu, `$1 release savepoint act; ${SET_BACK}`],
  [
    /(^|;)\s*(?:rollback|abort)(?=\s*(?:;|$))/giu,
    `$1 rollback to savepoint act; release savepoint act; ${SET_BACK}`,
  ],
]

export const played = (text: string): string =>
  PLAYED.reduce((now, [words, instead]) => now.replace(words, instead), text)

/** Nothing of the house runs beside what it is asked for: the caller asks one thing at a time. */
export async function rehearse(real: pg.Pool): Promise<Rehearsal> {
  const client = await real.connect()
  await client.query(`begin; ${PATIENCE}; ${NEVER}`)

  const play = (first: unknown, ...rest: unknown[]) => {
    const query = client.query.bind(client) as (...given: unknown[]) => Promise<unknown>
    return query(typeof first === 'string' ? played(first) : first, ...rest)
  }
  const borrowed = { query: play, release() {} }
  const pool = {
    query: play,
    connect: async () => borrowed,
    end: async () => {},
    on: () => pool,
    options: real.options,
  } as unknown as AppPool

  return {
    pool,
    async attempt(work) {
      await client.query('savepoint attempt')
      try {
        return await work()
      } finally {
        await client.query(`rollback to savepoint attempt; release savepoint attempt; ${SET_BACK}`)
      }
    },
    async end() {
      // Closed as well, so that nothing set on it is ever met by somebody else.
      await client.query('rollback').finally(() => client.release(true))
    },
  }
}
