// How the tables spread over several servers with Citus: rows about a person or another subject by its id, side by
// side; what they refer to is copied to every server; the rest stays on the coordinator. docs/scale.md
import type pg from 'pg'

/** Columns by which tables are distributed; all in one group, so that rows about one person lie together. */
const COLUMNS = ['person', 'subject']

/** The table that the others lie beside. */
const FIRST = 'public.person'

/** Roles as which workers are reached: a transaction and a function of the database act as them. */
const ROLES = ['arraigo_app', 'arraigo_definer']

/** What stays on the coordinator, by schema or by table, and why. */
const LOCAL: Readonly<Record<string, string>> = {
  auth: 'accounts and sessions are read once for a request, before anything else',
  graphile_worker: 'the queue of jobs has triggers, and belongs to its package',
  'public.command_log': 'unique by device and sequence, across all people',
  'public.late_command': 'names no person until it is taken in',
  'public.identifier_holder': 'unique by document, across all people',
  'public.disclosure_seal': 'one chain, in one order',
  'public.disclosure_erasure': 'belongs to the chain of seals',
  'public.migration': 'the database itself',
  'public.installation': 'the database itself',
  'public.retention_walk': 'where a job has arrived',
}

export type Relation = {
  /** With its schema, quoted where needed. */
  name: string
  schema: string
  key: readonly string[]
  /** The tables that it refers to, by foreign keys. */
  refers: readonly string[]
}

export type Placement =
  | { is: 'distributed'; column: string }
  | { is: 'reference' }
  | { is: 'local'; because: string }

/**
 * By its key: a table whose primary key has the person or subject is distributed by it; others are copied to every
 * server, unless they are listed as staying.
 */
export function placementOf({ name, schema, key }: Pick<Relation, 'name' | 'schema' | 'key'>): Placement {
  const because = LOCAL[name] ?? LOCAL[schema]
  if (because !== undefined) return { is: 'local', because }
  const column = key.find((one) => COLUMNS.includes(one))
  return column === undefined ? { is: 'reference' } : { is: 'distributed', column }
}

/** All tables of the database. */
export async function readRelations(pool: pg.Pool): Promise<Relation[]> {
  const { rows } = await pool.query<Relation>(`
    select format('%I.%I', n.nspname, c.relname) as name, n.nspname as schema,
      array(
        select a.attname::text from pg_index i
        join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
        where i.indrelid = c.oid and i.indisprimary
      ) as key,
      array(
        select distinct format('%I.%I', tn.nspname, t.relname) from pg_constraint k
        join pg_class t on t.oid = k.confrelid join pg_namespace tn on tn.oid = t.relnamespace
        where k.conrelid = c.oid and k.contype = 'f' and t.oid <> c.oid order by 1
      ) as refers
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition
      and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
      and not exists (select from pg_depend e where e.objid = c.oid and e.classid = 'pg_class'::regclass and e.deptype = 'e')
    order by 1`)
  return rows
}

/** In an order in which each comes after what it refers to; otherwise as given. */
function ordered<Thing extends { name: string; refers: readonly string[] }>(
  things: readonly Thing[],
): Thing[] {
  const done = new Set<Thing>()
  const add = (thing: Thing) => {
    if (done.has(thing)) return
    for (const other of things) if (other !== thing && thing.refers.includes(other.name)) add(other)
    done.add(thing)
  }
  for (const thing of things) add(thing)
  return [...done]
}

/**
 * Functions that a worker calls for a row: in policies, checks, defaults and views, or in a statement. Those in
 * PL/pgSQL and those that return rows run on the coordinator.
 */
async function readFunctions(pool: pg.Pool): Promise<{ name: string; refers: string[] }[]> {
  const { rows } = await pool.query<{ name: string; refers: string[] }>(`
    select p.oid::regprocedure::text as name,
      array(select d.refobjid::regprocedure::text from pg_depend d
        where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.refclassid = 'pg_proc'::regclass) as refers
    from pg_proc p join pg_language l on l.oid = p.prolang
    where p.pronamespace = 'arraigo'::regnamespace and l.lanname = 'sql' and not p.proretset and not p.prosecdef
    order by 1`)
  return rows
}

