// The handlers of settlement: sign contracts, issue statements, book them in double entry; no result is paid
// twice.
import { fromMinor, toMinor, type Money } from '../../kernel/money.ts'
import type { Label, Pack, RateCard } from '../../kernel/pack.ts'
import {
  answer,
  on,
  type Capability,
  type CommandContext,
  type QueryContext,
} from '../../platform/capability.ts'
import { getRelease } from '../../platform/packs.ts'
import { organisationUnknown } from '../../identity/organisations/problems.ts'
import {
  getLedger,
  getStatement,
  issueStatement,
  listContracts,
  listStatements,
  previewStatement,
  recordPayment,
  signContract,
  type Contract,
  type Statement,
  type StatementLine,
  type StatementSummary,
} from './operations.ts'
import * as policy from './policy.ts'
import {
  contractAlreadySigned,
  contractPartyNotAllowed,
  contractUnknown,
  paymentAlreadyRecorded,
  paymentInFuture,
  rateCardUnknown,
  statementNothingDue,
  statementUnknown,
} from './problems.ts'
import {
  balances,
  entitle,
  fits,
  isPriced,
  postingOfPayment,
  postingsOf,
  settle,
  termsOf,
  total,
  type SettledLine,
  type Posting,
} from './rules.ts'
import * as sql from './sql.ts'

type Reading = Pick<QueryContext, 'tx'>

export const capability: Capability = {
  name: 'settlement',
  constraints: {
    contract_once: contractAlreadySigned,
    contract_two_sides: contractPartyNotAllowed,
    payment_once: paymentAlreadyRecorded,
  },
  handlers: [
    on(signContract, { may: policy.sign, run: sign }),
    on(issueStatement, { may: policy.issue, run: issue }),
    on(recordPayment, { may: policy.pay, run: pay }),
    answer(listContracts, {
      may: policy.read,
      async run(ctx, { count, ...by }) {
        const cards = ctx.pack.pack.rateCards.map(({ code, title }) => [code, Object.values(title).join(' ')])
        const sought = { ...by, titles: Object.fromEntries(cards) as Record<string, string> }
        const { rows, ...next } = await sql.contracts(ctx.tx, sought)
        return {
          contracts: await Promise.all(rows.map((row) => show(ctx, row))),
          offers: await offers(ctx),
          ...next,
          ...(count && { total: await sql.countContracts(ctx.tx, sought) }),
        }
      },
    }),
    answer(previewStatement, {
      may: policy.read,
      async run(ctx, input) {
        const contract = await findContract(ctx, input.contract)
        const { pack } = await getRelease(ctx.tx, contract.pack_release)
        // Payer and provider see the same sum; with the payer's own row scope the claims would be missing.
        const { lines } = await ctx.asSystem(() => compute(ctx, contract, 'look'))
        const sum = money(total(lines), contract.currency)
        return {
          total: sum,
          lines: lines.map((line) => showLine(pack, contract.currency, rowOf(line, contract.currency))),
        }
      },
    }),
    answer(listStatements, {
      may: policy.read,
      async run(ctx, { contract }) {
        const rows = await sql.statements(ctx.tx, contract)
        return { statements: await Promise.all(rows.map((row) => summary(ctx, row))) }
      },
    }),
    answer(getStatement, { may: policy.read, run: detail }),
    answer(getLedger, {
      may: policy.read,
      async run(ctx, input) {
        const { currency } = await findContract(ctx, input.contract)
        const rows = await sql.postingsOf(ctx.tx, input.contract)
        const amounts = rows.map((row) => ({ ...row, amount: toMinor({ amount: row.amount, currency }) }))
        return {
          postings: amounts.map(({ posted_on: postedOn, ...row }) => ({
            ...row,
            postedOn,
            amount: money(row.amount, currency),
          })),
          balances: [...balances(amounts)].map(([account, balance]) => ({
            account,
            balance: money(balance, currency),
          })),
        }
      },
    }),
  ],
}

const money = (minor: bigint, currency: string): Money => fromMinor(minor, currency)

async function findContract(ctx: Reading, id: string): Promise<sql.ContractRow> {
  const contract = await sql.findContract(ctx.tx, id)
  if (!contract) throw contractUnknown()
  return contract
}

/** The rate card in the release that the contract was signed under. */
async function cardOf(
  ctx: Reading,
  contract: Pick<sql.ContractRow, 'pack_release' | 'rate_card'>,
): Promise<RateCard> {
  const { pack } = await getRelease(ctx.tx, contract.pack_release)
  return pack.rateCards.find(({ code }) => code === contract.rate_card) as RateCard
}

