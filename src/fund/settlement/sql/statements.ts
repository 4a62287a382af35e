// SQL of contracts, statements, payments and the ledger; claims are read through a view without the person.
import { sql, type RawBuilder } from 'kysely'
import type { ParsedOf } from '../../../kernel/command.ts'
import type { Tx } from '../../../platform/database/connect.ts'
import { counting, hasWords, keyset, type Keyed } from '../../../platform/keyset.ts'
import type { InvoiceParty, listStatements } from '../operations.ts'
import type { Account } from '../rules.ts'

export type ContractRow = {
  id: string
  payer: string
  payer_name: string
  provider: string
  provider_name: string
  rate_card: string
  pack_release: string
  currency: string
  starts_on: string
  ceiling: string | null
  payment_days: number | null
  settled: string
  paid: string
}

export const CONTRACT = sql`c.id, c.organisation as payer, o.name as payer_name, c.provider, p.name as provider_name,
  c.rate_card, c.pack_release, c.currency, c.starts_on, c.ceiling::text, c.payment_days,
  (select coalesce(sum(s.total), 0)::text from statement s where s.contract = c.id) as settled,
  (select coalesce(sum(s.total), 0)::text from statement s join payment y on y.statement = s.id
   where s.contract = c.id) as paid`
export const FROM_CONTRACT = sql`
  from contract c
  join read.organisation o on o.id = c.organisation
  join read.organisation p on p.id = c.provider`

/** The words of each rate card, by its code. */
export type Titles = Readonly<Record<string, string>>

/** Of a caller that asks for no pages. */
export const MOST = 500

export async function findContract(tx: Tx, id: string): Promise<ContractRow | undefined> {
  return (await sql<ContractRow>`select ${CONTRACT} ${FROM_CONTRACT} where c.id = ${id}`.execute(tx)).rows[0]
}

/** Locks the contract: two statements at once would both include the same claims. */
export async function lockContract(tx: Tx, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`contract ${id}`}, 0))`.execute(tx)
}

export async function insertContract(
  tx: Tx,
  row: {
    id: string
    payer: string
    provider: string
    rateCard: string
    release: string
    currency: string
    startsOn: string
    ceiling: number | null
    paymentDays: number | null
    by: string
    at: string
  },
): Promise<void> {
  await sql`
    insert into contract (id, organisation, shared_with, provider, rate_card, pack_release, currency, starts_on, ceiling,
      payment_days, signed_by, signed_at)
    values (${row.id}, ${row.payer}, ${[row.provider]}, ${row.provider}, ${row.rateCard}, ${row.release},
      ${row.currency}, ${row.startsOn}, ${row.ceiling}, ${row.paymentDays}, ${row.by}, ${row.at})
  `.execute(tx)
}

export type InvoicePartyRow = {
  id: string
  name: string
  tax_number: string | null
  address: string | null
  bank_account: string | null
}

/** The parties of a contract as an invoice writes them. */
export async function invoiceParties(tx: Tx, ids: readonly string[]): Promise<InvoicePartyRow[]> {
  const { rows } = await sql<InvoicePartyRow>`
    select id, name, tax_number, address, bank_account from read.invoice_party where id = any (${[...ids]}::uuid[])
  `.execute(tx)
  return rows
}

export type OrganisationRow = { id: string; name: string; class: string }

export async function organisations(tx: Tx): Promise<OrganisationRow[]> {
  return (await sql<OrganisationRow>`select id, name, class from read.organisation order by name`.execute(tx))
    .rows
}

export type ClaimRow = {
  id: string
  pseudonym: string
  outcome: string
  family: string
  due_on: string
  decided_at: string
}

/**
 * Accepted claims of the provider that were decided until then, in the order of payment. One that collides with another of
 * the same person waits, unless a statement has it already: a verifier withdraws that.
 */
export async function verifiedClaims(tx: Tx, provider: string, decidedBy: string): Promise<ClaimRow[]> {
  const { rows } = await sql<ClaimRow>`
    select id, pseudonym, outcome, family, due_on, decided_at from read.claim
    where organisation = ${provider} and state = 'verified' and decided_at <= ${decidedBy}
      and (not collides or exists (select from statement_line l where l.claim = read.claim.id))
    order by due_on, id
  `.execute(tx)
  return rows
}

export type HeldRow = { pseudonym: string; family: string; contract: string; claim: string }

/**
 * Reserves results for this contract. Results that another contract reserved before stay with it, even when
 * row-level security hides that row: the primary key refuses a second one.
 */
export async function hold(tx: Tx, contract: ContractRow, claims: readonly ClaimRow[]): Promise<void> {
  if (claims.length === 0) return
  await sql`
    insert into paid_result (pseudonym, family, contract, claim, organisation, shared_with)
    select c.pseudonym, c.family, ${contract.id}, c.id, ${contract.provider}, array[${contract.payer}::uuid]
    from jsonb_to_recordset(${JSON.stringify(claims)}::jsonb) as c (id uuid, pseudonym text, family text)
    on conflict (pseudonym, family) do nothing
  `.execute(tx)
}

export async function held(tx: Tx): Promise<HeldRow[]> {
  return (await sql<HeldRow>`select pseudonym, family, contract, claim from paid_result`.execute(tx)).rows
}

export type SettledRow = {
  claim: string
  pseudonym: string
  outcome: string
  achieved_on: string
  settled: string
}

/** The amount of each claim in earlier statements of the contract. */
export async function settledClaims(tx: Tx, contract: string): Promise<SettledRow[]> {
  const { rows } = await sql<SettledRow>`
    select claim, min(pseudonym) as pseudonym, min(outcome) as outcome, min(achieved_on) as achieved_on,
      sum(amount)::text as settled
    from statement_line where contract = ${contract} group by claim
  `.execute(tx)
  return rows
}

/** The provider's next invoice number; a rollback returns it. */
export async function nextNumber(tx: Tx, provider: string): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into invoice_number (organisation, last) values (${provider}, 1)
    on conflict (organisation) do update set last = invoice_number.last + 1
    returning last
  `.execute(tx)
  return rows[0]?.last ?? 1
}

