// The money: who pays whom by which rate card, a statement each month, and its payment some days later.
import type { Actor } from '../../kernel/actor.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Id } from '../../kernel/words.ts'
import { issueStatement, recordPayment, signContract } from '../../fund/settlement/contract.ts'
import type { Network } from './network.ts'
import type { OrganisationKey } from './organisations.ts'
import { providerOf } from './referring.ts'
import type { Stage } from './stage.ts'

const CONTRACTS: readonly (readonly [rateCard: string, provider: OrganisationKey])[] = [
  ['welcome_2025', 'permits'],
  ['welcome_2025', 'horizon'],
  ['welcome_2025', 'bridges'],
  ['work_2025', 'jobs'],
  ['work_2025', 'horizon'],
  ['work_2025', 'wallet'],
]

export type Funding = {
  network: Network
  contracts: { id: Id; provider: Actor }[]
  /** Statements that wait for their payment. */
  unpaid: Id[]
}

const payer = ({ staff }: Network) => staff['fina'] as Actor

export async function signContracts(stage: Stage, network: Network): Promise<Funding> {
  const contracts: Funding['contracts'] = []
  for (const [rateCard, key] of CONTRACTS) {
    const id = stage.newId()
    const provider = network.organisations[key]
    await stage.act(signContract, { id, provider, rateCard, startsOn: stage.today }, payer(network))
    contracts.push({ id, provider: providerOf(network, key) })
  }
  return { network, contracts, unpaid: [] }
}

/** The first days of a month: last month's statements are paid, and new ones issued for what was verified since. */
export async function closeMonth(stage: Stage, funding: Funding): Promise<void> {
  for (const statement of funding.unpaid.splice(0)) {
    const reference = `TR-${stage.random.digits(6)}`
    await stage.act(recordPayment, { id: stage.newId(), statement, paidOn: stage.today, reference }, payer(funding.network))
  }
  for (const { id: contract, provider } of funding.contracts) {
    const id = stage.newId()
    try {
      await stage.act(issueStatement, { id, contract }, provider)
      funding.unpaid.push(id)
    } catch (error) {
      if (!(error instanceof Problem && error.code === 'statement.nothing_due')) throw error
    }
  }
}
