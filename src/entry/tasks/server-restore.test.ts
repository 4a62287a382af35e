// Restores with PostgreSQL's own tools, as docs/deploy.md describes: a base backup and archived log up to a
// moment before a mistake, and a dump on another server. A person erased after both stays erased.
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { cp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { cleanups } from '../../../tests/harness/cleanup.ts'
import { seedNetwork } from '../../../tests/harness/seed-network.ts'
import { dataFolder, launch } from '../../../tests/harness/launch.ts'
import { PASSWORD, serverTools, toolFolders, type TestServer } from '../../../tests/harness/server-tools.ts'
import { tracesIn, tracesOnDisk } from '../../../tests/harness/traces.ts'
import { projectFolder } from '../../platform/config.ts'
import { connect } from '../../platform/database/connect.ts'

const MARK = 'Zzmarca'
const OWNER = 'arraigo'

const place = await dataFolder()
const tools = await serverTools(place)

/** Skipped only on a machine without the tools; this test reports that. */
test.each(tools ? [] : ['no folder holds initdb, pg_basebackup, pg_dump and the like'])(
  '%s: nothing is tried',
  (reason) => {
    process.stderr.write(`server-restore: ${reason}.\n`)
    for (const { folder, missing } of toolFolders()) expect(missing, folder).not.toEqual([])
  },
)

describe.each(tools ? [tools] : [])('with the tools of $version', (tools) => {
  const { run } = tools
  const archive = join(place, 'archive')
  const base = join(place, 'base')
  const dump = join(archive, 'arraigo.dump')
  const data = join(place, 'data')
  const emails = new Map<string, string>()
  const [rosa, luz, mistake] = [randomUUID(), randomUUID(), randomUUID()]
  let source: TestServer
  let moment: string

  const as = (who: string) => ['--as', emails.get(who) ?? who]
  const psql = (server: TestServer, ...statements: string[]) =>
    run('psql', [
      '--no-psqlrc',
      '--quiet',
      '--tuples-only',
      '--no-align',
      '--set',
      'ON_ERROR_STOP=1',
      server.url('postgres'),
      ...statements.flatMap((statement) => ['--command', statement]),
    ]).trim()

  beforeAll(async () => {
    cleanups.unshift(() => rm(place, { recursive: true, force: true }))
    await tools.folder(archive)
    source = await tools.create(join(place, 'source'), {
      wal_level: 'replica',
      archive_mode: 'on',
      archive_command: `test ! -f ${archive}/%f && cp %p ${archive}/%f`,
    })
    const owner = `create role ${OWNER} login createrole bypassrls password '${PASSWORD}'`
    psql(source, owner, `create database ${OWNER} owner ${OWNER} encoding 'UTF8' template template0`)
    const before = arraigo(['migrate'], source, data)
    expect(before).toMatch(/\d+ migrations applied/u)
    await onDatabase(source, async (pool) => {
      await seedNetwork(pool)
      const { rows } = await pool.query<{ name: string; email: string }>(
        'select name, email from auth."user"',
      )
      for (const { name, email } of rows) emails.set(name, email)
    })
    register(rosa, `${MARK} Rosa`)
    const paper = join(place, `${MARK}.pdf`)
    await writeFile(paper, `%PDF-1.7\n% ${MARK}\n%%EOF`)
    arraigo(['attach', paper, '--person', rosa, ...as('Clara')], source, data)
    await rm(paper)
    // Reads a record: the disclosure log seals such reads.
    arraigo(['run', 'person.get', JSON.stringify({ id: rosa }), ...as('Clara')], source, data)
    await serveOnce(source, data)

    run('pg_dump', ['--format', 'custom', '--file', dump, source.url(OWNER)])
    await tools.folder(base)
    run('pg_basebackup', ['-D', base, '-X', 'stream', '-c', 'fast', '-d', source.url('postgres')])
    await cp(join(data, 'attachments'), join(place, 'attachments'), { recursive: true })

    register(luz, 'Luz')
    register(mistake, 'Error')
    // A command is committed after it was received, so this moment excludes it.
    const received = `select received_at::text as one from command_log where name = 'person.register' order by 1 desc limit 1`
    moment = await one<string>(source, received)
    const wish = JSON.stringify({ person: rosa, id: randomUUID() })
    arraigo(['run', 'erasure.ask', wish, ...as('Dora')], source, data)
    arraigo(['run', 'erasure.erase', wish, ...as('Dora')], source, data)
    await serveOnce(source, data, async () => {
      await until(async () => expect(await textOf(join(data, 'erasures.jsonl'))).toContain(rosa))
      await until(async () => expect(await tracesOnDisk({ folder: data }, MARK)).toEqual([]))
    })
    const last = psql(source, 'select pg_walfile_name(pg_switch_wal())')
    const archived = () => psql(source, 'select last_archived_wal from pg_stat_archiver')
    await until(() => expect(archived() >= last).toBe(true))

    function register(id: string, givenNames: string) {
      const input = { id, givenNames, firstSurname: 'Uriana', searched: 'everywhere' }
      arraigo(['run', 'person.register', JSON.stringify(input), ...as('Ana')], source, data)
    }
  })

  test('a base backup and the archived log lead to a moment between two commands', async () => {
    await writeFile(join(base, 'recovery.signal'), '')
    const server = await tools.start(base, {
      archive_mode: 'off',
      restore_command: `cp ${archive}/%f %p`,
      recovery_target_time: moment,
      recovery_target_action: 'promote',
    })
    await until(() => expect(psql(server, 'select pg_is_in_recovery()')).toBe('f'))
    const there = await people(server)
    expect(there).toContain(luz)
    expect(there).not.toContain(mistake)
    const bare = join(place, 'without-list')
    for (const name of ['secret', 'checkpoints.jsonl']) await cp(join(data, name), join(bare, name))
    expect(spawned(['start'], server, bare).stderr).toContain('brought back: its disclosure log ends before')
    await finishRestore(server, join(place, 'data-after-recovery'))
  })

  test('a dump is restored on another server', async () => {
    const server = await tools.create(join(place, 'other'))
    psql(
      server,
      `create role ${OWNER} login createrole bypassrls password '${PASSWORD}'`,
      'create role arraigo_app nologin',
      'create role arraigo_definer nologin',
      `grant arraigo_app, arraigo_definer to ${OWNER}`,
      `create database ${OWNER} owner ${OWNER} encoding 'UTF8' template template0`,
    )
    run('pg_restore', ['--single-transaction', '--exit-on-error', '-d', server.url(OWNER), dump])
    expect(await people(server)).toEqual([rosa])
    // The other server's transaction numbers are lower: to devices and live screens these rows would seem new
    // for ever.
    expect(await toCome(server)).toBeGreaterThan(0)
    const bare = join(place, 'with-secret')
    await cp(join(data, 'secret'), join(bare, 'secret'))
    expect(spawned(['start'], server, bare).stderr).toContain('brought back: it comes from another server.')
    await finishRestore(server, join(place, 'data-after-dump'))
    expect(await toCome(server)).toBe(0)
  })

  /** The steps of docs/deploy.md after each restore, and their results. */
  async function finishRestore(server: TestServer, folder: string) {
    await cp(data, folder, { recursive: true })
    await cp(join(place, 'attachments'), join(folder, 'attachments'), { recursive: true })
    expect(await traces(server)).not.toEqual([])
    expect(await tracesOnDisk({ folder }, MARK)).not.toEqual([])
    const list = join(folder, 'erasures.jsonl')
    const devicesKnew = await installation(server)

    // Without `restored` the server refuses to start: it would serve erased people.
    expect(spawned(['start'], server, folder).stderr).toContain(
      '1 who were erased are in it again. Before anybody comes in, run: arraigo restored.',
    )
    const said = arraigo(['restored'], server, folder)
    expect(said).toMatch(/^Devices will ask for everything anew\./u)
    expect(said).toContain('erasures.jsonl, has 1 lines.')
    expect(said).toContain('Erased again 1 who had been erased since')
    expect(said).toMatch(/^Proven: \d+ seals over \d+ entries of the disclosure log/mu)
    expect(said).toMatch(/^The log ends at seal \d+; seals up to \d+ were kept/mu)
    expect(await traces(server)).toEqual([])
    expect(await tracesOnDisk({ folder }, MARK)).toEqual([])
    expect(await installation(server)).not.toBe(devicesKnew)
    expect(await textOf(join(folder, 'restores.jsonl'))).toContain('"by":"postgresql"')
    // Running it twice does no harm.
    expect(arraigo(['restored'], server, folder)).toContain('Proven:')

    await serveOnce(server, folder)
    // The checkpoints file holds seals that the log no longer has: reported until the file is moved away.
    expect(spawned(['audit', 'verify'], server, folder).stderr).toContain('the log was written anew')
    await rename(join(folder, 'checkpoints.jsonl'), join(folder, 'checkpoints.before.jsonl'))
    expect(arraigo(['audit', 'verify'], server, folder)).toContain('Nothing was changed since it was sealed.')
    await serveOnce(server, folder, async (url) => {
      expect((await fetch(`${url}/api/health`)).status).toBe(200)
      // The repeated erasure is written to the list as well.
      await until(async () => expect(linesOf(await textOf(list)).length).toBeGreaterThan(1))
    })
    expect(arraigo(['audit', 'verify'], server, folder)).toContain('; 0 wait for a seal.')
    expect(arraigo(['restored'], server, folder)).toContain('Erased again 1 who')
  }

  /** Starts the server and stops it cleanly, which seals the waiting entries. */
  async function serveOnce(server: TestServer, folder: string, meanwhile?: (url: string) => Promise<void>) {
    const running = await launch(folder, {
      ...settingsOf(server, folder),
      ARRAIGO_DEMO: 'no',
      ARRAIGO_PACK: join(projectFolder, 'packs', 'huerta'),
    })
    try {
      await meanwhile?.(running.url)
    } finally {
      expect(await running.stop()).toBe(0)
    }
  }
})

const settingsOf = (server: TestServer, folder: string) => ({
  PATH: process.env['PATH'] ?? '',
  ARRAIGO_DATA: folder,
  DATABASE_URL: server.url(OWNER, OWNER),
})

function spawned(words: string[], server: TestServer, folder: string) {
  const env = settingsOf(server, folder)
  return spawnSync(join(projectFolder, 'bin', 'arraigo'), words, { env, encoding: 'utf8' })
}

function arraigo(words: string[], server: TestServer, folder: string): string {
  const { status, stdout, stderr } = spawned(words, server, folder)
  expect(`${status} ${stderr}`).toBe('0 ')
  return stdout
}

async function onDatabase<T>(server: TestServer, work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const pool = connect({ connectionString: server.url(OWNER), max: 2 })
  return await work(pool).finally(() => pool.end())
}

const traces = (server: TestServer) =>
  onDatabase(server, (pool) => tracesIn({ database: { pool } }, MARK, []))

const one = async <T>(server: TestServer, statement: string): Promise<T> =>
  await onDatabase(server, async (pool) => (await pool.query<{ one: T }>(statement)).rows[0]?.one as T)

const people = (server: TestServer) => one<string[]>(server, 'select array_agg(person) as one from person')
const installation = (server: TestServer) => one<string>(server, 'select id as one from installation')
const toCome = (server: TestServer) =>
  one<number>(server, 'select count(*)::int as one from fact where xid > pg_current_xact_id()')

/** As `expect.poll`, which only a test may call. */
const until = (work: () => unknown) => vi.waitFor(work, { timeout: inject('patience'), interval: 20 })

const linesOf = (text: string) => text.split('\n').filter((line) => line !== '')

const textOf = (file: string) => readFile(file, 'utf8').catch(() => '')