async function sign(
  ctx: CommandContext,
  input: { id: string; provider: string; rateCard: string; startsOn?: string | undefined },
) {
  const card = ctx.pack.pack.rateCards.find(({ code }) => code === input.rateCard)
  if (!card) throw rateCardUnknown()
  const all = await sql.organisations(ctx.tx)
  const provider = all.find(({ id }) => id === input.provider)
  if (!provider) throw organisationUnknown()
  const payer = { class: ctx.actor.organisationClass, name: ctx.actor.organisationName }
  if (!fits(card.payer, payer) || !fits(card.provider, provider)) throw contractPartyNotAllowed()
  await sql.insertContract(ctx.tx, {
    id: input.id,
    payer: ctx.actor.organisation,
    provider: provider.id,
    rateCard: card.code,
    release: ctx.pack.id,
    currency: card.currency,
    startsOn: input.startsOn ?? card.from,
    by: ctx.actor.user,
    at: ctx.occurredAt,
  })
  return { id: input.id }
}

/** Rate cards under which this organisation may be payer, and the providers allowed. */
async function offers(ctx: QueryContext) {
  if (policy.sign(ctx.actor) !== true) return []
  const payer = { class: ctx.actor.organisationClass, name: ctx.actor.organisationName }
  const cards = ctx.pack.pack.rateCards.filter((card) => fits(card.payer, payer))
  const all = (await sql.organisations(ctx.tx)).filter(({ id }) => id !== ctx.actor.organisation)
  return cards.map((card) => ({
    rateCard: card.code,
    title: card.title,
    providers: all.filter((each) => fits(card.provider, each)).map(({ id, name }) => ({ id, name })),
  }))
}

/** A line with its claim's pseudonym, outcome and date. */
type Stated = SettledLine & { pseudonym: string; outcome: string; achievedOn: string }

/**
 * Cumulative entitlement less what was settled. `hold` first reserves the results for this contract, so that
 * no other contract pays them; `look` only leaves out results that it can see are reserved by others.
 */
async function compute(
  ctx: Reading,
  contract: sql.ContractRow,
  mode: 'hold' | 'look',
): Promise<{ lines: Stated[]; entitled: bigint; settled: bigint }> {
  const card = await cardOf(ctx, contract)
  const terms = termsOf(card)
  const priced = (await sql.verifiedClaims(ctx.tx, contract.provider)).filter(
    (claim) =>
      claim.due_on >= contract.starts_on &&
      isPriced(terms, { outcome: claim.outcome, achievedOn: claim.due_on }),
  )
  if (mode === 'hold') await sql.hold(ctx.tx, contract, priced)
  const holders = new Map((await sql.held(ctx.tx)).map((row) => [`${row.pseudonym} ${row.family}`, row]))
  const eligible = priced.filter((claim) => {
    const key = `${claim.pseudonym} ${claim.family}`
    const holder = holders.get(key)
    if (!holder && mode === 'look') holders.set(key, { ...claim, contract: contract.id, claim: claim.id })
    return holder ? holder.claim === claim.id && holder.contract === contract.id : mode === 'look'
  })
  const before = await sql.settledClaims(ctx.tx, contract.id)
  const settled = new Map(
    before.map((row) => [row.claim, toMinor({ amount: row.settled, currency: contract.currency })]),
  )
  const results = eligible.map((claim) => ({
    claim: claim.id,
    subject: claim.pseudonym,
    outcome: claim.outcome,
    achievedOn: claim.due_on,
  }))
  const allocations = entitle(results, terms)
  const about = new Map<string, { pseudonym: string; outcome: string; achievedOn: string }>()
  for (const row of before) about.set(row.claim, { ...row, achievedOn: row.achieved_on })
  for (const row of eligible) about.set(row.id, { ...row, achievedOn: row.due_on })
  const lines = settle(allocations, settled).map((line) => {
    const { pseudonym = '', outcome = '', achievedOn = '' } = about.get(line.claim) ?? {}
    return { ...line, pseudonym, outcome, achievedOn }
  })
  const sum = (values: Iterable<bigint>) => [...values].reduce((all, each) => all + each, 0n)
  return { lines, entitled: sum(allocations.map((each) => each.entitled)), settled: sum(settled.values()) }
}

function rowOf(line: Stated, currency: string): sql.NewLine {
  const amount = (minor: bigint) => money(minor, currency).amount
  return {
    claim: line.claim,
    pseudonym: line.pseudonym,
    outcome: line.outcome,
    achieved_on: line.achievedOn,
    price: amount(line.price),
    entitled: amount(line.entitled),
    settled: amount(line.settled),
    amount: amount(line.amount),
  }
}

