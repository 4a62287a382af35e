// Computes what is owed for verified results, in whole minor units, and the double-entry postings that book
// it; pure functions.
import type { FactKind } from '../../kernel/fact.ts'
import { fromMinor, toMinor } from '../../kernel/money.ts'
import type { EXAMPLE_STATES, Pack, Party, RateCard } from '../../kernel/packs/pack.ts'
import type { PlainDate } from '../../kernel/time.ts'
import type { ContractState } from './operations.ts'
import { detect, fieldsOfKinds, standing } from '../outcomes/operations.ts'

/** A verified result of one person under one contract; `subject` is whoever the cap per person counts for. */
export type Result = {
  readonly claim: string
  readonly subject: string
  readonly outcome: string
  readonly achievedOn: PlainDate
}

/** Prices and cap in minor units of `currency`. */
export type Terms = {
  readonly currency: string
  readonly prices: ReadonlyMap<string, bigint>
  readonly cap: bigint | undefined
  /** The most that the contract pays in all. */
  readonly ceiling?: bigint | undefined
  readonly from: PlainDate
  readonly until: PlainDate | undefined
}

/** What one claim is entitled to: its price, or what the cap left of it. Minor units. */
export type Allocation = { readonly claim: string; readonly price: bigint; readonly entitled: bigint }

/** A line of a statement: `amount` is due now, `settled` was in earlier statements. Minor units. */
export type SettledLine = Allocation & { readonly settled: bigint; readonly amount: bigint }

/**
 * The terms of a rate card.
 * @throws RangeError when a price has more decimals than its currency (`pack check` finds that before it is
 * loaded).
 */
export function termsOf(card: RateCard, ceiling?: string): Terms {
  const minor = (amount: string) => toMinor({ amount, currency: card.currency })
  return {
    currency: card.currency,
    prices: new Map(card.lines.map((line) => [line.outcome, minor(line.price)])),
    cap: card.capPerPerson === undefined ? undefined : minor(card.capPerPerson),
    ceiling: ceiling === undefined ? undefined : minor(ceiling),
    from: card.from,
    until: card.until,
  }
}

/** Whether a rate card allows an organisation as that party. */
export function fits(party: Party, organisation: { class: string; name: string }): boolean {
  const classes = party.class === undefined ? undefined : [party.class].flat()
  if (classes && !(classes as string[]).includes(organisation.class)) return false
  return party.organisation === undefined || party.organisation === organisation.name
}

/** Whether the terms price a result: its outcome is on the card and it was achieved in the card's period. */
export function isPriced(terms: Terms, result: Pick<Result, 'outcome' | 'achievedOn'>): boolean {
  if (!terms.prices.has(result.outcome) || result.achievedOn < terms.from) return false
  return terms.until === undefined || result.achievedOn <= terms.until
}

/**
 * Cumulative entitlement: walks the results by day achieved, then by id, and pays each the lesser of its
 * price, what is left of the person's cap, and what is left of the contract's ceiling (docs/outcomes.md).
 */
export function entitle(results: readonly Result[], terms: Terms): Allocation[] {
  const left = new Map<string, bigint>()
  let room = terms.ceiling
  return [...results].sort(byDay).map((result) => {
    const price = isPriced(terms, result) ? (terms.prices.get(result.outcome) ?? 0n) : 0n
    const headroom = left.get(result.subject) ?? terms.cap
    const entitled = [headroom, room].reduce<bigint>(
      (least, limit) => (limit === undefined || least < limit ? least : limit),
      price,
    )
    if (headroom !== undefined) left.set(result.subject, headroom - entitled)
    if (room !== undefined) room -= entitled
    return { claim: result.claim, price, entitled }
  })
}

function byDay(a: Result, b: Result): number {
  if (a.achievedOn !== b.achievedOn) return a.achievedOn < b.achievedOn ? -1 : 1
  return a.claim < b.claim ? -1 : a.claim > b.claim ? 1 : 0
}

/**
 * Cumulative entitlement less what was settled, claim by claim. A claim that was settled and is no longer
 * entitled to anything (voided) gives a negative line. Lines of zero are left out: settling twice gives no
 * lines.
 */
export function settle(entitled: readonly Allocation[], settled: ReadonlyMap<string, bigint>): SettledLine[] {
  const gone = [...settled.keys()]
    .filter((claim) => !entitled.some((each) => each.claim === claim))
    .map((claim) => ({ claim, price: 0n, entitled: 0n }))
  return [...entitled, ...gone]
    .map((each) => {
      const before = settled.get(each.claim) ?? 0n
      return { ...each, settled: before, amount: each.entitled - before }
    })
    .filter((line) => line.amount !== 0n)
}

/** Sum of the lines in minor units; negative means that the provider owes it back. */
export function total(lines: readonly Pick<SettledLine, 'amount'>[]): bigint {
  return lines.reduce((sum, line) => sum + line.amount, 0n)
}

/** The days of a rate card; without `until` it has no last one. */
type CardDays = { readonly from: PlainDate; readonly until?: PlainDate | null | undefined }

/** Where a day lies beside those of a rate card, of which it may be the first or the last; undefined among them. */
export const besideCard = ({ from, until }: CardDays, day: PlainDate): 'before' | 'after' | undefined =>
  day < from ? 'before' : until && day > until ? 'after' : undefined

