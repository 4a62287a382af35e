// All SQL of checks on children who head a household. Who the heads are is read as the system.
import { sql } from 'kysely'
import { bornOf, type GlimpseColumns } from '../record/operations.ts'
import { addMonths, type PlainDate } from '../../kernel/time.ts'
import type { Id } from '../../kernel/words.ts'
import type { Tx } from '../../platform/database/connect.ts'

export type Head = { household: Id; organisation: Id; latest: PlainDate | null }

/** The household that somebody heads now, who keeps their record, and the last day on which they may have been born. */
export async function headed(tx: Tx, person: string): Promise<Head | undefined> {
  type Row = { household: Id; organisation: Id } & Pick<
    GlimpseColumns,
    'born' | 'born_precision' | 'born_age' | 'born_age_on'
  >
  const { rows } = await sql<Row>`
    select h.household, p.organisation, p.born, p.born_precision, p.born_age, p.born_age_on
    from read.household_member h join read.person_shown p on p.person = h.person
    where h.person = ${person} and h.left_on is null and (h.head or h.relation = 'head')`.execute(tx)
  const [row] = rows
  if (!row) return undefined
  const born = bornOf(row)
  return { household: row.household, organisation: row.organisation, latest: born && latestOf(born) }
}

type Born = NonNullable<ReturnType<typeof bornOf>>

const latestOf = (born: Born): PlainDate => {
  if ('date' in born) return born.date
  return 'year' in born ? `${born.year}-12-31` : addMonths(born.on, -12 * born.age)
}

/** Of a household that somebody heads there is one: what somebody said of it stays, and what ended by itself goes on. */
export async function begin(
  tx: Tx,
  one: { person: string; id: string; organisation: string; household: string; at: string },
): Promise<void> {
  await sql`
    insert into child_check (person, id, organisation, household, begun_at)
    values (${one.person}, ${one.id}, ${one.organisation}, ${one.household}, ${one.at})
    on conflict (person, household) do update set ended_at = null where child_check.ended_by is null`.execute(
    tx,
  )
}

/** @returns false where none with this id is open that the actor may see */
export async function end(
  tx: Tx,
  { person, id, outcome, by, at }: { person: string; id: string; outcome: string; by: string; at: string },
): Promise<boolean> {
  const { rows } = await sql`
    update child_check set ended_at = ${at}, ended_by = ${by}, outcome = ${outcome}
    where person = ${person} and id = ${id} and ended_at is null returning id`.execute(tx)
  return rows.length > 0
}

/** Ends those of somebody who heads no household any more, or is no child. As the system. */
export async function endOthers(tx: Tx, person: string, household: string | null, at: string): Promise<void> {
  await sql`
    update child_check set ended_at = ${at}
    where person = ${person} and ended_at is null and household is distinct from ${household}::uuid`.execute(
    tx,
  )
}

export async function erase(
  tx: Tx,
  { person, organisation }: { person: string; organisation: string },
): Promise<void> {
  await sql`delete from child_check where person = ${person} and organisation = ${organisation}`.execute(tx)
}
