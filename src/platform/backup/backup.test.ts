// Backs up a database, restores it elsewhere, and compares both by means that the backup itself does not use.
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { closeAfterEach } from '../../../tests/harness/close-after-each.ts'
import { testDatabase } from '../../../tests/harness/database.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { backup } from './backup.ts'
import { connect } from '../database/connect.ts'
import { migrate } from '../database/migrate.ts'
import { BackupError } from './backup-file.ts'
import { restore, type Trust } from './restore.ts'
import { makeSigningKey, openSigningKey } from '../signing-key.ts'

closeAfterEach()

const scan = Buffer.from('a page, scanned')
const hash = createHash('sha256').update(scan).digest('hex')

const key = openSigningKey(makeSigningKey())
const protection = { key, sealKey: key.publicKey }
const trust: Trust = { keys: new Map([[key.publicKey, 'written down']]) }
/** Bytes of the signature; without them a backup looks like one of the releases that did not sign. */
const SIGNATURE = 512

let network: TestNetwork
let folder: string
let file: string
let restored: pg.PoolConfig
let summary: Awaited<ReturnType<typeof restore>>
const made: string[] = []

// Every restore builds a whole database, which is slow on a busy machine.

beforeAll(async () => {
  network = await testNetwork()
  folder = await mkdtemp(join(tmpdir(), 'arraigo-test-'))
  file = join(folder, 'first.backup')
  await mkdir(join(folder, 'attachments', hash.slice(0, 2)), { recursive: true })
  await writeFile(join(folder, 'attachments', hash.slice(0, 2), hash), scan)
  await fill(network.database.pool)
  const attachmentsFolder = join(folder, 'attachments')
  await backup({ connection: network.database.connection, attachmentsFolder, file }, protection)
  restored = await emptyDatabase()
  summary = await restore({ connection: restored, attachmentsFolder: join(folder, 'elsewhere'), file }, trust)
})

afterAll(async () => {
  const owner = new pg.Client(inject('cluster').connection)
  await owner.connect()
  for (const name of made) await owner.query(`drop database ${name} with (force)`)
  await owner.end()
  await rm(folder, { recursive: true, force: true })
})

test('a restored database holds the same rows, checksums, files and sequences', async () => {
  expect(summary.rows).toBeGreaterThan(500)
  expect(summary.files).toBe(1)
  expect(await fingerprints(restored)).toEqual(await fingerprints(network.database.connection))
  expect(await readFile(join(folder, 'elsewhere', hash.slice(0, 2), hash))).toEqual(scan)
})

test('a restored database keeps its foreign keys, triggers and row-level security', async () => {
  expect(await constraints(restored)).toEqual(await constraints(network.database.connection))
})

test('a restored database has a new id for devices, and its own transactions are the newest', async () => {
  const installation = 'select id from installation'
  expect(await ask(restored, installation)).not.toEqual(await ask(network.database.connection, installation))
  const future = 'select from fact where xid >= pg_snapshot_xmax(pg_current_snapshot())'
  expect(await ask(restored, future)).toEqual([])
})

test('the archive is for its owner only and any tar can list it', async () => {
  expect((await stat(file)).mode & 0o077).toBe(0)
  const bytes = gunzipSync(await readFile(file))
  expect(bytes.toString('latin1', 0, 11)).toBe('backup.json')
  expect(bytes.toString('latin1', 257, 262)).toBe('ustar')
})

test('two backups of the same content are the same but for the moment they were made', async () => {
  const second = join(folder, 'second.backup')
  const { connection } = network.database
  await backup({ connection, attachmentsFolder: join(folder, 'attachments'), file: second }, protection)
  const [one, two] = await Promise.all([file, second].map(async (path) => manifest(await readFile(path))))
  expect(one).toEqual(two)
})

test('a backup never replaces a file', async () => {
  const { connection } = network.database
  await expect(backup({ connection, attachmentsFolder: folder, file }, protection)).rejects.toThrow(
    'is already there',
  )
})

