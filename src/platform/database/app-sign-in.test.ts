// Tests on a server with password authentication, such as an organisation's own: who can sign in as the role
// for requests, and for how long.
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addressOf } from '../../../tests/harness/database.ts'
import { appRole, openAppPool } from './app-pool.ts'
import { startCluster, type Cluster } from './cluster.ts'
import { connect } from './pool.ts'
import { migrate } from './migrate.ts'

const SECRET = 'a secret only for tests, long enough'
let folder: string
let cluster: Cluster
let owner: pg.Pool

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'arraigo-test-'))
  await chmod(folder, 0o711)
  const access = join(folder, 'access.conf')
  await writeFile(access, 'local all arraigo trust\nlocal closed all reject\nlocal all all scram-sha-256\n', {
    mode: 0o644,
  })
  cluster = await startCluster({ folder, log: () => {}, settings: { fsync: 'off', hba_file: access } })
  owner = connect({ ...cluster.connection, max: 4 })
  await migrate(owner)
})

afterAll(async () => {
  await owner?.end()
  await cluster?.stop()
  await rm(folder, { recursive: true, force: true })
})

const signsIn = async (password: string): Promise<boolean> => {
  const client = new pg.Client({ ...cluster.connection, user: appRole('arraigo'), password })
  client.on('error', () => {})
  const opened = await client.connect().then(
    () => true,
    () => false,
  )
  await client.end().catch(() => {})
  return opened
}

test('it signs in with its own password, also where the owner is given by an address', async () => {
  const appPool = await openAppPool(owner, { secret: SECRET })
  expect((await appPool.query('select')).rowCount).toBe(1)
  const byAddress = connect({ connectionString: addressOf(cluster.connection), max: 2 })
  const other = await openAppPool(byAddress, { secret: SECRET })
  expect((await other.query('select session_user::text as role')).rows).toEqual([
    { role: appRole('arraigo') },
  ])
  await byAddress.end()
  expect(await signsIn('')).toBe(false)
})

test('a password that it set for itself is reset at the next connection', async () => {
  const appPool = await openAppPool(owner, { secret: SECRET })
  await appPool.query(`alter role current_user password 'known'`)
  expect(await signsIn('known')).toBe(true)
  const held = await appPool.connect()
  const next = await appPool.connect()
  expect((await next.query('select')).rowCount).toBe(1)
  held.release()
  next.release()
  expect(await signsIn('known')).toBe(false)
})

test('processes with different secrets do not lock each other out', async () => {
  const one = await openAppPool(owner, { secret: SECRET })
  const other = await openAppPool(owner, { secret: `${SECRET}, but another` })
  const held = await one.connect()
  for (const each of [one, other, one]) {
    const client = await each.connect()
    expect((await client.query('select')).rowCount).toBe(1)
    client.release(true)
  }
  held.release()
})

test('a server that does not let it in stops the start, and says which line is missing', async () => {
  await owner.query('create database closed')
  const closed = connect({ ...cluster.connection, database: 'closed', max: 2 })
  await migrate(closed)
  await expect(openAppPool(closed, { secret: SECRET })).rejects.toThrow(/pg_hba\.conf.*DATABASE_APP_URL/u)
  await closed.end()
})
