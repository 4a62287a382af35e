// SQL run inside the transaction of an actor's own request: every way to switch to another database role, and
// what each role may do.
import pg from 'pg'
import { transaction } from '../../../src/platform/database/connect.ts'
import { registerPerson } from '../../../src/serve/record/operations.ts'
import type { TestNetwork } from '../../harness/network.ts'
import type { Kind } from './kind.ts'

/** Ways to leave the role that the transaction uses, or the transaction. */
const LEAVING = [
  '',
  'reset role',
  'commit; reset role; begin',
  'set role none',
  'set local role none',
  `select set_config('role', 'none', true)`,
  `select set_config('role', 'none', false)`,
  `do $$ begin perform set_config('role', 'none', true); end $$`,
  `do $$ begin execute 'reset role'; end $$`,
  'reset session authorization',
  'set session authorization default',
  'reset all',
  'rollback; begin',
  'commit; discard all; begin',
] as const

/** The first of these are combined with every further step already in the first round. */
const FULLY_TRIED = 3

/** Further steps as SQL: `owner` owns the database, `login` is the role that signed in. */
const gaining = (owner: string, login: string, database: string): string[] => {
  const theirs = [
    owner,
    'arraigo_definer',
    'pg_read_all_data',
    'pg_write_all_data',
    'pg_execute_server_program',
  ]
  const ours = [...new Set([login, 'arraigo_app'].map((one) => pg.escapeIdentifier(one)))]
  return [
    '',
    ...theirs.flatMap((name) => {
      const role = pg.escapeIdentifier(name)
      return [
        `set role ${role}`,
        `set local session authorization ${role}`,
        `select set_config('role', ${pg.escapeLiteral(name)}, false)`,
        `select set_config('session_authorization', ${pg.escapeLiteral(name)}, false)`,
        `do ${pg.escapeLiteral(`begin execute ${pg.escapeLiteral(`set local role ${role}`)}; end`)}`,
        ...ours.map((own) => `grant ${role} to ${own}; set local role ${role}`),
        ...ours.map((own) => `grant ${own} to ${role}`),
        `reassign owned by ${role} to current_user`,
        `alter role ${role} password 'known'`,
        `create function public.taken() returns bigint language sql security definer as 'select count(*) from person';
         alter function public.taken() owner to ${role}`,
      ]
    }),
    ...ours.flatMap((own) => [
      ...['superuser', 'bypassrls', 'createrole', 'createdb', 'replication', 'login', 'inherit'].map(
        (power) => `alter role ${own} ${power}`,
      ),
      `create role another in role ${own}`,
      `grant select on public.person to ${own}; reset role; table public.person`,
      `alter table public.person owner to ${own}`,
      `alter database ${pg.escapeIdentifier(database)} owner to ${own}`,
      `alter schema public owner to ${own}`,
      `create policy everybody on public.person to ${own} using (true)`,
    ]),
    'alter table public.person no force row level security',
    'alter table public.person disable row level security',
    'drop policy visible on public.person',
    'set local row_security = off',
    'set local session_replication_role = replica',
    `alter system set shared_preload_libraries = 'x'`,
    `load 'auto_explain'`,
    'create extension dblink',
    'create temporary table taken as select 1 as one',
    'create table public.taken (one integer)',
    'create schema taken',
    'create view public.taken as select * from public.person',
    `create function pg_temp.taken() returns bigint language sql as 'select 1'`,
    `create function public.taken() returns bigint language sql security definer as 'select count(*) from person'`,
    `alter function arraigo.enqueue(text, json, timestamptz, text) owner to current_user`,
    `do $do$ begin create function public.taken() returns bigint language sql security definer
       as 'select count(*) from person'; end $do$`,
    `copy (select 1) to program 'true'`,
    `copy public.person to '/tmp/taken'`,
    `select pg_read_file('PG_VERSION')`,
    `select lo_import('/etc/passwd')`,
    `select rolpassword from pg_authid`,
    `select * from auth."user"`,
    `select * from public.migration`,
  ]
}

/**
 * With row_security off, a query that a policy would restrict fails. A member of the login role of requests,
 * as every role could become before PostgreSQL 16, has fewer rights than before.
 */
const NOTHING_GAINED = /^set local row_security|^grant "arraigo_app_[^;]*$/u

/** State that no attempt may reach, whether the statement before it succeeded or not. */
const LOOK = `
  select current_user::text as "current", session_user::text as "session",
    (select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication from pg_roles
     where rolname = current_user) as strong`

