// The money: who pays whom by which rate card, a statement each month, and its payment some days later.
import type { Actor } from '../../kernel/actor.ts'
import { toMinor } from '../../kernel/money.ts'
import type { Id } from '../../kernel/words.ts'
import { tellOutcome } from '../../fund/outcomes/operations.ts'
import {
  issueStatement,
  previewStatement,
  recordPayment,
  signContract,
} from '../../fund/settlement/operations.ts'
import { systemActor } from '../../platform/jobs.ts'
import type { Network } from './network.ts'
import type { OrganisationKey } from './organisations.ts'
import { providerOf } from './referring.ts'
import type { Stage } from './stage.ts'

const CONTRACTS: readonly (readonly [rateCard: string, provider: OrganisationKey])[] = [
  ['welcome_2025', 'registry'],
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
    await stage.act(
      recordPayment,
      { id: stage.newId(), statement, paidOn: stage.today, reference },
      payer(funding.network),
    )
  }
  for (const { id: contract, provider } of funding.contracts) {
    const { lines } = await stage.ask(previewStatement, { contract }, provider)
    if (lines.length === 0) continue
    const id = stage.newId()
    await stage.act(issueStatement, { id, contract }, provider)
    funding.unpaid.push(id)
    const paid = lines.filter(({ amount, settled }) => toMinor(amount) > 0n && toMinor(settled) === 0n)
    for (const { claim } of paid)
      await stage.act(tellOutcome, { id: claim, state: 'paid' }, systemActor('outcome.tell'))
  }
}