export type NewStatement = {
  id: string
  number: number
  entitled: string
  settled: string
  total: string
  issuedOn: string
  dueOn: string | null
  issuer: InvoiceParty
  recipient: InvoiceParty
  by: string
  at: string
}

export async function insertStatement(tx: Tx, contract: ContractRow, row: NewStatement): Promise<void> {
  await sql`
    insert into statement (id, organisation, shared_with, contract, payer, number, currency, entitled, settled, total,
      issued_on, due_on, issuer, recipient, issued_by, issued_at)
    values (${row.id}, ${contract.provider}, ${[contract.payer]}, ${contract.id}, ${contract.payer}, ${row.number},
      ${contract.currency}, ${row.entitled}, ${row.settled}, ${row.total}, ${row.issuedOn},
      ${row.dueOn}, ${JSON.stringify(row.issuer)}, ${JSON.stringify(row.recipient)}, ${row.by}, ${row.at})
  `.execute(tx)
}

export type NewLine = {
  claim: string
  pseudonym: string
  outcome: string
  achieved_on: string
  price: string
  entitled: string
  settled: string
  amount: string
}

export async function insertLines(
  tx: Tx,
  contract: ContractRow,
  statement: string,
  lines: readonly NewLine[],
): Promise<void> {
  await sql`
    insert into statement_line (statement, claim, organisation, shared_with, contract, pseudonym, outcome, achieved_on,
      price, entitled, settled, amount)
    select ${statement}, l.claim, ${contract.provider}, array[${contract.payer}::uuid], ${contract.id}, l.pseudonym,
      l.outcome, l.achieved_on, l.price, l.entitled, l.settled, l.amount
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l (claim uuid, pseudonym text, outcome text,
      achieved_on date, price numeric, entitled numeric, settled numeric, amount numeric)
    returning claim
  `.execute(tx)
}

export async function insertPosting(
  tx: Tx,
  row: {
    id: string
    organisation: string
    sharedWith: string
    contract: string
    statement: string
    debit: Account
    credit: Account
    amount: string
    currency: string
    on: string
    at: string
  },
): Promise<void> {
  await sql`
    insert into posting (id, organisation, shared_with, contract, statement, debit, credit, amount, currency, posted_on,
      posted_at)
    values (${row.id}, ${row.organisation}, ${[row.sharedWith]}, ${row.contract}, ${row.statement}, ${row.debit},
      ${row.credit}, ${row.amount}, ${row.currency}, ${row.on}, ${row.at})
  `.execute(tx)
}

export type StatementRow = {
  id: string
  number: number
  contract: string
  rate_card: string
  pack_release: string
  payer: string
  payer_name: string
  provider: string
  provider_name: string
  currency: string
  entitled: string
  settled: string
  total: string
  issued_on: string
  due_on: string | null
  issuer: InvoiceParty | null
  recipient: InvoiceParty | null
  issued_at: string
  paid_on: string | null
  reference: string | null
}

