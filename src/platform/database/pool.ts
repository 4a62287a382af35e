// Lends connections: one at a time to whoever asks, for a bounded wait, and gives them back in bounded time at the end.
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Socket } from 'node:net'
import { callbackify } from 'node:util'
import pg from 'pg'

// Civil dates and 64-bit integers must not pass through a float or a time zone on their way out.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value)
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (value) => new Date(value).toISOString())
pg.types.setTypeParser(pg.types.builtins.INT8, (value) => Number(value))

/** Milliseconds after which a request is told that there is no connection free. */
const LONGEST_WAIT = 10_000
/** Milliseconds that work under way is given when a pool ends, before its connections are cut. */
const LAST_WORK = 5_000

/** No connection came free in time, or the server could not be reached: the same may be asked again. */
export class BusyError extends Error {
  override readonly name = 'BusyError'
}

type Hold = { held: boolean }
/** The connection that the work under way holds: nothing it calls may wait for another, of whichever pool. */
const holding = new AsyncLocalStorage<Hold>()

type Done = (error: Error | undefined, client?: pg.PoolClient, release?: (error?: Error) => void) => void

/**
 * A pool whose clients send a statement without waiting for the answer to the one before, so that what belongs together
 * travels together. COPY cannot share such a client: who copies asks for `pipeline: false`.
 *
 * Whoever holds a connection and asks for a second is refused at once, also for one of another pool: as many of them as
 * there are connections would wait for each other for ever.
 *
 * @param mend what may be done about a connection that could not be had, before it is tried once more; throws the same otherwise
 */
export function connect(connection: pg.PoolConfig, mend = unmended): pg.Pool {
  const pool = new pg.Pool({
    max: 16,
    connectionTimeoutMillis: LONGEST_WAIT,
    // The default path starts with the user's own name, and our schema could bear the name of the database's user.
    options: '-c search_path=public',
    pipeline: true,
    ...connection,
  })
  // A connection that breaks is replaced on the next use; without a listener it would end the process.
  pool.on('error', () => {})
  const clients = new Set<pg.PoolClient>()
  pool.on('connect', (client) => {
    client.on('error', () => {})
    clients.add(client)
  })
  pool.on('remove', (client) => clients.delete(client))
  const lend = pool.connect.bind(pool) as () => Promise<pg.PoolClient>
  const lendOne = async () => {
    if (holding.getStore()?.held) throw new Error('A second connection is asked for while one is held.')
    try {
      return await lend().catch((error: Error) => mend(error).then(lend))
    } catch (error) {
      throw explained(error as Error)
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

async function unmended(error: Error): Promise<void> {
  throw error
}

/** What else is closed when the pool ends. */
const closers = new WeakMap<pg.Pool, (() => Promise<void>)[]>()

/** Something that lives as long as the pool, such as a connection beside it. */
export function closeWith(pool: pg.Pool, close: () => Promise<void>): void {
  closers.set(pool, [...(closers.get(pool) ?? []), close])
}

/** Work that does not end by itself, such as a wait for a lock, loses its connection, which undoes it. */
async function endSoon(end: () => Promise<void>, clients: ReadonlySet<pg.PoolClient>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const cut = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      // Not `client.end()`, which waits for the answer to what was sent.
      for (const client of clients)
        (client as unknown as { connection: { stream: Socket } }).connection.stream.destroy()
      resolve()
    }, LAST_WORK)
  })
  await Promise.race([end(), cut])
  clearTimeout(timer)
}

/** What `pg` says when it waited in vain: it has no code. */
const TIMED_OUT = /timeout exceeded when trying to connect|due to connection timeout/u

function explained(error: Error): Error {
  return TIMED_OUT.test(error.message) ? new BusyError(error.message, { cause: error }) : error
}

/** Lends a connection for one piece of work, and takes back what a failed one left open. */
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
    throw error
  } finally {
    // What the work started and did not wait for goes on without it.
    hold.held = false
    client.release(broken)
  }
}
