// Restores a verified backup into an empty database: same version, every constraint checked again, every
// table compared with the backup, in one transaction, so that a restore is complete or changes nothing.
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams'
import type tar from 'tar-stream'
import {
  attachmentPath,
  Closing,
  explained,
  FORMAT,
  listMigrations,
  listTables,
  nameOfPart,
  Opening,
  PLAIN_SESSION,
  readTable,
  SHIPPED_ROWS,
  summaryOf,
  type Place,
  type Summary,
  type Table,
} from './backup.ts'
import { openArchive, readList } from './backup-archive.ts'
import {
  BackupError,
  openBackup,
  doubtAbout,
  type Evidence,
  type Keys,
  type OpenBackup,
} from './backup-file.ts'
import { migrate } from '../database/migrate.ts'
import { connect, withClient } from '../database/pool.ts'
import { freeJobs } from '../renew.ts'

export type Trust = {
  /** Trusted public keys, each with a text that says where it is known from. */
  keys: Keys
  /** Identities of age, for an encrypted backup. */
  identities?: readonly string[]
  /** Also restores a backup without a trusted signature. */
  acceptUnproven?: boolean
  /** Called with what is about to be restored, before anything is written; may throw to prevent it. */
  record?: (evidence: Evidence) => Promise<void>
}

export type Restored = Summary & {
  evidence: Evidence
  madeAt: string
  /** Number of rows of evidence whose file is not in the backup, or was damaged before the backup. */
  filesMissing: number
}

/**
 * Restores a backup into an empty database (a new one, or one that was only migrated) and brings it to the
 * newest version.
 * @throws BackupError when the backup has no trusted signature, the database is not empty, the file is
 *   incomplete, or the result differs from the backup
 */
export async function restore(
  { connection, attachmentsFolder, file }: Place,
  { keys, identities, acceptUnproven = false, record }: Trust,
): Promise<Restored> {
  const opened = await openBackup(file, identities)
  try {
    const evidence = await opened.verify(keys)
    const doubt = doubtAbout(file, evidence)
    if (doubt !== undefined && !acceptUnproven) {
      throw new BackupError(
        `${doubt} Nothing was restored. To restore what somebody may have edited: --accept-possibly-edited.`,
      )
    }
    return await fill({ connection, attachmentsFolder, file }, opened, evidence, record)
  } finally {
    await opened.close()
  }
}

async function fill(
  { connection, attachmentsFolder, file }: Place,
  opened: OpenBackup,
  evidence: Evidence,
  record: Trust['record'],
): Promise<Restored> {
  const pool = connect({ ...connection, pipeline: false })
  const archive = openArchive(opened.read(evidence))
  try {
    const entries = archive.entries[Symbol.asyncIterator]()
    const opening = await readOpening((await entries.next()).value, file)
    await requireEmpty(pool)
    await record?.(evidence)
    await prepare(pool, opening)
    const restored = await inTransaction(pool, async (client) => {
      const summary = await load(client, entries, attachmentsFolder)
      // The bytes read now are those that were verified: the file was not changed in between.
      if ((await archive.digest()) !== evidence.sha256)
        throw new BackupError(`${file} changed while it was restored. Nothing was restored.`)
      return summary
    })
    // The restore is complete: migrate to the version of this release.
    await migrate(pool)
    await pool.query('analyze')
    return { ...restored, madeAt: opening.madeAt, evidence }
  } catch (error) {
    const reason = archive.failure()?.message
    if (reason !== undefined) throw new BackupError(`${file} cannot be read as a whole backup (${reason}).`)
    throw explained(error, 'The backup names no version that this release knows. Nothing was restored.')
  } finally {
    archive.close()
    await pool.end()
  }
}

async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  return await withClient(pool, async (client) => {
    await client.query(`begin; ${PLAIN_SESSION}`)
    const result = await work(client)
    await client.query('commit')
    return result
  })
}

async function readOpening(entry: tar.Entry | undefined, file: string): Promise<Opening> {
  if (entry?.header.name !== 'backup.json') throw new BackupError(`${file} is no backup of Arraigo.`)
  return await readList(entry, Opening, `${file} has another form than this release reads (${FORMAT}).`)
}

async function requireEmpty(pool: pg.Pool): Promise<void> {
  await withClient(pool, async (client) => {
    const tables = await listTables(client)
    for (const { name } of tables) {
      const shipped = SHIPPED_ROWS.get(name) ?? 'false'
      const { rowCount } = await client.query(`select from ${name} where not (${shipped}) limit 1`)
      if (rowCount) {
        throw new BackupError(
          `The database is not empty: ${name} has rows. Restore into a new one: another ` +
            'ARRAIGO_DATA, or another DATABASE_URL.',
        )
      }
    }
  })
}

