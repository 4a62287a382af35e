// Temporary objects with the names that a security definer function uses: if the function found one instead
// of ours, it would run with the owner's rights. Tried as the application's role, with and without the right
// to create them.
import pg from 'pg'
import type { TestNetwork } from '../../harness/network.ts'
import type { Kind } from './kind.ts'

/** Reports the current role when it is not the role that created the object. */
const TRAP = `
  create function pg_temp.trap() returns boolean language plpgsql as $$
  begin
    if current_user <> session_user then
      raise warning 'ran as %', current_user;
      begin execute 'alter role arraigo_app superuser'; exception when others then null; end;
    end if;
    return true;
  end $$;
  create function pg_temp.trap_row() returns trigger language plpgsql as $$
  begin perform pg_temp.trap(); return coalesce(new, old); end $$;
  create function pg_temp.trap_equals(uuid, uuid) returns boolean language sql as 'select pg_temp.trap()'`

type Target = { name: string; body: string; arguments: string[] }
type Relation = { name: string; columns: string[] }

export const kind: Kind = {
  name: 'temporary-objects',
  async attack(network, rounds) {
    const { database } = network
    const { rows: targets } = await database.pool.query<Target>(`
      select p.oid::regproc::text as name, p.prosrc as body,
        array(select format_type(t, null) from unnest(p.proargtypes::oid[]) t) as arguments
      from pg_proc p where p.prosecdef and p.pronamespace = 'arraigo'::regnamespace order by 2`)
    const { rows: relations } = await database.pool.query<Relation>(`
      select c.relname as name, array_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod))
        order by a.attnum) as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind in ('r', 'p') and c.relnamespace in
        ('public'::regnamespace, 'graphile_worker'::regnamespace)
        or c.relname in ('pg_class', 'pg_attribute', 'pg_namespace') and c.relnamespace = 'pg_catalog'::regnamespace
      group by 1 order by 1`)
    let attempts = 0
    const leaks: string[] = []

    // With the rights that the database grants: no temporary object can be created at all.
    await asApplication(network, async (client) => {
      for (const shadow of shadows(relations)) {
        attempts++
        const made = await client.query(shadow).then(
          () => true,
          () => false,
        )
        if (made) leaks.push(`the application may: ${shadow.slice(0, 60)}`)
      }
    })

    // With the right to create them, as on a server whose administrator granted it: the functions are safe by
    // themselves.
    const { database: name } = database.connection
    await database.pool.query(`grant temporary on database ${pg.escapeIdentifier(name ?? '')} to arraigo_app`)
    for (let round = 0; round < rounds; round++) {
      for (const target of targets) {
        const each = relations.filter((one) => round > 0 || target.body.includes(one.name))
        for (const only of [undefined, ...each.map((one) => one.name)]) {
          const chosen = relations.filter((one) => only === undefined || one.name === only)
          attempts++
          const ran = await asApplication(network, (client) => spring(client, chosen, target))
          for (const line of ran)
            leaks.push(`${target.name} with a temporary ${only ?? 'everything'}: ${line}`)
        }
      }
    }
    const { rows: raised } = await database.pool.query(
      `select rolname from pg_roles where rolname in ('arraigo_app', 'arraigo_definer') and rolsuper`,
    )
    if (raised.length > 0) {
      leaks.push('the application made itself a superuser')
      await database.pool.query('alter role arraigo_app nosuperuser')
    }
    return { attempts, leaks: [...new Set(leaks)] }
  },
}

/** Every kind of object that a name in a function could resolve to. */
function shadows(relations: readonly Relation[]): string[] {
  return [
    ...relations.map(({ name }) => `create temporary table ${pg.escapeIdentifier(name)} (person uuid)`),
    ...relations.map(({ name }) => `create temporary view ${pg.escapeIdentifier(name)} as select 1 as id`),
    ...['text', 'uuid', 'jsonb', 'record', 'json', 'timestamptz', 'disclosure'].map(
      (type) => `create domain pg_temp.${pg.escapeIdentifier(type)} as integer`,
    ),
    `create function pg_temp.strpos(text, text) returns integer language sql as 'select 1'`,
    `create temporary sequence jobs_id_seq`,
  ]
}

