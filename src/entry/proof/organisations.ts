// Checks the real organisations behind the firewall, and those closed because of it: no users, accounts,
// sessions or shared rows; and that handed-over figures do not overlap.
import pg from 'pg'
import { countSessions } from '../../identity/sessions/sql/accounts.ts'
import type { Id } from '../../kernel/words.ts'
import type { DryRun } from './dry-run.ts'
import type { ProofLine } from './tables.ts'

type Organisation = { id: Id; name: string; class: string; users: number; accounts: number }

/** Organisations behind the firewall or closed because of it, with the users and accounts they still have. */
const ORGANISATIONS = `
  select o.id, o.name, o.class,
    (select count(*)::int from read.membership m join read.app_user u on u.id = m.app_user and u.active
      where m.organisation = o.id) as users,
    (select count(*)::int from read.app_user u where u.organisation = o.id and u.active) as accounts
  from read.organisation o where arraigo.behind_wall(o.id) or o.closed_at is not null order by o.name`

/** Tables whose rows can be shared; not the disclosure log, whose past entries stay, covered by its seals. */
const SHARING = `
  select c.relname as table from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'shared_with' and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'disclosure' order by 1`

/**
 * Counts hand-overs that share a day with an earlier one without repeating it; those from before the rule are
 * not faults: migration 0047 copied them with their commands' ids.
 */
const OVERLAPS = `
  with given as (
    select h.* from read.hand_over h join read.organisation o on o.id = h.given_to
    where h.repeats is null and (arraigo.behind_wall(o.id) or o.moved_to is not null))
  select (select count(*)::int from given) as given,
    (select count(*)::int from given l where arraigo.behind_wall(l.given_to)
      and not exists (select from command_log c where c.id = l.id)
      and (date_trunc('month', l.from_day) <> date_trunc('month', l.until_day) or exists (select from given e
        where e.id <> l.id and e.handed_at <= l.handed_at and e.from_day <= l.until_day and e.until_day >= l.from_day))
    ) as overlaps`

export async function proveOrganisations(dryRun: DryRun, known: ReadonlySet<Id>): Promise<ProofLine[]> {
  return await dryRun.attempt(async () => {
    await dryRun.pool.query(`set local app.scope = 'system'`)
    const { rows: tables } = await dryRun.pool.query<{ table: string }>(SHARING)
    const { rows: found } = await dryRun.pool.query<Organisation>(ORGANISATIONS)
    const lines: ProofLine[] = []
    for (const one of found.filter(({ id }) => !known.has(id))) {
      const faults: string[] = []
      if (one.users > 0) faults.push(`${one.users} people still act for it`)
      const sessions = await countSessions(dryRun.pool, one.id)
      if (one.accounts + sessions > 0) faults.push('it has accounts or sessions')
      for (const { table } of tables) {
        const shared = await dryRun.pool.query(
          `select 1 from ${pg.escapeIdentifier(table)} where $1 = any (shared_with) limit 1`,
          [one.id],
        )
        if (shared.rows.length > 0) faults.push(`rows of ${table} are shared with it`)
      }
      lines.push(lineOf(`organisation ${one.name} (${one.class})`, faults))
    }
    const { rows: given } = await dryRun.pool.query<{ given: number; overlaps: number }>(OVERLAPS)
    const overlaps = given[0]?.overlaps ?? 0
    const faults = overlaps > 0 ? [`${overlaps} are no single month, or share days with an earlier one`] : []
    lines.push({ ...lineOf('figures handed over', faults), others: `${given[0]?.given ?? 0} periods` })
    return lines
  })
}

const lineOf = (subject: string, faults: readonly string[]): ProofLine => ({
  subject,
  exposure: subject.startsWith('figures') ? 'aggregate' : 'person',
  behind: ['-', '-'],
  towards: faults.length === 0 ? 'nothing' : 'FAULT',
  others: '-',
  faults,
})
