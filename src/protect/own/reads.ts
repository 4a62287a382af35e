// Which organisations are not named, for the servers of other capabilities: their name alone would reveal why somebody is there.
import { sql } from 'kysely'
import type { Pack } from '../../kernel/packs/pack.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { openKinds } from './rules/covered.ts'

/**
 * Organisations whose services are all protected, by their ids. Those that stopped every service are judged by what they
 * offered.
 */
export async function namedByTheirWork(tx: Tx, pack: Pack): Promise<string[]> {
  const open = openKinds(pack)
  const { rows } = await sql<{ organisation: string }>`
    select organisation from read.service group by organisation
    having not coalesce(bool_or(kind = any (${open})) filter (where open), bool_or(kind = any (${open})))`.execute(
    tx,
  )
  return rows.map(({ organisation }) => organisation)
}
