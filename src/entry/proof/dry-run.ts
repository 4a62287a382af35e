// Runs the whole application on a live database without leaving a trace: one connection, one transaction,
// never committed.
import type pg from 'pg'
import type { AppPool } from '../../platform/database/app-pool.ts'

export type DryRun = {
  /** Replaces both pools: the application's transactions on it are savepoints, one after the other. */
  readonly pool: AppPool
  /** Runs the work and rolls it back; its locks are released with it. */
  attempt<T>(work: () => Promise<T>): Promise<T>
  /** Rolls everything back. */
  end(): Promise<void>
}

/** Waits at most this long for a row that a user has locked; after that the attempt fails. */
const LOCK_TIMEOUT = `set local lock_timeout = '5s'`
/** `set local` outlives a released savepoint, so role and settings are reset explicitly. */
const RESET = `reset role; reset all; ${LOCK_TIMEOUT}`

/**
 * Makes the database refuse any real commit: two rows that violate a unique constraint which is checked only
 * at commit (`deferrable initially deferred`). They are rolled back with everything else.
 */
const REFUSE_COMMIT = `
  create temporary table never (once integer, constraint never_committed unique (once) deferrable initially deferred);
  insert into never values (1), (1)`

/**
 * Statements that begin and end a transaction, and the savepoint statements that replace them in a dry run.
 */
const SAVEPOINT_STATEMENTS: readonly [RegExp, string][] = [
  [/(^|;)\s*(?:begin|start transaction)(?=\s*(?:;|$))/giu, '$1 savepoint act'],
  [/(^|;)\s*(?:commit|end)(?=\s*(?:;|$))/giu, `$1 release savepoint act; ${RESET}`],
  [
    /(^|;)\s*(?:rollback|abort)(?=\s*(?:;|$))/giu,
    `$1 rollback to savepoint act; release savepoint act; ${RESET}`,
  ],
]

export const asSavepoints = (text: string): string =>
  SAVEPOINT_STATEMENTS.reduce((now, [words, instead]) => now.replace(words, instead), text)

/**
 * Begins the dry run. There is one connection, so the caller sends one request at a time, and no jobs run.
 */
export async function beginDryRun(real: pg.Pool): Promise<DryRun> {
  const client = await real.connect()
  await client.query(`begin; ${LOCK_TIMEOUT}; ${REFUSE_COMMIT}`)

  const runQuery = (first: unknown, ...rest: unknown[]) => {
    const query = client.query.bind(client) as (...given: unknown[]) => Promise<unknown>
    return query(typeof first === 'string' ? asSavepoints(first) : first, ...rest)
  }
  const borrowed = { query: runQuery, release() {} }
  const pool = {
    query: runQuery,
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
        await client.query(`rollback to savepoint attempt; release savepoint attempt; ${RESET}`)
      }
    },
    async end() {
      // The connection is closed too, so that no later user of the pool inherits its settings.
      await client.query('rollback').finally(() => client.release(true))
    },
  }
}
