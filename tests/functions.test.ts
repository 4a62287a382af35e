// Holds every function that runs with its owner's rights, those still to be written included, to what keeps such rights in hand.
import { beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from './harness/database.ts'

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

test('they are found', () => {
  expect(definers.length).toBeGreaterThanOrEqual(4)
})

test('each looks names up in pg_catalog first, in pg_temp last, and nowhere else', () => {
  const open = definers.filter(
    ({ settings }) => !(settings ?? []).includes('search_path=pg_catalog, pg_temp'),
  )
  expect(names(open), 'set search_path = pg_catalog, pg_temp').toEqual([])
})

test('each names every table, view and function of ours with its schema', async () => {
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

test('each belongs to a role that cannot sign in, is in no other and owns no table; nobody runs it unasked', () => {
  expect(names(definers.filter(({ superuser }) => superuser))).toEqual([])
  expect(names(definers.filter(({ powers }) => powers))).toEqual([])
  expect(names(definers.filter(({ everybody }) => everybody))).toEqual([])
})

test('the application can make nothing: no temporary object, no schema, nothing in a schema', async () => {
  const { rows } = await database.pool.query<{ place: string }>(`
    select 'database' as place where has_database_privilege('arraigo_app', current_database(), 'temporary, create')
    union all
    select nspname from pg_namespace where has_schema_privilege('arraigo_app', oid, 'create')`)
  expect(rows).toEqual([])
})

test('no role but the database’s owner is among those who may use these rights', async () => {
  const { rows } = await database.pool.query<{ member: string }>(`
    select m.member::regrole::text as member from pg_auth_members m
    where m.roleid = 'arraigo_definer'::regrole and m.member <> (select datdba from pg_database where datname = current_database())`)
  expect(rows).toEqual([])
})

test('every view of ours is read with the rights of who asks', async () => {
  const { rows } = await database.pool.query<{ name: string }>(`
    select c.oid::regclass::text as name from pg_class c
    where c.relkind in ('v', 'm') and c.relnamespace in ('public'::regnamespace, 'read'::regnamespace, 'arraigo'::regnamespace)
      and not coalesce(c.reloptions, '{}') @> array['security_invoker=true']`)
  expect(rows).toEqual([])
})