test('a database that holds anything is refused and left alone', async () => {
  const { connection } = network.database
  const before = await fingerprints(connection)
  await expect(restore({ connection, attachmentsFolder: folder, file }, trust)).rejects.toThrow(
    'is not empty',
  )
  expect(await fingerprints(connection)).toEqual(before)
})

test('a database that was only migrated counts as empty', async () => {
  const { connection } = await testDatabase()
  const { rows } = await restore({ connection, attachmentsFolder: join(folder, 'migrated'), file }, trust)
  expect(rows).toBeGreaterThan(500)
})

test.each([
  ['cut short', (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length / 2)), 'whole backup'],
  ['that is something else', () => Buffer.from('not a backup at all'), 'whole backup'],
  [
    'whose rows were changed',
    (bytes: Buffer) =>
      gzipSync(
        Buffer.from(gunzipSync(bytes).toString('latin1').replace('Semilla 77', 'Semilla 7X'), 'latin1'),
      ),
    'differs from what was written',
  ],
])('a file %s restores nothing, not even when edits are accepted', async (_name, spoil, complaint) => {
  const { connection } = await testDatabase()
  const spoilt = {
    connection,
    attachmentsFolder: join(folder, 'spoilt'),
    file: await kept(spoil(await readFile(file))),
  }
  await expect(restore(spoilt, trust)).rejects.toThrow('bears no signature')
  await expect(restore(spoilt, { ...trust, acceptUnproven: true })).rejects.toThrow(complaint)
  expect(await ask(connection, 'select from organisation')).toEqual([])
})

test('a backup without a trusted signature is refused before anything is written, and the error says what is missing', async () => {
  const connection = await emptyDatabase()
  const attachmentsFolder = join(folder, 'refused')
  const bytes = await readFile(file)
  const flipped = Buffer.from(bytes)
  flipped[4000] = (flipped[4000] ?? 0) ^ 1
  const refusals = [
    [bytes, new Map<string, string>(), /only the file itself vouches for.*--key.*--accept-possibly-edited/],
    [flipped, trust.keys, /was edited after it was signed/],
    [bytes.subarray(0, -SIGNATURE), trust.keys, /bears no signature/],
  ] as const
  for (const [content, keys, words] of refusals) {
    const refused = restore({ connection, attachmentsFolder, file: await kept(content) }, { keys })
    await expect(refused).rejects.toThrow(words)
    await expect(refused).rejects.toBeInstanceOf(BackupError)
  }
  expect(await ask(connection, `select from pg_tables where schemaname = 'public'`)).toEqual([])
  expect(await stat(attachmentsFolder).catch(() => 'none')).toBe('none')
})

test('an unsigned backup is restored when possible edits are accepted, and this is recorded first', async () => {
  const { connection } = await testDatabase()
  const unsigned = await kept((await readFile(file)).subarray(0, -SIGNATURE))
  const told: unknown[] = []
  const { rows, evidence } = await restore(
    { connection, attachmentsFolder: join(folder, 'older'), file: unsigned },
    {
      ...trust,
      acceptUnproven: true,
      record: async ({ signature }) => {
        told.push(signature, (await ask(connection, 'select from organisation')).length)
      },
    },
  )
  expect([rows, evidence.signature]).toEqual([summary.rows, 'none'])
  expect(told).toEqual(['none', 0])
  expect(await fingerprints(connection)).toEqual(await fingerprints(network.database.connection))
})

test('a backup of the first versions is restored at its version and then migrated to this one', async () => {
  const [older, newer] = [await emptyDatabase(), await emptyDatabase()]
  const pool = connect(older)
  await migrate(pool, '0008_deliveries.sql')
  await pool.query(
    `insert into organisation (id, name, class, time_zone, locale) values ($1, 'Semilla', 'cso', 'UTC', 'es')`,
    [randomUUID()],
  )
  await pool.end()
  const first = join(folder, 'first-version.backup')
  await backup({ connection: older, attachmentsFolder: join(folder, 'none'), file: first }, protection)
  await restore({ connection: newer, attachmentsFolder: join(folder, 'none'), file: first }, trust)
  expect(await ask(newer, 'select name from organisation')).toEqual([{ name: 'Semilla' }])
  expect(await ask(newer, 'select name from migration')).toEqual(
    await ask(restored, 'select name from migration'),
  )
})