/** Migrates an empty database to the version of the backup. */
async function prepare(pool: pg.Pool, { migrations }: Opening): Promise<void> {
  await migrate(pool, migrations.at(-1)?.name ?? '')
  const standing = await listMigrations(pool)
  const odd = [...migrations, ...standing].find(
    ({ name, sha256 }) => !(has(migrations, name, sha256) && has(standing, name, sha256)),
  )
  if (odd) {
    throw new BackupError(
      `The backup was made by another release (${odd.name} is not the same on both sides). ` +
        'Restore it with the release that made it, then upgrade.',
    )
  }
}

function has(list: Opening['migrations'], name: string, sha256: string): boolean {
  return list.some((one) => one.name === name && one.sha256 === sha256)
}

async function load(
  client: pg.PoolClient,
  entries: AsyncIterator<tar.Entry>,
  attachmentsFolder: string,
): Promise<Summary & { filesMissing: number }> {
  const tables = new Map((await listTables(client)).map((table) => [table.name, table]))
  const restoreConstraints = await liftConstraints(client, [...tables.keys()])
  for (const [name, shipped] of SHIPPED_ROWS) {
    if (tables.has(name)) await client.query(`delete from ${name} where ${shipped}`)
  }
  const filled = new Set<string>()
  const files = new Map<string, string>()
  let copy: Copy | undefined
  try {
    for (let next = await entries.next(); !next.done; next = await entries.next()) {
      const entry = next.value
      const [kind, name = '', ...path] = entry.header.name.split('/')
      if (entry.header.type !== 'file')
        throw new BackupError(`The backup holds no file at ${entry.header.name}.`)
      if (copy && (kind !== 'tables' || copy.name !== name)) copy = await endCopy(copy)
      if (kind === 'tables') {
        if (!copy && filled.has(name)) throw twice(name)
        filled.add(name)
        copy ??= startCopy(client, name, tables.get(name))
        if (path.join('/') !== nameOfPart(copy.parts++)) throw twice(entry.header.name)
        await feed(copy, entry)
      } else if (kind === 'files') {
        const file = [name, ...path].join('/')
        if (files.has(file)) throw twice(file)
        files.set(file, await placeFile(attachmentsFolder, file, entry))
      } else if (entry.header.name === 'manifest.json') {
        const closing = await readList(entry, Closing, 'The list of contents of the backup cannot be read.')
        if (!(await entries.next()).done)
          throw new BackupError('The backup goes on after its list of contents. Nothing was restored.')
        await restoreConstraints()
        await compare(client, tables, { filled, files }, closing)
        await settle(client, closing)
        // The first releases had no table of evidence.
        const filesMissing = tables.has('public.attachment') ? await countMissing(client, files.values()) : 0
        return { ...summaryOf(closing), filesMissing }
      } else throw new BackupError(`The backup holds something else: ${entry.header.name}.`)
    }
    throw new BackupError('The backup was cut short: its list of contents is missing. Nothing was restored.')
  } catch (error) {
    // The connection accepts no other statement, not even a rollback, before the copy has ended.
    copy?.stream.destroy(error instanceof Error ? error : new Error(String(error)))
    throw error
  }
}

const twice = (name: string) => new BackupError(`The backup holds ${name} twice, or in another order.`)

async function countMissing(client: pg.PoolClient, hashes: Iterable<string>): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from attachment a
      where not exists (select from unnest($1::text[]) as held where held = encode(a.sha256, 'hex'))`,
    [[...hashes]],
  )
  return rows[0]?.count ?? 0
}

/**
 * Sets the sequences to their values in the backup, and unlocks jobs that workers of the old database had
 * locked.
 */
async function settle(client: pg.PoolClient, { sequences }: Closing): Promise<void> {
  const { rows: standing } = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, sequencename) as name from pg_sequences`,
  )
  for (const { name, value, called } of sequences) {
    if (!standing.some((one) => one.name === name))
      throw new BackupError(`The backup holds a counter ${name} that this version does not have.`)
    await client.query('select setval($1::regclass, $2::bigint, $3)', [name, value, called])
  }
  await freeJobs(client)
}

type Copy = { name: string; stream: CopyStreamQuery; done: Promise<void>; parts: number }

