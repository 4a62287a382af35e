// The stored schema and its guarantee: no table about a person shows a row to a session without a context.
import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { schemaSql, schemaTypes, readCatalogue, type Catalogue } from './harness/catalogue.ts'
import { testDatabase, type TestDatabase } from './harness/database.ts'

let database: TestDatabase
let catalogue: Catalogue
let major: number

beforeAll(async () => {
  database = await testDatabase()
  catalogue = await readCatalogue(database.pool)
  const { rows } = await database.pool.query<{ version: string }>(
    `select current_setting('server_version_num') as version`,
  )
  major = Math.floor(Number(rows[0]?.version) / 10_000)
})

/** Other releases of PostgreSQL print the bodies of views and functions differently; all else is the same. */
function comparable(sql: string): string {
  if (major === 18) return sql
  return sql
    .split('\n\n')
    .filter((block) => !/^create (?:or replace )?(?:view|function)/i.test(block))
    .join('\n\n')
}

/** `identifier_holder`: one document, one holder, across all servers; the migration gives the reason. */
const KEYED_OTHERWISE = ['identifier_holder']

describe('golden files', () => {
  test('schema.sql is what the migrations create; `npm run schema` writes it again', async () => {
    expect(comparable(schemaSql(catalogue))).toBe(comparable(await readFile('schema.sql', 'utf8')))
  })

  test('the types of the database match the migrated one', async () => {
    expect(schemaTypes(catalogue)).toBe(await readFile('src/platform/database/schema.d.ts', 'utf8'))
  })
})

