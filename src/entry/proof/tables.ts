// Proves the firewall inside the database: that row-level security shows no row to organisations behind it,
// and that no row can be shared with them.
import pg from 'pg'
import type { Exposure } from '../../kernel/command.ts'
import type { Id } from '../../kernel/words.ts'
import type { DryRun } from './dry-run.ts'

/** One line of the proof: an operation or address, a table, or an organisation. */
export type ProofLine = {
  subject: string
  exposure: Exposure | undefined
  /** The result for each class behind the firewall. */
  behind: readonly string[]
  /** How many id fields of the input were tried with one of them as recipient. */
  towards: string
  /** How many of the other classes got an answer to the same query. */
  others: string
  /** Faults found; empty when there are none. */
  faults: readonly string[]
}

const SHARED = `
  select c.relname as table, exists (select from pg_constraint k where k.conrelid = c.oid
    and k.conname = c.relname || '_shared_with_firewall') as checked
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'shared_with' and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`

/**
 * Columns that name a row's organisation or its recipient and have no firewall check constraint; the log of
 * refusals is the one exception.
 */
const UNCHECKED = `
  select c.relname || '.' || a.attname as column
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.atttypid = 'uuid'::regtype
    and (a.attname in ('organisation', 'recipient', 'receiver') or exists (select from pg_constraint f
      where f.contype = 'f' and f.conrelid = c.oid and f.confrelid = 'organisation'::regclass and f.conkey = array[a.attnum]))
    and c.relname <> 'organisation' and (c.relname, a.attname) <> ('firewall_refusal', 'recipient')
    and not exists (select from pg_constraint k where k.conrelid = c.oid
      and k.conname = c.relname || '_' || a.attname || '_firewall')
  order by 1`

/**
 * Tries every table with a column `shared_with`, as the catalogue lists them, and checks that all other
 * columns that name an organisation have a check constraint.
 */
export async function proveTables(dryRun: DryRun, behind: readonly Id[]): Promise<ProofLine[]> {
  const { rows } = await dryRun.pool.query<{ table: string; checked: boolean }>(SHARED)
  const lines: ProofLine[] = []
  for (const { table, checked } of rows) {
    const faults: string[] = []
    const seen: string[] = []
    for (const organisation of behind) {
      const any = await sees(dryRun, table, organisation, 'organisation')
      const asSystem = await sees(dryRun, table, organisation, 'system')
      if (any || asSystem) faults.push('row-level security shows rows')
      seen.push(any || asSystem ? 'ROWS' : 'no rows')
    }
    const filled = await sees(dryRun, table, '00000000-0000-7000-8000-000000000000', 'system')
    const shared = filled ? await canShare(dryRun, table, behind[0] as Id) : false
    if (shared) faults.push('a row could be shared')
    if (!checked) faults.push('no check holds the superuser')
    lines.push({
      subject: `table ${table}`,
      exposure: 'person',
      behind: seen,
      towards: shared ? 'SHARED' : 'refused',
      others: filled ? 'rows' : 'empty',
      faults,
    })
  }
  const unchecked = await dryRun.pool.query<{ column: string }>(UNCHECKED)
  lines.push({
    subject: 'keepers and receivers of all tables',
    exposure: 'person',
    behind: behind.map(() => 'no rows'),
    towards: unchecked.rows.length === 0 ? 'refused' : 'UNCHECKED',
    others: '-',
    faults: unchecked.rows.map(({ column }) => `no check on ${column}`),
  })
  return lines
}

async function sees(dryRun: DryRun, table: string, organisation: Id, scope: string): Promise<boolean> {
  return await dryRun.attempt(async () => {
    await dryRun.pool.query(
      `set local role arraigo_app; set local app.organisation = ${pg.escapeLiteral(organisation)};` +
        `set local app.scope = ${pg.escapeLiteral(scope)}`,
    )
    const { rows } = await dryRun.pool.query(`select 1 from ${pg.escapeIdentifier(table)} limit 1`)
    return rows.length > 0
  })
}

/**
 * Tries to share a row as the database's owner with the system's row scope: more rights than the application
 * has must not be enough.
 */
async function canShare(dryRun: DryRun, table: string, organisation: Id): Promise<boolean> {
  const name = pg.escapeIdentifier(table)
  return await dryRun.attempt(async () => {
    try {
      await dryRun.pool.query(`set local app.scope = 'system'`)
      const { rowCount } = await dryRun.pool.query(
        `update ${name} set shared_with = array[$1::uuid] where ctid = any (array(select ctid from ${name} limit 1))`,
        [organisation],
      )
      return (rowCount ?? 0) > 0
    } catch (error) {
      const { code } = error as { code?: string }
      if (code === '23514' || code === '42501') return false
      throw error
    }
  })
}