/** The day on which a contract begins unless another is chosen: of the rate card the one nearest to today. */
export function usualStart(card: CardDays, today: PlainDate): PlainDate {
  const beside = besideCard(card, today)
  return beside === undefined ? today : beside === 'before' ? card.from : (card.until ?? today)
}

/** Whether a contract has begun, and whether its rate card still holds: its last day belongs to it. */
export const contractState = (
  { startsOn, until }: { startsOn: PlainDate; until: PlainDate | null },
  today: PlainDate,
): ContractState => (until !== null && until < today ? 'ended' : startsOn > today ? 'coming' : 'running')

/**
 * Accounts of a contract: what results cost the payer, what is owed to the provider, and the payer's bank.
 */
export const ACCOUNTS = ['results', 'payable', 'bank'] as const
export type Account = (typeof ACCOUNTS)[number]

/**
 * One posting of double entry: the amount leaves `credit` and arrives at `debit`, so every posting balances
 * by itself.
 */
export type Posting = { readonly debit: Account; readonly credit: Account; readonly amount: bigint }

/** The postings of a statement: additions and reversals separately, for the ledger must show both. */
export function postingsOf(lines: readonly Pick<SettledLine, 'amount'>[]): Posting[] {
  const added = total(lines.filter((line) => line.amount > 0n))
  const taken = -total(lines.filter((line) => line.amount < 0n))
  const postings: Posting[] = [
    { debit: 'results', credit: 'payable', amount: added },
    { debit: 'payable', credit: 'results', amount: taken },
  ]
  return postings.filter((posting) => posting.amount > 0n)
}

/** The posting of a payment; a negative one is the provider's repayment. */
export function postingOfPayment(amount: bigint): Posting[] {
  if (amount === 0n) return []
  return amount > 0n
    ? [{ debit: 'payable', credit: 'bank', amount }]
    : [{ debit: 'bank', credit: 'payable', amount: -amount }]
}

/** Debits less credits of every account. The sum over all accounts is always zero. */
export function balances(postings: readonly Posting[]): ReadonlyMap<Account, bigint> {
  const balance = new Map<Account, bigint>([
    ['results', 0n],
    ['payable', 0n],
    ['bank', 0n],
  ])
  for (const { debit, credit, amount } of postings) {
    balance.set(debit, (balance.get(debit) ?? 0n) + amount)
    balance.set(credit, (balance.get(credit) ?? 0n) - amount)
  }
  return balance
}

/** An example of a pack: facts and evidence, evaluated on a date. */
export type Example = {
  readonly asOf: PlainDate
  readonly facts: readonly {
    readonly person: string
    readonly kind: string
    readonly occurredOn: PlainDate
    readonly data: Readonly<Record<string, unknown>>
    readonly snapshot?: Readonly<Record<string, string>> | undefined
  }[]
  readonly evidence: readonly {
    readonly person: string
    readonly outcome: string
    readonly types: readonly string[]
  }[]
}

type ExampleState = (typeof EXAMPLE_STATES)[number]
export type ExampleResult = {
  outcomes: { person: string; outcome: string; state: ExampleState; on: PlainDate }[]
  payments: { rateCard: string; person: string; amount: string }[]
}

/**
 * The result of an example by the same rules as for real claims, with everything achieved and proven taken as
 * verified. An outcome whose clock is broken and waits for a new start is left out.
 */
export function evaluateExample(pack: Pack, example: Example, kinds: readonly FactKind[]): ExampleResult {
  const fieldsOf = fieldsOfKinds(kinds)
  const persons = [...new Set(example.facts.map((fact) => fact.person))]
  const outcomes = persons.flatMap((person) => {
    const facts = example.facts.flatMap((fact, at) =>
      fact.person === person
        ? [
            {
              ...fact,
              snapshot: fact.snapshot ?? {},
              id: String(at).padStart(6, '0'),
              organisation: '',
              sharedWith: [],
              packRelease: '',
            },
          ]
        : [],
    )
    return detect(new Map([['', pack]]), facts, example.asOf, fieldsOf).flatMap((found) => {
      const rules = pack.outcomes.find(({ code }) => code === found.outcome)?.evidence ?? []
      const onFile = example.evidence.filter(
        (each) => each.person === person && each.outcome === found.outcome,
      )
      const state = standing(
        found.state,
        rules,
        onFile.flatMap(({ types }) => types),
      )
      if (state === 'broken') return []
      return [
        {
          person,
          outcome: found.outcome,
          state: state === 'ready' ? ('achieved' as const) : state,
          on: found.dueOn,
        },
      ]
    })
  })
  const results = outcomes
    .filter(({ state }) => state === 'achieved')
    .map(({ person, outcome, on }) => ({
      claim: `${person} ${outcome}`,
      subject: person,
      outcome,
      achievedOn: on,
    }))
  const payments = pack.rateCards.flatMap((card) =>
    persons.flatMap((person) => {
      const sum = entitle(
        results.filter(({ subject }) => subject === person),
        termsOf(card),
      ).reduce((all, { entitled }) => all + entitled, 0n)
      return sum === 0n ? [] : [{ rateCard: card.code, person, amount: fromMinor(sum, card.currency).amount }]
    }),
  )
  return { outcomes, payments }
}
