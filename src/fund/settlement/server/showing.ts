// Contracts and statements as their parties read them.
import { fromMinor, toMinor, type Money } from '../../../kernel/money.ts'
import type { Label, Pack, RateCard } from '../../../kernel/packs/pack.ts'
import { addDays } from '../../../kernel/time.ts'
import type { QueryContext } from '../../../platform/capability.ts'
import { getRelease } from '../../../platform/packs/packs.ts'
import type { Contract, InvoiceParty, Statement, StatementLine, StatementSummary } from '../operations.ts'
import { statementUnknown } from '../problems.ts'
import * as sql from '../sql/statements.ts'
import { cardOf, type Reading } from './computing.ts'

function outcomeLabel(pack: Pack, code: string): Label {
  return pack.outcomes.find((outcome) => outcome.code === code)?.label ?? { [pack.locales[0] ?? 'en']: code }
}

/**
 * The database returns numeric with the decimals as stored; the canonical form has the currency's decimals.
 */
const canonical = (amount: string, currency: string): Money =>
  fromMinor(toMinor({ amount, currency }), currency)

export function showLine(pack: Pack, currency: string, row: sql.NewLine): StatementLine {
  return {
    claim: row.claim,
    pseudonym: row.pseudonym,
    outcome: row.outcome,
    label: outcomeLabel(pack, row.outcome),
    achievedOn: row.achieved_on,
    price: canonical(row.price, currency),
    entitled: canonical(row.entitled, currency),
    settled: canonical(row.settled, currency),
    amount: canonical(row.amount, currency),
  }
}

/** What a rate card pays, outcome by outcome. */
export const pricesOf = (pack: Pack, { lines, currency }: RateCard) =>
  lines.map(({ outcome, price }) => ({
    outcome,
    label: outcomeLabel(pack, outcome),
    price: canonical(price, currency),
  }))

export const capOf = ({ capPerPerson, currency }: RateCard): Money | null =>
  capPerPerson === undefined ? null : canonical(capPerPerson, currency)

/** Who a statement issued now would be from and to, and the last day to pay it. */
export async function heading(ctx: Reading & Pick<QueryContext, 'today'>, contract: sql.ContractRow) {
  const rows = await sql.invoiceParties(ctx.tx, [contract.provider, contract.payer])
  const party = (id: string): InvoiceParty => {
    const row = rows.find((one) => one.id === id)
    return {
      id,
      name: row?.name ?? '',
      taxNumber: row?.tax_number ?? null,
      address: row?.address ?? null,
      bankAccount: row?.bank_account ?? null,
    }
  }
  return {
    issuer: party(contract.provider),
    // Where the payer's money comes from is nobody's business.
    recipient: { ...party(contract.payer), bankAccount: null },
    dueOn: contract.payment_days === null ? null : addDays(ctx.today, contract.payment_days),
  }
}

export async function show(ctx: Reading, row: sql.ContractRow): Promise<Contract> {
  const { pack } = await getRelease(ctx.tx, row.pack_release)
  const card = await cardOf(ctx, row)
  const { currency } = card
  return {
    id: row.id,
    title: card.title,
    rateCard: card.code,
    packRelease: row.pack_release,
    payer: { id: row.payer, name: row.payer_name },
    provider: { id: row.provider, name: row.provider_name },
    startsOn: row.starts_on,
    until: card.until ?? null,
    lines: pricesOf(pack, card),
    capPerPerson: capOf(card),
    ceiling: row.ceiling === null ? null : canonical(row.ceiling, currency),
    left:
      row.ceiling === null
        ? null
        : fromMinor(
            toMinor({ amount: row.ceiling, currency }) - toMinor({ amount: row.settled, currency }),
            currency,
          ),
    paymentDays: row.payment_days,
    settled: canonical(row.settled, currency),
    paid: canonical(row.paid, currency),
  }
}

export async function summary(ctx: Reading, row: sql.StatementRow): Promise<StatementSummary> {
  return {
    id: row.id,
    number: row.number,
    contract: row.contract,
    title: (await cardOf(ctx, row)).title,
    payer: { id: row.payer, name: row.payer_name },
    provider: { id: row.provider, name: row.provider_name },
    issuedOn: row.issued_on,
    dueOn: row.due_on,
    total: canonical(row.total, row.currency),
    paidOn: row.paid_on,
  }
}

/** A party of a statement from before invoices said more than a name. */
const unwritten = (id: string, name: string): InvoiceParty => ({
  id,
  name,
  taxNumber: null,
  address: null,
  bankAccount: null,
})

export async function detail(ctx: QueryContext, { id }: { id: string }): Promise<Statement> {
  const row = await sql.findStatement(ctx.tx, id)
  if (!row) throw statementUnknown()
  const { pack } = await getRelease(ctx.tx, row.pack_release)
  const card = await cardOf(ctx, row)
  const lines = await sql.linesOf(ctx.tx, id)
  return {
    ...(await summary(ctx, row)),
    rateCard: row.rate_card,
    packRelease: row.pack_release,
    issuer: row.issuer ?? unwritten(row.provider, row.provider_name),
    recipient: row.recipient ?? unwritten(row.payer, row.payer_name),
    capPerPerson: capOf(card),
    entitled: canonical(row.entitled, row.currency),
    settled: canonical(row.settled, row.currency),
    reference: row.reference,
    issuedAt: row.issued_at,
    lines: lines.map((line) => showLine(pack, row.currency, line)),
  }
}
