// A funder's and a verifier's figures: what was bought and decided, by contract, month and place, never a small place.
import { beforeAll, describe, expect, test } from 'vitest'
import { harvest } from '../../../tests/harness/decisions.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Id } from '../../kernel/words.ts'
import { verificationFigures, voidVerification } from '../verification/operations.ts'
import { issueStatement, recordPayment, signContract, statementFigures } from './operations.ts'

let network: TestNetwork
let contract: Id

beforeAll(async () => {
  network = await testNetwork()
  const { fina, beto, vera } = network.actors
  contract = network.newId()
  const provider = network.organisations.roots
  await network.execute(signContract, { id: contract, provider, rateCard: 'harvest_fund' }, fina)
  const issue = () => network.execute(issueStatement, { id: network.newId(), contract }, beto)
  const claims: Id[] = []
  for (let day = 10; day < 17; day++) claims.push(await harvest(network, `2026-01-${day}`))
  const { id: statement } = await issue()
  await network.execute(recordPayment, { id: network.newId(), statement, paidOn: '2026-03-02' }, fina)
  network.clock.advance(31)
  const wrong = { id: network.newId(), claim: claims[0] as Id, reason: 'date_wrong' as const }
  await network.execute(voidVerification, wrong, vera)
  await harvest(network, '2026-01-20')
  await issue()
})

describe('figures of what was bought', () => {
  test('are by contract, outcome and month, without what was withdrawn', async () => {
    const figures = await network.ask(statementFigures, {}, network.actors.fina)
    expect(figures).toMatchObject({
      year: 2026,
      years: [2026],
      outcomes: 7,
      money: [{ stated: { amount: '280.00', currency: 'EUR' }, paid: { amount: '280.00' } }],
      byContract: [{ contract, outcomes: 7, stated: { amount: '280.00' }, provider: { name: 'Raíces' } }],
      byOutcome: [{ outcome: 'first_harvest', outcomes: 7 }],
      byMonth: [
        { month: '2026-03', outcomes: 6, stated: { amount: '280.00' } },
        // One more, and one taken back.
        { month: '2026-04', outcomes: 1, stated: { amount: '0.00' } },
      ],
    })
    expect(await network.ask(statementFigures, { year: 2025 }, network.actors.fina)).toMatchObject({
      outcomes: 0,
      byContract: [],
      years: [2026],
    })
  })

  test('by place are rounded down for whoever may open no record, and exact for who keeps them', async () => {
    const { fina, beto, eve } = network.actors
    const places = async (actor: typeof fina) => (await network.ask(statementFigures, {}, actor)).byPlace
    expect((await places(fina)).map(({ outcomes }) => outcomes)).toEqual([5])
    expect((await places(beto)).map(({ outcomes }) => outcomes)).toEqual([7])
    expect(await places(eve)).toEqual([])
    const said = JSON.stringify(await network.ask(statementFigures, {}, fina))
    expect(said).not.toContain('Rosa')
  })
})

describe('figures of what was decided', () => {
  test('are by month, outcome and organisation, as the claims stand', async () => {
    const figures = await network.ask(verificationFigures, {}, network.actors.vera)
    expect(figures).toMatchObject({
      accepted: 7,
      rejected: 0,
      byMonth: [
        { month: '2026-03', accepted: 6 },
        { month: '2026-04', accepted: 1 },
      ],
      byOutcome: [{ outcome: { code: 'first_harvest' }, accepted: 7 }],
      byProvider: [{ provider: 'Raíces', accepted: 7 }],
    })
    expect(figures.byPlace.map(({ accepted }) => accepted)).toEqual([5])
  })

  test('are those of the own organisation', async () => {
    const other = await network.join('Olga', 'seal', ['verifier'])
    await expect(network.ask(verificationFigures, {}, network.actors.fina)).rejects.toThrow(
      'actor.not_allowed',
    )
    expect((await network.ask(verificationFigures, { year: 2025 }, other)).byMonth).toEqual([])
  })
})