const TYPES = ['uuid', 'text', 'jsonb', 'json', 'int4', 'int8', 'timestamptz', 'bool', 'name', 'oid']
const FUNCTIONS: readonly (readonly [name: string, takes: string, returns: string])[] = [
  ['strpos', 'text, text', 'integer'],
  ['concat', 'variadic "any"', 'text'],
  ['unnest', 'text[]', 'setof text'],
  ['coalesce', 'text', 'text'],
  ['add_job', 'text, json', 'integer'],
  ['named_rows', '', 'integer'],
  ['now', '', 'pg_catalog.timestamptz'],
]

/**
 * Creates the objects, calls the function as the application may, and returns what ran with other rights than
 * its own.
 */
async function spring(client: pg.Client, relations: readonly Relation[], target: Target): Promise<string[]> {
  const ran: string[] = []
  client.on('notice', ({ message }) => {
    if (message?.startsWith('ran as')) ran.push(message)
  })
  const set = async (text: string) => void (await client.query(text).catch(() => undefined))
  await set(TRAP)
  for (const { name, columns } of relations) {
    const table = `pg_temp.${pg.escapeIdentifier(name)}`
    await client.query(`create temporary table ${pg.escapeIdentifier(name)} (${columns.join(', ')})`).catch(
      // Some types of the catalogue cannot be column types.
      () => client.query(`create temporary table ${pg.escapeIdentifier(name)} (person uuid, id uuid)`),
    )
    await set(`insert into ${table} default values`)
    for (const event of ['insert', 'update', 'delete'])
      await set(
        `create trigger trap_${event} before ${event} on ${table} for each row execute function pg_temp.trap_row()`,
      )
    await set(`alter table ${table} enable row level security`)
    await set(`alter table ${table} force row level security`)
    await set(`create policy trap on ${table} using (pg_temp.trap()) with check (pg_temp.trap())`)
    await set(`grant all on ${table} to public`)
  }
  for (const [name, takes, returns] of FUNCTIONS)
    await set(`create function pg_temp.${name}(${takes}) returns ${returns} language plpgsql as
      $$ begin perform pg_temp.trap(); return null; end $$`)
  await set(`create operator pg_temp.= (leftarg = uuid, rightarg = uuid, function = pg_temp.trap_equals)`)
  for (const type of TYPES)
    await set(`create domain pg_temp.${type} as pg_catalog.${type} check (pg_temp.trap())`)
  await set('grant usage on schema pg_temp to public')
  await set(`set search_path = pg_temp, public`)
  const values = target.arguments.map((type) => sample(type))
  await client
    .query(`select * from ${target.name}(${values.join(', ')})`)
    .catch((error: Error) => void (/ran as/u.test(error.message) && ran.push(error.message)))
  return ran
}

function sample(type: string): string {
  const values: Record<string, string> = {
    uuid: `'00000000-0000-7000-8000-000000000001'::pg_catalog.uuid`,
    jsonb: `'{}'::pg_catalog.jsonb`,
    json: `'{}'::pg_catalog.json`,
    text: `'trap'::pg_catalog.text`,
    bigint: '1::pg_catalog.int8',
    integer: '1::pg_catalog.int4',
    'timestamp with time zone': 'pg_catalog.now()',
  }
  return values[type] ?? 'null'
}

/** A session of its own, as the application's role, discarded with all that was created in it. */
async function asApplication<T>(network: TestNetwork, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(network.database.connection)
  await client.connect()
  try {
    await client.query('set session authorization arraigo_app')
    return await work(client)
  } finally {
    await client.end()
  }
}