describe('row-level security', () => {
  beforeAll(async () => {
    await fillEveryTable(database.pool, personal())
  })

  /** The column that names whom or what a row is about. */
  const personOf = (names: readonly string[]) => ['person', 'subject'].find((one) => names.includes(one))

  /** Tables that hold a person: found by their columns, never from a hand-kept list. */
  const personal = () =>
    catalogue.secured.filter(({ schema, table }) => {
      const names = catalogue.columns
        .filter((one) => one.schema === schema && one.table === table)
        .map(({ name }) => name)
      return personOf(names) !== undefined || names.includes('shared_with') || namesPerson({ schema, table })
    })
  /** Under another name: a column that refers to the record, alone or with others. */
  const namesPerson = ({ schema, table }: { schema: string; table: string }) =>
    catalogue.constraints.some(
      (one) => one.schema === schema && one.table === table && / REFERENCES person\b/.test(one.definition),
    )
  const title = ({ schema, table }: { schema: string; table: string }) => `${schema}.${table}`

  test('is enabled and forced, with a policy that also checks writes, on every table that holds a person', () => {
    expect(personal().length).toBeGreaterThan(2)
    expect(
      personal()
        .filter(({ enabled, forced }) => !enabled || !forced)
        .map(title),
    ).toEqual([])
    const checked = new Set(
      catalogue.policies.filter((one) => one.definition.includes('with check')).map(title),
    )
    expect(
      personal()
        .map(title)
        .filter((name) => !checked.has(name)),
    ).toEqual([])
  })

  test('every table that holds a person has the person in its key and names the keeping organisation', () => {
    const wrong = personal().flatMap(({ schema, table }) => {
      const its = catalogue.columns.filter((one) => one.schema === schema && one.table === table)
      const named = (name: string) => its.find((one) => one.name === name)
      const about = personOf(its.map(({ name }) => name))
      const missing = ['organisation', 'shared_with'].filter((name) => named(name)?.required !== true)
      const key = catalogue.constraints.find(
        (one) => one.schema === schema && one.table === table && one.definition.startsWith('PRIMARY KEY'),
      )
      const keyed =
        about === undefined ||
        KEYED_OTHERWISE.includes(table) ||
        new RegExp(`[( ]${about}[,)]`, 'u').test(key?.definition ?? '')
      return [
        ...missing.map((name) => `${table} lacks ${name}`),
        ...(keyed ? [] : [`${table} is not keyed by person`]),
      ]
    })
    expect(wrong).toEqual([])
  })

  test('views in the schema read run with the rights of the caller', () => {
    const views = catalogue.views.filter(({ schema }) => schema === 'read')
    expect(views.filter(({ name }) => !name.includes('security_invoker=true')).map(title)).toEqual([])
  })

  test('the application without a context sees no row of any of them, though there are rows', async () => {
    const stranger = new pg.Client(database.connection)
    await stranger.connect()
    try {
      await stranger.query('set role arraigo_app')
      for (const setting of ['', `set app.organisation = ''; set app.scope = ''`]) {
        await stranger.query(setting)
        for (const { schema, table } of personal()) {
          const seen = await stranger
            .query(`select from "${schema}"."${table}"`)
            .catch((error: Error & { code?: string }) => {
              // Without any grant even less is shown.
              if (error.code === '42501') return { rowCount: 0 }
              throw error
            })
          expect(`${seen.rowCount} rows of ${table}`).toBe(`0 rows of ${table}`)
        }
      }
    } finally {
      await stranger.end()
    }
  })

  test('a user with the scope of their own people sees no row of anybody else, in any table that holds a person', async () => {
    const tables = personal().filter(({ schema, table }) =>
      catalogue.columns.some(
        (one) => one.schema === schema && one.table === table && ['person', 'subject'].includes(one.name),
      ),
    )
    const restricted = new Set(
      catalogue.policies
        .filter(
          (one) =>
            one.definition.includes('as restrictive') &&
            /within\((?:person\)|.*subject)/su.test(one.definition),
        )
        .map(title),
    )
    expect(
      tables.map(title).filter((name) => !restricted.has(name)),
      'create policy within on … as restrictive using (arraigo.within(person)) with check (arraigo.within(person))',
    ).toEqual([])
    const one = '00000000-0000-7000-8000-000000000001'
    const seen = async (context: string) => {
      const client = await database.pool.connect()
      try {
        await client.query(
          `begin; set local role arraigo_app; set local app.organisation = '${one}'; ${context}`,
        )
        const found: string[] = []
        for (const table of tables) {
          const { rows } = await client.query<{ may: boolean }>(
            `select has_table_privilege('"${table.schema}"."${table.table}"', 'select') as may`,
          )
          if (rows[0]?.may !== true) continue
          const { rowCount } = await client.query(`select from "${table.schema}"."${table.table}"`)
          if ((rowCount ?? 0) > 0) found.push(title(table))
        }
        return found
      } finally {
        await client.query('rollback')
        client.release()
      }
    }
    const all = await seen('')
    expect(all.length).toBeGreaterThan(15)
    const narrow = `set local app.narrow = 'yes'; set local app.people = `
    expect(await seen(`${narrow} '00000000-0000-7000-8000-000000000002'`)).toEqual([])
    expect(await seen(`${narrow} ''`)).toEqual([])
    expect(await seen(`${narrow} '00000000-0000-7000-8000-000000000002 ${one}'`)).toEqual(all)
  })

  test('applies to the owner of the tables too', async () => {
    const client = await database.pool.connect()
    try {
      await client.query(`begin; create role arraigo_owner_${process.pid}; grant usage on schema public, arraigo
        to arraigo_owner_${process.pid}`)
      for (const { schema, table } of personal()) {
        await client.query(`alter table "${schema}"."${table}" owner to arraigo_owner_${process.pid}`)
      }
      await client.query(`set local role arraigo_owner_${process.pid}`)
      for (const { schema, table } of personal()) {
        const { rowCount } = await client.query(`select from "${schema}"."${table}"`)
        expect(`${rowCount} rows of ${table}`).toBe(`0 rows of ${table}`)
      }
    } finally {
      await client.query('rollback')
      client.release()
    }
  })

  test('the application cannot create, own or bypass anything', async () => {
    const { rows } = await database.pool.query(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
         (select count(*)::int from pg_class where relowner = r.oid) as owned
       from pg_roles r where rolname = 'arraigo_app'`,
    )
    expect(rows).toEqual([
      { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, owned: 0 },
    ])
  })
})

/** Inserts one row into each table, whatever its columns require, with foreign keys and checks disabled. */
async function fillEveryTable(pool: pg.Pool, tables: { schema: string; table: string }[]): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query(`begin; set local session_replication_role = replica; set local row_security = off`)
    for (const { schema, table } of tables) {
      const name = `"${schema}"."${table}"`
      const { rows } = await client.query<{ conname: string }>(
        `select conname from pg_constraint where conrelid = $1::regclass and contype in ('c')`,
        [name],
      )
      for (const { conname } of rows) await client.query(`alter table ${name} drop constraint "${conname}"`)
      const needed = catalogue.columns.filter(
        (one) => one.schema === schema && one.table === table && one.required && one.default === null,
      )
      const values = needed.map((one) => SAMPLES[one.base] ?? `'x'`)
      await client.query(
        `insert into ${name} (${needed.map((one) => `"${one.name}"`).join(', ')}) values (${values.join(', ')})`,
      )
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
  for (const { schema, table } of tables) {
    const { rowCount } = await pool.query(`select from "${schema}"."${table}" limit 1`)
    expect(`${rowCount} row of ${table}`).toBe(`1 row of ${table}`)
  }
}

const SAMPLES: Record<string, string> = {
  uuid: `'00000000-0000-7000-8000-000000000001'`,
  _uuid: `'{}'`,
  _text: `'{}'`,
  timestamptz: 'now()',
  date: 'current_date',
  bool: 'true',
  int2: '1',
  int4: '1',
  int8: '1',
  numeric: '1',
  float4: '1',
  float8: '1',
  jsonb: `'{}'`,
  json: `'{}'`,
  bytea: `'\\x00'`,
  daterange: `'[2026-01-01,2026-02-01)'`,
  inet: `'127.0.0.1'`,
}