const STATEMENT = sql`s.id, s.number, s.contract, c.rate_card, c.pack_release, s.payer, o.name as payer_name,
  s.organisation as provider, p.name as provider_name, s.currency, s.entitled::text, s.settled::text, s.total::text,
  s.issued_on, s.due_on, s.issuer, s.recipient, s.issued_at, y.paid_on, y.reference`
const FROM_STATEMENT = sql`
  from statement s
  join contract c on c.id = s.contract
  join read.organisation o on o.id = s.payer
  join read.organisation p on p.id = s.organisation
  left join payment y on y.statement = s.id`

export type SoughtStatements = Omit<ParsedOf<typeof listStatements>, 'count'> & {
  titles: Titles
  today: string
}

function listedStatements({ contract, party, state, today, words, titles }: SoughtStatements) {
  const found: RawBuilder<unknown>[] = [sql`true`]
  if (contract) found.push(sql`s.contract = ${contract}`)
  if (party) found.push(sql`${party} in (s.organisation, s.payer)`)
  if (state) found.push(state === 'paid' ? sql`y.id is not null` : sql`y.id is null`)
  if (state === 'late') found.push(sql`s.due_on < ${today}`)
  return sql`${FROM_STATEMENT} where ${sql.join(found, sql` and `)} ${hasWords(
    sql`concat_ws(' ', s.number, o.name, p.name, c.rate_card, ${JSON.stringify(titles)}::jsonb ->> c.rate_card)`,
    words,
  )}`
}

/** A page, the newest first unless another order is asked for. */
export async function statements(
  tx: Tx,
  by: SoughtStatements,
): Promise<{ rows: readonly StatementRow[]; next?: string }> {
  const { columns, beyond, order, page } = keyset(
    {
      issued: { by: sql`s.issued_at`, as: 'instant' },
      // Where none was agreed on, after all others.
      due: { by: sql`coalesce(s.due_on, date '9999-12-31')`, as: 'day' },
      provider: { by: sql`p.name`, as: 'text' },
      payer: { by: sql`o.name`, as: 'text' },
      total: { by: sql`s.total`, as: 'number' },
    },
    sql`s.id`,
    { ...by, limit: by.limit ?? MOST },
    { sort: 'issued', down: true },
  )
  const { rows } = await sql<StatementRow & Keyed>`
    select ${STATEMENT}, ${columns} ${listedStatements(by)} ${beyond} ${order}`.execute(tx)
  return page(rows)
}

export async function countStatements(tx: Tx, by: SoughtStatements): Promise<number> {
  return (await sql<{ n: number }>`${counting(listedStatements(by))}`.execute(tx)).rows[0]?.n ?? 0
}

export async function findStatement(tx: Tx, id: string): Promise<StatementRow | undefined> {
  const { rows } = await sql<StatementRow>`select ${STATEMENT} ${FROM_STATEMENT} where s.id = ${id}`.execute(
    tx,
  )
  return rows[0]
}

export async function linesOf(tx: Tx, statement: string): Promise<NewLine[]> {
  const { rows } = await sql<NewLine>`
    select claim, pseudonym, outcome, achieved_on, price::text, entitled::text, settled::text, amount::text
    from statement_line where statement = ${statement} order by achieved_on, claim
  `.execute(tx)
  return rows
}

export async function insertPayment(
  tx: Tx,
  statement: StatementRow,
  row: { id: string; paidOn: string; reference: string | null; by: string; at: string },
): Promise<void> {
  await sql`
    insert into payment (id, organisation, shared_with, statement, paid_on, reference, recorded_by, recorded_at)
    values (${row.id}, ${statement.payer}, ${[statement.provider]}, ${statement.id}, ${row.paidOn}, ${row.reference},
      ${row.by}, ${row.at})
  `.execute(tx)
}

export type PostingRow = {
  id: string
  statement: string
  number: number
  posted_on: string
  debit: Account
  credit: Account
  amount: string
}

export async function postingsOf(tx: Tx, contract: string): Promise<PostingRow[]> {
  const { rows } = await sql<PostingRow>`
    select p.id, p.statement, s.number, p.posted_on, p.debit, p.credit, p.amount::text
    from posting p join statement s on s.id = p.statement
    where p.contract = ${contract} order by p.posted_at, p.id
  `.execute(tx)
  return rows
}
