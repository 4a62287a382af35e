// Tests the database role for requests: its rights, what it must not have, and that no other role is used
// instead.
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { cleanups } from '../../../tests/harness/cleanup.ts'
import { addressOf, SECRET, testDatabase } from '../../../tests/harness/database.ts'
import type { Actor } from '../../kernel/actor.ts'
import { appRole, openAppPool, type AppPool } from './app-pool.ts'
import { transaction } from './connect.ts'
import { connect, withClient } from './pool.ts'

const { pool, appPool, connection } = await testDatabase()
const role = appRole(connection.database ?? '')

test('it signs in and is a member of arraigo_app, and nothing else', async () => {
  const { rows } = await pool.query(
    `select rolcanlogin, rolinherit, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolconfig,
       array(select m.roleid::regrole::text from pg_auth_members m where m.member = r.oid) as member,
       exists (select from pg_auth_members m where m.member = r.oid and m.admin_option) as gives
     from pg_roles r where rolname = $1`,
    [role],
  )
  expect(rows).toEqual([
    {
      rolcanlogin: true,
      rolinherit: false,
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      rolconfig: null,
      member: ['arraigo_app'],
      gives: false,
    },
  ])
})

test('without the rights of arraigo_app it has no access to any schema or table of ours', async () => {
  const { rows } = await appPool.query(`
    select nspname as name from pg_namespace n
    where n.oid not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
      and has_schema_privilege(n.oid, 'usage, create') and nspname <> 'public'
    union all
    select c.oid::regclass::text from pg_class c
    where c.relnamespace <> all (array['pg_catalog'::regnamespace, 'information_schema'::regnamespace])
      and c.relkind in ('r', 'p', 'v', 'm', 'f') and has_table_privilege(c.oid, 'select, insert, update, delete, truncate')
    union all
    select 'database' where has_database_privilege(current_database(), 'create, temporary')`)
  expect(rows).toEqual([])
})

test('each database has a role of its own, whatever the name', () => {
  const long = ['a', 'b'].map((last) => appRole('ñ'.repeat(31) + last))
  expect(new Set([...long, appRole('a'), appRole('b')]).size).toBe(4)
  for (const name of long) expect(Buffer.byteLength(name)).toBeLessThanOrEqual(63)
})

test('a database whose name needs quotes is served, too', async () => {
  const { template, connection: server } = inject('cluster')
  const name = `${template}_"ö' ${process.pid}`
  await pool.query(`create database ${pg.escapeIdentifier(name)} template ${template}`)
  const owner = connect({ ...server, database: name, max: 2 })
  cleanups.push(() => owner.end())
  const { rows } = await (
    await openAppPool(owner, { secret: SECRET })
  ).query('select session_user::text as role')
  expect(rows).toEqual([{ role: appRole(name) }])
})

test('changes that it made to itself are reverted when the pool is opened again', async () => {
  await appPool.query(`alter role current_user set default_transaction_read_only = on`)
  await appPool.query(`alter role current_user in database ${connection.database} set statement_timeout = 1`)
  const again = await openAppPool(pool, { secret: SECRET })
  const { rows } = await again.query(`select current_setting('default_transaction_read_only') as read_only,
    current_setting('statement_timeout') as timeout, session_user::text as role`)
  expect(rows).toEqual([{ read_only: 'off', timeout: '0', role }])
})

test('waits for locks, and transactions whose program is silent, are bounded for requests and jobs', async () => {
  for (const each of [appPool, appPool.another({ max: 1 })]) {
    const { rows } = await each.query(`select current_setting('lock_timeout') as lock,
      current_setting('idle_in_transaction_session_timeout') as silence`)
    expect(rows).toEqual([{ lock: '15s', silence: '2min' }])
  }
})

test('while a connection of one pool is held, one of the other is refused, so that there is no deadlock', async () => {
  for (const [held, asked] of [
    [appPool, pool],
    [pool, appPool],
  ] as const) {
    const refused = Array.from({ length: 12 }, () =>
      withClient(held, () => withClient(asked, async () => 'lent').catch((error: Error) => error.message)),
    )
    expect(new Set(await Promise.all(refused))).toEqual(
      new Set(['A second connection is asked for while one is held.']),
    )
  }
})

