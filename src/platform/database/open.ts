// Opens the database of the program: the server of DATABASE_URL, the built-in one if it is running, or the
// built-in one after starting it.
import pg from 'pg'
import type { Config } from '../config.ts'
import { ClusterError, findCluster, startCluster } from './cluster.ts'

export type OpenDatabase = { connection: pg.PoolConfig; stop(): Promise<void> }

type Place = Pick<Config, 'databaseUrl' | 'dataFolder'>

/**
 * Opens the database for the life of the process. The built-in one cannot have a second owner.
 * @throws ClusterError with one line that says what to do
 */
export async function openDatabase(place: Place, log: (line: string) => void): Promise<OpenDatabase> {
  if (place.databaseUrl !== undefined) return await reach(place.databaseUrl)
  const { connection, stop } = await startCluster({ folder: place.dataFolder, log })
  return { connection, stop }
}

/** Opens the database for one piece of work, with or without a running `npm start`. */
export async function withDatabase<T>(
  place: Place,
  work: (connection: pg.PoolConfig) => Promise<T>,
): Promise<T> {
  const running = place.databaseUrl === undefined ? await findCluster(place.dataFolder) : undefined
  if (running) return await work(running)
  const { connection, stop } = await openDatabase(place, () => undefined)
  try {
    return await work(connection)
  } finally {
    await stop()
  }
}

async function reach(url: string): Promise<OpenDatabase> {
  const connection: pg.PoolConfig = { connectionString: url }
  const client = new pg.Client(connection)
  try {
    await client.connect()
    const { rows } = await client.query<{ number: number; encoding: string }>(
      `select current_setting('server_version_num')::integer as number, current_setting('server_encoding') as encoding`,
    )
    const { number = 0, encoding = '' } = rows[0] ?? {}
    const major = Math.floor(number / 10_000)
    if (major < 15 || major > 18) {
      throw new ClusterError(`DATABASE_URL leads to PostgreSQL ${major}; Arraigo works with 15 to 18.`)
    }
    if (encoding !== 'UTF8') {
      throw new ClusterError(
        `The database of DATABASE_URL keeps text as ${encoding}. Create one with encoding 'UTF8'.`,
      )
    }
  } catch (error) {
    if (error instanceof ClusterError) throw error
    const reason =
      error instanceof Error ? error.message || String((error as NodeJS.ErrnoException).code) : String(error)
    throw new ClusterError(`The database of DATABASE_URL cannot be reached: ${reason}.`)
  } finally {
    await client.end().catch(() => undefined)
  }
  return { connection, stop: async () => undefined }
}
