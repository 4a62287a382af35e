// SQL of what happens to the secrets of tokens when their key-encryption key is rotated or lost. As the system.
import { sql } from 'kysely'
import type { Id } from '../../../kernel/words.ts'
import type { Tx } from '../../../platform/database/connect.ts'
import type { Wrapped } from '../../../platform/key-service.ts'
import { KNOWN_ELSEWHERE } from '../../../protect/consent/operations.ts'
import type { Audience } from '../rules/audience.ts'

/** Before every id. */
export const NOBODY = '00000000-0000-0000-0000-000000000000'

export async function saveWrapped(tx: Tx, version: number, { kek, bytes }: Wrapped): Promise<void> {
  await sql`update known_secret set kek = ${kek}, wrapped = ${bytes} where version = ${version}`.execute(tx)
}

/** How far the tokens of everybody who said yes were made again; null where nothing was lost. */
export async function reachedBy(tx: Tx, version: number): Promise<string | null> {
  const { rows } = await sql<{ reached: string | null }>`
    select reached from known_secret where version = ${version}`.execute(tx)
  return rows[0]?.reached ?? null
}

export async function saveReached(tx: Tx, version: number, person: string | null): Promise<void> {
  await sql`update known_secret set reached = ${person}::uuid where version = ${version}`.execute(tx)
}

/** People who decided about this purpose, after one of them, in the order of ids. */
export async function decidedAfter(tx: Tx, person: string, most: number): Promise<Id[]> {
  const { rows } = await sql<{ person: Id }>`
    select distinct person from read.consent_decision where purpose = ${KNOWN_ELSEWHERE} and person > ${person}::uuid
    order by person limit ${most}`.execute(tx)
  return rows.map((one) => one.person)
}

/** Ends the tokens of a person for all but these. */
export async function keepTokensFor(
  tx: Tx,
  person: string,
  kept: readonly Pick<Audience, 'audience' | 'until'>[],
): Promise<void> {
  await sql`
    delete from known_token where person = ${person} and (audience, until) not in (
      select audience, until from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as k (audience text, until date))`.execute(
    tx,
  )
}
