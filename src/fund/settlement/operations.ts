// Operations of settlement: contracts between payer and provider, statements, payments and their ledger.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { Money } from '../../kernel/money.ts'
import { Label } from '../../kernel/packs/pack.ts'
import { Paged, paged } from '../../kernel/paging.ts'
import { PlainDate } from '../../kernel/time.ts'
import { Id, Instant, SingleLine } from '../../kernel/words.ts'
import { organisationUnknown } from '../../identity/organisations/problems.ts'
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
} from './problems.ts'
import { ACCOUNTS } from './rules.ts'

const Party = z.object({ id: Id, name: z.string() })
const RateCardCode = z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$/u))

const Account = z.enum(ACCOUNTS)
const Price = z.object({ outcome: z.string(), label: Label, price: Money })

/** An organisation as an invoice writes it. */
const InvoiceParty = z.object({
  ...Party.shape,
  taxNumber: z.nullable(z.string()),
  address: z.nullable(z.string()),
  bankAccount: z.nullable(z.string()),
})
export type InvoiceParty = z.infer<typeof InvoiceParty>

export const Contract = z.object({
  id: Id,
  title: Label,
  rateCard: z.string(),
  packRelease: z.string(),
  payer: Party,
  provider: Party,
  startsOn: PlainDate,
  until: z.nullable(PlainDate),
  lines: z.array(Price),
  capPerPerson: z.nullable(Money),
  /** The most that the contract pays, and what is left of it after all statements so far. */
  ceiling: z.nullable(Money),
  left: z.nullable(Money),
  /** Days in which a statement is to be paid. */
  paymentDays: z.nullable(z.int()),
  /** The total of all statements so far, and how much of it is paid. */
  settled: Money,
  paid: Money,
})
export type Contract = z.infer<typeof Contract>

export const StatementLine = z.object({
  claim: Id,
  pseudonym: z.string(),
  outcome: z.string(),
  label: Label,
  achievedOn: PlainDate,
  price: Money,
  /** The entitled amount after the cap per person. */
  entitled: Money,
  /** The amount in earlier statements. */
  settled: Money,
  amount: Money,
})
export type StatementLine = z.infer<typeof StatementLine>

export const StatementSummary = z.object({
  id: Id,
  number: z.int(),
  contract: Id,
  title: Label,
  payer: Party,
  provider: Party,
  issuedOn: PlainDate,
  /** Null where the contract has agreed on none. */
  dueOn: z.nullable(PlainDate),
  total: Money,
  paidOn: z.nullable(PlainDate),
})
export type StatementSummary = z.infer<typeof StatementSummary>

export const Statement = z.object({
  ...StatementSummary.shape,
  rateCard: z.string(),
  packRelease: z.string(),
  /** As they were on the day of issue. */
  issuer: InvoiceParty,
  recipient: InvoiceParty,
  capPerPerson: z.nullable(Money),
  entitled: Money,
  settled: Money,
  reference: z.nullable(z.string()),
  issuedAt: Instant,
  lines: z.array(StatementLine),
})
export type Statement = z.infer<typeof Statement>

export const signContract = command({
  name: 'contract.sign',
  exposure: 'person',
  summary: 'A payer puts a rate card in force with a provider, at the prices of the current pack release.',
  input: z.strictObject({
    id: Id,
    provider: Id,
    rateCard: RateCardCode,
    /** A day of the rate card: results from it on are paid; by default the rate card's first day. */
    startsOn: z.optional(PlainDate),
    /** The most that it pays in all, in whole units of the card's currency; without it there is no such limit. */
    ceiling: z.optional(z.int().check(z.minimum(1), z.maximum(1_000_000_000_000))),
    /** Days in which a statement is to be paid. */
    paymentDays: z.optional(z.int().check(z.minimum(1), z.maximum(365))),
  }),
  refreshes: ['contract'],
  output: z.object({ id: Id }),
  problems: [
    rateCardUnknown,
    organisationUnknown,
    contractPartyNotAllowed,
    contractBeginsOutside,
    contractAlreadySigned,
  ],
})

/** `coming`: its first day has not come. `ended`: the last day of its rate card is over. */
export const ContractState = z.enum(['coming', 'running', 'ended'])
export type ContractState = z.infer<typeof ContractState>