export const kind: Kind = {
  name: 'other-roles',
  async attack(network, rounds) {
    const { database, actors } = network
    const person = network.newId()
    await network.execute(registerPerson, { id: person, searched: 'everywhere', called: 'Lina' }, actors.ana)
    const owner = await signedInAs(database.pool)
    const login = await asEve(network, signedInAs)
    const leaks: string[] = []
    const expected = await standing(network)
    const ways = gaining(owner, login, database.connection.database ?? '')
    let attempts = 0
    for (let round = 0; round < rounds; round++) {
      for (const [at, leave] of LEAVING.entries()) {
        for (const gain of round > 0 || at < FULLY_TRIED ? ways : ways.slice(0, 1)) {
          attempts++
          const found = await asEve(network, (client) =>
            tried(client, leave, gain, person, [login, 'arraigo_app']),
          )
          if (found !== undefined) leaks.push(`${leave || 'as it is'}; ${gain || 'nothing'}: ${found}`)
        }
      }
    }
    const now = await standing(network)
    if (now !== expected) leaks.push(`roles, rights or owners are others than before: ${now}`)
    return { attempts, leaks }
  },
}

/** Inside a transaction as every request opens one; Eve is not of the organisation that keeps the person. */
const asEve = <T>(network: TestNetwork, work: (client: pg.PoolClient) => Promise<T>): Promise<T> =>
  transaction(network.app.appPool, network.actors.eve, (_tx, client) => work(client))

/** What was reached; it is rolled back, and the session is left as it was. */
async function tried(
  client: pg.PoolClient,
  leave: string,
  gain: string,
  person: string,
  allowed: readonly string[],
): Promise<string | undefined> {
  const found: string[] = []
  const ask = async (text: string) => await client.query<Record<string, unknown>>(text)
  try {
    for (const text of [leave, gain]) {
      if (text === '') continue
      // A refused statement leaves the transaction where it was.
      await ask('savepoint way').catch(() => ask('begin; savepoint way'))
      const done = await ask(text).then(
        () => true,
        () =>
          ask('rollback to savepoint way')
            .catch(() => ask('rollback; begin'))
            .then(() => false),
      )
      if (done && text === gain && !NOTHING_GAINED.test(text)) found.push('it was done')
    }
    const [role] = (await ask(LOOK)).rows
    if (role?.['strong'] === true) found.push(`works as ${String(role['current'])}`)
    for (const name of ['current', 'session'])
      if (!allowed.includes(String(role?.[name]))) found.push(`${name} user ${String(role?.[name])}`)
    const seen = await client
      .query(`select from public.person where person = '${person}'`)
      .then(({ rowCount }) => rowCount ?? 0)
      .catch(() => 0)
    if (seen > 0) found.push('reads the person')
  } finally {
    // Ends the transaction that the caller will commit: shows at the end what a statement of its own kept.
    await client.query('rollback')
    await client.query('reset session authorization; reset role; reset all')
  }
  return found.length === 0 ? undefined : found.join(', ')
}

/** Everything that a statement above would change permanently, as the owner sees it. */
async function standing(network: TestNetwork): Promise<string> {
  const { rows } = await network.database.pool.query(
    `
    select jsonb_build_object(
      'roles', (select jsonb_agg(to_jsonb(r) - 'rolpassword' - 'rolconfig' order by r.rolname) from pg_roles r
        where r.rolname not like 'arraigo\\_app\\_%' or r.rolname = $1),
      'members', (select jsonb_agg(concat_ws(' ', m.roleid::regrole, m.member::regrole, m.admin_option) order by m.roleid, m.member)
        from pg_auth_members m where m.member = to_regrole(quote_ident($1))),
      'owners', (select jsonb_agg(distinct relowner::regrole::text) from pg_class where relnamespace = 'public'::regnamespace),
      'rights', (select jsonb_agg(relacl order by relname) from pg_class where relname = 'person'),
      'policies', (select jsonb_agg(concat_ws(' ', tablename, policyname) order by tablename, policyname) from pg_policies),
      'open', (select jsonb_agg(relname order by relname) from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relforcerowsecurity)
    )::text as standing`,
    [await asEve(network, signedInAs)],
  )
  return (rows[0] as { standing: string }).standing
}

async function signedInAs(client: pg.Pool | pg.PoolClient): Promise<string> {
  const { rows } = await client.query<{ login: string }>('select session_user::text as login')
  return rows[0]?.login ?? ''
}
