// Runs the built-in PostgreSQL as a child process: creates it, starts or adopts it, refuses a second owner,
// restarts it after a crash, and stops it. Everything is durable; nothing listens on the network.
import { spawn, type ChildProcess } from 'node:child_process'
import {
  mkdir,
  mkdtemp,
  readFile,
  readlink,
  readdir,
  realpath,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import {
  as,
  canReach,
  chooseAccount,
  ClusterError,
  findPackage,
  give,
  prepareBinaries,
  systemFolder,
} from './binaries.ts'
import type { Account, Binaries } from './binaries.ts'
import { environment, findServer, startServer, stopServer } from './postmaster.ts'

export { ClusterError } from './binaries.ts'

export type Cluster = {
  connection: pg.PoolConfig
  /** Fast shutdown: sessions end, everything is written, the server exits. */
  stop(): Promise<void>
  /** True when a server that outlived its owner (kill -9) was found and taken over. */
  adopted: boolean
}

export type ClusterOptions = {
  /** The data folder (ARRAIGO_DATA); the database lives in `postgres` inside it. */
  folder: string
  log: (line: string) => void
  /** Settings that replace ours, for tests that need no durability. */
  settings?: Record<string, string>
}

const owner = 'arraigo'
/** 'ARRA' in ASCII: the advisory lock held by the owner of the data folder. */
const ownerLock = 0x41525241

/**
 * Starts the database in the data folder, or takes over one that a killed process left running.
 * @throws ClusterError with one line when another process owns it, or when it cannot run here
 */
export async function startCluster({ folder, log, settings = {} }: ClusterOptions): Promise<Cluster> {
  const home = await prepareFolder(folder, log)
  const account = await chooseAccount(home)
  const binaries = await prepareBinaries(await findPackage(), account, account ? systemFolder : folder)
  await checkVersion(home, binaries)
  await createCluster(home, account, binaries, log)

  let stopping = false
  let guard: pg.Client
  const bringUp = async (): Promise<boolean> => {
    for (;;) {
      const running = await findServer(home)
      if (!running) await startServer({ home, account, binaries, settings, log })
      const session = await takeOwnership(home)
      // The server found was shutting down and has ended: start another.
      if (!session) continue
      session.on('end', () => {
        if (!stopping) void keepTrying()
      })
      guard = session
      return running !== undefined
    }
  }
  const keepTrying = async (): Promise<void> => {
    log('The database went away; bringing it back…')
    while (!stopping) {
      try {
        await bringUp()
        log('The database is back.')
        return
      } catch (error) {
        log(error instanceof Error ? error.message : String(error))
        await pause(1000)
      }
    }
  }

  const adopted = await bringUp()
  await removeDrafts(home)
  const connection = await connectionOf(home)
  await createDatabase(guard!, String(connection.database))
  return {
    connection,
    adopted,
    async stop() {
      if (stopping) return
      stopping = true
      await guard.end().catch(() => undefined)
      await stopServer(home)
    },
  }
}

/** How to connect to the server of that data folder, if one is running. */
export async function findCluster(folder: string): Promise<pg.PoolConfig | undefined> {
  const home = await realpath(join(folder, 'postgres')).catch(() => undefined)
  if (!home || !(await findServer(home))) return undefined
  return await connectionOf(home)
}

// ---- the folder

/** `postgres` inside the data folder; elsewhere, behind a link, when root's account cannot enter it. */
async function prepareFolder(folder: string, log: (line: string) => void): Promise<string> {
  await mkdir(folder, { recursive: true })
  const home = join(await realpath(folder), 'postgres')
  const real = await realpath(home).catch(() => undefined)
  if (real) return real
  // Most likely a disk that is not mounted yet: a new, empty database would look like lost data.
  const link = await readlink(home).catch(() => undefined)
  if (link)
    throw new ClusterError(
      `The database should be in ${link}, which is not there. Mount it, or remove ${home}.`,
    )
  const account = await chooseAccount(home)
  if (!account || canReach(folder, account)) return home
  await mkdir(systemFolder, { recursive: true, mode: 0o755 })
  const place = join(await mkdtemp(join(systemFolder, 'data-')), 'postgres')
  await give(join(place, '..'), account)
  await symlink(place, home)
  log(`${account.name} cannot enter ${folder}, so the database is kept in ${place} (a link leads there).`)
  return place
}

async function checkVersion(home: string, { major }: Binaries): Promise<void> {
  const version = (await readFile(join(home, 'PG_VERSION'), 'utf8').catch(() => major)).trim()
  if (version === major) return
  throw new ClusterError(
    `The database in ${home} was made by PostgreSQL ${version} and this release brings ` +
      `${major}. Back it up with the release that made it, then restore that file into a new ARRAIGO_DATA.`,
  )
}

/**
 * Creates the database in a draft folder and renames it, so that an interrupted or a parallel first start
 * does no harm.
 */
async function createCluster(
  home: string,
  account: Account,
  { initdb }: Binaries,
  log: (line: string) => void,
): Promise<void> {
  if (await stat(home).catch(() => undefined)) await checkOwner(home, account)
  if (await stat(join(home, 'PG_VERSION')).catch(() => undefined)) return
  log('Preparing the database…')
  const draft = await mkdtemp(join(dirname(home), draftName(home)))
  try {
    await give(draft, account)
    await runProgram(
      initdb,
      [
        '--pgdata',
        draft,
        '--username',
        owner,
        '--auth',
        'trust',
        '--encoding',
        'UTF8',
        '--data-checksums',
        '--locale',
        'C',
        '--locale-provider',
        'builtin',
        '--builtin-locale',
        'C.UTF-8',
        '--no-instructions',
      ],
      account,
    )
    await rename(draft, home)
  } catch (error) {
    const another = await stat(join(home, 'PG_VERSION')).catch(() => undefined)
    if (!another) throw error
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

/** Removes draft folders left by interrupted first starts. */
async function removeDrafts(home: string): Promise<void> {
  for (const name of await readdir(dirname(home))) {
    if (name.startsWith(draftName(home)))
      await rm(join(dirname(home), name), { recursive: true, force: true })
  }
}

function draftName(home: string): string {
  return `.${basename(home)}-first-start-`
}

async function checkOwner(home: string, account: Account): Promise<void> {
  const { uid } = await stat(home)
  const wanted = account?.uid ?? process.getuid?.()
  if (uid === wanted) return
  if (account) return await runProgram('chown', ['-R', `${account.uid}:${account.gid}`, home], undefined)
  throw new ClusterError(
    `The database in ${home} belongs to another account (number ${uid}). Start Arraigo as ` +
      'that account, or set ARRAIGO_DATA to a folder of your own.',
  )
}

async function runProgram(program: string, parameters: string[], account: Account): Promise<void> {
  const child = spawn(program, parameters, {
    ...as(account),
    cwd: '/',
    env: environment,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text
  })
  const [code] = await ended(child)
  if (code !== 0) throw new ClusterError(`${program} failed: ${complaint.trim() || `code ${code}`}`)
}

function ended(child: ChildProcess): Promise<[code: number | null]> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      resolve([code])
    })
  })
}