export const listContracts = query({
  name: 'contract.list',
  exposure: 'person',
  summary: 'Contracts the organisation pays or is paid under, with what was settled and paid.',
  input: z.strictObject({
    party: z.optional(Id),
    payer: z.optional(Id),
    state: z.optional(ContractState),
    ...paged(['signed', 'starts', 'provider']),
  }),
  output: z.object({
    contracts: z.array(Contract),
    ...Paged,
    /** Who pays under any of them, where the list is counted. */
    payers: z.optional(z.array(Party)),
    /**
     * Rate cards of the current release under which this organisation may pay, with the providers it may sign
     * with.
     */
    offers: z.array(
      z.object({
        rateCard: z.string(),
        title: Label,
        providers: z.array(Party),
        lines: z.array(Price),
        currency: z.string(),
        capPerPerson: z.nullable(Money),
        from: PlainDate,
        until: z.nullable(PlainDate),
      }),
    ),
  }),
})

export const previewStatement = query({
  name: 'statement.preview',
  exposure: 'person',
  summary: 'What a statement issued now would say.',
  input: z.strictObject({ contract: Id }),
  output: z.object({
    total: Money,
    lines: z.array(StatementLine),
    /** What is verified and comes into a statement once the acceptance can no longer be taken back. */
    waiting: z.nullable(z.object({ total: Money, until: Instant })),
    issuer: InvoiceParty,
    recipient: InvoiceParty,
    dueOn: z.nullable(PlainDate),
  }),
  problems: [contractUnknown],
})

/** Settling twice pays nothing: when nothing changed since the last statement, none is issued. */
export const issueStatement = command({
  name: 'statement.issue',
  exposure: 'person',
  summary: 'A provider states what verified results are entitled to and earlier statements have not said.',
  input: z.strictObject({ id: Id, contract: Id }),
  refreshes: ['statement'],
  output: z.object({ id: Id, number: z.int(), total: Money }),
  problems: [contractUnknown, statementNothingDue],
})

/** `late`: to be paid before today. */
export const StatementState = z.enum(['open', 'late', 'paid'])

export const listStatements = query({
  name: 'statement.list',
  exposure: 'person',
  summary: 'Statements the organisation issued or received, newest first.',
  input: z.strictObject({
    contract: z.optional(Id),
    /** Their issuer or their payer. */
    party: z.optional(Id),
    state: z.optional(StatementState),
    ...paged(['issued', 'due', 'provider', 'payer', 'total']),
  }),
  output: z.object({ statements: z.array(StatementSummary), ...Paged }),
})

export const getStatement = query({
  name: 'statement.get',
  exposure: 'person',
  summary: 'One statement with its lines, as printed on the invoice.',
  input: z.strictObject({ id: Id }),
  output: Statement,
  problems: [statementUnknown],
})

/** A calendar year of the ledger. */
export const Year = z.int().check(z.minimum(2000), z.maximum(2199))

/** Money is by the day of the statement, a result by the day it was first stated; one that was withdrawn is not counted. */
export const statementFigures = query({
  name: 'statement.figures',
  exposure: 'person',
  summary:
    'What was bought in a year under the contracts of the organisation, by contract, outcome, month and place.',
  input: z.strictObject({ year: z.optional(Year) }),
  output: z.object({
    year: z.int(),
    /** Years with a statement, the latest first. */
    years: z.array(z.int()),
    outcomes: z.int(),
    money: z.array(z.object({ stated: Money, paid: Money })),
    byContract: z.array(
      z.object({
        contract: Id,
        title: Label,
        payer: Party,
        provider: Party,
        outcomes: z.int(),
        stated: Money,
      }),
    ),
    byOutcome: z.array(z.object({ outcome: z.string(), label: Label, outcomes: z.int() })),
    /** Months as `2026-03`; those without a statement are left out. */
    byMonth: z.array(z.object({ month: z.string(), contract: Id, outcomes: z.int(), stated: Money })),
    /** Rounded down to multiples of five for readers who may not open the records. */
    byPlace: z.array(z.object({ place: z.string(), outcomes: z.int() })),
  }),
})
export type StatementFigures = z.infer<typeof statementFigures.output>

export const recordPayment = command({
  name: 'payment.record',
  exposure: 'person',
  summary: 'A payer records that a statement was paid.',
  input: z.strictObject({ id: Id, statement: Id, paidOn: PlainDate, reference: z.optional(SingleLine(120)) }),
  refreshes: ['payment'],
  output: z.object({ id: Id }),
  problems: [statementUnknown, paymentAlreadyRecorded, paymentInFuture],
})

export const getLedger = query({
  name: 'ledger.get',
  exposure: 'person',
  summary: 'The postings of a contract and the balance of its accounts.',
  input: z.strictObject({ contract: Id }),
  output: z.object({
    postings: z.array(
      z.object({
        id: Id,
        statement: Id,
        number: z.int(),
        postedOn: PlainDate,
        debit: Account,
        credit: Account,
        amount: Money,
      }),
    ),
    balances: z.array(z.object({ account: Account, balance: Money })),
  }),
  problems: [contractUnknown],
})
