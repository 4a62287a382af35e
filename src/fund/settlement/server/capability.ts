// The handlers of settlement: sign contracts, issue statements, book them in double entry; no result is paid
// twice.
import type { ParsedOf } from '../../../kernel/command.ts'
import { toMinor } from '../../../kernel/money.ts'
import type { Pack } from '../../../kernel/packs/pack.ts'
import {
  answer,
  on,
  type Capability,
  type CommandContext,
  type QueryContext,
} from '../../../platform/capability.ts'
import { getRelease } from '../../../platform/packs/packs.ts'
import { organisationUnknown } from '../../../identity/organisations/problems.ts'
import {
  getLedger,
  getStatement,
  issueStatement,
  listContracts,
  listStatements,
  previewStatement,
  recordPayment,
  signContract,
  statementFigures,
} from '../operations.ts'
import * as policy from '../policy.ts'
import {
  contractAlreadySigned,
  contractBeginsOutside,
  contractPartyNotAllowed,
  contractUnknown,
  paymentAlreadyRecorded,
  paymentInFuture,
  rateCardUnknown,
  statementNothingDue,
  statementUnknown,
} from '../problems.ts'
import { balances, besideCard, fits, postingOfPayment, postingsOf, total, type Posting } from '../rules.ts'
import * as sql from '../sql/statements.ts'
import * as contracts from '../sql/contracts.ts'
import { cardOf, compute, findContract, money, rowOf, waitingFor } from './computing.ts'
import { figures } from './figures.ts'
import { contractsFile, statementsFile } from './file.ts'
import { capOf, detail, heading, pricesOf, show, showLine, summary } from './showing.ts'

export const capability: Capability = {
  name: 'settlement',
  routes: [contractsFile, statementsFile],
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
        const ends = by.state === undefined ? {} : await endsOf(ctx)
        const sought = { ...by, titles: titlesOf(ctx.pack.pack), today: ctx.today, ends }
        const { rows, ...next } = await contracts.contracts(ctx.tx, sought)
        return {
          contracts: await Promise.all(rows.map((row) => show(ctx, row))),
          offers: await offers(ctx),
          ...next,
          ...(count && {
            total: await contracts.countContracts(ctx.tx, sought),
            payers: await contracts.payers(ctx.tx),
          }),
        }
      },
    }),
    answer(previewStatement, {
      may: policy.read,
      async run(ctx, input) {
        const contract = await findContract(ctx, input.contract)
        const { pack } = await getRelease(ctx.tx, contract.pack_release)
        // Payer and provider see the same sum; with the payer's own row scope the claims would be missing.
        const { lines, waiting } = await ctx.asSystem(async () => {
          const due = await compute(ctx, contract, 'look')
          return { lines: due.lines, waiting: await waitingFor(ctx, contract, total(due.lines)) }
        })
        return {
          total: money(total(lines), contract.currency),
          waiting,
          lines: lines.map((line) => showLine(pack, contract.currency, rowOf(line, contract.currency))),
          ...(await heading(ctx, contract)),
        }
      },
    }),
    answer(listStatements, {
      may: policy.read,
      async run(ctx, { count, ...by }) {
        const sought = { ...by, titles: titlesOf(ctx.pack.pack), today: ctx.today }
        const { rows, ...next } = await sql.statements(ctx.tx, sought)
        return {
          statements: await Promise.all(rows.map((row) => summary(ctx, row))),
          ...next,
          ...(count && { total: await sql.countStatements(ctx.tx, sought) }),
        }
      },
    }),
    answer(getStatement, { may: policy.read, run: detail }),
    answer(statementFigures, { may: policy.read, run: figures }),
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

async function sign(ctx: CommandContext, input: ParsedOf<typeof signContract>) {
  const card = ctx.pack.pack.rateCards.find(({ code }) => code === input.rateCard)
  if (!card) throw rateCardUnknown()
  const all = await sql.organisations(ctx.tx)
  const provider = all.find(({ id }) => id === input.provider)
  if (!provider) throw organisationUnknown()
  const payer = { class: ctx.actor.organisationClass, name: ctx.actor.organisationName }
  if (!fits(card.payer, payer) || !fits(card.provider, provider)) throw contractPartyNotAllowed()
  const startsOn = input.startsOn ?? card.from
  if (besideCard(card, startsOn)) throw contractBeginsOutside()
  await sql.insertContract(ctx.tx, {
    id: input.id,
    payer: ctx.actor.organisation,
    provider: provider.id,
    rateCard: card.code,
    release: ctx.pack.id,
    currency: card.currency,
    startsOn,
    ceiling: input.ceiling ?? null,
    paymentDays: input.paymentDays ?? null,
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
    lines: pricesOf(ctx.pack.pack, card),
    currency: card.currency,
    capPerPerson: capOf(card),
    from: card.from,
    until: card.until ?? null,
  }))
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
    ...(await heading(ctx, contract)),
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

/** The words of the rate cards of the current release: what contracts and statements are found by. */
const titlesOf = ({ rateCards }: Pack): Record<string, string> =>
  Object.fromEntries(rateCards.map(({ code, title }) => [code, Object.values(title).join(' ')]))

/** A contract ends with its rate card, as it stood in the release that was signed. */
async function endsOf(ctx: QueryContext): Promise<Record<string, string>> {
  const ends: Record<string, string> = {}
  for (const signed of await contracts.cardsInForce(ctx.tx)) {
    const { until } = await cardOf(ctx, signed)
    if (until !== undefined) ends[contracts.cardKey(signed)] = until
  }
  return ends
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
  // As when it was stated: the payer never learns whose they are.
  for (const line of await sql.linesOf(ctx.tx, statement.id))
    if (Number(line.amount) > 0)
      ctx.enqueue('outcome.tell', { id: line.claim, state: 'settled', told: ctx.newId() })
  return { id: input.id }
}
