// The end of the journey: the fund signs a contract, receives what was verified, and pays it once.
import { expect } from 'vitest'
import {
  getLedger,
  getStatement,
  issueStatement,
  listContracts,
  previewStatement,
  recordPayment,
  signContract,
} from '../../src/fund/settlement/operations.ts'
import type { Id } from '../../src/kernel/words.ts'
import type { People } from './people.ts'

export async function payOnce({ beto, fina, eve, organisations }: People, id: () => Id): Promise<void> {
  const contract = id()
  const provider = organisations.roots
  await fina.run(signContract, { id: contract, provider, rateCard: 'harvest_fund' })
  const statement = id()
  const preview = await beto.ask(previewStatement, { contract })
  const issued = await beto.run(issueStatement, { id: statement, contract })
  expect(issued).toMatchObject({ number: 1, total: preview.total })
  const invoice = await fina.ask(getStatement, { id: statement })
  expect(invoice).toMatchObject({
    payer: { name: 'Fondo Semilla' },
    provider: { name: 'Raíces' },
    total: { amount: '150.00', currency: 'EUR' },
    capPerPerson: { amount: '150.00' },
  })
  // In the order in which they were achieved; the last one reaches the cap.
  expect(invoice.lines.map(({ outcome, price, amount }) => [outcome, price.amount, amount.amount])).toEqual([
    ['course_completed', '25.50', '25.50'],
    ['first_harvest', '40.00', '40.00'],
    ['plot_kept_90_days', '100.00', '84.50'],
  ])
  expect(fina.heard.join('\n')).not.toMatch(/Lina|Peña/u)
  expect(await beto.refused(issueStatement, { id: id(), contract })).toBe('statement.nothing_due')
  await fina.run(recordPayment, { id: id(), statement, paidOn: '2026-05-31', reference: 'TR-1' })
  expect(await fina.refused(recordPayment, { id: id(), statement, paidOn: '2026-05-31' })).toBe(
    'payment.already_recorded',
  )
  const { balances } = await fina.ask(getLedger, { contract })
  expect(Object.fromEntries(balances.map(({ account, balance }) => [account, balance.amount]))).toEqual({
    results: '150.00',
    payable: '0.00',
    bank: '-150.00',
  })
  expect((await fina.ask(listContracts, {})).contracts).toMatchObject([
    { settled: { amount: '150.00' }, paid: { amount: '150.00' } },
  ])
  expect(await eve.refused(getStatement, { id: statement })).toBe('statement.unknown')
}
