// What distributing the tables by person or other subject asks of the schema, and the statements that do it. They were
// not run on Citus here: functions that check its rules stand for it.
import { readFileSync, globSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type pg from 'pg'
import { main } from '../src/entry/cli.ts'
import { readConfig } from '../src/platform/config.ts'
import { startCluster, type Cluster } from '../src/platform/database/cluster.ts'
import { connect } from '../src/platform/database/connect.ts'
import {
  placementOf,
  readRelations,
  statements,
  type Relation,
} from '../src/platform/database/distribution.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { readCatalogue, type Catalogue } from './harness/catalogue.ts'
import { installCitusStub } from './harness/citus-stub.ts'
import { dataFolder } from './harness/launch.ts'

/** Tables of a person that are not distributed by them; each with a reason in `distribution.ts`. */
const STAY = ['public.identifier_holder']

/** Defaults that depend on the server where a row is written: the statements say them themselves. */
const SAID = ['device_person.xid', 'fact.xid']

// A server of its own: what is run sets rights of roles, which all databases of a server share.
let folder: string
let cluster: Cluster
let pool: pg.Pool
let catalogue: Catalogue
let relations: Relation[]

beforeAll(async () => {
  folder = await dataFolder()
  cluster = await startCluster({ folder, log: () => {} })
  pool = connect({ ...cluster.connection, max: 2 })
  await migrate(pool)
  catalogue = await readCatalogue(pool)
  relations = await readRelations(pool)
})
afterAll(async () => {
  await pool.end()
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
})

const distributed = () =>
  relations.flatMap((relation) => {
    const placement = placementOf(relation)
    return placement.is === 'distributed' ? [{ ...relation, column: placement.column }] : []
  })
const names = (is: string) => relations.filter((one) => placementOf(one).is === is).map(({ name }) => name)
const tableOf = ({ schema, table }: { schema: string; table: string }) => `${schema}.${table}`

describe('every table', () => {
  test('has a place, by its key or for a reason; and no reason is left of a table that is gone', async () => {
    expect(relations.length).toBe(
      new Set([...names('distributed'), ...names('reference'), ...names('local')]).size,
    )
    expect(names('distributed').length).toBeGreaterThan(35)
    expect(names('local').filter((name) => name.startsWith('public.'))).toEqual([
      'public.command_log',
      'public.disclosure_erasure',
      'public.disclosure_seal',
      'public.identifier_holder',
      'public.installation',
      'public.late_command',
      'public.migration',
      'public.retention_walk',
    ])
  })

  test('that holds a person or another subject is distributed by it, a uuid that is never empty', () => {
    const held = catalogue.columns.filter(({ view, name }) => !view && ['person', 'subject'].includes(name))
    const spread = new Map(distributed().map(({ name, column }) => [name, column]))
    const others = held.filter((one) => spread.get(tableOf(one)) !== one.name).map(tableOf)
    expect(others).toEqual(STAY)
    expect(held.filter(({ type, required }) => type !== 'uuid' || !required)).toEqual([])
  })

  test('of those distributed is unique within one person only', () => {
    const keys = [...catalogue.constraints, ...catalogue.indexes].filter(({ definition }) =>
      /^(?:PRIMARY KEY|UNIQUE|EXCLUDE|CREATE UNIQUE)/u.test(definition),
    )
    const wrong = distributed().flatMap(({ name, column }) =>
      keys
        .filter((one) => tableOf(one) === name)
        .filter(({ definition }) => !new RegExp(`[(,] ?${column}[,)]`, 'u').test(definition))
        .map((one) => one.name),
    )
    expect(wrong).toEqual([])
  })

  test('of those distributed refers to copied tables, or through the person to what lies beside it', () => {
    const column = new Map(distributed().map((one) => [one.name, one.column]))
    const copied = new Set(names('reference'))
    const wrong = catalogue.constraints.flatMap((one) => {
      const [, from = '', to = '', there = ''] =
        /^FOREIGN KEY \((.*?)\) REFERENCES (\S+?)\((.*?)\)/u.exec(one.definition) ?? []
      if (to === '') return []
      const target = to.includes('.') ? to : `public.${to}`
      const by = column.get(tableOf(one))
      if (by === undefined) return column.has(target) ? [`${one.name} leads to a distributed table`] : []
      if (copied.has(target)) return []
      const at = from.split(', ').indexOf(by)
      return at >= 0 && there.split(', ')[at] === column.get(target) ? [] : [one.name]
    })
    expect(wrong).toEqual([])
  })

  test('of those distributed has no trigger, and no default that is another on each server', async () => {
    const { rows } = await pool.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_trigger t
       join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace where not t.tgisinternal`,
    )
    const spread = new Set(names('distributed'))
    expect(rows.filter(({ name }) => spread.has(name))).toEqual([])
    const defaults = catalogue.columns.filter(
      (one) =>
        spread.has(tableOf(one)) && /nextval|xact|generated|random|clock|now\(/u.test(one.default ?? ''),
    )
    expect(defaults.map(({ table, name }) => `${table}.${name}`)).toEqual(SAID)
    const sent = readFileSync('src/platform/statements.sql', 'utf8').split('\n')
    for (const place of SAID) {
      const inserts = sent.filter((line) => line.includes(`insert into ${place.split('.')[0]} (`))
      expect(inserts.length).toBeGreaterThan(0)
      for (const insert of inserts) expect(insert).toMatch(/\bxid\)/u)
    }
  })
})

describe('the context of row-level security', () => {
  test('is set by statements with literals, nowhere by set_config()', () => {
    const functions = catalogue.functions.filter(({ definition }) => /set_config/iu.test(definition))
    expect(functions.map(({ name }) => name)).toEqual([])
    const sources = globSync('src/**/*.{ts,tsx}').filter((path) =>
      /set_config\(/u.test(readFileSync(path, 'utf8')),
    )
    expect(sources).toEqual([])
  })

  test('is read with a setting that is absent or empty in mind, and without reading a table', async () => {
    const read = [...catalogue.policies, ...catalogue.functions].flatMap(({ name, definition }) =>
      [
        ...definition.matchAll(
          /\(?current_setting\('app\.[a-z]+'(?:::text)?(, true)?\)\)?(?:::(?!text)\w+)?/gu,
        ),
      ].map(([text, isOptional]) => ({ name, text, isOptional: isOptional !== undefined })),
    )
    expect(read.length).toBeGreaterThan(10)
    expect(read.filter(({ isOptional, text }) => !isOptional || /\)::\w/u.test(text))).toEqual([])
    const asking = catalogue.policies.filter(({ definition }) => /\( *select\b/iu.test(definition))
    // Here once for a statement; where rows lie on several servers, `distribute` takes the sub-selects away.
    expect(asking.map(({ table, name }) => `${table} ${name}`)).toEqual(
      ['match_key', 'name_word'].flatMap((table) => [`${table} visible`, `${table} within`]),
    )
    const { rows } = await pool.query<{ using: string }>(
      `select pg_get_expr(polqual, polrelid) as using from pg_policy where pg_get_expr(polqual, polrelid) like '%( SELECT %'`,
    )
    const others = rows.map(({ using }) => using.match(/\( SELECT (?!arraigo\.\w+\([^()]*\) AS)/gu))
    expect(others.filter((one) => one !== null)).toEqual([])
  })
})

const run = async (words: string[]) => {
  const said = { out: '', err: '' }
  const config = () => readConfig({ ARRAIGO_DATA: folder })
  const print = (line: string) => void (said.out += `${line}\n`)
  const tell = (line: string) => void (said.err += `${line}\n`)
  const code = await main(['distribute', ...words], { config, print, tell })
  return { code, ...said }
}
const called = (text: string, what: string) =>
  [...text.matchAll(new RegExp(`${what}\\('([^']+)'`, 'gu'))].map(([, name = '']) => name)

describe('arraigo distribute', () => {
  test('prints each table once, after all that it refers to', async () => {
    const { code, out } = await run([])
    expect(code).toBe(0)
    const copied = called(out, 'create_reference_table')
    const spread = called(out, 'create_distributed_table')
    expect(copied.toSorted()).toEqual(names('reference'))
    expect(spread.toSorted()).toEqual(names('distributed'))
    const order = [...copied, ...spread]
    const early = relations.flatMap(({ name, refers }) =>
      refers.filter((other) => order.indexOf(name) >= 0 && order.indexOf(other) > order.indexOf(name)),
    )
    expect(early).toEqual([])
    expect(spread[0]).toBe('public.person')
    expect(out).toContain(
      `create_distributed_table('public.fact', 'subject', colocate_with => 'public.person');`,
    )
    expect(out).toContain(`set citus.propagate_set_commands = 'local';`)
    expect(out).toContain('alter role arraigo_app login;')
  })

  test('prints every function that a policy, a check, a default or an index calls', async () => {
    const { rows } = await pool.query<{ name: string }>(`
      select distinct d.refobjid::regprocedure::text as name from pg_depend d
      join pg_proc p on p.oid = d.refobjid and d.refclassid = 'pg_proc'::regclass
      where p.pronamespace = 'arraigo'::regnamespace and d.classid in ('pg_policy'::regclass, 'pg_constraint'::regclass,
        'pg_attrdef'::regclass, 'pg_class'::regclass, 'pg_rewrite'::regclass)`)
    expect(rows.length).toBeGreaterThan(4)
    const printed = called((await run([])).out, 'create_distributed_function')
    expect(rows.map(({ name }) => name).filter((name) => !printed.includes(name))).toEqual([])
  })

  test('changes nothing where Citus is not', async () => {
    const before = await statements(pool)
    const { code, err } = await run(['--run'])
    expect([code, err]).toEqual([1, expect.stringContaining('Citus is not installed')])
    expect(await statements(pool)).toEqual(before)
    expect((await run(['--all'])).code).toBe(2)
  })

  test('runs what is left, and nothing twice', async () => {
    await installCitusStub(pool)
    expect(await run(['--run'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('citus_set_coordinator_host'),
    })
    const opened = connect({ ...cluster.connection, max: 1 })
    try {
      await opened.query(`insert into pg_dist_node values ('coordinator', 0), ('worker', 1)`)
      const { rows: half } = await opened.query(`select create_reference_table('organisation')`)
      expect(half).toHaveLength(1)
      const first = await run(['--run'])
      expect([first.code, first.err]).toEqual([0, expect.stringContaining('were run')])
      expect(called(first.out, 'create_reference_table')).not.toContain('public.organisation')
      const { rows } = await opened.query<{ name: string; type: string; column: string | null }>(
        `select 'public.' || table_name as name, citus_table_type as type, distribution_column as column from citus_tables
         order by 1`,
      )
      expect(rows.filter(({ type }) => type === 'reference').map(({ name }) => name)).toEqual(
        names('reference'),
      )
      expect(
        rows.filter(({ type }) => type === 'distributed').map(({ name, column }) => ({ name, column })),
      ).toEqual(distributed().map(({ name, column }) => ({ name, column })))
      expect(await run(['--run'])).toEqual({ code: 0, out: '', err: 'Everything is distributed.\n' })
    } finally {
      await opened.end()
    }
  })

  test.each([
    [
      'a key that is unique across people',
      'create unique index wrong on badly (person) ; create unique index worse on badly (code)',
      'unique keys without',
    ],
    [
      'a reference to what stays',
      'alter table badly add foreign key (code) references command_log',
      'not colocated',
    ],
    [
      'a reference beside the person',
      'alter table badly add foreign key (code, person) references need (person, id)',
      'not lead through',
    ],
    [
      'a trigger',
      `create trigger wrong before update on badly for each row execute function suppress_redundant_updates_trigger()`,
      'triggers',
    ],
  ])('would be refused %s by what stands for Citus', async (_what, wrong, refusal) => {
    const client = await pool.connect()
    try {
      await client.query(`begin; 
        create table badly (person uuid not null, code uuid not null, primary key (person, code)); ${wrong}`)
      await expect(
        client.query(`select create_distributed_table('badly', 'person', colocate_with => 'person')`),
      ).rejects.toThrow(refusal)
    } finally {
      await client.query('rollback')
      client.release()
    }
  })
})
