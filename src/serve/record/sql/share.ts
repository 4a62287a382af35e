// Writes which parts of a record another organisation sees, in every table of the record.
import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/connect.ts'
import { receiversOf } from '../rules/parts.ts'
import { replaceFound, type Found, type Keeping } from './write.ts'

export async function classOf(tx: Tx, organisation: string): Promise<string | undefined> {
  const { rows } = await sql<{ class: string }>`
    select class from read.organisation where id = ${organisation}
  `.execute(tx)
  return rows[0]?.class
}

/**
 * Organisations that see parts of the record besides its keeper, and those whose access is suspended: they
 * see none.
 */
export async function receivers(tx: Tx, person: string) {
  const { rows } = await sql<{ recipient: string; field_groups: string[] }>`
    select recipient, field_groups from person_share where person = ${person} order by recipient
  `.execute(tx)
  return rows
}

/**
 * Sets who sees which parts of a record, in every table that carries it, and in the caseload of
 * `change.recipient`; as the system actor, like `replaceFound`.
 */
export async function saveSharing(
  tx: Tx,
  of: Keeping,
  found: Found,
  change: { recipient: string; at: string; suspends: boolean },
): Promise<void> {
  const { person, organisation, shownTo } = of
  const to = (receivers: readonly string[]) =>
    sql`set shared_with = ${receivers}::uuid[] where person = ${person}`
  const only = (part: string) => to(receiversOf(shownTo, [part]))
  await sql`
    with who as (
      update person set shared_with = ${of.sharedWith}::uuid[], shown_to = ${JSON.stringify(shownTo)}::jsonb
      where person = ${person}
    ),
      edit as (update person_edit ${to(of.sharedWith)}),
      identifier as (update person_identifier ${only('documents')}),
      holder as (update identifier_holder ${only('documents')})
    update person_contact ${only('contact')}
  `.execute(tx)
  const viewers = [organisation, ...of.sharedWith, change.recipient]
  await replaceFound(tx, of, { before: found, after: found }, viewers)
  const groups = shownTo[change.recipient]
  if (groups) {
    await sql`
      insert into person_share (person, recipient, organisation, shared_with, since, field_groups)
      values (${person}, ${change.recipient}, ${organisation}, ${[change.recipient]}, ${change.at}, ${groups})
      on conflict (person, recipient) do update set field_groups = excluded.field_groups,
        shared_with = excluded.shared_with
    `.execute(tx)
  } else if (change.suspends) {
    await sql`
      update person_share set field_groups = '{}', shared_with = '{}'
      where person = ${person} and recipient = ${change.recipient}
    `.execute(tx)
  } else {
    await sql`
      delete from person_share where person = ${person} and recipient = ${change.recipient}
    `.execute(tx)
  }
}

/**
 * Run when the person confirms a refusal that had suspended access, or when a receiver's work is over: a
 * later consent then restores nothing by itself.
 */
export async function endSuspended(tx: Tx, person: string, recipient?: string): Promise<void> {
  await sql`delete from person_share where person = ${person} and field_groups = '{}'
    and (${recipient ?? null}::uuid is null or recipient = ${recipient ?? null})`.execute(tx)
}
