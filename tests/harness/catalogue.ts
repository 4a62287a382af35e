// Reads a migrated database from PostgreSQL's own catalogue: schema.sql and the types for Kysely are
// generated from it.
import type pg from 'pg'

export type Column = {
  schema: string
  table: string
  name: string
  type: string
  /** Name of the base type in pg_type: `_uuid` for an array of uuid. */
  base: string
  required: boolean
  /** The default as SQL, with `generated always as …` spelled out. */
  default: string | null
  generated: boolean
  view: boolean
}

type Named = { schema: string; table: string; name: string; definition: string }

export type Catalogue = {
  columns: Column[]
  constraints: Named[]
  indexes: Named[]
  policies: Named[]
  /** Row-level security switched on, and forced upon the table's owner too. */
  secured: { schema: string; table: string; enabled: boolean; forced: boolean }[]
  views: Named[]
  functions: Named[]
  grants: Named[]
  extensions: string[]
}

/** The schemas of this project; the queue's own (graphile_worker) belongs to its package. */
const OURS = `n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'graphile_worker')`

export async function readCatalogue(pool: pg.Pool): Promise<Catalogue> {
  const rows = async <Row extends pg.QueryResultRow>(text: string) => (await pool.query<Row>(text)).rows
  const columns = await rows<Column>(`
    select n.nspname as schema, c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
      t.typname as base, a.attnotnull as required, pg_get_expr(d.adbin, d.adrelid) as default,
      a.attgenerated <> '' or a.attidentity = 'a' as generated, c.relkind in ('v', 'm') as view
    from pg_attribute a
    join pg_class c on c.oid = a.attrelid
    join pg_namespace n on n.oid = c.relnamespace
    join pg_type t on t.oid = a.atttypid
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where ${OURS} and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition and a.attnum > 0 and not a.attisdropped
    order by 1, 2, a.attnum`)
  const constraints = await rows<Named>(`
    select n.nspname as schema, c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid
    join pg_namespace n on n.oid = c.relnamespace
    where ${OURS} and k.contype in ('p', 'u', 'f', 'c', 'x')
    order by 1, 2, k.contype desc, k.conname`)
  const indexes = await rows<Named>(`
    select n.nspname as schema, c.relname as table, x.relname as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i
    join pg_class c on c.oid = i.indrelid
    join pg_class x on x.oid = i.indexrelid
    join pg_namespace n on n.oid = c.relnamespace
    where ${OURS} and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
    order by 1, 2, 3`)
  const policies = await rows<Named>(`
    select n.nspname as schema, c.relname as table, p.polname as name,
      concat_ws(' ',
        case when not p.polpermissive then 'as restrictive' end,
        'for ' || case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update'
          when 'd' then 'delete' else 'all' end,
        'using (' || pg_get_expr(p.polqual, p.polrelid) || ')',
        'with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')') as definition
    from pg_policy p
    join pg_class c on c.oid = p.polrelid
    join pg_namespace n on n.oid = c.relnamespace
    where ${OURS} order by 1, 2, 3`)
  const secured = await rows<Catalogue['secured'][number]>(`
    select n.nspname as schema, c.relname as table, c.relrowsecurity as enabled, c.relforcerowsecurity as forced
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${OURS} and c.relkind in ('r', 'p') order by 1, 2`)
  const views = await rows<Named>(`
    select n.nspname as schema, c.relname as table, coalesce(array_to_string(c.reloptions, ', '), '') as name,
      pg_get_viewdef(c.oid) as definition
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${OURS} and c.relkind in ('v', 'm') order by 1, 2`)
  const functions = await rows<Named>(`
    select n.nspname as schema, '' as table, p.proname as name, pg_get_functiondef(p.oid) as definition
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where ${OURS} and p.prokind in ('f', 'p')
      and not exists (select from pg_depend e where e.objid = p.oid and e.deptype = 'e')
    order by 1, 3, pg_get_function_identity_arguments(p.oid)`)
  const grants = await rows<Named>(`
    select n.nspname as schema, c.relname as table, g.grantee::regrole::text as name,
      string_agg(lower(g.privilege_type), ', ' order by g.privilege_type) as definition
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    cross join lateral aclexplode(c.relacl) g
    where ${OURS} and c.relkind in ('r', 'p', 'v', 'm', 'S') and g.grantee <> c.relowner and g.grantee <> 0
    group by 1, 2, 3 order by 1, 2, 3`)
  const extensions = await rows<{ name: string }>(
    `select extname as name from pg_extension where extname <> 'plpgsql' order by 1`,
  )
  return {
    columns,
    constraints,
    indexes,
    policies,
    secured,
    views,
    functions,
    grants,
    extensions: extensions.map(({ name }) => name),
  }
}

