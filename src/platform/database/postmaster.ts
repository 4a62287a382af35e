// Starts, finds and stops the PostgreSQL server process of one database folder.
import { spawn } from 'node:child_process'
import { mkdtemp, open, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { as, ClusterError, give } from './binaries.ts'
import type { Account, Binaries } from './binaries.ts'
import { accessFile, settingsFile } from './settings.ts'

/** A Unix socket path has at most about 107 bytes (104 on macOS), and PostgreSQL adds `/.s.PGSQL.5432`. */
const longestSocketFolder = 80
/** Prefix of the socket folder when the path is longer; mkdtemp adds six characters. */
const privateFolder = '/tmp/arraigo-'
const isPrivate = (folder: string) => /^\/tmp\/arraigo-\w{6}$/.test(folder)
/**
 * Bytes. The server's own log is short; a larger one is renamed at the next start, and one old log is kept.
 */
const largestLog = 16 * 1024 * 1024
/** The environment of the server; no variable of the caller (PGHOST, PGDATA, locale) reaches it. */
export const environment = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LANG: 'C', LC_ALL: 'C', TZ: 'UTC' }

type Running = { pid: number; socketFolder: string }

/** postmaster.pid: process, folder, start time, port, socket folder, address, memory key, status. */
export async function findServer(home: string): Promise<Running | undefined> {
  const file = await readFile(join(home, 'postmaster.pid'), 'utf8').catch(() => '')
  const [pid, , , , socketFolder] = file.split('\n')
  if (!pid || !socketFolder || !(await isPostgres(Number(pid)))) return undefined
  return { pid: Number(pid), socketFolder }
}

/** Whether a live process of that number is PostgreSQL: after a reboot it may be another program. */
async function isPostgres(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false
  // "number (name) state …"; a zombie (Z) is a server that has already ended.
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  if (line === undefined) return process.platform !== 'linux'
  return /^\d+ \(postgres\) [^ZX]/.test(line)
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

type ServerOptions = {
  home: string
  account: Account
  binaries: Binaries
  settings: Record<string, string>
  log: (line: string) => void
}

export async function startServer({ home, account, binaries, settings, log }: ServerOptions): Promise<void> {
  await removeMisleadingLock(home)
  const socketFolder = await chooseSocketFolder(home, account)
  for (const [name, text] of [
    ['postgresql.conf', settingsFile(socketFolder, settings)],
    ['pg_hba.conf', accessFile],
  ] as const) {
    await writeFile(join(home, name), text, { mode: 0o600 })
    await give(join(home, name), account)
  }
  const began = Date.now()
  for (;;) {
    const complaint = await attempt(home, account, binaries, log)
    if (complaint === undefined) return
    // Sessions of a server that was just killed need a little time to end.
    if (!/shared memory block|lock file/.test(complaint) || Date.now() - began > 20_000) {
      throw new ClusterError(`The database did not start: ${complaint}`)
    }
    if (await findServer(home)) return
    await pause(100)
  }
}

/**
 * A crash leaves postmaster.pid; if another program now has that process number, PostgreSQL would refuse to
 * start. The server itself checks in the folder whether old sessions still use the shared memory.
 */
async function removeMisleadingLock(home: string): Promise<void> {
  const path = join(home, 'postmaster.pid')
  const pid = Number((await readFile(path, 'utf8').catch(() => '')).split('\n')[0])
  if (pid && isAlive(pid) && !(await isPostgres(pid))) await rm(path, { force: true })
}

/**
 * Starts the server in its own session, so that Ctrl-C and a closed terminal signal this process and not the
 * server.
 */
async function attempt(
  home: string,
  account: Account,
  { postgres }: Binaries,
  log: (line: string) => void,
): Promise<string | undefined> {
  const path = join(home, 'server.log')
  const before = await sizeOf(path)
  if (before > largestLog) await rename(path, `${path}.1`)
  const output = await open(path, 'a', 0o600)
  let exited = false
  let pid: number | undefined
  try {
    const child = spawn(postgres, ['-D', home], {
      ...as(account),
      cwd: '/',
      env: environment,
      detached: true,
      stdio: ['ignore', output.fd, output.fd],
    })
    child.once('error', () => {
      exited = true
    })
    child.once('exit', () => {
      exited = true
    })
    child.unref()
    pid = child.pid
  } finally {
    await output.close()
  }
  let reported = false
  const began = Date.now()
  while (!exited) {
    const file = await readFile(join(home, 'postmaster.pid'), 'utf8').catch(() => '')
    // The file of a killed server also says "ready", until the new server writes its own.
    if (file.startsWith(`${pid}\n`) && /\nready\s*$/.test(file)) return undefined
    if (!reported && Date.now() - began > 3000) {
      reported = true
      log('The database was interrupted last time; it is putting itself in order…')
    }
    await pause(10)
  }
  const said = (await readFile(path)).subarray(before > largestLog ? 0 : before).toString()
  const lines = said.split('\n')
  return (
    lines.find((line) => line.includes('FATAL')) ??
    lines.findLast((line) => line !== '') ??
    'it ended at once'
  )
}

async function sizeOf(path: string): Promise<number> {
  return await stat(path).then(
    ({ size }) => size,
    () => 0,
  )
}

async function chooseSocketFolder(home: string, account: Account): Promise<string> {
  if (Buffer.byteLength(home) <= longestSocketFolder) return home
  // Not the system's temporary folder: TMPDIR can be long as well.
  const folder = await mkdtemp(privateFolder)
  await give(folder, account)
  return folder
}

export async function stopServer(home: string): Promise<void> {
  const running = await findServer(home)
  if (running) {
    process.kill(running.pid, 'SIGINT')
    const began = Date.now()
    while (await findServer(home)) {
      // Immediate shutdown: nothing committed is lost, the next start replays the log.
      if (Date.now() - began > 60_000) process.kill(running.pid, 'SIGQUIT')
      await pause(20)
    }
    // Only a folder that we created and that is empty: local.conf may name one that other programs use.
    if (isPrivate(running.socketFolder)) await rmdir(running.socketFolder).catch(() => undefined)
  }
}