test('an existing role is used if it is only a member of arraigo_app', async () => {
  const url = await made('plain', 'noinherit', [])
  const { rows } = await (
    await openAppPool(pool, { secret: SECRET, appUrl: url })
  ).query('select session_user::text as role')
  expect(rows).toEqual([{ role: named('plain') }])
})

test.each([
  ['super', 'noinherit superuser', [], 'is a superuser'],
  ['bypass', 'noinherit bypassrls', [], 'bypasses row-level security'],
  ['maker', 'noinherit createrole', [], 'makes roles'],
  ['heir', 'inherit', [], 'inherits the rights of arraigo_app'],
  ['reader', 'noinherit', ['grant pg_read_all_data to $'], 'is a member of more than arraigo_app'],
  ['giver', 'noinherit', ['grant arraigo_app to $ with admin option'], 'gives roles away'],
  [
    'keeper',
    'noinherit',
    ['create table kept_by_another ()', 'alter table kept_by_another owner to $'],
    'owns tables',
  ],
])('a role that leads further is refused: %s', async (name, attributes, more, because) => {
  const appUrl = await made(name, attributes, more)
  await expect(openAppPool(pool, { secret: SECRET, appUrl })).rejects.toThrow(because)
})

test('an address of the role that leads to another database is refused', async () => {
  const other = await testDatabase()
  const appUrl = await made('elsewhere', 'noinherit', [], other.connection.database)
  await expect(openAppPool(pool, { secret: SECRET, appUrl })).rejects.toThrow('another database')
})

test('an owner who may not create roles gets an error with what to do, and is not used instead of the role', async () => {
  const limited = named('limited')
  const other = await testDatabase()
  await pool.query(`create role ${limited}`)
  const owner = connect({ ...other.connection, options: `-c search_path=public -c role=${limited}`, max: 2 })
  cleanups.push(async () => {
    await owner.end()
    await other.pool.query(`drop role ${limited}`)
  })
  await expect(openAppPool(owner, { secret: SECRET })).rejects.toThrow('DATABASE_APP_URL')
})

/** A role name that is dropped with the other roles of the test run. */
const named = (name: string) => `${role}_${name}`.slice(0, 63)

async function made(
  name: string,
  attributes: string,
  more: readonly string[],
  database = connection.database,
): Promise<string> {
  const own = named(name)
  await pool.query(`create role ${own} login ${attributes} password 'known'; grant arraigo_app to ${own}`)
  for (const statement of more) await pool.query(statement.replace('$', own))
  return addressOf({ ...connection, database, user: own, password: 'known' })
}

const actor = {
  user: '019a0000-0000-7000-8000-000000000002',
  organisation: '019a0000-0000-7000-8000-000000000001',
  scope: 'organisation',
  grants: [],
} as unknown as Actor

test('a transaction begins in the same round trip as the first statement of its work', async () => {
  const client = await appPool.connect()
  const events: string[] = []
  const send = client.query.bind(client) as (...given: unknown[]) => Promise<unknown>
  const counted = {
    query: async (...given: unknown[]) => {
      events.push('sent')
      return await send(...given).finally(() => events.push('answered'))
    },
    release: () => client.release(),
  }
  const lending = { ...appPool, connect: async () => counted } as unknown as AppPool
  await transaction(
    lending,
    actor,
    async (_, on) => await on.query('select from person'),
    () => true,
  )
  expect(events).toEqual(['sent', 'sent', 'answered', 'answered', 'sent', 'answered'])
})

test('when a transaction cannot begin, nothing of its work is run, and its error is the one thrown', async () => {
  await pool.query(`revoke arraigo_app from ${pg.escapeIdentifier(role)}`)
  const ran: unknown[] = []
  const work = transaction(
    appPool,
    actor,
    async (_, client) => {
      for (const text of ['select 1', 'select from person']) {
        const one = await client.query(text).catch((error: Error & { code?: string }) => error.code)
        ran.push(one)
      }
    },
    () => true,
  )
  await expect(work).rejects.toThrow(/permission denied to set role/u)
  // The transaction was begun, and is aborted.
  expect(ran).toEqual(['25P02', '25P02'])
  await pool.query(`grant arraigo_app to ${pg.escapeIdentifier(role)}`)
})
