// SQL statements of needs, goals, steps and case files.
import { sql, type RawBuilder } from 'kysely'
import type { Holder } from '../../kernel/actor.ts'
import { grantsOf, type Grant, type OrganisationClass } from '../../kernel/roles.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { bornOf, type Born, type GlimpseColumns } from '../record/operations.ts'
import type { ByWhom, Ending, StepState } from './operations.ts'

export type NeedRow = {
  person: string
  id: string
  organisation: string
  code: string
  domain: string
  urgency: string
  note: string | null
  identified_on: string
  ended_on: string | null
  ending: Ending | null
  ending_note: string | null
  version: number
}

export type GoalRow = {
  person: string
  id: string
  organisation: string
  need: string | null
  text: string
  wanted_by: string | null
  set_on: string
  reached_on: string | null
  dropped_on: string | null
  ending_note: string | null
}

export type StepRow = {
  person: string
  id: string
  organisation: string
  goal: string
  text: string
  by_whom: ByWhom
  due_on: string | null
  referral: string | null
  state: StepState
  ended_on: string | null
  note: string | null
}

export type CaseRow = {
  person: string
  id: string
  organisation: string
  centre: string | null
  manager: string | null
  opened_at: string
  closed_at: string | null
  closure_reason: string | null
  closure_note: string | null
}

type Key = { person: string; id: string }

/** Receivers that see the part `needs` of a record see the needs recorded by its keeper, and no others. */
const receiversOfNeeds = (person: RawBuilder<unknown>, organisation: RawBuilder<unknown>) => sql`array(
    select s.recipient from read.person_share s
    where s.person = ${person} and s.organisation = ${organisation} and 'needs' = any (s.field_groups) order by 1)`

export async function insertNeed(tx: Tx, row: NeedRow): Promise<void> {
  await lockNeeds(tx, row.person)
  const { rows } = await sql<{ receivers: string[] }>`
    select ${receiversOfNeeds(sql`${row.person}`, sql`${row.organisation}`)} as receivers`.execute(tx)
  await sql`insert into need (person, id, organisation, shared_with, code, domain, urgency, note, identified_on)
    values (${row.person}, ${row.id}, ${row.organisation}, ${rows[0]?.receivers ?? []},
      ${row.code}, ${row.domain}, ${row.urgency}, ${row.note}, ${row.identified_on})`.execute(tx)
}

/** Sets who may read a person's needs to those allowed now; run as the system. */
export async function shareNeeds(tx: Tx, person: string): Promise<void> {
  await lockNeeds(tx, person)
  await sql`update need n set shared_with = ${receiversOfNeeds(sql`n.person`, sql`n.organisation`)}
    where n.person = ${person}`.execute(tx)
}

/**
 * Serialises a new need with a change of consent: whichever comes first, the need is shown as the decision
 * says.
 */
