// Keeps pairs of records that may be one person, until somebody decides on them.
import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/connect.ts'
import { receiversOf } from '../rules/parts.ts'
import type { Reason } from '../rules/shapes.ts'
import type { Keeping } from './write.ts'

export type Likely = { other: string; score: number; reasons: readonly Reason[] }

/** Notes possible duplicates for review, or as decided: different people, with the reason. */
export async function notePairs(
  tx: Tx,
  of: Keeping,
  likely: readonly Likely[],
  at: string,
  ruledOut?: { because: string; by: string },
): Promise<void> {
  if (likely.length === 0) return
  await sql`
    insert into duplicate_pair (person, other, organisation, shared_with, score, reasons, noticed_at, state, because,
      decided_by, decided_at)
    select ${of.person}::uuid, l.other, ${of.organisation}::uuid, ${receiversOf(of.shownTo, ['identity'])}::uuid[], l.score, l.reasons,
      ${at}::timestamptz, ${ruledOut ? 'ruled_out' : 'open'}, ${ruledOut?.because ?? null}, ${ruledOut?.by ?? null}::uuid,
      ${ruledOut ? at : null}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(likely)}::jsonb) as l (other uuid, score real, reasons text[])
    where not exists (select from duplicate_pair d where d.person = l.other and d.other = ${of.person}::uuid)
    on conflict do nothing
  `.execute(tx)
}

/** @returns false when no such pair is open */
export async function ruleOutPair(
  tx: Tx,
  pair: { person: string; other: string; because: string; by: string; at: string },
): Promise<boolean> {
  const { rows } = await sql`
    update duplicate_pair
    set state = 'ruled_out', because = ${pair.because}, decided_by = ${pair.by}, decided_at = ${pair.at}
    where state = 'open' and ((person = ${pair.person} and other = ${pair.other})
      or (person = ${pair.other} and other = ${pair.person}))
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
  const whose = person ? sql`(person = ${person} or other = ${person})` : sql`organisation = ${organisation}`
  const { rows } = await sql<PairRow>`
    select person, other, reasons, noticed_at from duplicate_pair
    where state = 'open' and ${whose}
    order by noticed_at desc
    limit 100
  `.execute(tx)
  return rows
}
