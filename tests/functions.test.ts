// Checks every security definer function, including future ones: fixed search path, qualified names, a role
// of its own, and no rights to call it by default.
import pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { appRole, openAppPool } from '../src/platform/database/app-pool.ts'
import { connect } from '../src/platform/database/connect.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { SECRET, testDatabase, type TestDatabase } from './harness/database.ts'

type Definer = {
  name: string
  body: string
  settings: string[] | null
  owner: string
  superuser: boolean
  powers: boolean
  everybody: boolean
}

let database: TestDatabase
let definers: Definer[]

beforeAll(async () => {
  database = await testDatabase()
  const { rows } = await database.pool.query<Definer>(`
    select p.oid::regprocedure::text as name, p.prosrc as body, p.proconfig as settings, r.rolname as owner,
      r.rolsuper as superuser,
      r.rolcanlogin or r.rolcreaterole or r.rolcreatedb or r.rolbypassrls or r.rolreplication
        or exists (select from pg_auth_members m where m.member = r.oid)
        or exists (select from pg_class c where c.relowner = r.oid) as powers,
      exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
        where a.grantee = 0 and a.privilege_type = 'EXECUTE') as everybody
    from pg_proc p join pg_roles r on r.oid = p.proowner
    where p.prosecdef and p.pronamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
    order by 1`)
  definers = rows
})

const names = (found: readonly Definer[]) => found.map(({ name }) => name)

test('security definer functions are found', () => {
  expect(definers.length).toBeGreaterThanOrEqual(4)
})

test('each looks names up in pg_catalog first, in pg_temp last, and nowhere else', () => {
  const open = definers.filter(
    ({ settings }) => !(settings ?? []).includes('search_path=pg_catalog, pg_temp'),
  )
  expect(names(open), 'set search_path = pg_catalog, pg_temp').toEqual([])
})

test('each names every table, view and function with its schema', async () => {
  const { rows } = await database.pool.query<{ name: string }>(`
    select distinct relname as name from pg_class
    where relnamespace in ('public'::regnamespace, 'read'::regnamespace, 'graphile_worker'::regnamespace)
      and relkind in ('r', 'p', 'v', 'm')
    union select proname from pg_proc where pronamespace = 'arraigo'::regnamespace`)
  const bare = definers.flatMap(({ name, body }) =>
    rows
      .filter((one) => new RegExp(`\\b(?:from|join|into|update|table)\\s+"?${one.name}\\b`, 'iu').test(body))
      .map((one) => `${name}: ${one.name}`),
  )
  expect(bare).toEqual([])
})

test('each belongs to a role that cannot sign in, is in no other role and owns no table; nobody may call it by default', () => {
  expect(names(definers.filter(({ superuser }) => superuser))).toEqual([])
  expect(names(definers.filter(({ powers }) => powers))).toEqual([])
  expect(names(definers.filter(({ everybody }) => everybody))).toEqual([])
})

test('the application can create nothing: no temporary object, no schema, nothing in a schema', async () => {
  const { rows } = await database.pool.query<{ place: string }>(`
    select 'database' as place where has_database_privilege('arraigo_app', current_database(), 'temporary, create')
    union all
    select nspname from pg_namespace where has_schema_privilege('arraigo_app', oid, 'create')`)
  expect(rows).toEqual([])
})

test('the application writes no table of accounts directly, and locks none: each write is signed', async () => {
  const { rows } = await database.pool.query<{ name: string }>(`
    select c.oid::regclass::text as name from pg_class c
    where c.relnamespace = 'auth'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
      and (has_table_privilege('arraigo_app', c.oid, 'insert, update, delete, truncate, references, trigger')
        or has_any_column_privilege('arraigo_app', c.oid, 'insert, update, references'))`)
  expect(rows).toEqual([])
})

test('nobody can sign in as the application role, whatever password it gives itself', async () => {
  const { rows } = await database.pool.query(
    `select rolcanlogin or rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication as powers
     from pg_roles where rolname = 'arraigo_app'`,
  )
  expect(rows).toEqual([{ powers: false }])
})

test('the application is no member of the role that owns the functions', async () => {
  const { rows } = await database.pool.query(
    `select pg_has_role('arraigo_app', 'arraigo_definer', 'MEMBER') as member`,
  )
  expect(rows).toEqual([{ member: false }])
})

test('every view runs with the rights of the caller', async () => {
  const { rows } = await database.pool.query<{ name: string }>(`
    select c.oid::regclass::text as name from pg_class c
    where c.relkind in ('v', 'm') and c.relnamespace in ('public'::regnamespace, 'read'::regnamespace, 'arraigo'::regnamespace)
      and not coalesce(c.reloptions, '{}') @> array['security_invoker=true']`)
  expect(rows).toEqual([])
})

// What docs/deploy.md requires of an external server; the second has roles that were created beforehand.
for (const [owner, roles, expected] of [
  ['plain', ['arraigo_app', 'arraigo_definer'], 'arraigo_definer'],
  ['guest', ['arraigo_app'], 'guest'],
] as const) {
  test(`they work for a database owner without superuser rights: ${owner}`, async () => {
    const role = `arraigo_${owner}_${process.pid}`
    const { pool: admin, connection } = await testDatabase({ empty: true })
    await admin.query(`create role ${role} login createrole`)
    await admin.query(`grant ${roles.join(', ')} to ${role} with admin option`)
    await admin.query(`alter database ${connection.database} owner to ${role}`)
    const client = new pg.Client(connection)
    const pool = connect({ ...connection, options: `-c search_path=public -c role=${role}`, max: 2 })
    try {
      await migrate(pool)
      const { rows } = await pool.query<{ owner: string }>(
        `select distinct proowner::regrole::text as owner from pg_proc where prosecdef and pronamespace = 'arraigo'::regnamespace`,
      )
      // Before PostgreSQL 16 a role with createrole may enter every role that is no superuser.
      const before16 = owner === 'guest' && rows[0]?.owner === 'arraigo_definer'
      expect(rows).toEqual([{ owner: before16 || expected !== 'guest' ? 'arraigo_definer' : role }])
      const one = '00000000-0000-7000-8000-000000000001'
      await client.connect()
      await client.query(`begin; insert into disclosure (person, id, at, organisation, actor, via, fields, purpose)
        values ('${one}', '${one}', now(), '${one}', '${one}', 'test', '{}', 'test');
        set local role arraigo_app; set local app.organisation = '${one}'`)
      await client.query(`select arraigo.enqueue('test', '{}', now(), null)`)
      await client.query(`select arraigo.forget_words('${one}', '${one}', '{}')`)
      expect(
        (await client.query(`select * from arraigo.seal_disclosures(1, 10, '-infinity', '${one}')`)).rowCount,
      ).toBe(1)
      expect((await client.query(`select * from arraigo.erase_disclosures('${one}')`)).rowCount).toBe(1)
      const scope = await client.query(`select current_setting('app.scope') as scope`)
      expect(scope.rows).toEqual([{ scope: '' }])
      await client.query('rollback')
      // The pool of requests does not run as the owner.
      const appPool = await openAppPool(pool, { secret: SECRET }, { options: '-c search_path=public' })
      expect((await appPool.query('set role arraigo_app')).command).toBe('SET')
    } finally {
      await Promise.all([client.end(), pool.end()])
      await admin.query(`drop role if exists ${pg.escapeIdentifier(appRole(connection.database ?? ''))}`)
      await admin.query(`reassign owned by ${role} to current_user; drop owned by ${role}; drop role ${role}`)
    }
  })
}
