// Backup without PostgreSQL's own tools, which the npm package lacks: one snapshot of every table, streamed
// into one archive that any tar can open. restore.ts restores it into an empty database and compares row for
// row.
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import tar from 'tar-stream'
import * as z from 'zod/mini'
import { BackupError, encrypterFor, BackupTime, signed } from './backup-file.ts'
import type { SigningKey } from '../signing-key.ts'

/** Version of the archive format. */
export const FORMAT = 1
/** Bytes of a table in one entry of the archive, and so in memory at a time. */
const CHUNK = 4 * 1024 * 1024

/** First entry of the archive: enough to decide whether it can be restored here. */
export const Opening = z.object({
  format: z.literal(FORMAT),
  madeAt: BackupTime,
  migrations: z.array(z.object({ name: z.string(), sha256: z.string() })),
})
export type Opening = z.infer<typeof Opening>

const TableContent = z.object({
  name: z.string(),
  columns: z.array(z.string()),
  rows: z.number(),
  sha256: z.string(),
})

/** Last entry of the archive: without it the backup is incomplete. */
export const Closing = z.object({
  tables: z.array(TableContent),
  sequences: z.array(z.object({ name: z.string(), value: z.string(), called: z.boolean() })),
  files: z.array(z.object({ path: z.string(), sha256: z.string() })),
})
export type Closing = z.infer<typeof Closing>

export type Place = { connection: pg.PoolConfig; attachmentsFolder: string; file: string }

export type Protection = {
  /** Signs the backup. */
  key: SigningKey
  /** Public key that seals the disclosure log; the same key unless the operator signs with their own. */
  sealKey: string
  /** Recipients of age who can read it; without any, the file is not encrypted. */
  recipients?: readonly string[]
}

export type Summary = { tables: number; rows: number; files: number }

/** A table as archived; `order` gives its rows the same order on every server. */
export type Table = { name: string; columns: string[]; order: string }

/**
 * Tables that describe the database and are left out of backups. `installation` holds the database id that
 * devices see: a restored database gets a new one, so that they fetch everything again.
 */
export const OWN_TABLES = [
  'public.installation',
  'public.migration',
  'graphile_worker.migrations',
  'auth.write_key',
]

/** Rows inserted by migrations: they exist in an empty database and in the backup. */
export const SHIPPED_ROWS: ReadonlyMap<string, string> = new Map([['public.role', 'organisation is null']])

/**
 * Every table of every schema but PostgreSQL's own. Waiting jobs are included: a referral must still expire
 * after a restore. Columns of transaction ids are left out: they are valid only on the server that assigned
 * them.
 */
