// SQL on refusals at the firewall, on where status is asked, and on the register of demands.
import { sql } from 'kysely'
import type { RefusalCode } from '../../kernel/firewall.ts'
import type { PlainDate } from '../../kernel/time.ts'
import type { Id } from '../../kernel/words.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { Asking } from './operations.ts'
import type { AuthorityClass, Decision } from './rules.ts'

/** The organisation that runs the network, whose data protection officer answers for all of it. */
export async function leadOrganisation(tx: Tx): Promise<Id | undefined> {
  const { rows } = await sql<{ id: Id }>`select id from read.organisation where lead`.execute(tx)
  return rows[0]?.id
}

export type Refusal = {
  id: Id
  organisation: Id
  sharedWith: readonly Id[]
  at: string
  actor: Id
  by: Id
  class: string
  route: string
  code: string
  recipient: Id | null
}

export async function insertRefusal(tx: Tx, one: Refusal): Promise<void> {
  await sql`
    insert into firewall_refusal (id, organisation, shared_with, at, actor, acting_for, acting_class, route, code, recipient)
    values (${one.id}, ${one.organisation}, ${one.sharedWith}::uuid[], ${one.at}, ${one.actor}, ${one.by}, ${one.class},
      ${one.route}, ${one.code}, ${one.recipient})`.execute(tx)
}

export type Period = { from: PlainDate; until: PlainDate; timeZone: string }

const within = ({ from, until, timeZone }: Period) =>
  sql`(r.at at time zone ${timeZone})::date between ${from}::date and ${until}::date`

export async function refusalsByRoute(tx: Tx, period: Period) {
  const { rows } = await sql<{ route: string; count: number }>`
    select r.route, count(*)::int as count from firewall_refusal r where ${within(period)}
    group by 1 order by 2 desc, 1`.execute(tx)
  return rows
}

export type RefusalRow = {
  id: Id
  at: string
  actor: string
  actor_name: string | null
  acting_for: string | null
  acting_class: string
  route: string
  code: RefusalCode
  recipient_name: string | null
}

export async function refusals(tx: Tx, period: Period, most: number): Promise<RefusalRow[]> {
  const { rows } = await sql<RefusalRow>`
    select r.id, r.at, r.actor, u.name as actor_name, a.name as acting_for, r.acting_class, r.route, r.code,
      o.name as recipient_name
    from firewall_refusal r
    left join read.app_user u on u.id = r.actor
    left join read.organisation a on a.id = r.acting_for
    left join read.organisation o on o.id = r.recipient
    where ${within(period)} order by r.at desc, r.id desc limit ${most}`.execute(tx)
  return rows
}

export async function saveStatusRule(
  tx: Tx,
  one: { organisation: Id; centre: Id | null; asking: string; by: Id; at: string },
): Promise<void> {
  await sql`
    insert into status_rule (organisation, centre, asking, decided_by, decided_at)
    values (${one.organisation}, ${one.centre}, ${one.asking}, ${one.by}, ${one.at})
    on conflict on constraint status_rule_once do update
    set asking = excluded.asking, decided_by = excluded.decided_by, decided_at = excluded.decided_at`.execute(
    tx,
  )
}

export type RuleRow = {
  centre: Id | null
  centre_name: string | null
  asking: Asking | null
}

/**
 * For the organisation as a whole first, then for each of its centres; without a decision, `asking` is null.
 */
export async function statusRules(tx: Tx, organisation: Id): Promise<RuleRow[]> {
  const { rows } = await sql<RuleRow>`
    select p.centre, p.centre_name, s.asking
    from (
      select null::uuid as centre, null::text as centre_name
      union all
      select id, name from read.centre where organisation = ${organisation}
    ) p
    left join status_rule s on s.organisation = ${organisation} and s.centre is not distinct from p.centre
    order by p.centre_name nulls first`.execute(tx)
  return rows
}

export type DemandRow = {
  id: Id
  authority: string
  authority_class: AuthorityClass
  instrument: string
  scope: string
  received_on: PlainDate
  answer_by: PlainDate | null
  decision: Decision | null
  received_by_name: string | null
}

export async function insertDemand(
  tx: Tx,
  one: Omit<DemandRow, 'decision' | 'received_by_name'> & { organisation: Id; by: Id; at: string },
): Promise<void> {
  await sql`
    insert into demand (id, organisation, authority, authority_class, instrument, scope, received_on, answer_by,
      received_by, noted_at)
    values (${one.id}, ${one.organisation}, ${one.authority}, ${one.authority_class}, ${one.instrument}, ${one.scope},
      ${one.received_on}, ${one.answer_by}, ${one.by}, ${one.at})`.execute(tx)
}

