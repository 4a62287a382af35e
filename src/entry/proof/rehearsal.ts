// Lets the whole house work on a live database without leaving a trace: one connection, one transaction, never committed.
import type pg from 'pg'

export type Rehearsal = {
  /** Stands in for the pool: what the house begins and commits on it are savepoints, one after the other. */
  readonly pool: pg.Pool
  /** Does something and undoes it; locks it took are let go with it. */
  attempt<T>(work: () => Promise<T>): Promise<T>
  /** Undoes everything. */
  end(): Promise<void>
}

/** What a transaction sets for itself outlives a savepoint that is kept: it is set back by hand. */
const SET_BACK = `reset role; reset all; set local lock_timeout = '5s'`

/** Nothing of the house runs beside what it is asked for: the caller asks one thing at a time. */
export async function rehearse(real: pg.Pool): Promise<Rehearsal> {
  const client = await real.connect()
  // A row that a desk is working on is waited for a moment, and never the other way round for longer than one attempt.
  await client.query(`begin; set local lock_timeout = '5s'`)

  const play = (first: unknown, ...rest: unknown[]) => {
    const query = client.query.bind(client) as (...given: unknown[]) => Promise<unknown>
    if (typeof first !== 'string') return query(first, ...rest)
    if (first.startsWith('begin')) return query(first.replace(/^begin/u, 'savepoint act'), ...rest)
    if (first === 'commit') return query(`release savepoint act; ${SET_BACK}`)
    if (first === 'rollback') return query(`rollback to savepoint act; release savepoint act; ${SET_BACK}`)
    return query(first, ...rest)
  }
  const borrowed = { query: play, release() {} }
  const pool = {
    query: play,
    connect: async () => borrowed,
    end: async () => {},
    on: () => pool,
    options: real.options,
  } as unknown as pg.Pool

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