async function lockNeeds(tx: Tx, person: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`needs of ${person}`}, 0))`.execute(tx)
}

export async function saveNeed(tx: Tx, row: NeedRow): Promise<void> {
  await sql`update need set urgency = ${row.urgency}, note = ${row.note}, ended_on = ${row.ended_on},
    ending = ${row.ending}, ending_note = ${row.ending_note}, version = ${row.version}
    where person = ${row.person} and id = ${row.id}`.execute(tx)
}

export const lockNeed = (tx: Tx, key: Key) => lock<NeedRow>(tx, 'need', key)
export const lockGoal = (tx: Tx, key: Key) => lock<GoalRow>(tx, 'goal', key)
export const lockStep = (tx: Tx, key: Key) => lock<StepRow>(tx, 'plan_step', key)
export const lockCase = (tx: Tx, key: Key) => lock<CaseRow>(tx, 'case_file', key)

/** The row, locked until the transaction ends. */
async function lock<Row>(tx: Tx, table: 'need' | 'goal' | 'plan_step' | 'case_file', { person, id }: Key) {
  const { rows } = await sql<Row>`select * from ${sql.table(table)} where person = ${person} and id = ${id}
    for update`.execute(tx)
  return rows[0]
}

export async function insertGoal(tx: Tx, row: GoalRow): Promise<void> {
  await sql`insert into goal (person, id, organisation, need, text, wanted_by, set_on)
    values (${row.person}, ${row.id}, ${row.organisation}, ${row.need}, ${row.text}, ${row.wanted_by},
      ${row.set_on})`.execute(tx)
}

export async function saveGoal(tx: Tx, row: GoalRow): Promise<void> {
  await sql`update goal set reached_on = ${row.reached_on}, dropped_on = ${row.dropped_on}, ending_note = ${row.ending_note}
    where person = ${row.person} and id = ${row.id}`.execute(tx)
}

export async function insertStep(tx: Tx, row: StepRow): Promise<void> {
  await sql`insert into plan_step (person, id, organisation, goal, text, by_whom, due_on, referral)
    values (${row.person}, ${row.id}, ${row.organisation}, ${row.goal}, ${row.text}, ${row.by_whom}, ${row.due_on},
      ${row.referral})`.execute(tx)
}

export async function saveStep(tx: Tx, row: StepRow): Promise<void> {
  await sql`update plan_step set referral = ${row.referral}, state = ${row.state}, ended_on = ${row.ended_on},
    note = ${row.note} where person = ${row.person} and id = ${row.id}`.execute(tx)
}

/** Open steps that a referral carries out, in whichever organisation. */
export async function openStepsOf(tx: Tx, person: string, referral: string): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`select * from plan_step
    where person = ${person} and referral = ${referral} and state = 'open' for update`.execute(tx)
  return rows
}

export async function knowsReferral(tx: Tx, person: string, referral: string): Promise<boolean> {
  const { rows } = await sql`select from read.referral where person = ${person} and id = ${referral}`.execute(
    tx,
  )
  return rows.length > 0
}

/** Opens a case file unless the organisation has an open one; returns whether it opened one. */
export async function openCase(
  tx: Tx,
  row: Pick<CaseRow, 'person' | 'id' | 'organisation' | 'centre' | 'manager' | 'opened_at'>,
) {
  const { rows } = await sql`
    insert into case_file (person, id, organisation, centre, manager, opened_at)
    values (${row.person}, ${row.id}, ${row.organisation}, ${row.centre}, ${row.manager}, ${row.opened_at})
    on conflict (person, organisation) where closed_at is null do nothing
    returning id`.execute(tx)
  return rows.length > 0
}

export async function saveCase(tx: Tx, row: CaseRow): Promise<void> {
  await sql`update case_file set manager = ${row.manager}, closed_at = ${row.closed_at},
    closure_reason = ${row.closure_reason}, closure_note = ${row.closure_note}
    where person = ${row.person} and id = ${row.id}`.execute(tx)
}

/**
 * The roles and permissions of a user of this organisation; undefined when they do not work here, or no
 * longer.
 */
export async function holderOf(tx: Tx, user: string, organisation: string): Promise<Holder | undefined> {
  const { rows } = await sql<{ role: string; grants: Grant[] | null; organisation_class: OrganisationClass }>`
    select m.role, m.grants, m.organisation_class
    from read.membership m join read.app_user u on u.id = m.app_user and u.active
    where m.app_user = ${user} and m.organisation = ${organisation}`.execute(tx)
  const [first] = rows
  return (
    first && {
      organisationClass: first.organisation_class,
      grants: [...grantsOf(rows.map(({ role }) => role)), ...rows.flatMap(({ grants }) => grants ?? [])],
    }
  )
}

/** Whether this organisation recorded this need of this person. */
export async function ownsNeed(tx: Tx, { person, id }: Key, organisation: string): Promise<boolean> {
  const { rows } = await sql`select from need
    where person = ${person} and id = ${id} and organisation = ${organisation}`.execute(tx)
  return rows.length > 0
}

export async function openNeeds(tx: Tx, person: string, organisation: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from need
    where person = ${person} and organisation = ${organisation} and ended_on is null`.execute(tx)
  return rows[0]?.n ?? 0
}