test('an encrypted backup shows nothing, and is restored with the identity of a recipient', async () => {
  const [identity, other] = [await generateX25519Identity(), await generateX25519Identity()]
  const recipients = [await identityToRecipient(identity)]
  const secret = join(folder, 'secret.backup')
  const attachmentsFolder = join(folder, 'attachments')
  await backup(
    { connection: network.database.connection, attachmentsFolder, file: secret },
    { ...protection, recipients },
  )
  expect((await readFile(secret)).toString('latin1', 0, 21)).toBe('age-encryption.org/v1')
  const { connection } = await testDatabase({ empty: true })
  const place = { connection, attachmentsFolder: join(folder, 'decrypted'), file: secret }
  await expect(restore(place, trust)).rejects.toThrow('is encrypted')
  await expect(restore(place, { ...trust, identities: [other] })).rejects.toThrow('for others')
  await restore(place, { ...trust, identities: [other, identity] })
  expect(await fingerprints(connection)).toEqual(await fingerprints(network.database.connection))
  const endless = await kept(Buffer.from(`age-encryption.org/v1\n${'a'.repeat(100_000)}`))
  await expect(restore({ ...place, file: endless }, { ...trust, identities: [identity] })).rejects.toThrow(
    'its header does not end',
  )
  const misspelt = { ...protection, recipients: ['age1nobody'] }
  await expect(backup({ ...place, file: join(folder, 'nobody.backup') }, misspelt)).rejects.toThrow(
    'is no recipient',
  )
})

test('a file that was damaged before the backup is left out, and its rows are counted', async () => {
  const damaged = join(folder, 'damaged')
  await mkdir(join(damaged, hash.slice(0, 2)), { recursive: true })
  await writeFile(join(damaged, hash.slice(0, 2), hash), 'something else')
  const source = await testNetwork()
  await source.database.pool.query(
    `insert into attachment (person, id, organisation, name, media_type, size, sha256, uploaded_by, uploaded_at)
     values ($1, $1, $2, 'a page', 'application/pdf', 1, decode($3, 'hex'), $1, now())`,
    [randomUUID(), source.organisations.garden, hash],
  )
  const spoilt = join(folder, 'damaged.backup')
  await backup(
    { connection: source.database.connection, attachmentsFolder: damaged, file: spoilt },
    protection,
  )
  const { connection } = await testDatabase()
  const whole = join(folder, 'attachments')
  const { filesMissing } = await restore({ connection, attachmentsFolder: whole, file: spoilt }, trust)
  expect(filesMissing).toBe(1)
  expect(await readFile(join(whole, hash.slice(0, 2), hash))).toEqual(scan)
})

test('a file that is replaced while it is restored restores nothing', async () => {
  const { connection } = await testDatabase()
  const exchanged = await kept(await readFile(file))
  // Replaces rows by others of the same length, with a matching list of contents, after the file was
  // verified.
  const other = await testNetwork()
  const second = join(folder, 'exchange.backup')
  await backup(
    { connection: other.database.connection, attachmentsFolder: join(folder, 'none'), file: second },
    protection,
  )
  const record = async () => writeFile(exchanged, await readFile(second))
  await expect(
    restore(
      { connection, attachmentsFolder: join(folder, 'exchanged'), file: exchanged },
      { ...trust, record },
    ),
  ).rejects.toThrow(BackupError)
  expect(await ask(connection, 'select from organisation')).toEqual([])
})

test('a backup that may not read every row fails instead of leaving some out', async () => {
  const { connection, pool } = network.database
  await pool.query('grant select on all tables in schema public, auth, graphile_worker to arraigo_app')
  await pool.query('grant usage on schema auth, graphile_worker to arraigo_app')
  const less = { ...connection, options: '-c role=arraigo_app' }
  const target = join(folder, 'less.backup')
  await expect(
    backup({ connection: less, attachmentsFolder: folder, file: target }, protection),
  ).rejects.toThrow('bypassrls')
  expect((await readdir(folder)).filter((name) => name.startsWith('less'))).toEqual([])
})

