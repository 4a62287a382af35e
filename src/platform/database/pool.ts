// Connection pools: one connection at a time for each piece of work, a bounded wait for it, and a bounded
// time to close.
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Socket } from 'node:net'
import { callbackify } from 'node:util'
import pg from 'pg'
import { Durations, type DurationSummary } from '../health/durations.ts'
import { log, traceOf } from '../log.ts'

// Civil dates and 64-bit integers must not be converted to a float or by a time zone when they are read.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value)
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (value) => new Date(value).toISOString())
pg.types.setTypeParser(pg.types.builtins.INT8, (value) => Number(value))

/** Milliseconds that a request waits for a free connection before it fails as busy. */
const LONGEST_WAIT = 10_000
/** Milliseconds for running work to end when a pool is closed, before its connections are cut. */
const LAST_WORK = 5_000

/** No connection was free in time, or it was lost in the middle of the work: the same request may be repeated. */
export class BusyError extends Error {
  override readonly name = 'BusyError'
}

type Hold = { held: boolean }
/**
 * The connection that the current work holds: the functions it calls must not wait for another one, of any
 * pool.
 */
const holding = new AsyncLocalStorage<Hold>()

type Done = (error: Error | undefined, client?: pg.PoolClient, release?: (error?: Error) => void) => void

/**
 * A pool whose clients pipeline: a statement is sent without waiting for the result of the one before, so
 * that related statements take one round trip. COPY does not work on such a client: it needs `pipeline:
 * false`.
 *
 * Work that holds a connection and asks for a second, also of another pool, is refused at once: otherwise as
 * many as there are connections would wait for each other for ever.
 *
 * @param mend tries to repair the cause of a failed connection before one more attempt; throws the error if
 *   it cannot
 */
export function connect(connection: pg.PoolConfig, mend = unmended): pg.Pool {
  const pool = new pg.Pool({
    max: 16,
    connectionTimeoutMillis: LONGEST_WAIT,
    // The default path starts with a schema named like the user, and one of our schemas could have that name.
    options: '-c search_path=public',
    pipeline: true,
    ...connection,
  })
  // A connection that breaks is replaced on the next use; without a listener it would end the process.
  pool.on('error', () => {})
  const clients = new Set<pg.PoolClient>()
  pool.on('connect', (client) => {
    client.on('error', () => {})
    writeTogether(client)
    clients.add(client)
  })
  pool.on('remove', (client) => clients.delete(client))
  const lend = pool.connect.bind(pool) as () => Promise<pg.PoolClient>
  const waited = new Durations()
  waits.set(pool, waited)
  const lendOne = async () => {
    if (holding.getStore()?.held) throw new Error('A second connection is asked for while one is held.')
    const asked = performance.now()
    try {
      return await lend().catch((error: Error) => mend(error).then(lend))
    } catch (error) {
      throw explained(error as Error)
    } finally {
      waited.add(performance.now() - asked)
    }
  }
  const connectOnce = (done?: Done) =>
    done
      ? callbackify(lendOne)((error, client) => done(error ?? undefined, client, client?.release))
      : lendOne()
  pool.connect = connectOnce as typeof pool.connect
  const end = pool.end.bind(pool) as () => Promise<void>
  pool.end = (async () => {
    await Promise.all((closers.get(pool) ?? []).map((close) => close()))
    await endSoon(end, clients)
  }) as typeof pool.end
  return pool
}

/**
 * Sends the statements of one turn of the event loop in one write: each write is a system call that wakes the
 * server's process, and costs as much as everything else that a short statement needs here.
 */
function writeTogether(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  const query = client.query.bind(client) as (...given: unknown[]) => unknown
  let corked = false
  const queryCorked = (...given: unknown[]) => {
    if (!corked) {
      corked = true
      stream.cork()
      process.nextTick(() => {
        corked = false
        stream.uncork()
      })
    }
    return query(...given)
  }
  client.query = queryCorked as typeof client.query
}

async function unmended(error: Error): Promise<void> {
  throw error
}

/** How long work waited for a connection of a pool. */
const waits = new WeakMap<pg.Pool, Durations>()

export type PoolLoad = {
  /** Connections at most, open, and lent to work. */
  size: number
  open: number
  inUse: number
  /** Pieces of work that wait for a connection now, and how long others waited lately. */
  waiting: number
  wait: DurationSummary
}

export function poolLoad(pool: pg.Pool): PoolLoad {
  const { totalCount, idleCount, waitingCount, options } = pool
  return {
    size: options.max,
    open: totalCount,
    inUse: totalCount - idleCount,
    waiting: waitingCount,
    wait: (waits.get(pool) ?? new Durations()).summary(),
  }
}

/** Functions to call when a pool is closed. */
const closers = new WeakMap<pg.Pool, (() => Promise<void>)[]>()

/** Closes something together with the pool, such as a separate connection. */
export function closeWith(pool: pg.Pool, close: () => Promise<void>): void {
  closers.set(pool, [...(closers.get(pool) ?? []), close])
}

/**
 * Closes the connection of work that does not end in time, such as a wait for a lock; the database then
 * undoes it.
 */
async function endSoon(end: () => Promise<void>, clients: ReadonlySet<pg.PoolClient>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const cut = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      // Not `client.end()`, which waits for the results of sent statements.
      for (const client of clients)
        (client as unknown as { connection: { stream: Socket } }).connection.stream.destroy()
      resolve()
    }, LAST_WORK)
  })
  await Promise.race([end(), cut])
  clearTimeout(timer)
}

/** Messages of `pg` after a timeout, whose errors have no code. */
const TIMED_OUT = /timeout exceeded when trying to connect|due to connection timeout/u

function explained(error: Error): Error {
  return TIMED_OUT.test(error.message) ? new BusyError(error.message, { cause: error }) : error
}

/**
 * Runs work with a connection of the pool; rolls back what a failed one left open.
 * @throws BusyError when the connection was lost: whether a commit that was sent took effect is not known
 */
export async function withClient<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  const hold: Hold = { held: true }
  let broken: Error | undefined
  try {
    return await holding.run(hold, () => work(client))
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    if (!broken) throw error
    log('database.connection_lost', traceOf(error))
    throw new BusyError('The connection was lost.', { cause: error })
  } finally {
    // Work that was started and not awaited continues without this connection, and may take another.
    hold.held = false
    client.release(broken)
  }
}