const nameOf = ({ schema, table }: { schema: string; table: string }) =>
  schema === 'public' ? table : `${schema}.${table}`

/** The whole schema as readable SQL, in a fixed order, one block per object. */
export function schemaSql(catalogue: Catalogue): string {
  const { columns, constraints, indexes, policies, secured, views, functions, grants, extensions } = catalogue
  const of = <Thing extends { schema: string; table: string }>(things: Thing[], name: string) =>
    things.filter((thing) => nameOf(thing) === name)
  const granted = (name: string) =>
    of(grants, name).map((grant) => `grant ${grant.definition} on ${name} to ${grant.name};`)

  const blocks = [
    '-- Golden: the schema after all migrations. Written by `npm run schema`; a test compares it. Not to be edited.',
    ...extensions.map((name) => `create extension ${name};`),
    ...functions.map(({ definition }) => `${definition.trim()};`),
  ]
  for (const table of secured) {
    const name = nameOf(table)
    const inside = [
      ...of(columns, name).map(columnSql),
      ...of(constraints, name).map((one) => `constraint ${one.name} ${one.definition}`),
    ]
    blocks.push(
      [
        `create table ${name} (\n${inside.map((line) => `  ${line}`).join(',\n')}\n);`,
        ...of(indexes, name).map(({ definition }) => `${definition};`),
        ...(table.enabled ? [`alter table ${name} enable row level security;`] : []),
        ...(table.forced ? [`alter table ${name} force row level security;`] : []),
        ...of(policies, name).map(
          (policy) => `create policy ${policy.name} on ${name} ${policy.definition};`,
        ),
        ...granted(name),
      ].join('\n'),
    )
  }
  for (const view of views) {
    const name = nameOf(view)
    const options = view.name ? ` with (${view.name})` : ''
    blocks.push([`create view ${name}${options} as`, view.definition.trim(), ...granted(name)].join('\n'))
  }
  return `${blocks.join('\n\n')}\n`
}

function columnSql({ name, type, required, default: initial, generated }: Column): string {
  const how =
    initial === null ? '' : generated ? ` generated always as (${initial}) stored` : ` default ${initial}`
  return `${name} ${type}${required ? ' not null' : ''}${how}`
}

/** The TypeScript type of each base type, as the platform's connection parses it. */
const TYPES: Record<string, string> = {
  bool: 'boolean',
  bytea: 'Buffer',
  float4: 'number',
  float8: 'number',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  json: 'Json',
  jsonb: 'Json',
  timestamptz: 'Instant',
}

/** The database's types for Kysely, from the same catalogue. */
export function schemaTypes({ columns }: Catalogue): string {
  const tables = Map.groupBy(columns, nameOf)
  const lines = [...tables].map(([name, its]) => {
    const fields = its.map((column) => `    ${column.name}: ${typeOf(column)}`)
    return `  ${/^\w+$/.test(name) ? name : `'${name}'`}: {\n${fields.join('\n')}\n  }`
  })
  return `// Generated from the migrated database by \`npm run schema\`; a test compares it. Not to be edited.
import type { ColumnType } from 'kysely'
import type { Json } from '../../kernel/problem.ts'

/** Given by the database when left out. */
type Given<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>
/** Computed by the database; never written. */
type Computed<T> = ColumnType<T extends ColumnType<infer S, unknown, unknown> ? S : T, never, never>
/** Read as an ISO string; a Date may be written too. */
type Instant = ColumnType<string, string | Date, string | Date>

export type DB = {
${lines.join('\n')}
}
`
}

function typeOf({ base, required, default: initial, generated, view }: Column): string {
  const one = TYPES[base.replace(/^_/, '')] ?? 'string'
  // Inside an array nothing is converted, and a view is never written to: plain text in both.
  const plain = one === 'Instant' && (base.startsWith('_') || view) ? 'string' : one
  const type = base.startsWith('_') ? `${plain}[]` : plain
  const maybe = required ? type : type === 'Instant' ? 'Instant | null' : `${type} | null`
  if (generated) return `Computed<${maybe}>`
  return initial === null ? maybe : `Given<${maybe}>`
}