/** Writes a file with this content and returns its path. */
async function kept(content: Buffer): Promise<string> {
  const path = join(folder, `${randomUUID()}.backup`)
  await writeFile(path, content)
  return path
}

/**
 * Rows of many kinds: odd text, nulls, JSON, bytes, arrays, a waiting job, and more of them than one piece
 * holds.
 */
async function fill(pool: pg.Pool): Promise<void> {
  await pool.query(`
    insert into organisation (id, name, class, time_zone, locale)
    select gen_random_uuid(), 'Semilla ' || n || case when n % 3 = 0 then E'\t\n\\ “¿ñ?” \u200f' else '' end, 'cso',
           'America/Bogota', 'es'
      from generate_series(1, 500) n`)
  await pool.query(
    `
    insert into fact (subject, id, kind, occurred_on, occurred_at, recorded_at, organisation, shared_with, actor, command,
      pack_release, data)
    select gen_random_uuid(), gen_random_uuid(), 'plot.dug', date '2026-01-01' + n % 300, now(), clock_timestamp(),
           $1, case when n % 2 = 0 then array[$1::uuid, null] else '{}' end, $1, $1, 'huerta@1',
           jsonb_build_object('note', E'línea\n' || repeat('á\\', 200), 'n', n, 'nothing', null)
      from generate_series(1, 6000) n`,
    [network.organisations.garden],
  )
  await pool.query(
    `select graphile_worker.add_job('expire', '{"seed": "té"}', run_at := now() + interval '1 day')`,
  )
}

/** A new database without a single table. */
async function emptyDatabase(): Promise<pg.PoolConfig> {
  const { connection } = inject('cluster')
  const name = `${inject('cluster').template}_restore_${process.pid}_${made.length}`
  const owner = new pg.Client(connection)
  await owner.connect()
  await owner.query(`create database ${name}`)
  await owner.end()
  made.push(name)
  return { ...connection, database: name }
}

/** Per table: how many rows, and a checksum of them all that PostgreSQL itself computes. */
async function fingerprints(connection: pg.PoolConfig): Promise<unknown> {
  const tables = (await ask(
    connection,
    `select schemaname || '.' || quote_ident(tablename) as name from pg_tables
      where schemaname in ('public', 'auth', 'graphile_worker')
        and tablename not in ('installation', 'migration', 'migrations', 'write_key') order by 1`,
  )) as { name: string }[]
  const answers: unknown[] = []
  for (const { name } of tables) {
    const rows = `select (to_jsonb(t) - 'xid')::text as line from ${name} t`
    const [sum] = await ask(
      connection,
      `select count(*), md5(string_agg(md5(line), '' order by line collate "C")) as sum from (${rows}) lines`,
    )
    answers.push([name, sum])
  }
  answers.push(await ask(connection, 'select sequencename, last_value from pg_sequences order by 1'))
  return answers
}

async function constraints(connection: pg.PoolConfig): Promise<unknown> {
  return [
    await ask(
      connection,
      `select conrelid::regclass::text, conname, convalidated, pg_get_constraintdef(oid) from pg_constraint order by 1, 2`,
    ),
    await ask(
      connection,
      `select oid::regclass::text as name, relrowsecurity, relforcerowsecurity from pg_class where relkind = 'r' order by 1`,
    ),
    await ask(
      connection,
      `select tgrelid::regclass::text, tgname, tgenabled from pg_trigger where not tgisinternal order by 1, 2`,
    ),
  ]
}

async function ask(connection: pg.PoolConfig, text: string): Promise<unknown[]> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

/** The last entry of the archive. */
function manifest(bytes: Buffer): unknown {
  const text = gunzipSync(bytes).toString('utf8')
  const start = text.lastIndexOf('{\n "tables"')
  return JSON.parse(text.slice(start, text.indexOf('\0', start)))
}
