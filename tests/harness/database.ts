// Gives a test a database of its own: a copy of a migrated one, made quickly and dropped after the file.
import pg from 'pg'
import { inject } from 'vitest'
import { openAppPool, type AppPool } from '../../src/platform/database/app-pool.ts'
import { connect } from '../../src/platform/database/connect.ts'
import { limitFunctions } from '../../src/platform/database/migrate.ts'
import { cleanups } from './cleanup.ts'
import { undeclaredEffects } from './undeclared.ts'

export type TestDatabase = {
  /** As the owner, to prepare data and to read past row-level security. */
  pool: pg.Pool
  /** What `transaction()` takes, as requests use it. */
  appPool: AppPool
  connection: pg.PoolConfig
  /** The same as an address, for a process that reads DATABASE_URL. */
  url: string
}

/** For every installation on a test's database: each sets the password of the role that it signs in as. */
export const SECRET = 'a secret only for tests, long enough'

let count = 0

/**
 * A new migrated database on the run's cluster: with the small network in it, or an empty one for tests of
 * the migrations themselves.
 */
export async function testDatabase({ empty = false, seeded = false } = {}): Promise<TestDatabase> {
  const { connection, template } = inject('cluster')
  const name = `${template}_${process.pid}_${count++}`
  const owner = new pg.Client(connection)
  await owner.connect()
  try {
    const from = empty ? 'template0' : seeded ? `${template}_seeded` : template
    // Copied as files: through the write-ahead log, the default, each copy takes several times as long.
    await owner.query(`create database ${name} template ${from} strategy file_copy`)
  } finally {
    await owner.end()
  }
  const own = { ...connection, database: name }
  const pool = connect({ ...own, max: 8 })
  if (!empty) await limitFunctions(pool)
  const appPool = empty ? undefined : await openAppPool(pool, { secret: SECRET }, { max: 8 })
  cleanups.push(async () => {
    const broken = await undeclaredEffects(pool).finally(() => pool.end())
    if (broken.length > 0)
      throw new Error(`The log has facts or problems that no operation declares:\n${broken.join('\n')}`)
  })
  return {
    pool,
    get appPool() {
      if (!appPool) throw new Error('An empty database has no role to work as.')
      return appPool
    },
    connection: own,
    url: addressOf(own),
  }
}

/** A connection as a URL; the folder of a Unix socket goes into the query, as libpq and `pg` read it. */
export function addressOf({ host, port, user, password, database }: pg.PoolConfig): string {
  const secret = typeof password === 'string' ? `:${encodeURIComponent(password)}` : ''
  const login = `${encodeURIComponent(user ?? 'postgres')}${secret}`
  if (host?.startsWith('/')) {
    return `postgres://${login}@localhost:${port ?? 5432}/${database}?host=${encodeURIComponent(host)}`
  }
  return `postgres://${login}@${host ?? 'localhost'}:${port ?? 5432}/${database}`
}
