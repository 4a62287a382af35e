// What a contract owes now: cumulative entitlement less what its statements said.
import { fromMinor, toMinor, type Money } from '../../../kernel/money.ts'
import type { RateCard } from '../../../kernel/packs/pack.ts'
import type { QueryContext } from '../../../platform/capability.ts'
import { getRelease } from '../../../platform/packs/packs.ts'
import { standsFrom, standsSince } from '../../outcomes/operations.ts'
import { keepVerified } from '../../outcomes/reads.ts'
import { contractUnknown } from '../problems.ts'
import { entitle, isPriced, settle, termsOf, total, type SettledLine } from '../rules.ts'
import * as sql from '../sql/statements.ts'

export type Reading = Pick<QueryContext, 'tx'>

export const money = (minor: bigint, currency: string): Money => fromMinor(minor, currency)

export async function findContract(ctx: Reading, id: string): Promise<sql.ContractRow> {
  const contract = await sql.findContract(ctx.tx, id)
  if (!contract) throw contractUnknown()
  return contract
}

/** The rate card in the release that the contract was signed under. */
export async function cardOf(
  ctx: Reading,
  contract: Pick<sql.ContractRow, 'pack_release' | 'rate_card'>,
): Promise<RateCard> {
  const { pack } = await getRelease(ctx.tx, contract.pack_release)
  return pack.rateCards.find(({ code }) => code === contract.rate_card) as RateCard
}

/** A line with its claim's pseudonym, outcome and date. */
export type Stated = SettledLine & { pseudonym: string; outcome: string; achievedOn: string }

/**
 * Cumulative entitlement less what was settled, of the results that were accepted until `decidedBy`; only those whose
 * acceptance can no longer be taken back are stated. `hold` first reserves the results for this contract, so that
 * no other contract pays them; `look` only leaves out results that it can see are reserved by others.
 */
export async function compute(
  ctx: Reading & Pick<QueryContext, 'receivedAt'>,
  contract: sql.ContractRow,
  mode: 'hold' | 'look',
  decidedBy = standsSince(ctx.receivedAt),
): Promise<{ lines: Stated[]; entitled: bigint; settled: bigint; lastDecidedAt: string }> {
  const card = await cardOf(ctx, contract)
  const terms = termsOf(card, contract.ceiling ?? undefined)
  const verified = await sql.verifiedClaims(ctx.tx, contract.provider, decidedBy)
  const candidates = verified.filter(
    (claim) =>
      claim.due_on >= contract.starts_on &&
      isPriced(terms, { outcome: claim.outcome, achievedOn: claim.due_on }),
  )
  const ids = candidates.map(({ id }) => id)
  const kept = mode === 'hold' ? await keepVerified(ctx.tx, ids) : new Set(ids)
  const priced = candidates.filter(({ id }) => kept.has(id))
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
  return {
    lines,
    entitled: sum(allocations.map((each) => each.entitled)),
    settled: sum(settled.values()),
    lastDecidedAt: eligible.reduce((last, { decided_at: at }) => (at > last ? at : last), ''),
  }
}

/**
 * What is verified and not due yet, because its acceptance can still be taken back, and until when; null when nothing
 * is.
 */
export async function waitingFor(
  ctx: Reading & Pick<QueryContext, 'receivedAt'>,
  contract: sql.ContractRow,
  due: bigint,
): Promise<{ total: Money; until: string } | null> {
  const all = await compute(ctx, contract, 'look', ctx.receivedAt)
  const more = total(all.lines) - due
  return more > 0n ? { total: money(more, contract.currency), until: standsFrom(all.lastDecidedAt) } : null
}

export function rowOf(line: Stated, currency: string): sql.NewLine {
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
