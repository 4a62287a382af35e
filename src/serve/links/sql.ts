// All SQL of links between records of two keepers. What reads or writes the row of the other keeper runs as the system.
import { sql } from 'kysely'
import type { Id } from '../../kernel/words.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { LinkState } from './operations.ts'

/** One side of a link. */
export type Side = {
  id: Id
  person: Id
  organisation: Id
  other: Id | null
  otherOrganisation: Id
  proposer: boolean
  state: LinkState
}

/** One decision on the links of two records after the other. */
export async function lockLink(tx: Tx, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`link ${id}`}, 0))`.execute(tx)
}

/** Who keeps these records, as far as the actor may see them; without those that were erased. */
export async function keepers(tx: Tx, people: readonly string[]): Promise<ReadonlyMap<string, Id>> {
  const { rows } = await sql<{ person: string; organisation: Id }>`
    select p.person, p.organisation from read.person p where p.person = any (${people}::uuid[])
      and not exists (select from read.erased_person e where e.person = p.person)`.execute(tx)
  return new Map(rows.map(({ person, organisation }) => [person, organisation]))
}

export async function isErasureOpen(tx: Tx, person: string): Promise<boolean> {
  const { rows } = await sql`select from read.erasure_open where person = ${person} limit 1`.execute(tx)
  return rows.length > 0
}

/** Of these organisations those that are open and not behind the firewall, with their class. */
export async function openOrganisations(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<Id, string>> {
  const { rows } = await sql<{ id: Id; class: string }>`
    select id, class from read.organisation
    where id = any (${ids}::uuid[]) and closed_at is null and not arraigo.behind_wall(id)`.execute(tx)
  return new Map(rows.map((row) => [row.id, row.class]))
}

const SIDE = sql`l.id, l.person, l.organisation, l.other, l.other_organisation as "otherOrganisation", l.proposer, l.state`

export async function find(tx: Tx, person: string, id: string): Promise<Side | undefined> {
  const { rows } = await sql<Side>`
    select ${SIDE} from record_link l where l.person = ${person} and l.id = ${id}`.execute(tx)
  return rows[0]
}

/** Whether the two are linked, or one of the keepers waits for the other to answer. As the system. */
export async function areOpen(tx: Tx, person: string, other: string): Promise<boolean> {
  const { rows } = await sql`
    select from record_link l
    where l.person = ${person} and l.other = ${other} and l.state in ('proposed', 'linked') limit 1`.execute(
    tx,
  )
  return rows.length > 0
}

/** The sides of these records whose links stand or wait for an answer. As the system. */
export async function openOf(tx: Tx, person: string): Promise<Side[]> {
  const { rows } = await sql<Side>`
    select ${SIDE} from record_link l where l.person = ${person} and l.state in ('proposed', 'linked')
    order by l.id`.execute(tx)
  return rows
}

/** The sides of an organisation whose links stand or wait for an answer. As the system. */
export async function openOfOrganisation(tx: Tx, organisation: string): Promise<Side[]> {
  const { rows } = await sql<Side>`
    select ${SIDE} from record_link l
    where l.organisation = ${organisation} and l.state in ('proposed', 'linked')
    order by l.person, l.id`.execute(tx)
  return rows
}

/** Both sides of a proposal; what the proposer says is on its own. As the system. */
export async function insert(
  tx: Tx,
  {
    id,
    person,
    organisation,
    other,
    otherOrganisation,
  }: Omit<Side, 'other' | 'proposer' | 'state'> & { other: Id },
  by: { user: string; because: string; at: string },
): Promise<void> {
  const row = (side: { person: Id; organisation: Id; other: Id; otherOrganisation: Id }, first: boolean) =>
    sql`(${side.person}::uuid, ${id}::uuid, ${side.organisation}::uuid, ${side.other}::uuid,
      ${side.otherOrganisation}::uuid, ${first}, 'proposed', ${first ? by.because : null},
      ${first ? by.user : null}::uuid, ${by.at}::timestamptz)`
  const ours = { person, organisation, other, otherOrganisation }
  const theirs = {
    person: other,
    organisation: otherOrganisation,
    other: person,
    otherOrganisation: organisation,
  }
  await sql`
    insert into record_link (person, id, organisation, other, other_organisation, proposer, state, because, decided_by,
      proposed_at)
    values ${row(ours, true)}, ${row(theirs, false)}`.execute(tx)
}

type By = { user: string | null; because: string | null; at: string }

/** The answer on one side; `user` and `because` are null on the side of who proposed. */
export async function keepAnswer(
  tx: Tx,
  { person, id }: Pick<Side, 'person' | 'id'>,
  state: 'linked' | 'declined',
  { user, because, at }: By,
): Promise<void> {
  await sql`
    update record_link set state = ${state}, answered_at = ${at}, because = coalesce(${because}, because),
      decided_by = coalesce(${user}::uuid, decided_by)
    where person = ${person} and id = ${id}`.execute(tx)
}

/** The end on one side; `user` and `because` are null on the side that did not end it. */
export async function end(
  tx: Tx,
  { person, id }: Pick<Side, 'person' | 'id'>,
  state: 'withdrawn' | 'ended',
  { user, because, at }: By,
): Promise<void> {
  await sql`
    update record_link set state = ${state}, ended_at = ${at}, ended_because = ${because}, ended_by = ${user}::uuid
    where person = ${person} and id = ${id}`.execute(tx)
}

export type LinkRow = Side & {
  name: string | null
  because: string | null
  decidedName: string | null
  endedBecause: string | null
  endedName: string | null
  proposedAt: string
  answeredAt: string | null
  endedAt: string | null
}

/** The latest first. */
export async function linksOf(tx: Tx, person: string, most: number): Promise<LinkRow[]> {
  const { rows } = await sql<LinkRow>`
    select ${SIDE}, o.name, l.because, d.name as "decidedName", l.ended_because as "endedBecause",
      e.name as "endedName", l.proposed_at as "proposedAt", l.answered_at as "answeredAt", l.ended_at as "endedAt"
    from record_link l left join read.organisation o on o.id = l.other_organisation
      left join read.app_user d on d.id = l.decided_by left join read.app_user e on e.id = l.ended_by
    where l.person = ${person} order by l.proposed_at desc, l.id desc limit ${most}`.execute(tx)
  return rows
}

/** Ends what is kept of somebody's links; that of the other keeper says no more whose record it was. As the system. */
export async function erase(tx: Tx, person: string, sides: readonly Side[]): Promise<void> {
  await sql`delete from record_link where person = ${person}`.execute(tx)
  for (const { id, other } of sides)
    await sql`update record_link set other = null where person = ${other} and id = ${id}`.execute(tx)
}

/** Every side of a record, whatever became of it. As the system. */
export async function allOf(tx: Tx, person: string): Promise<Side[]> {
  const { rows } =
    await sql<Side>`select ${SIDE} from record_link l where l.person = ${person} order by l.id`.execute(tx)
  return rows
}
