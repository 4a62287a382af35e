// SQL of the list of people: those the organisation keeps and those it was shown, narrowed by its work with them.
import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../../../platform/database/connect.ts'
import { counting, keyset, type Asked, type Keyed } from '../../../platform/keyset.ts'
import type { Listed } from '../operations.ts'
import type { Narrowing, VisibleWork, SORTS } from '../rules.ts'

type Sort = (typeof SORTS)[number]

export type Sought = Narrowing &
  Asked<Sort> & {
    organisation: string
    /** From when on an appointment is to come. */
    now: string
    visible: VisibleWork
    /** Codes of needs that are in no list. */
    hidden: readonly string[]
    /** The urgencies of the pack, the most urgent first. */
    urgencies: readonly string[]
  }

export type ListedRow = Omit<Listed, 'id' | 'givenNames' | 'firstSurname' | 'secondSurname' | 'born'> & {
  person: string
  given_names: string | null
  first_surname: string | null
  second_surname: string | null
  born: string | null
  born_precision: string | null
  born_age: number | null
  born_age_on: string | null
}

type Fragment = RawBuilder<unknown>

const caseOf = ({ organisation }: Sought) => sql`read.case_file c
  where c.person = p.person and c.organisation = ${organisation} and c.closed_at is null`

const needsOf = ({ organisation, hidden }: Sought) => sql`read.need n
  where n.person = p.person and n.organisation = ${organisation} and n.ended_on is null
    and n.code <> all (${hidden}::text[])`

const appointmentsOf = ({ organisation, now }: Sought) => sql`read.referral_shown r
  where r.person = p.person and r.state = 'scheduled' and r.scheduled_for >= ${now}::timestamptz
    and (r.organisation = ${organisation} or r.receiver = ${organisation})`

const notedBy = ({ organisation }: Sought) => sql`read.person_fact f
  where f.person = p.person and f.organisation = ${organisation}`

function conditions(by: Sought): Fragment {
  const { manager, centre, work, need, urgency, quietSince, appointment } = by
  const of = [
    ...(manager === 'nobody' ? [sql`and c.manager is null`] : []),
    ...(manager !== undefined && manager !== 'nobody' ? [sql`and c.manager = ${manager}`] : []),
    ...(centre !== undefined ? [sql`and c.centre = ${centre}`] : []),
  ]
  const found = [
    ...(work === 'open' || of.length > 0
      ? [sql`and exists (select from ${caseOf(by)} ${sql.join(of, sql` `)})`]
      : []),
    ...(work === 'none' ? [sql`and not exists (select from ${caseOf(by)})`] : []),
    ...(need !== undefined || urgency !== undefined
      ? [
          sql`and exists (select from ${needsOf(by)} ${need === undefined ? sql`` : sql`and n.code = ${need}`}
            ${urgency === undefined ? sql`` : sql`and n.urgency = ${urgency}`})`,
        ]
      : []),
    ...(quietSince !== undefined
      ? [sql`and not exists (select from ${notedBy(by)} and f.occurred_on >= ${quietSince})`]
      : []),
    ...(appointment === 'coming' ? [sql`and exists (select from ${appointmentsOf(by)})`] : []),
    ...(appointment === 'none' ? [sql`and not exists (select from ${appointmentsOf(by)})`] : []),
  ]
  return found.length === 0 ? sql`` : sql.join(found, sql` `)
}

/** What the rows are sorted by; of what the reader may not see, nothing. */
const ordersOf = (by: Sought, recent: Fragment) => ({
  recent: { by: recent, as: 'instant' as const },
  name: {
    by: sql`lower(coalesce(p.called, concat_ws(' ', p.given_names, p.first_surname)))`,
    as: 'text' as const,
  },
  noted: {
    by: sql`coalesce((select max(f.occurred_on) from ${notedBy(by)}), date '0001-01-01')`,
    as: 'day' as const,
  },
  appointment: {
    by: by.visible.appointments
      ? sql`coalesce((select min(r.scheduled_for) from ${appointmentsOf(by)}), timestamptz '9999-01-01 00:00Z')`
      : sql`timestamptz '9999-01-01 00:00Z'`,
    as: 'instant' as const,
  },
})

