// Advisory locks that outlive a transaction. All locks of a process use one connection outside its pool, so
// that they take no connection from requests.
import pg from 'pg'
import { closeWith } from './pool.ts'

type Locks = { readonly client: pg.Client; readonly held: Set<string> }

const opened = new WeakMap<pg.Pool, Promise<Locks>>()
const closing = new WeakSet<pg.Pool>()

/**
 * Runs work while holding the lock of that name; does not wait for it.
 * @returns undefined when another process, or other work in this one, holds the lock
 */
export async function withSessionLock<T>(
  pool: pg.Pool,
  name: string,
  work: () => Promise<T>,
): Promise<{ result: T } | undefined> {
  const locks = await locksOf(pool)
  // All locks are held by one database session, which PostgreSQL lets lock twice: so check here too.
  if (locks.held.has(name)) return undefined
  locks.held.add(name)
  try {
    if (!(await ask(locks, 'pg_try_advisory_lock', name))) return undefined
    try {
      return { result: await work() }
    } finally {
      // A lost connection has released all its locks.
      await ask(locks, 'pg_advisory_unlock', name).catch(() => undefined)
    }
  } finally {
    locks.held.delete(name)
  }
}

async function ask({ client }: Locks, what: string, name: string): Promise<boolean> {
  const { rows } = await client.query<{ done: boolean }>(`select ${what}(hashtextextended($1, 14)) as done`, [
    name,
  ])
  return rows[0]?.done ?? false
}

function locksOf(pool: pg.Pool): Promise<Locks> {
  const known = opened.get(pool)
  if (known) return known
  const opening = open(pool)
  opened.set(pool, opening)
  // The next call tries to connect again.
  opening.catch(() => opened.delete(pool))
  if (!closing.has(pool)) {
    closing.add(pool)
    closeWith(pool, async () => {
      const last = await opened.get(pool)?.catch(() => undefined)
      await last?.client.end()
    })
  }
  return opening
}

async function open(pool: pg.Pool): Promise<Locks> {
  const client = new pg.Client(pool.options)
  client.on('error', () => {})
  client.on('end', () => opened.delete(pool))
  await client.connect()
  // This connection must not keep the process alive: a pool replaced for a rehearsal is never closed.
  ;(client as unknown as { unref(): void }).unref()
  return { client, held: new Set() }
}
