// The statements that wait for a payer, in the order in which they must be paid.
import { expect, test } from 'vitest'
import { harvest } from '../../../tests/harness/decisions.ts'
import { testNetwork } from '../../../tests/harness/network.ts'
import { issueStatement, signContract } from './operations.ts'

test('statements to pay stand by the day they are due, not by the day they were issued', async () => {
  const network = await testNetwork()
  const { beto, fina } = network.actors
  const contract = network.newId()
  const terms = { id: contract, provider: network.organisations.roots, rateCard: 'harvest_fund' }
  await network.execute(signContract, terms, fina)
  const issued: string[] = []
  for (const [at, due] of ['2026-04-01', '2026-03-07', null].entries()) {
    await harvest(network, `2026-01-1${at}`)
    const { id } = await network.execute(issueStatement, { id: network.newId(), contract }, beto)
    // As contracts with other days to pay would have it.
    await network.database.pool.query('update statement set due_on = $2 where id = $1', [id, due])
    issued.push(id)
  }
  const [inAMonth, inFiveDays, undated] = issued
  const waiting = async () => {
    const { body } = await network.http(fina).get('work.list', { kind: 'statement.pay' })
    const { lines } = body as { lines: { id: string; state: string; dueOn: string }[] }
    return lines.map(({ id, state, dueOn }) => ({ id, state, dueOn }))
  }

  expect(await waiting()).toEqual([
    { id: undated, state: 'today', dueOn: '2026-03-02' },
    { id: inFiveDays, state: 'soon', dueOn: '2026-03-07' },
    { id: inAMonth, state: 'soon', dueOn: '2026-04-01' },
  ])
  network.clock.now = new Date('2026-03-09T15:00:00Z')
  expect(await waiting()).toEqual([
    { id: inFiveDays, state: 'late', dueOn: '2026-03-07' },
    { id: undated, state: 'today', dueOn: '2026-03-09' },
    { id: inAMonth, state: 'soon', dueOn: '2026-04-01' },
  ])
})