// ---- sessions

async function connectionOf(home: string): Promise<pg.PoolConfig> {
  const running = await findServer(home)
  if (!running) throw new ClusterError(`No database is running in ${home}.`)
  return { host: running.socketFolder, port: 5432, user: owner, database: owner, ssl: false }
}

/**
 * One live session holds an advisory lock for as long as its process lives. Unlike a file with a process
 * number it cannot become stale: the system closes the session at kill -9, and containers do not matter.
 * Undefined when the server ended meanwhile.
 */
async function takeOwnership(home: string): Promise<pg.Client | undefined> {
  const began = Date.now()
  for (;;) {
    if (!(await findServer(home))) return undefined
    const client = new pg.Client({
      ...(await connectionOf(home)),
      database: 'postgres',
      application_name: `arraigo ${process.pid}`,
    })
    client.on('error', () => undefined)
    try {
      await client.connect()
      const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [
        ownerLock,
      ])
      if (rows[0]?.mine) return client
      // The session of an owner that was just killed may still be ending.
      if (Date.now() - began > 1500) throw new ClusterError(await describeOwner(client, home))
      await client.end()
    } catch (error) {
      await client.end().catch(() => undefined)
      if (error instanceof ClusterError || Date.now() - began > 60_000) throw error
    }
    await pause(50)
  }
}

async function describeOwner(client: pg.Client, home: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select application_name as name from pg_locks join pg_stat_activity using (pid)
      where locktype = 'advisory' and objid = $1 and granted`,
    [ownerLock],
  )
  const process = rows[0]?.name.replace('arraigo', 'process') ?? 'another process'
  return (
    `The database in ${home} is already in use by Arraigo (${process}). Stop that one first, ` +
    'or set ARRAIGO_DATA to another folder.'
  )
}

async function createDatabase(guard: pg.Client, name: string): Promise<void> {
  const { rowCount } = await guard.query('select from pg_database where datname = $1', [name])
  if (rowCount === 0) await guard.query(`create database ${pg.escapeIdentifier(name)}`)
}
