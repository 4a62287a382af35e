// What a payment leaves on the journey of the person whose result was paid, and who reads it.
import { expect, test } from 'vitest'
import { harvest } from '../../../tests/harness/decisions.ts'
import { testNetwork } from '../../../tests/harness/network.ts'
import { getTimeline } from '../../serve/timeline/operations.ts'
import { issueStatement, signContract } from './operations.ts'

test('the journey says once that a result was paid, to those who read the record and to nobody else', async () => {
  const network = await testNetwork()
  const { beto, fina, vera, eve } = network.actors
  const [contract, statement] = [network.newId(), network.newId()]
  const terms = { id: contract, provider: network.organisations.roots, rateCard: 'harvest_fund' }
  await network.execute(signContract, terms, fina)
  const claim = await harvest(network, '2026-01-10')
  const { rows } = await network.database.pool.query<{ person: string }>(
    'select person from claim where id = $1',
    [claim],
  )
  const person = rows[0]?.person ?? ''
  const paid = async () => {
    const { facts } = await network.ask(getTimeline, { id: person, nouns: ['outcome'] }, beto)
    return facts.filter(({ kind }) => kind === 'outcome.settled')
  }
  await network.execute(issueStatement, { id: statement, contract }, beto)
  await network.work()
  expect(await paid()).toEqual([])

  const payment = { id: network.newId(), statement, paidOn: '2026-03-02' }
  const answer = await network.http(fina).post('payment.record', payment)
  expect(answer.status).toBe(200)
  expect(JSON.stringify(answer.body)).not.toContain(person)
  await network.work()
  await network.work()
  expect(await paid()).toMatchObject([{ actorName: null, data: { outcome: 'first_harvest' } }])
  for (const other of [fina, vera, eve])
    expect((await network.http(other).get('person.timeline', { id: person })).status).not.toBe(200)
})