const FIRST = { sort: 'recent', down: true } as const

/** The records that are kept here, and those that were shown: of each kind an index has the usual order. */
const kinds = ({ organisation }: Sought) => [
  {
    from: sql`from read.person_shown p where p.organisation = ${organisation}`,
    recent: sql`p.touched_at`,
    id: sql`p.person`,
  },
  {
    from: sql`from read.person_share s join read.person_shown p on p.person = s.person
      where s.recipient = ${organisation} and p.organisation <> ${organisation}`,
    recent: sql`s.since`,
    id: sql`s.person`,
  },
]

export async function list(tx: Tx, by: Sought): Promise<{ rows: readonly ListedRow[]; next?: string }> {
  const where = conditions(by)
  const parts = kinds(by).map(({ from, recent, id }) => {
    const orders = ordersOf(by, recent)
    const { beyond, order } = keyset(orders, id, by, FIRST)
    return sql`(select p.person, ${orders[by.sort ?? FIRST.sort].by} as at ${from} ${where} ${beyond} ${order})`
  })
  const at = sql`l.at`
  const { columns, order, page } = keyset(
    {
      recent: { by: at, as: 'instant' },
      name: { by: at, as: 'text' },
      noted: { by: at, as: 'day' },
      appointment: { by: at, as: 'instant' },
    },
    sql`l.person`,
    by,
    FIRST,
  )
  const { visible } = by
  const { rows } = await sql<ListedRow & Keyed>`
    select p.person, p.called, p.given_names, p.first_surname, p.second_surname, p.born, p.born_precision, p.born_age,
      p.born_age_on, p.registered_at as "registeredAt",
      ${visible.files ? sql`file.opened` : sql`null::boolean`} as "hasCase",
      ${visible.files ? sql`file.manager` : sql`null::json`} as manager,
      ${visible.files ? sql`file.centre` : sql`null::json`} as centre,
      ${
        visible.needs
          ? sql`(select coalesce(json_agg(json_build_object('code', n.code, 'urgency', n.urgency)
              order by array_position(${by.urgencies}::text[], n.urgency), n.identified_on, n.code), '[]')
              from ${needsOf(by)})`
          : sql`null::json`
      } as needs,
      ${visible.appointments ? sql`(select min(r.scheduled_for) from ${appointmentsOf(by)})` : sql`null::timestamptz`}
        as appointment,
      (select max(f.occurred_on) from ${notedBy(by)}) as noted,
      ${columns}
    from (${sql.join(parts, sql` union all `)}) l
    join read.person_shown p on p.person = l.person
    left join lateral (
      select true as opened,
        case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end as manager,
        case when k.id is not null then json_build_object('id', k.id, 'name', k.name) end as centre
      from read.case_file c left join read.app_user u on u.id = c.manager left join read.centre k on k.id = c.centre
      where c.person = p.person and c.organisation = ${by.organisation} and c.closed_at is null
    ) file on true
    ${order}`.execute(tx)
  return page(rows.map((row) => ({ ...row, hasCase: visible.files ? row.hasCase === true : null })))
}

/** Counted no further than a list says. */
export async function count(tx: Tx, by: Sought): Promise<number> {
  const where = conditions(by)
  const parts = kinds(by).map(({ from }) => sql`select p.person ${from} ${where}`)
  const { rows } = await sql<{
    n: number
  }>`${counting(sql`from (${sql.join(parts, sql` union all `)}) l`)}`.execute(tx)
  return rows[0]?.n ?? 0
}

/** Who is responsible for the organisation's open cases, by name. */
export async function managers(tx: Tx, { organisation }: Sought): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select u.id, u.name from read.app_user u where u.id in (
      select c.manager from read.case_file c where c.organisation = ${organisation} and c.closed_at is null)
    order by u.name, u.id`.execute(tx)
  return rows
}
