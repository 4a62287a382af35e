// Starts, finds and stops the PostgreSQL server process of one database folder.
import { spawn } from 'node:child_process'
import { mkdtemp, open, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { as, ClusterError, give } from './binaries.ts'
import type { Account, Binaries } from './binaries.ts'
import { accessFile, settingsFile } from './settings.ts'

/** A Unix socket path holds about 107 bytes (104 on macOS), and PostgreSQL adds `/.s.PGSQL.5432`. */
const longestSocketFolder = 80
/** Where the socket goes when the path is longer; mkdtemp adds six characters. */
const privateFolder = '/tmp/arraigo-'
const isPrivate = (folder: string) => /^\/tmp\/arraigo-\w{6}$/.test(folder)
/** Bytes. The server's own log is quiet; at the next start after this it is put aside, once. */
const largestLog = 16 * 1024 * 1024
/** Nothing of the caller's surroundings (PGHOST, PGDATA, locale) reaches the server. */
export const environment = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LANG: 'C', LC_ALL: 'C', TZ: 'UTC' }

type Running = { pid: number; socketFolder: string }

/** postmaster.pid: process, folder, start time, port, socket folder, address, memory key, status. */
export async function findServer(home: string): Promise<Running | undefined> {
  const file = await readFile(join(home, 'postmaster.pid'), 'utf8').catch(() => '')
  const [pid, , , , socketFolder] = file.split('\n')
  if (!pid || !socketFolder || !(await isPostgres(Number(pid)))) return undefined
  return { pid: Number(pid), socketFolder }
}

/** A live process of that number which is PostgreSQL: after a reboot the number may be anyone's. */
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
    // Sessions of a server killed a moment ago need a little time to notice and leave.
    if (!/shared memory block|lock file/.test(complaint) || Date.now() - began > 20_000) {
      throw new ClusterError(`The database did not start: ${complaint}`)
    }
    if (await findServer(home)) return
    await pause(100)
  }
}

/**
 * A crash leaves postmaster.pid; if a stranger has that process number by now, PostgreSQL would refuse to start.
 * Whether old sessions still hold the shared memory is checked by the server through the folder itself.
 */
async function removeMisleadingLock(home: string): Promise<void> {
  const path = join(home, 'postmaster.pid')
  const pid = Number((await readFile(path, 'utf8').catch(() => '')).split('\n')[0])
  if (pid && isAlive(pid) && !(await isPostgres(pid))) await rm(path, { force: true })
}

/** Starts the server in its own session, so that Ctrl-C and a closed terminal reach us and not it. */
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
  let told = false
  const began = Date.now()
  while (!exited) {
    const file = await readFile(join(home, 'postmaster.pid'), 'utf8').catch(() => '')
    // The file of a server that was killed says "ready" too, until the new one writes its own.
    if (file.startsWith(`${pid}\n`) && /\nready\s*$/.test(file)) return undefined
    if (!told && Date.now() - began > 3000) {
      told = true
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
    // Only what we made, and only if PostgreSQL left it empty: local.conf may name a folder that others use.
    if (isPrivate(running.socketFolder)) await rmdir(running.socketFolder).catch(() => undefined)
  }
}
