// SQL statements that read what happened to a person and who saw their record.
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import type { Look, TimelineFact } from './operations.ts'

/**
 * The parts of the record that the actor sees, null for all of them; undefined when the actor may not see
 * the person.
 */
export async function shownOf(tx: Tx, person: string): Promise<{ shown: string[] | null } | undefined> {
  const { rows } = await sql<{ shown: string[] | null }>`
    select shown from read.person_shown where person = ${person}`.execute(tx)
  return rows[0]
}

/** Before it is known whether a user acted. */
type Acted<Row> = Omit<Row, 'actorName' | 'actorPrincipal'> & { actor: string; actor_name: string | null }

type FactRow = {
  id: string
  kind: string
  occurred_on: string
  occurred_at: string
  recorded_at: string
  organisation: string
  organisation_name: string | null
  centre_name: string | null
  actor: string
  actor_name: string | null
  data: TimelineFact['data']
  text: string | null
}

/** The person's facts, newest first; `plan`: with the words of goals and steps. */
export async function timeline(
  tx: Tx,
  person: string,
  {
    before,
    nouns,
    plan,
    limit,
  }: {
    before: { occurredAt: string; id: string } | undefined
    nouns: readonly string[] | undefined
    plan: boolean
    limit: number
  },
): Promise<Acted<TimelineFact>[]> {
  const earlier = before
    ? sql`and (f.occurred_at, f.id) < (${before.occurredAt}::timestamptz, ${before.id}::uuid)`
    : sql``
  const ofNouns = nouns ? sql`and split_part(f.kind, '.', 1) = any (${nouns}::text[])` : sql``
  const { rows } = await sql<FactRow>`
    select f.id, f.kind, f.occurred_on, f.occurred_at, f.recorded_at, f.organisation, o.name as organisation_name,
      c.name as centre_name, f.actor, u.name as actor_name,
      -- Earlier releases wrote down where else a person was sent, which is not told to whoever was asked first.
      case f.kind when 'referral.redirected' then f.data - 'to' else f.data end as data,
      nullif(case when f.data ? 'step' then s.text else g.text end, '') as text
    from read.person_fact f
    left join read.organisation o on o.id = f.organisation
    left join read.centre c on c.id = f.centre
    left join read.app_user u on u.id = f.actor
    left join read.goal g on ${plan} and f.kind like 'plan.goal%' and g.person = f.person
      and g.id = (f.data ->> 'goal')::uuid
    left join read.plan_step s on ${plan} and f.kind like 'plan.step%' and s.person = f.person
      and s.id = (f.data ->> 'step')::uuid
    where f.person = ${person} ${earlier} ${ofNouns}
    order by f.occurred_at desc, f.id desc
    limit ${limit}
  `.execute(tx)
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    occurredOn: row.occurred_on,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    organisation: row.organisation,
    organisationName: row.organisation_name,
    centreName: row.centre_name,
    actor: row.actor,
    actor_name: row.actor_name,
    data: row.data,
    ...(row.text !== null && { text: row.text }),
  }))
}

type AccessRow = {
  at: string
  organisation: string
  organisation_name: string | null
  actor: string
  actor_name: string | null
  recipient_name: string | null
  via: string
  fields: string[]
  purpose: string
}

/**
 * Who read or received something of the record: each user, organisation and day once. Looks at sealed notes
 * are included only for actors who may know that such notes exist.
 */
export async function accesses(
  tx: Tx,
  person: string,
  timeZone: string,
  { sealed }: { sealed: boolean },
): Promise<Acted<Look>[]> {
  const { rows } = await sql<AccessRow>`
    select max(d.at) as at, d.organisation, o.name as organisation_name, d.actor,
      u.name as actor_name, r.name as recipient_name, d.via, d.purpose,
      array(select distinct unnest(string_to_array(string_agg(array_to_string(d.fields, ','), ','), ',')) order by 1)
        as fields
    from disclosure d
    left join read.organisation o on o.id = d.organisation
    left join read.organisation r on r.id = d.recipient
    left join read.app_user u on u.id = d.actor
    where d.person = ${person} and (${sealed} or not 'protected' = any (d.fields))
    group by d.organisation, o.name, d.actor, u.name, d.recipient, r.name, d.via, d.purpose, (d.at at time zone ${timeZone})::date
    order by 1 desc
    limit 100
  `.execute(tx)
  return rows.map(({ organisation_name: organisationName, recipient_name: recipientName, ...row }) => ({
    ...row,
    organisationName,
    recipientName,
  }))
}
