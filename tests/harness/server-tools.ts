// A PostgreSQL server with its own tools, where this machine has one: the bundled one has neither pg_dump nor
// pg_basebackup.
import { spawnSync } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { appendFile, mkdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { as, chooseAccount, give, type Account } from '../../src/platform/database/binaries.ts'
import { cleanups } from './cleanup.ts'
import { freePort } from './port.ts'

const TOOLS = ['initdb', 'postgres', 'pg_ctl', 'pg_basebackup', 'pg_dump', 'pg_restore', 'psql'] as const
type Tool = (typeof TOOLS)[number]

/** Where the packages of distributions install them; the newest version first. */
const FOLDERS = ['/usr/lib/postgresql/*/bin', '/usr/pgsql-*/bin', '/opt/homebrew/opt/postgresql@*/bin']

const missingIn = (folder: string) => TOOLS.filter((tool) => !existsSync(join(folder, tool)))

/** Folders that may hold the tools, with the tools that each lacks. */
export function toolFolders(): { folder: string; missing: Tool[] }[] {
  const installed = FOLDERS.flatMap((pattern) => globSync(pattern))
    .sort()
    .toReversed()
  const searched = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return [...new Set([...installed, ...searched])].map((folder) => ({ folder, missing: missingIn(folder) }))
}

export type ServerTools = {
  version: string
  /** Runs a tool under the account that owns the database. @throws Error with its output */
  run(tool: Tool, words: string[], environment?: Record<string, string>): string
  /** A folder of that account. */
  folder(path: string): Promise<string>
  /** A new server, with only its superuser. */
  create(home: string, settings?: Record<string, string>): Promise<TestServer>
  /** Starts a copied or new server; stopped at the end. */
  start(home: string, settings?: Record<string, string>): Promise<TestServer>
}

export type TestServer = {
  port: number
  /** The connection to a database, as a role with that password. */
  url(database: string, role?: string, password?: string): string
}

export const SUPERUSER = 'postgres'
export const PASSWORD = 'only for tests'

/** Undefined when no folder of this machine has all of them. */
export async function serverTools(place: string): Promise<ServerTools | undefined> {
  const bin = toolFolders().find(({ missing }) => missing.length === 0)?.folder
  if (bin === undefined) return undefined
  const account = await chooseAccount(place)
  const run: ServerTools['run'] = (tool, words, environment = {}) =>
    ran(bin, account, tool, words, environment)
  const folder: ServerTools['folder'] = async (path) => {
    await mkdir(path, { mode: 0o700 })
    await give(path, account)
    return path
  }
  const start: ServerTools['start'] = async (home, settings = {}) => {
    const port = await freePort()
    const own = {
      port: String(port),
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      ...settings,
    }
    const lines = Object.entries(own).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`)
    await appendFile(join(home, 'postgresql.conf'), lines.join(''))
    cleanups.push(async () => run('pg_ctl', ['stop', '-D', home, '-m', 'immediate']))
    run('pg_ctl', ['start', '-w', '-D', home, '-l', join(home, 'server.log')])
    return {
      port,
      url: (database, role = SUPERUSER, password = PASSWORD) =>
        `postgresql://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`,
    }
  }
  return {
    version: run('postgres', ['--version']).trim(),
    run,
    folder,
    start,
    async create(home, settings) {
      await folder(home)
      const file = `${home}.password`
      await writeFile(file, `${PASSWORD}\n`)
      await give(file, account)
      const words = ['-D', home, '-U', SUPERUSER, '--pwfile', file, '--auth', 'scram-sha-256']
      run('initdb', [...words, '--encoding', 'UTF8', '--locale', 'C', '--no-sync'])
      return await start(home, settings)
    },
  }
}

function ran(
  bin: string,
  account: Account,
  tool: Tool,
  words: string[],
  environment: Record<string, string>,
): string {
  const env = { PATH: process.env['PATH'] ?? '', LANG: 'C', LC_ALL: 'C', TZ: 'UTC', ...environment }
  const { status, stdout, stderr, error } = spawnSync(join(bin, tool), words, {
    ...as(account),
    cwd: '/',
    env,
    encoding: 'utf8',
    // A server that keeps running must not hold the pipes that are read to their end.
    stdio: tool === 'pg_ctl' ? 'ignore' : 'pipe',
  })
  if (status !== 0) throw new Error(`${tool} ended with ${status}: ${error?.message ?? stderr}`)
  return stdout ?? ''
}