async function feed({ stream, done }: Copy, entry: tar.Entry): Promise<void> {
  for await (const piece of entry as AsyncIterable<Buffer>) {
    if (!stream.write(piece)) await Promise.race([once(stream, 'drain'), done])
  }
}

async function endCopy({ stream, done }: Copy): Promise<undefined> {
  stream.end()
  await done
}

function startCopy(client: pg.PoolClient, name: string, table: Table | undefined): Copy {
  if (!table) throw new BackupError(`The backup holds a table ${name} that this version does not have.`)
  const stream = client.query(copyFrom(`copy ${name} (${table.columns.join(', ')}) from stdin`))
  const done = finished(stream)
  // Awaited when the copy ends; this only avoids an unhandled rejection.
  done.catch(() => undefined)
  return { name, stream, done, parts: 0 }
}

/**
 * Drops foreign keys and triggers during loading, because tables come in any order. The returned function
 * restores them, which checks every row.
 */
async function liftConstraints(client: pg.ClientBase, tables: string[]): Promise<() => Promise<void>> {
  await client.query(`set local search_path = ''`)
  const { rows: keys } = await client.query<{ on: string; name: string; definition: string }>(
    `
    select conrelid::regclass::text as on, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
      from pg_constraint
     where contype = 'f' and conparentid = 0 and conrelid::regclass::text = any ($1) order by 1, 2`,
    [tables],
  )
  await client.query('set local search_path = public')
  for (const { on, name } of keys) await client.query(`alter table ${on} drop constraint ${name}`)
  for (const table of tables) await client.query(`alter table ${table} disable trigger user`)
  return async () => {
    for (const table of tables) await client.query(`alter table ${table} enable trigger user`)
    for (const { on, name, definition } of keys) {
      await client.query(`alter table ${on} add constraint ${name} ${definition}`)
    }
  }
}

async function compare(
  client: pg.ClientBase,
  tables: Map<string, Table>,
  { filled, files }: { filled: ReadonlySet<string>; files: ReadonlyMap<string, string> },
  closing: Closing,
): Promise<void> {
  // The tables of the job queue depend on its own version; all others must be the same on both sides.
  const own = [...tables.keys()].filter((name) => !name.startsWith('graphile_worker.'))
  requireListed([...own, ...filled], closing.tables, ({ name }) => name)
  requireListed([...files.keys()], closing.files, ({ path }) => path)
  for (const { path, sha256 } of closing.files) {
    if (files.get(path) !== sha256)
      throw new BackupError(`File ${path} differs from what was written. Nothing was restored.`)
  }
  for (const { name, rows, sha256 } of closing.tables) {
    const table = tables.get(name)
    if (!table) throw new BackupError(`The backup holds a table ${name} that this version does not have.`)
    const standing = await readTable(client, table, () => undefined)
    if (standing.rows !== rows || standing.sha256 !== sha256) {
      throw new BackupError(
        `Table ${name} differs from what was written ` +
          `(${rows} rows then, ${standing.rows} now). Nothing was restored.`,
      )
    }
  }
}

/** @throws BackupError when the list of contents leaves something out or names it twice */
function requireListed<T>(there: readonly string[], listed: readonly T[], nameOf: (one: T) => string): void {
  const names = listed.map(nameOf)
  const known = new Set(names)
  const odd = there.find((name) => !known.has(name))
  if (odd !== undefined || known.size < names.length)
    throw new BackupError(
      `The list of contents ${odd === undefined ? 'names something twice' : `leaves ${odd} out`}. Nothing was restored.`,
    )
}

/**
 * Writes a file. Files are named by the SHA-256 of their content, so an existing one is the same; one that
 * was damaged before the backup is left out, so that it never replaces an intact one. @returns SHA-256 of the
 * content
 */
async function placeFile(folder: string, path: string, entry: tar.Entry): Promise<string> {
  if (!attachmentPath.test(path))
    throw new BackupError(`The backup holds a file in a strange place: ${path}.`)
  const target = join(folder, path)
  const draft = `${target}.partial`
  await mkdir(dirname(target), { recursive: true, mode: 0o700 })
  const hash = createHash('sha256')
  const handle = await open(draft, 'w', 0o600)
  try {
    for await (const piece of entry as AsyncIterable<Buffer>) {
      hash.update(piece)
      await handle.write(piece)
    }
    await handle.sync()
    const sha256 = hash.digest('hex')
    if (sha256 === basename(target)) await rename(draft, target)
    return sha256
  } finally {
    await handle.close()
    await rm(draft, { force: true })
  }
}