/** All of them, or the one of that id; each with its last decision. */
export async function demands(tx: Tx, id?: Id): Promise<DemandRow[]> {
  const { rows } = await sql<DemandRow>`
    select d.id, d.authority, d.authority_class, d.instrument, d.scope, d.received_on, d.answer_by,
      u.name as received_by_name,
      (select decision from demand_decision x where x.demand = d.id order by noted_at desc, x.id desc limit 1) as decision
    from demand d left join read.app_user u on u.id = d.received_by
    ${id === undefined ? sql`` : sql`where d.id = ${id}`}
    order by d.received_on desc, d.id desc`.execute(tx)
  return rows
}

export async function insertDecision(
  tx: Tx,
  one: {
    id: Id
    demand: Id
    organisation: Id
    decision: Decision
    because: string
    signedBy: string
    decidedOn: PlainDate
    by: Id
    at: string
  },
): Promise<void> {
  await sql`
    insert into demand_decision (id, demand, organisation, decision, because, signed_by, decided_on, decided_by, noted_at)
    values (${one.id}, ${one.demand}, ${one.organisation}, ${one.decision}, ${one.because}, ${one.signedBy},
      ${one.decidedOn}, ${one.by}, ${one.at})`.execute(tx)
}

export async function insertDisclosed(
  tx: Tx,
  one: { person: Id; id: Id; decision: Id; organisation: Id; fieldGroups: readonly string[] },
): Promise<void> {
  await sql`
    insert into demand_disclosure (person, id, decision, organisation, field_groups)
    values (${one.person}, ${one.id}, ${one.decision}, ${one.organisation}, ${one.fieldGroups})`.execute(tx)
}

export type DecisionRow = {
  id: Id
  decision: Decision
  because: string
  signed_by: string
  decided_on: PlainDate
  decided_by_name: string | null
}

export async function decisionsOf(tx: Tx, demand: Id): Promise<DecisionRow[]> {
  const { rows } = await sql<DecisionRow>`
    select d.id, d.decision, d.because, d.signed_by, d.decided_on, u.name as decided_by_name
    from demand_decision d left join read.app_user u on u.id = d.decided_by
    where d.demand = ${demand} order by d.noted_at, d.id`.execute(tx)
  return rows
}

export type DisclosedRow = { decision: Id; person: Id; name: string | null; field_groups: string[] }

export async function disclosedUnder(tx: Tx, decisions: readonly Id[]): Promise<DisclosedRow[]> {
  const { rows } = await sql<DisclosedRow>`
    select d.decision, d.person, d.field_groups,
      coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname, p.second_surname), '')) as name
    from demand_disclosure d left join read.person p on p.person = d.person
    where d.decision = any (${decisions}::uuid[]) order by name, d.person`.execute(tx)
  return rows
}

export type DocumentRow = {
  id: Id
  name: string
  media_type: string
  attached_by_name: string | null
  attached_at: string
}

export async function documentsOf(tx: Tx, demand: Id): Promise<DocumentRow[]> {
  const { rows } = await sql<DocumentRow>`
    select d.id, d.name, d.media_type, d.attached_at, u.name as attached_by_name
    from demand_document d left join read.app_user u on u.id = d.attached_by
    where d.demand = ${demand} order by d.attached_at, d.id`.execute(tx)
  return rows
}

export async function insertDocument(
  tx: Tx,
  one: {
    id: Id
    demand: Id
    organisation: Id
    name: string
    mediaType: string
    content: Buffer
    by: Id
    at: string
  },
): Promise<void> {
  await sql`
    insert into demand_document (id, demand, organisation, name, media_type, content, attached_by, attached_at)
    values (${one.id}, ${one.demand}, ${one.organisation}, ${one.name}, ${one.mediaType}, ${one.content}, ${one.by},
      ${one.at})`.execute(tx)
}

export async function findDocument(
  tx: Tx,
  id: Id,
): Promise<{ demand: Id; name: string; media_type: string; content: Buffer } | undefined> {
  const { rows } = await sql<{ demand: Id; name: string; media_type: string; content: Buffer }>`
    select demand, name, media_type, content from demand_document where id = ${id}`.execute(tx)
  return rows[0]
}

/** Which of these people the actor may see at all, by row-level security. */
export async function seen(tx: Tx, persons: readonly Id[]): Promise<Set<Id>> {
  const { rows } = await sql<{ person: Id }>`
    select person from read.snapshot where person = any (${persons}::uuid[])`.execute(tx)
  return new Set(rows.map(({ person }) => person))
}

/** Those of these people of whom any record says that they sought protection from their own state. */
export async function soughtProtection(
  tx: Tx,
  persons: readonly Id[],
  codes: { statuses: readonly string[]; others: readonly string[] },
): Promise<Set<Id>> {
  const { rows } = await sql<{ person: Id }>`
    select person from read.snapshot
    where person = any (${persons}::uuid[]) and migration_status = any (${codes.statuses}::text[])
    union
    select person from read.person_fact
    where person = any (${persons}::uuid[]) and (migration_status = any (${codes.statuses}::text[])
      or exists (select from jsonb_each_text(data) each where each.value = any (${codes.others}::text[])))`.execute(
    tx,
  )
  return new Set(rows.map(({ person }) => person))
}
