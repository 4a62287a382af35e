// Demonstration of settlement: contracts by rate card, a statement each month, and its payment a month later.
import { toMinor } from '../../kernel/money.ts'
import type { Contribution } from '../../platform/demonstration/contribution.ts'
import type { Journey } from '../../platform/demonstration/journey.ts'
import type { OrganisationKey } from '../../platform/demonstration/organisations.ts'
import { tellOutcome } from '../outcomes/operations.ts'
import {
  getStatement,
  issueStatement,
  listStatements,
  previewStatement,
  recordPayment,
  signContract,
} from './operations.ts'

const CONTRACTS: readonly (readonly [rateCard: string, provider: OrganisationKey])[] = [
  ['welcome_2025', 'registry'],
  ['welcome_2025', 'horizon'],
  ['welcome_2025', 'bridges'],
  ['work_2025', 'jobs'],
  ['work_2025', 'horizon'],
  ['work_2025', 'wallet'],
]

/** In pesos; the other card pays without one. */
const CEILINGS: Readonly<Record<string, number>> = { work_2025: 60_000_000 }

const payer = ({ network }: Journey) => network.member('fina')
const contractId = ({ run }: Journey, rateCard: string, provider: OrganisationKey) =>
  run.idOf(`contract/${rateCard}/${provider}`)

export const demonstration: Contribution = {
  async prepare(office) {
    for (const [rateCard, key] of CONTRACTS) {
      const contract = { id: contractId(office, rateCard, key), provider: office.network.organisations[key] }
      const ceiling = CEILINGS[rateCard]
      const terms = { rateCard, startsOn: office.today, paymentDays: 30, ...(ceiling && { ceiling }) }
      await office.act(signContract, { ...contract, ...terms }, payer(office))
    }
  },

  /** Pays last month's statements, and issues new ones for results verified since. */
  async month(office) {
    const { statements } = await office.ask(listStatements, {}, payer(office))
    for (const { id: statement } of statements.filter(({ paidOn }) => paidOn === null).toReversed()) {
      const reference = `TR-${office.random.digits(6)}`
      const payment = { id: office.newId(), statement, paidOn: office.today, reference }
      await office.act(recordPayment, payment, payer(office))
      const { lines } = await office.ask(getStatement, { id: statement }, payer(office))
      for (const { claim } of lines.filter(({ amount }) => toMinor(amount) > 0n))
        await office.act(tellOutcome, { id: claim, state: 'settled' }, office.system('outcome.tell'))
    }
    for (const [rateCard, key] of CONTRACTS) {
      const contract = contractId(office, rateCard, key)
      const provider = office.network.provider(key)
      const { lines } = await office.ask(previewStatement, { contract }, provider)
      if (lines.length === 0) continue
      await office.act(issueStatement, { id: office.newId(), contract }, provider)
      const paid = lines.filter(({ amount, settled }) => toMinor(amount) > 0n && toMinor(settled) === 0n)
      for (const { claim } of paid)
        await office.act(tellOutcome, { id: claim, state: 'paid' }, office.system('outcome.tell'))
    }
  },
}
