// A result that was just accepted: the contract says how much waits, and until when, and no statement takes it in before.
import { expect, test } from 'vitest'
import { harvest } from '../../../tests/harness/decisions.ts'
import { testNetwork } from '../../../tests/harness/network.ts'
import { issueStatement, previewStatement, signContract } from './operations.ts'

test('payer and provider read what waits until its acceptance can no longer be taken back', async () => {
  const network = await testNetwork()
  const { beto, fina } = network.actors
  const contract = network.newId()
  const terms = { id: contract, provider: network.organisations.roots, rateCard: 'harvest_fund' }
  await network.execute(signContract, terms, fina)
  const preview = (party = beto) => network.ask(previewStatement, { contract }, party)
  const issue = () => network.execute(issueStatement, { id: network.newId(), contract }, beto)
  expect(await preview()).toMatchObject({ lines: [], waiting: null })

  await harvest(network, '2026-02-09')
  const stands = network.clock.now
  const until = stands.toISOString()
  const total = { amount: '40.00', currency: 'EUR' }
  network.clock.now = new Date(stands.getTime() - 1000)
  for (const party of [beto, fina])
    expect(await preview(party)).toMatchObject({ lines: [], waiting: { total, until } })
  await expect(issue()).rejects.toThrow('statement.nothing_due')

  network.clock.now = stands
  expect(await preview()).toMatchObject({ total, waiting: null })

  // What is due stands beside what waits.
  await harvest(network, '2026-02-10')
  const later = network.clock.now
  network.clock.now = new Date(later.getTime() - 1000)
  expect(await preview(fina)).toMatchObject({ total, waiting: { total, until: later.toISOString() } })
  expect((await issue()).total).toEqual(total)
  expect(await preview()).toMatchObject({ lines: [], waiting: { total, until: later.toISOString() } })
})
