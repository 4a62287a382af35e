// What the logs of other capabilities call principals that are no users.
import { sql } from 'kysely'
import type { PrincipalKind } from '../../kernel/principal.ts'
import type { QueryContext } from '../../platform/capability.ts'

type Acted = { actor: string; actor_name: string | null }

/**
 * The rows of a log, with name and kind where a principal acted and no user. With the system's rights, because
 * a log names those of other organisations too. No query when users did it all.
 */
export async function withPrincipals<Row extends Acted>(
  { tx, asSystem }: Pick<QueryContext, 'tx' | 'asSystem'>,
  rows: readonly Row[],
): Promise<(Row & { actor_kind?: PrincipalKind })[]> {
  const ids = [...new Set(rows.filter((row) => row.actor_name === null).map(({ actor }) => actor))]
  if (ids.length === 0) return [...rows]
  const found = await asSystem(() =>
    sql<{ id: string; name: string; kind: PrincipalKind }>`
      select id, name, kind from read.principal where id = any (${ids}::uuid[])`.execute(tx),
  )
  const named = new Map(found.rows.map((one) => [one.id, one]))
  return rows.map((row) => {
    const one = named.get(row.actor)
    return one ? { ...row, actor_name: one.name, actor_kind: one.kind } : row
  })
}