export async function listTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select format('%I.%I', n.nspname, c.relname) as name,
           array_agg(quote_ident(a.attname) order by a.attnum) as columns,
           coalesce(string_agg(
             quote_ident(a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end, ', '
             order by array_position(k.indkey::int2[], a.attnum)) filter (where a.attnum = any (k.indkey::int2[])),
             't::text collate "C"') as order
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid
       and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.atttypid <> 'xid8'::regtype
      left join pg_index k on k.indrelid = c.oid and k.indisprimary
     where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence = 'p'
       and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
     group by 1
     order by 1`)
  return rows.filter(({ name }) => !OWN_TABLES.includes(name))
}

/**
 * Makes text output independent of the server's settings, and makes rows hidden by row-level security an
 * error.
 */
export const PLAIN_SESSION = `
  set local row_security = off; set local timezone = 'UTC'; set local datestyle = 'ISO, YMD';
  set local intervalstyle = 'postgres'; set local bytea_output = 'hex'; set local extra_float_digits = 1;
  set local statement_timeout = 0; set local lock_timeout = 0; set local idle_in_transaction_session_timeout = 0;
  set local search_path = public`

/** Streams a table's rows in order; returns their count and hash. */
export async function readTable(
  client: pg.ClientBase,
  { name, columns, order }: Table,
  take: (piece: Buffer) => Promise<void> | void,
): Promise<{ rows: number; sha256: string }> {
  const hash = createHash('sha256')
  const stream = client.query(
    copyTo(`copy (select ${columns.join(', ')} from ${name} t order by ${order}) to stdout`),
  )
  for await (const piece of stream as AsyncIterable<Buffer>) {
    hash.update(piece)
    await take(piece)
  }
  return { rows: stream.rowCount, sha256: hash.digest('hex') }
}

export async function listMigrations(client: pg.ClientBase | pg.Pool): Promise<Opening['migrations']> {
  return (await client.query('select name, sha256 from public.migration order by name')).rows
}

/**
 * Writes a signed backup of one snapshot into a new file, while the database is in use.
 * @throws BackupError when the file exists, a recipient is invalid, or the database's user may not see every
 *   row
 */
export async function backup(
  { connection, attachmentsFolder, file }: Place,
  { key, sealKey, recipients = [] }: Protection,
): Promise<Summary> {
  const madeAt = new Date().toISOString()
  const encrypt = recipients.length > 0 ? encrypterFor(recipients) : asItIs
  if (await stat(file).catch(() => undefined)) {
    throw new BackupError(`${file} is already there. Give the name of a new file.`)
  }
  const draft = `${file}.${process.pid}.partial`
  await mkdir(dirname(file), { recursive: true })
  const client = new pg.Client(connection)
  await client.connect()
  try {
    await client.query(`begin isolation level repeatable read read only; ${PLAIN_SESSION}`)
    const archive = tar.pack()
    // Readable for its owner only: it holds confidential data.
    const written = pipeline(
      archive,
      createGzip({ level: 4 }),
      (bytes: AsyncIterable<Buffer>) => signed(bytes, { madeAt, key, sealKey }),
      encrypt,
      createWriteStream(draft, { mode: 0o600 }),
    )
    written.catch((error: Error) => archive.destroy(error))
    const summary = await fill(client, archive, attachmentsFolder, madeAt)
    archive.finalize()
    await written
    await client.query('commit')
    await keep(draft, file)
    return summary
  } catch (error) {
    await rm(draft, { force: true })
    throw explained(error, 'There is nothing to back up: the database has no tables of Arraigo.')
  } finally {
    await client.end()
  }
}

async function* asItIs(bytes: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  yield* bytes
}

async function fill(
  client: pg.Client,
  archive: tar.Pack,
  attachmentsFolder: string,
  madeAt: string,
): Promise<Summary> {
  const opening: Opening = {
    format: FORMAT,
    madeAt,
    migrations: await listMigrations(client),
  }
  await addText(archive, 'backup.json', opening)
  const closing: Closing = { tables: [], sequences: [], files: [] }
  for (const table of await listTables(client)) {
    closing.tables.push({
      name: table.name,
      columns: table.columns,
      ...(await addTable(client, archive, table)),
    })
  }
  const { rows: sequences } = await client.query<{ name: string; value: string; called: boolean }>(`
    select format('%I.%I', schemaname, sequencename) as name, coalesce(last_value, start_value)::text as value,
           last_value is not null as called
      from pg_sequences order by 1`)
  closing.sequences = sequences
  // After the tables: every file that a row of the snapshot names exists by now, and files never change.
  for (const path of await listFiles(attachmentsFolder)) {
    closing.files.push({
      path,
      sha256: await addFile(archive, `files/${path}`, join(attachmentsFolder, path)),
    })
  }
  await addText(archive, 'manifest.json', closing)
  return summaryOf(closing)
}

export function summaryOf({ tables, files }: Closing): Summary {
  return {
    tables: tables.length,
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    files: files.length,
  }
}

async function addTable(
  client: pg.Client,
  archive: tar.Pack,
  table: Table,
): Promise<{ rows: number; sha256: string }> {
  let held: Buffer[] = []
  let size = 0
  let part = 0
  const flush = async () => {
    if (size === 0) return
    await addEntry(archive, `tables/${table.name}/${nameOfPart(part++)}`, Buffer.concat(held))
    held = []
    size = 0
  }
  const content = await readTable(client, table, async (piece) => {
    held.push(piece)
    size += piece.length
    if (size >= CHUNK) await flush()
  })
  await flush()
  return content
}

/** Name of the n-th entry of a table; sorts in order. */
export const nameOfPart = (part: number): string => String(part).padStart(6, '0')

async function addText(archive: tar.Pack, name: string, content: unknown): Promise<void> {
  await addEntry(archive, name, Buffer.from(JSON.stringify(content, undefined, 1)))
}

/** Resolves when the archive accepted the entry, so that a slow disk slows the reading. */
function addEntry(archive: tar.Pack, name: string, content: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    archive.entry({ name, mode: 0o600 }, content, (error) => (error ? reject(error) : resolve()))
  })
}

async function addFile(archive: tar.Pack, name: string, path: string): Promise<string> {
  const { size } = await stat(path)
  const hash = createHash('sha256')
  const entry = archive.entry({ name, size, mode: 0o600 })
  await pipeline(
    createReadStream(path),
    async function* (pieces: AsyncIterable<Buffer>) {
      for await (const piece of pieces) {
        hash.update(piece)
        yield piece
      }
    },
    entry,
  )
  return hash.digest('hex')
}

/** Complete files only, which are named by their hash; unfinished uploads are left out. */
async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => attachmentPath.test(path))
    .sort()
}

export const attachmentPath = /^[0-9a-f]{2}\/[0-9a-f]{64}$/

/** Flushes the draft to the disk before it gets its final name. */
async function keep(draft: string, file: string): Promise<void> {
  const handle = await open(draft, 'r')
  await handle.sync()
  await handle.close()
  await rename(draft, file)
}

/** Turns database errors that the operator can fix into a BackupError; returns others unchanged. */
export function explained(error: unknown, noTables: string): unknown {
  const code = (error as { code?: string }).code
  if (code === '42501') {
    return new BackupError(
      `The database's user may not see every row (${(error as Error).message}). ` +
        'Let it: alter role NAME bypassrls; or use the owner of the server.',
    )
  }
  if (code === '42P01') return new BackupError(noTables)
  // Classes 22 and 23 of PostgreSQL: an invalid value, or one that a constraint refuses. The message omits
  // the value.
  if (code !== undefined && /^2[23]\w{3}$/u.test(code)) {
    const { table = 'one of them' } = error as { table?: string }
    return new BackupError(
      `The tables do not take what the backup holds (${table}: ${code}). Nothing was restored.`,
    )
  }
  return error
}