/**
 * Policies that ask for a value in a sub-select, which is once for a statement where the tables lie on one server: Citus
 * takes none, so the same function is called without. It is stable, and reads no table.
 */
async function readPolicies(pool: pg.Pool): Promise<{ table: string; statement: string }[]> {
  const { rows } = await pool.query<{ table: string; name: string; using: string }>(`
    select format('%I.%I', n.nspname, c.relname) as table, format('%I', p.polname) as name,
      pg_get_expr(p.polqual, p.polrelid) as using
    from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and pg_get_expr(p.polqual, p.polrelid) like '%( SELECT %' order by 1, 2`)
  return rows.map(({ table, name, using }) => ({
    table,
    statement: `alter policy ${name} on ${table} using (${using.replaceAll(/\( SELECT (arraigo\.\w+\([^()]*\)) AS \w+\)/gu, '$1')})`,
  }))
}

async function textsOf(pool: pg.Pool, query: string, values: unknown[] = []): Promise<string[]> {
  return (await pool.query<{ text: string }>(query, values)).rows.map(({ text }) => text)
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

/** Whether Citus is installed in this database: its own table of servers is there. */
export async function hasCitus(pool: pg.Pool): Promise<boolean> {
  return (await textsOf(pool, `select to_regclass('pg_dist_node')::text as text`))[0] !== null
}

/** Whether the coordinator is one of the servers of its cluster, as keys between its own tables and copied ones need. */
export async function knowsCoordinator(pool: pg.Pool): Promise<boolean> {
  return (await textsOf(pool, `select nodename::text as text from pg_dist_node where groupid = 0`)).length > 0
}

/**
 * The statements that distribute the tables, in their order, each to be run on its own; those that were run before are
 * left out. Run by a superuser, because Citus copies rows that no policy may hide.
 */
export async function statements(pool: pg.Pool): Promise<string[]> {
  const placed = (await hasCitus(pool))
    ? await textsOf(
        pool,
        `select format('%I.%I', n.nspname, c.relname) as text from citus_tables t
         join pg_class c on c.oid = t.table_name join pg_namespace n on n.oid = c.relnamespace
         where t.citus_table_type in ('distributed', 'reference')`,
      )
    : []
  const [database] = await textsOf(pool, `select format('%I', current_database()) as text`)
  const roles = await textsOf(
    pool,
    `select format('%I', rolname) as text from pg_roles where rolname = any ($1) and not rolcanlogin order by 1`,
    [ROLES],
  )
  const settings = await textsOf(
    pool,
    `select unnest(setconfig) as text from pg_db_role_setting s join pg_database d on d.oid = s.setdatabase
     where d.datname = current_database() and s.setrole = 0`,
  )
  const open = ordered(await readRelations(pool)).filter(({ name }) => !placed.includes(name))
  const tables = { reference: [] as string[], distributed: [] as string[] }
  for (const relation of open) {
    const placement = placementOf(relation)
    const table = literal(relation.name)
    if (placement.is === 'reference') tables.reference.push(`select create_reference_table(${table})`)
    if (placement.is !== 'distributed') continue
    const beside = relation.name === FIRST ? 'none' : FIRST
    const call = `select create_distributed_table(${table}, ${literal(placement.column)}, colocate_with => ${literal(beside)})`
    if (relation.name === FIRST) tables.distributed.unshift(call)
    else tables.distributed.push(call)
  }
  const names = new Set(open.map(({ name }) => name))
  const policies = (await readPolicies(pool)).filter(({ table }) => names.has(table))
  const isNew = tables.reference.length + tables.distributed.length > 0
  const functions = isNew ? ordered(await readFunctions(pool)) : []
  return [
    ...(settings.includes('citus.propagate_set_commands=local')
      ? []
      : [`alter database ${database} set citus.propagate_set_commands = 'local'`]),
    ...roles.map((role) => `alter role ${role} login`),
    ...functions.map(({ name }) => `select create_distributed_function(${literal(name)})`),
    ...policies.map(({ statement }) => statement),
    ...tables.reference,
    ...tables.distributed,
  ]
}
