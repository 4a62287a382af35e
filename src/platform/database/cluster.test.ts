// Tests the supervisor of the built-in database with real servers, real kills and real accounts.
import { fork, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  chmod,
  chown,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  realpath,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { findPackage, prepareBinaries, systemFolder } from './binaries.ts'
import { findCluster, startCluster, type Cluster } from './cluster.ts'

const patience = 240_000
const isRoot = process.getuid?.() === 0
const ownerProgram = fileURLToPath(new URL('./cluster.owner.ts', import.meta.url))

let folder: string
const owners: ChildProcess[] = []

beforeAll(async () => {
  folder = await temporaryFolder()
})

afterEach(async () => {
  for (const owner of owners.splice(0)) await kill(owner)
  await stopWhatRuns(folder)
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

describe('one data folder', { timeout: patience }, () => {
  test('the database is durable, checked, private and sorts the same everywhere', async () => {
    const cluster = await start()
    const { rows } = await ask(
      cluster.connection,
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
              current_setting('data_checksums') as checksums, current_setting('listen_addresses') as network,
              datlocprovider as provider, datlocale as locale, lower('ÑANDÚ') as lower
         from pg_database where datname = current_database()`,
    )
    expect(rows).toEqual([
      {
        fsync: 'on',
        commit: 'on',
        checksums: 'on',
        network: '',
        provider: 'b',
        locale: 'C.UTF-8',
        lower: 'ñandú',
      },
    ])
    const { mode } = await stat(String(cluster.connection.host))
    expect(mode & 0o077).toBe(0)
    await cluster.stop()
    expect(await findCluster(folder)).toBeUndefined()
  })

  test('the server never runs as root', async () => {
    const cluster = await start()
    const { uid } = await stat(`/proc/${await serverNumber(folder)}`)
    expect(uid).not.toBe(0)
    await cluster.stop()
  })

  test('what was stored is there after a clean stop', async () => {
    const first = await start()
    await ask(first.connection, 'create table if not exists kept (n int); insert into kept values (1)')
    await first.stop()
    const second = await start()
    expect(second.adopted).toBe(false)
    expect((await ask(second.connection, 'select from kept')).rowCount).toBe(1)
    await second.stop()
  })

  test('a second start is refused in one line that names the first', async () => {
    const cluster = await start()
    const line = `already in use by Arraigo (process ${process.pid}). Stop that one first`
    await expect(start()).rejects.toThrow(line)
    expect((await ask(cluster.connection, 'select 1')).rowCount).toBe(1)
    await cluster.stop()
  })

  test('after kill -9 of its owner the running server is adopted, with every row', async () => {
    const owner = await startOwner(folder)
    await ask(owner.connection, 'create table orphan (n int); insert into orphan values (1), (2)')
    await kill(owner.child)
    const cluster = await start()
    expect(cluster.adopted).toBe(true)
    expect((await ask(cluster.connection, 'select from orphan')).rowCount).toBe(2)
    await cluster.stop()
    expect(await findCluster(folder)).toBeUndefined()
  })

  test('after kill -9 of owner and server together the next start recovers every acknowledged row', async () => {
    const owner = await startOwner(folder)
    await ask(owner.connection, 'create table crash (n int)')
    const client = new pg.Client(owner.connection)
    client.on('error', () => undefined)
    await client.connect()
    for (let n = 0; n < 50; n++) await client.query('insert into crash values ($1)', [n])
    const server = await serverNumber(folder)
    owner.child.kill('SIGKILL')
    process.kill(server, 'SIGKILL')
    await once(owner.child, 'exit')
    const cluster = await start()
    expect(cluster.adopted).toBe(false)
    expect((await ask(cluster.connection, 'select from crash')).rowCount).toBe(50)
    await cluster.stop()
  })

  test('a server that crashes is restarted while its owner lives', async () => {
    const lines: string[] = []
    let back: () => void
    const returned = new Promise<void>((resolve) => {
      back = resolve
    })
    const cluster = await startCluster({
      folder,
      log(line) {
        lines.push(line)
        if (line === 'The database is back.') back()
      },
    })
    process.kill(await serverNumber(folder), 'SIGKILL')
    await returned
    expect(lines).toContain('The database went away; bringing it back…')
    expect((await ask(cluster.connection, 'select 1')).rowCount).toBe(1)
    await cluster.stop()
  })

  test('Ctrl-C reaches the owner and not the database, which the owner then stops', async () => {
    const owner = await startOwner(folder)
    const interrupted = once(owner.child, 'message')
    // As a terminal does: the signal goes to the whole process group of the command.
    process.kill(-Number(owner.child.pid), 'SIGINT')
    expect((await interrupted)[0]).toEqual({ afterInterrupt: 1 })
    await once(owner.child, 'exit')
    expect(await findCluster(folder)).toBeUndefined()
  })

  test('a leftover process number that now belongs to another program does not stop the start', async () => {
    const cluster = await start()
    const path = join(folder, 'postgres', 'postmaster.pid')
    const lock = await readFile(path, 'utf8')
    await cluster.stop()
    await writeFile(path, lock.replace(/^\d+/, String(process.pid)))
    const again = await start()
    expect(again.adopted).toBe(false)
    await again.stop()
  })
})

describe('other folders', { timeout: patience }, () => {
  test('a long path keeps its socket in a short private folder, removed at the end', async () => {
    const long = join(await temporaryFolder(), 'a-folder-with-a-rather-long-name'.repeat(4))
    const cluster = await startCluster({ folder: long, log: () => undefined })
    const socketFolder = String(cluster.connection.host)
    expect(socketFolder.length).toBeLessThan(60)
    expect((await stat(socketFolder)).mode & 0o077).toBe(0)
    expect(await findCluster(long)).toEqual(cluster.connection)
    await cluster.stop()
    await expect(stat(socketFolder)).rejects.toThrow('ENOENT')
    await rm(dirname(long), { recursive: true })
  })

  test('a socket folder that local.conf names is used, and left as it is', async () => {
    const [own, common] = [await temporaryFolder(), await temporaryFolder()]
    await chmod(common, 0o777)
    await writeFile(join(common, 'of-somebody-else'), '')
    await (await startCluster({ folder: own, log: () => undefined })).stop()
    await writeFile(join(own, 'postgres', 'local.conf'), `unix_socket_directories = '${common}'\n`)
    await chmod(join(own, 'postgres', 'local.conf'), 0o644)
    const cluster = await startCluster({ folder: own, log: () => undefined })
    expect(cluster.connection.host).toBe(common)
    await cluster.stop()
    expect(await readdir(common)).toEqual(['of-somebody-else'])
    for (const each of [own, common]) await rm(each, { recursive: true })
  })

  test('of two first starts at the same time one succeeds and the other is refused', async () => {
    const shared = await temporaryFolder()
    const both = await Promise.allSettled([startOwner(shared), startOwner(shared)])
    expect(both.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
    const loser = both.find((result) => result.status === 'rejected')
    expect(String(loser?.reason)).toContain('already in use by Arraigo')
    for (const owner of owners.splice(0)) await kill(owner)
    await stopWhatRuns(shared)
    await rm(shared, { recursive: true })
  })

  test('a first start cut short leaves nothing that harms the next', async () => {
    const fresh = await temporaryFolder()
    await mkdir(join(fresh, '.postgres-first-start-cut'))
    const cluster = await startCluster({ folder: fresh, log: () => undefined })
    expect(await readdir(fresh)).toEqual(['postgres'])
    await cluster.stop()
    await rm(fresh, { recursive: true })
  })

  test('a link to a missing disk is reported, and no empty database is created instead', async () => {
    const linked = await temporaryFolder()
    await symlink('/mnt/not-there/postgres', join(linked, 'postgres'))
    const refused = startCluster({ folder: linked, log: () => undefined })
    await expect(refused).rejects.toThrow('should be in /mnt/not-there/postgres, which is not there')
    expect(await readdir(linked)).toEqual(['postgres'])
    await rm(linked, { recursive: true })
  })

  test('a database of another PostgreSQL version is refused, and the error says what to do', async () => {
    const old = await temporaryFolder()
    await mkdir(join(old, 'postgres'))
    await writeFile(join(old, 'postgres', 'PG_VERSION'), '15\n')
    await expect(startCluster({ folder: old, log: () => undefined })).rejects.toThrow('made by PostgreSQL 15')
    await rm(old, { recursive: true })
  })

  test('a folder that only its owner may enter works too, behind a link if need be', async () => {
    const closed = await temporaryFolder()
    await chmod(closed, 0o700)
    const lines: string[] = []
    const cluster = await startCluster({ folder: closed, log: (line) => lines.push(line) })
    const home = await realpath(join(closed, 'postgres'))
    expect(lines.some((line) => line.includes('a link leads there'))).toBe(isRoot)
    expect(home.startsWith(systemFolder)).toBe(isRoot)
    await cluster.stop()
    await rm(isRoot ? dirname(home) : home, { recursive: true })
    await rm(closed, { recursive: true })
  })

  test('an ordinary user runs it without any other account', async () => {
    const own = await temporaryFolder()
    const ordinary = isRoot ? 65_534 : Number(process.getuid?.())
    await chown(own, ordinary, -1)
    const owner = await startOwner(own, ordinary)
    expect((await stat(`/proc/${await serverNumber(own)}`)).uid).toBe(ordinary)
    await kill(owner.child)
    await stopWhatRuns(own)
    await rm(own, { recursive: true })
  })
})

describe('the programs', { timeout: patience }, () => {
  test('library links that blocked install scripts left out are restored', async () => {
    const home = await copyOfPackage()
    const { postgres } = await prepareBinaries(home, undefined, join(home, 'shelf'))
    expect(postgres).toBe(join(home, 'native', 'bin', 'postgres'))
    expect(spawnSync(postgres, ['--version'], { encoding: 'utf8' }).stdout).toContain('PostgreSQL')
    await rm(home, { recursive: true })
  })

  test('programs that the account cannot reach are copied to where it can', async () => {
    const home = await copyOfPackage()
    const shelf = await temporaryFolder()
    const account = isRoot ? { name: 'nobody', uid: 65_534, gid: 65_534 } : undefined
    // Without root, a folder that not even its owner may enter replaces the 0700 home of the test.
    await chmod(isRoot ? home : join(home, 'native', 'lib'), isRoot ? 0o700 : 0o500)
    const { postgres } = await prepareBinaries(home, account, shelf)
    expect(basename(dirname(dirname(dirname(postgres))))).toBe(basename(shelf))
    const ids = account ? { uid: account.uid, gid: account.gid } : {}
    expect(spawnSync(postgres, ['--version'], { ...ids, cwd: '/', encoding: 'utf8' }).stdout).toContain(
      'PostgreSQL',
    )
    await chmod(join(home, 'native', 'lib'), 0o700)
    await rm(home, { recursive: true })
    await rm(shelf, { recursive: true })
  })
})

function start(): Promise<Cluster> {
  return startCluster({ folder, log: () => undefined })
}

/** A process of its own that starts the cluster and can be killed. */
async function startOwner(
  place: string,
  uid?: number,
): Promise<{ child: ChildProcess; connection: pg.PoolConfig }> {
  const child = fork(ownerProgram, [place], {
    detached: true,
    cwd: '/',
    ...(uid === undefined ? {} : { uid }),
  })
  owners.push(child)
  const [message] = (await once(child, 'message')) as [{ connection?: pg.PoolConfig; refused?: string }]
  if (!message.connection) throw new Error(message.refused)
  return { child, connection: message.connection }
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

async function stopWhatRuns(place: string): Promise<void> {
  if (!(await findCluster(place))) return
  await (await startCluster({ folder: place, log: () => undefined })).stop()
}

async function ask(connection: pg.PoolConfig, text: string): Promise<pg.QueryResult> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    return await client.query(text)
  } finally {
    await client.end()
  }
}

async function serverNumber(place: string): Promise<number> {
  return Number((await readFile(join(place, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])
}

/** A folder that the database's account may pass through, as for any data folder. */
async function temporaryFolder(): Promise<string> {
  const place = await mkdtemp(join(tmpdir(), 'arraigo-test-'))
  await chmod(place, 0o755)
  return place
}

/** The npm package as installed without its install script. */
async function copyOfPackage(): Promise<string> {
  const home = await temporaryFolder()
  await cp(await findPackage(), home, {
    recursive: true,
    filter: async (source) => !(await lstat(source)).isSymbolicLink(),
  })
  return home
}
