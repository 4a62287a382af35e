// Keeps pairs of records that may be one person, for each organisation that may see both, until somebody decides on them.
import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/connect.ts'
import { RULES_VERSION } from '../../duplicates/operations.ts'
import type { Reason } from '../rules/shapes.ts'

export type Likely = { other: string; score: number; reasons: readonly Reason[] }

/** What was decided on a pair, by whom and why. */
export type Decided = { state: 'unsure' | 'ruled_out'; because: string; by: string }

/** The fact that says what was found of two records. */
export const FACT_OF = {
  ruled_out: 'person.duplicate_ruled_out',
  unsure: 'person.duplicate_unsure',
} as const

/** The people of a pair in the one order that it is kept in: the greater id, nearly always the later record, first. */
const ordered = (one: string) => sql`greatest(l.other, ${one}::uuid), least(l.other, ${one}::uuid)`

const list = (likely: readonly Likely[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(likely)}::jsonb) as l (other uuid, score real, reasons text[])`

/**
 * Makes the open pairs of a person those that were found alike now: others are forgotten. Pairs that somebody decided on
 * stay decided.
 *
 * @param organisation for which they are kept
 */
export async function keepPairs(
  tx: Tx,
  of: { person: string; organisation: string },
  likely: readonly Likely[],
  at: string,
): Promise<void> {
  await sql`
    delete from duplicate_pair d where d.organisation = ${of.organisation} and d.state = 'open'
      and (d.person = ${of.person} or d.other = ${of.person})
      and not (case when d.person = ${of.person} then d.other else d.person end = any (${likely.map((one) => one.other)}::uuid[]))
  `.execute(tx)
  await notePairs(tx, of, likely, at)
}

/** Notes pairs for review, or as decided on; of those noted already and undecided, why they are alike now. */
export async function notePairs(
  tx: Tx,
  of: { person: string; organisation: string },
  likely: readonly Likely[],
  at: string,
  decided?: Decided,
): Promise<void> {
  if (likely.length === 0) return
  await sql`
    insert into duplicate_pair (person, other, organisation, score, reasons, rules_version, noticed_at, state, because,
      decided_by, decided_at)
    select ${ordered(of.person)}, ${of.organisation}::uuid, l.score, l.reasons, ${sql.lit(RULES_VERSION)}::int,
      ${at}::timestamptz, ${decided?.state ?? 'open'}, ${decided?.because ?? null}, ${decided?.by ?? null}::uuid,
      ${decided ? at : null}::timestamptz
    from ${list(likely)}
    order by 1, 2
    on conflict (person, other, organisation) do update set score = excluded.score, reasons = excluded.reasons,
      rules_version = excluded.rules_version
    where duplicate_pair.state in ('open', 'unsure')
  `.execute(tx)
}

/** The people of the undecided pairs that an organisation keeps of somebody. */
export async function pairedWith(
  tx: Tx,
  { person, organisation }: { person: string; organisation: string },
): Promise<string[]> {
  const { rows } = await sql<{ other: string }>`
    select case when person = ${person} then other else person end as other from duplicate_pair
    where organisation = ${organisation} and state in ('open', 'unsure') and (person = ${person} or other = ${person})
  `.execute(tx)
  return rows.map(({ other }) => other)
}

/** @returns false when no such pair is undecided */
export async function ruleOutPair(
  tx: Tx,
  pair: { person: string; other: string; organisation: string; because: string; by: string; at: string },
): Promise<boolean> {
  const { rows } = await sql`
    update duplicate_pair
    set state = 'ruled_out', because = ${pair.because}, decided_by = ${pair.by}, decided_at = ${pair.at}
    where state in ('open', 'unsure') and organisation = ${pair.organisation}
      and person = greatest(${pair.person}::uuid, ${pair.other}::uuid)
      and other = least(${pair.person}::uuid, ${pair.other}::uuid)
    returning person
  `.execute(tx)
  return rows.length > 0
}

export type PairRow = { person: string; other: string; reasons: string[]; noticed_at: string }

export async function openPairs(
  tx: Tx,
  organisation: string,
  person: string | undefined,
): Promise<PairRow[]> {
  const whose = person ? sql`and (person = ${person} or other = ${person})` : sql``
  const { rows } = await sql<PairRow>`
    select person, other, reasons, noticed_at from duplicate_pair
    where state in ('open', 'unsure') and organisation = ${organisation} ${whose}
    order by noticed_at desc, person, other
    limit 100
  `.execute(tx)
  return rows
}
