// Fills an empty database from a backup: same version, every constraint checked again, every table compared with what
// was written, in one transaction, so that a restore is whole or has not happened.
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { finished, pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type pg from 'pg'
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams'
import tar from 'tar-stream'
import * as z from 'zod/mini'
import {
  attachmentPath,
  BackupError,
  Closing,
  explained,
  FORMAT,
  listMigrations,
  listTables,
  Opening,
  PLAIN_SESSION,
  readTable,
  SHIPPED_ROWS,
  summaryOf,
  type Place,
  type Summary,
  type Table,
} from './backup.ts'
import { migrate } from './database/migrate.ts'
import { connect, withClient } from './database/pool.ts'

/** Bytes; the opening and the closing list tables and files, not rows. */
const LONGEST_LIST = 256 * 1024 * 1024

/**
 * Restores a backup into an empty database (a new one, or one that was only migrated) and brings it to the newest
 * version.
 * @throws BackupError when the database is not empty, the file is not whole, or anything differs from what was written
 */
export async function restore({ connection, attachmentsFolder, file }: Place): Promise<Summary> {
  const pool = connect({ ...connection, pipeline: false })
  const archive = openArchive(file)
  try {
    const entries = archive.entries[Symbol.asyncIterator]()
    await prepare(pool, await readOpening((await entries.next()).value, file))
    const summary = await inTransaction(pool, (client) => load(client, entries, attachmentsFolder))
    // Now that it is whole, to the version of this release.
    await migrate(pool)
    await pool.query('analyze')
    return summary
  } catch (error) {
    const reason = archive.failure()?.message
    if (reason !== undefined) throw new BackupError(`${file} cannot be read as a whole backup (${reason}).`)
    throw explained(error)
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

type Archive = {
  entries: AsyncIterable<tar.Entry>
  /** Why the file cannot be read to its end, if it cannot. */
  failure(): Error | undefined
  close(): void
}

function openArchive(file: string): Archive {
  const source = createReadStream(file)
  const gunzip = createGunzip()
  const extract = tar.extract()
  let failure: Error | undefined
  const note = (error: Error) => {
    failure ??= error
  }
  source.once('error', note)
  gunzip.once('error', note)
  extract.once('error', note)
  pipeline(source, gunzip, extract).catch(() => undefined)
  return { entries: extract, failure: () => failure, close: () => extract.destroy() }
}

async function readOpening(entry: tar.Entry | undefined, file: string): Promise<Opening> {
  if (entry?.header.name !== 'backup.json') throw new BackupError(`${file} is no backup of Arraigo.`)
  const opening = z.safeParse(Opening, await readList(entry))
  if (opening.success) return opening.data
  throw new BackupError(`${file} has another form than this release reads (${FORMAT}).`)
}

/** An empty database at the version of the backup. */
async function prepare(pool: pg.Pool, { migrations }: Opening): Promise<void> {
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
): Promise<Summary> {
  const tables = new Map((await listTables(client)).map((table) => [table.name, table]))
  const restoreConstraints = await liftConstraints(client, [...tables.keys()])
  for (const [name, shipped] of SHIPPED_ROWS) {
    if (tables.has(name)) await client.query(`delete from ${name} where ${shipped}`)
  }
  const files = new Map<string, string>()
  let copy: Copy | undefined
  try {
    for (let next = await entries.next(); !next.done; next = await entries.next()) {
      const entry = next.value
      const [kind, name = '', ...path] = entry.header.name.split('/')
      if (copy && (kind !== 'tables' || copy.name !== name)) copy = await endCopy(copy)
      if (kind === 'tables') {
        copy ??= startCopy(client, name, tables.get(name))
        await feed(copy, entry)
      } else if (kind === 'files') {
        const file = [name, ...path].join('/')
        files.set(file, await placeFile(attachmentsFolder, file, entry))
      } else if (kind === 'manifest.json') {
        const closing = z.parse(Closing, await readList(entry))
        await restoreConstraints()
        await compare(client, tables, files, closing)
        await settle(client, closing)
        return summaryOf(closing)
      }
    }
    throw new BackupError('The backup was cut short: its list of contents is missing. Nothing was restored.')
  } catch (error) {
    // The connection takes no other order, not even to undo, before the copy has ended.
    copy?.stream.destroy(error instanceof Error ? error : new Error(String(error)))
    throw error
  }
}

/** Counters go on where they were; what workers of the old database held is free again. */
async function settle(client: pg.PoolClient, { sequences }: Closing): Promise<void> {
  for (const { name, value, called } of sequences) {
    await client.query('select setval($1::regclass, $2::bigint, $3)', [name, value, called])
  }
  for (const table of ['_private_jobs', '_private_job_queues']) {
    await client.query(
      `update graphile_worker.${table} set locked_at = null, locked_by = null where locked_at is not null`,
    )
  }
}

type Copy = { name: string; stream: CopyStreamQuery; done: Promise<void> }

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
  // Looked at again when the copy ends.
  done.catch(() => undefined)
  return { name, stream, done }
}

/**
 * Takes foreign keys and triggers away for the time of loading, in whatever order tables come; putting a key back
 * checks every row.
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
  files: Map<string, string>,
  closing: Closing,
): Promise<void> {
  for (const written of closing.tables) {
    const table = tables.get(written.name)
    if (!table)
      throw new BackupError(`The backup holds a table ${written.name} that this version does not have.`)
    const standing = await readTable(client, table, () => undefined)
    if (standing.rows !== written.rows || standing.sha256 !== written.sha256) {
      throw new BackupError(
        `Table ${written.name} differs from what was written ` +
          `(${written.rows} rows then, ${standing.rows} now). Nothing was restored.`,
      )
    }
  }
  for (const { path, sha256 } of closing.files) {
    if (files.get(path) !== sha256)
      throw new BackupError(`File ${path} differs from what was written. Nothing was restored.`)
  }
}

/** Files are named by their content, so one that is already there is the same one. */
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
  } finally {
    await handle.close()
  }
  await rename(draft, target).catch(async (error: unknown) => {
    await rm(draft, { force: true })
    throw error
  })
  return hash.digest('hex')
}

async function readList(entry: tar.Entry): Promise<unknown> {
  if ((entry.header.size ?? 0) > LONGEST_LIST)
    throw new BackupError('The backup holds a list of an impossible length.')
  const pieces: Buffer[] = []
  for await (const piece of entry as AsyncIterable<Buffer>) pieces.push(piece)
  return JSON.parse(Buffer.concat(pieces).toString())
}