async function issue(ctx: CommandContext, input: { id: string; contract: string }) {
  await sql.lockContract(ctx.tx, input.contract)
  const contract = await findContract(ctx, input.contract)
  // The payer sees the contract too, but only the provider issues its statements.
  if (contract.provider !== ctx.actor.organisation) throw contractUnknown()
  const { lines, entitled, settled } = await compute(ctx, contract, 'hold')
  if (lines.length === 0) throw statementNothingDue()
  const amount = (minor: bigint) => money(minor, contract.currency).amount
  const number = await sql.nextNumber(ctx.tx, contract.provider)
  await sql.insertStatement(ctx.tx, contract, {
    id: input.id,
    number,
    entitled: amount(entitled),
    settled: amount(settled),
    total: amount(total(lines)),
    issuedOn: ctx.today,
    by: ctx.actor.user,
    at: ctx.occurredAt,
  })
  await sql.insertLines(
    ctx.tx,
    contract,
    input.id,
    lines.map((line) => rowOf(line, contract.currency)),
  )
  await book(ctx, contract, input.id, postingsOf(lines))
  for (const line of lines) {
    if (line.settled === 0n && line.amount > 0n)
      ctx.enqueue('outcome.tell', { id: line.claim, state: 'paid', told: ctx.newId() })
  }
  return { id: input.id, number, total: money(total(lines), contract.currency) }
}

async function book(
  ctx: CommandContext,
  contract: Pick<sql.ContractRow, 'id' | 'payer' | 'provider' | 'currency'>,
  statement: string,
  postings: readonly Posting[],
): Promise<void> {
  for (const { debit, credit, amount } of postings) {
    await sql.insertPosting(ctx.tx, {
      id: ctx.newId(),
      organisation: contract.provider,
      sharedWith: contract.payer,
      contract: contract.id,
      statement,
      debit,
      credit,
      amount: money(amount, contract.currency).amount,
      currency: contract.currency,
      on: ctx.today,
      at: ctx.receivedAt,
    })
  }
}

async function pay(
  ctx: CommandContext,
  input: { id: string; statement: string; paidOn: string; reference?: string | undefined },
) {
  const statement = await sql.findStatement(ctx.tx, input.statement)
  if (!statement || statement.payer !== ctx.actor.organisation) throw statementUnknown()
  if (input.paidOn > ctx.today) throw paymentInFuture()
  await sql.insertPayment(ctx.tx, statement, {
    id: input.id,
    paidOn: input.paidOn,
    reference: input.reference ?? null,
    by: ctx.actor.user,
    at: ctx.occurredAt,
  })
  const amount = toMinor({ amount: statement.total, currency: statement.currency })
  await book(ctx, { ...statement, id: statement.contract }, statement.id, postingOfPayment(amount))
  return { id: input.id }
}

function outcomeLabel(pack: Pack, code: string): Label {
  return pack.outcomes.find((outcome) => outcome.code === code)?.label ?? { [pack.locales[0] ?? 'en']: code }
}

/**
 * The database returns numeric with the decimals as stored; the canonical form has the currency's decimals.
 */
const canonical = (amount: string, currency: string): Money =>
  fromMinor(toMinor({ amount, currency }), currency)

function showLine(pack: Pack, currency: string, row: sql.NewLine): StatementLine {
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

async function show(ctx: Reading, row: sql.ContractRow): Promise<Contract> {
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
    lines: card.lines.map(({ outcome, price }) => ({
      outcome,
      label: outcomeLabel(pack, outcome),
      price: canonical(price, currency),
    })),
    capPerPerson: card.capPerPerson === undefined ? null : canonical(card.capPerPerson, currency),
    settled: canonical(row.settled, currency),
    paid: canonical(row.paid, currency),
  }
}

async function summary(ctx: Reading, row: sql.StatementRow): Promise<StatementSummary> {
  return {
    id: row.id,
    number: row.number,
    contract: row.contract,
    title: (await cardOf(ctx, row)).title,
    payer: { id: row.payer, name: row.payer_name },
    provider: { id: row.provider, name: row.provider_name },
    issuedOn: row.issued_on,
    total: canonical(row.total, row.currency),
    paidOn: row.paid_on,
  }
}

async function detail(ctx: QueryContext, { id }: { id: string }): Promise<Statement> {
  const row = await sql.findStatement(ctx.tx, id)
  if (!row) throw statementUnknown()
  const { pack } = await getRelease(ctx.tx, row.pack_release)
  const card = await cardOf(ctx, row)
  const lines = await sql.linesOf(ctx.tx, id)
  return {
    ...(await summary(ctx, row)),
    rateCard: row.rate_card,
    packRelease: row.pack_release,
    capPerPerson: card.capPerPerson === undefined ? null : canonical(card.capPerPerson, row.currency),
    entitled: canonical(row.entitled, row.currency),
    settled: canonical(row.settled, row.currency),
    reference: row.reference,
    issuedAt: row.issued_at,
    lines: lines.map((line) => showLine(pack, row.currency, line)),
  }
}
