// Applies the plain SQL files of migrations/ in their order, each once, each in a transaction of its own.
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { runMigrations } from 'graphile-worker'
import type pg from 'pg'

const FOLDER = new URL('../../../migrations/', import.meta.url)
// Key of an advisory lock: any number that no other program on this database uses.
const LOCK = 7_243_001

/**
 * SHA-256 of another text of a migration that some databases applied; a later migration brings both to the same
 * schema. Nothing is added here for a migration that was released: write a new one instead.
 */
const ALSO_APPLIED: ReadonlyMap<string, string> = new Map([
  ['0084_disclosure_waiting.sql', '943bbd34e7720cdf86bd38d13131534a2e30de777a40b1ff0279fd2c64e54351'],
])

/**
 * An owner who is not a superuser may create the application's role without being able to switch to it. The
 * membership option for that changed in PostgreSQL 16.
 */
const JOIN_APPLICATION = `
  do $$
  begin
    if not pg_has_role(current_user, 'arraigo_app',
      case when current_setting('server_version_num')::integer >= 160000 then 'SET' else 'MEMBER' end)
    then
      execute format('grant arraigo_app to %I', current_user);
    end if;
  end
  $$`

/**
 * Adds to new tables the constraints of the firewall and the policies of a person's own view: see
 * `0019_firewall.sql` and `0031_own.sql`.
 */
const RAISE_WALL = `
  do $$
  begin
    if to_regprocedure('arraigo.raise_wall()') is not null then
      perform arraigo.raise_wall();
    end if;
    if to_regprocedure('arraigo.close_to_own()') is not null then
      perform arraigo.close_to_own();
    end if;
  end
  $$`

/**
 * Sets the rights of the application's role, and the owner of its functions: see `0045_core_functions.sql`
 * and `0079_auth_signed_writes.sql`.
 */
const LIMIT_FUNCTIONS = `
  do $$
  begin
    if to_regprocedure('arraigo.limit_functions()') is not null then
      perform arraigo.limit_functions();
    end if;
    if to_regprocedure('arraigo.limit_auth()') is not null then
      perform arraigo.limit_auth();
    end if;
  end
  $$`

/**
 * Sets these rights at every start and for every copy of a database: a copy does not include them, and an
 * update of the job queue may create its tables again.
 */
export async function limitFunctions(client: pg.Pool | pg.ClientBase): Promise<void> {
  await client.query(LIMIT_FUNCTIONS)
}

/**
 * Applies all migrations, or those up to and including `last`; several processes may call it at the same
 * time. Returns the names applied.
 */
export async function migrate(pool: pg.Pool, last?: string): Promise<string[]> {
  await runMigrations({ pgPool: pool })
  const client = await pool.connect()
  const applied: string[] = []
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(
      'create table if not exists migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now())',
    )
    const done = new Map<string, string>(
      (await client.query<{ name: string; sha256: string }>('select name, sha256 from migration')).rows.map(
        (row) => [row.name, row.sha256],
      ),
    )
    for (const name of await migrationNames()) {
      if (last !== undefined && name > last) break
      const text = await readFile(new URL(name, FOLDER), 'utf8')
      const sha256 = createHash('sha256').update(text).digest('hex')
      const known = done.get(name)
      if (known === sha256 || (known !== undefined && known === ALSO_APPLIED.get(name))) continue
      if (known)
        throw new Error(`Migration ${name} was changed after it was applied; write a new one instead.`)
      await client.query('begin')
      try {
        await client.query(text)
        await client.query('insert into migration (name, sha256) values ($1, $2)', [name, sha256])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw new Error(
          `Migration ${name} failed: ${error instanceof Error ? error.message : String(error)}`,
          {
            cause: error,
          },
        )
      }
      applied.push(name)
    }
    if (applied.length > 0) {
      await client.query(RAISE_WALL)
      await client.query(JOIN_APPLICATION)
    }
    await limitFunctions(client)
  } finally {
    await client.query('select pg_advisory_unlock_all()').catch(() => {})
    client.release()
  }
  return applied
}

export async function migrationNames(): Promise<string[]> {
  return (await readdir(FOLDER)).filter((name) => /^\d{4}_[a-z_]+\.sql$/u.test(name)).sort()
}
