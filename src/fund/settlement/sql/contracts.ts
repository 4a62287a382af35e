// SQL of the list of contracts: a page of what is sought, its count, and what its filters offer.
import { sql, type RawBuilder } from 'kysely'
import type { ParsedOf } from '../../../kernel/command.ts'
import type { Tx } from '../../../platform/database/connect.ts'
import { counting, hasWords, keyset, type Keyed } from '../../../platform/keyset.ts'
import type { listContracts } from '../operations.ts'
import { CONTRACT, FROM_CONTRACT, MOST, type ContractRow, type Titles } from './statements.ts'

export type Sought = Omit<ParsedOf<typeof listContracts>, 'count'> & {
  titles: Titles
  today: string
  /** The last day of each rate card that has one, by `cardKey`. */
  ends: Readonly<Record<string, string>>
}

export const cardKey = ({ pack_release, rate_card }: Pick<ContractRow, 'pack_release' | 'rate_card'>) =>
  `${pack_release} ${rate_card}`

/** The rate cards of all contracts. */
export async function cardsInForce(tx: Tx): Promise<Pick<ContractRow, 'pack_release' | 'rate_card'>[]> {
  return (
    await sql<Pick<ContractRow, 'pack_release' | 'rate_card'>>`
      select distinct pack_release, rate_card from contract`.execute(tx)
  ).rows
}

export async function payers(tx: Tx): Promise<{ id: string; name: string }[]> {
  return (
    await sql<{ id: string; name: string }>`
      select id, name from read.organisation where id in (select organisation from contract) order by name, id`.execute(
      tx,
    )
  ).rows
}

function listed({ party, payer, state, today, ends, words, titles }: Sought) {
  const found: RawBuilder<unknown>[] = [sql`true`]
  if (party) found.push(sql`${party} in (c.organisation, c.provider)`)
  if (payer) found.push(sql`c.organisation = ${payer}`)
  if (state) {
    const until = sql`(${JSON.stringify(ends)}::jsonb ->> (c.pack_release || ' ' || c.rate_card))::date`
    const isOver = sql`coalesce(${until} < ${today}, false)`
    found.push(state === 'ended' ? isOver : sql`not ${isOver}`)
    if (state !== 'ended')
      found.push(state === 'coming' ? sql`c.starts_on > ${today}` : sql`c.starts_on <= ${today}`)
  }
  return sql`${FROM_CONTRACT} where ${sql.join(found, sql` and `)} ${hasWords(
    sql`concat_ws(' ', o.name, p.name, c.rate_card, ${JSON.stringify(titles)}::jsonb ->> c.rate_card)`,
    words,
  )}`
}

/** A page, the last signed first unless another order is asked for. */
export async function contracts(
  tx: Tx,
  by: Sought,
): Promise<{ rows: readonly ContractRow[]; next?: string }> {
  const { columns, beyond, order, page } = keyset(
    {
      signed: { by: sql`c.signed_at`, as: 'instant' },
      starts: { by: sql`c.starts_on`, as: 'day' },
      provider: { by: sql`p.name`, as: 'text' },
    },
    sql`c.id`,
    { ...by, limit: by.limit ?? MOST },
    { sort: 'signed', down: true },
  )
  const { rows } = await sql<ContractRow & Keyed>`
    select ${CONTRACT}, ${columns} ${listed(by)} ${beyond} ${order}`.execute(tx)
  return page(rows)
}

export async function countContracts(tx: Tx, by: Sought): Promise<number> {
  return (await sql<{ n: number }>`${counting(listed(by))}`.execute(tx)).rows[0]?.n ?? 0
}
