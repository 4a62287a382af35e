// For a database that PostgreSQL's own tools brought back. They also copy what belongs to the server it was on: devices would go
// on from where they were, and a row numbered by a transaction still to come would be news to every exchange.
import { sql } from 'kysely'
import type pg from 'pg'
import { explained, PLAIN_SESSION } from './backup/backup.ts'
import type { AppPool } from './database/app-pool.ts'
import { transaction } from './database/connect.ts'
import { migrate } from './database/migrate.ts'
import { withClient } from './database/pool.ts'
import { systemActor } from './jobs.ts'

/** Whether rows are numbered by transactions that this server has not come to: a dump of another was restored on it. */
export async function isFromElsewhere(pool: AppPool): Promise<boolean> {
  return await transaction(pool, systemActor('restored'), async (tx) => {
    const { rows } = await sql<{ found: boolean }>`
      select exists (select from fact where xid >= pg_snapshot_xmax(pg_current_snapshot())) as found`.execute(
      tx,
    )
    return rows[0]?.found ?? false
  })
}

/**
 * Brings it to the newest version, and makes it another database to devices, which then ask for everything anew.
 * @throws BackupError when the database's user may not see every row
 */
export async function renew(pool: pg.Pool): Promise<void> {
  await migrate(pool)
  await withClient(pool, async (client) => {
    await client.query(`begin; ${PLAIN_SESSION}`)
    await client.query('update installation set id = gen_random_uuid()')
    const { rows } = await client.query<{ name: string; field: string }>(`
      select format('%I.%I', n.nspname, c.relname) as name, quote_ident(a.attname) as field
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.relkind in ('r', 'p') and not c.relispartition and a.atttypid = 'xid8'::regtype
         and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
       order by 1, 2`)
    for (const { name, field } of rows)
      await client.query(
        `update ${name} set ${field} = pg_current_xact_id() where ${field} > pg_current_xact_id()`,
      )
    await freeJobs(client)
    await client.query('commit')
  }).catch((error: unknown) => {
    throw explained(error, 'This is no database of Arraigo.')
  })
  await pool.query('analyze')
}

/** What workers of the old database held is free again. */
export async function freeJobs(client: pg.ClientBase): Promise<void> {
  for (const table of ['_private_jobs', '_private_job_queues']) {
    await client.query(
      `update graphile_worker.${table} set locked_at = null, locked_by = null where locked_at is not null`,
    )
  }
}