export async function seesPerson(tx: Tx, person: string): Promise<boolean> {
  return (await sql`select from read.snapshot where person = ${person}`.execute(tx)).rows.length > 0
}

/** When the person was born, as far as the actor may see it. */
export async function bornOn(tx: Tx, person: string): Promise<Born | null> {
  const { rows } = await sql<Pick<GlimpseColumns, 'born' | 'born_precision' | 'born_age' | 'born_age_on'>>`
    select born, born_precision, born_age, born_age_on from read.person_shown where person = ${person}`.execute(
    tx,
  )
  return rows[0] ? bornOf(rows[0]) : null
}

/** The organisation that keeps the person's record; undefined when the actor may not see it. */
export async function keeperOf(tx: Tx, person: string): Promise<string | undefined> {
  const { rows } = await sql<{ organisation: string }>`
    select organisation from read.snapshot where person = ${person}`.execute(tx)
  return rows[0]?.organisation
}

/**
 * The people whose record the actor may see, each with the visible parts; null where the actor sees all of
 * it.
 */
export async function seenOf(
  tx: Tx,
  persons: readonly string[],
): Promise<{ person: string; shown: string[] | null }[]> {
  const { rows } = await sql<{ person: string; shown: string[] | null }>`
    select person, shown from read.person_shown where person = any (${persons}::uuid[])`.execute(tx)
  return rows
}

export async function workOf(tx: Tx, persons: readonly string[]) {
  const every = <Row>(table: string, order: RawBuilder<unknown>) =>
    sql<Row>`select * from ${sql.table(table)} where person = any (${persons}) order by ${order}`.execute(tx)
  const files = await sql<CaseRow & { manager_name: string | null }>`
    select c.*, u.name as manager_name from case_file c left join read.app_user u on u.id = c.manager
    where c.person = any (${persons}) order by c.opened_at desc`.execute(tx)
  const needs = await sql<NeedRow & { noted_by: string }>`
    select n.*, o.name as noted_by from need n join read.organisation o on o.id = n.organisation
    where n.person = any (${persons}) order by (n.ended_on is not null), n.identified_on, n.id`.execute(tx)
  const goals = await every<GoalRow>(
    'goal',
    sql`(reached_on is not null or dropped_on is not null), set_on, id`,
  )
  const steps = await every<StepRow>('plan_step', sql`(state <> 'open'), due_on nulls last, id`)
  return { files: files.rows, needs: needs.rows, goals: goals.rows, steps: steps.rows }
}

export async function dueSteps(tx: Tx, organisation: string, until: string) {
  const { rows } = await sql<{
    id: string
    person: string
    called: string | null
    text: string
    due_on: string
  }>`
    select s.id, s.person, coalesce(p.called, p.given_names) as called, s.text, s.due_on
    from plan_step s join read.person p on p.person = s.person
    where s.organisation = ${organisation} and s.state = 'open' and s.due_on is not null and s.due_on <= ${until}
    order by s.due_on, s.id limit 200`.execute(tx)
  return rows
}

/** Ends every receiver's reading of an erased person's needs. */
export async function closeNeeds(
  tx: Tx,
  { person, organisation }: { person: string; organisation: string },
): Promise<void> {
  await sql`update need set shared_with = '{}'
    where person = ${person} and organisation = ${organisation}`.execute(tx)
}

/** Empties the texts; the row and its codes stay for the statistics. */
export async function erase(
  tx: Tx,
  { person, organisation }: { person: string; organisation: string },
): Promise<void> {
  const mine = sql`where person = ${person} and organisation = ${organisation}`
  await sql`update need set note = null, ending_note = null ${mine}`.execute(tx)
  await sql`update goal set text = '', ending_note = null ${mine}`.execute(tx)
  await sql`update plan_step set text = '', note = null ${mine}`.execute(tx)
  await sql`update case_file set closure_note = null ${mine}`.execute(tx)
}
