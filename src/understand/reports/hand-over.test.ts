// Figures leave the network only without small ones, and behind the firewall only for whole months.
import { beforeAll, expect, test } from 'vitest'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Id } from '../../kernel/words.ts'
import { registerOrganisation } from '../../protect/access/contract.ts'
import { registerPerson } from '../../serve/people/contract.ts'
import { getOverview, handOver } from './contract.ts'

let network: TestNetwork
let consulate: Id
const FEBRUARY = { from: '2026-02-01', until: '2026-02-28' }

beforeAll(async () => {
  network = await testNetwork()
  const { ana, dora } = network.actors
  const about = { name: 'Consulado', timeZone: 'UTC', locale: 'es', secondFactor: 'required' } as const
  const made = await network.execute(
    registerOrganisation,
    { id: network.newId(), class: 'consular', ...about },
    dora,
  )
  consulate = made.id
  network.clock.advance(-15)
  for (const sex of [...Array<string>(11).fill('female'), ...Array<string>(7).fill('male')]) {
    await network.execute(registerPerson, { id: network.newId(), searched: 'file', sex }, ana)
  }
  network.clock.advance(15)
})

const hand = (recipient: Id, period: object = FEBRUARY) =>
  network.execute(handOver, { recipient, ...FEBRUARY, ...period }, network.actors.dora)

test('who is behind the firewall gets no figure under ten, and no sum that tells one', async () => {
  const { smallest, figures } = await hand(consulate)
  expect(smallest).toBe(10)
  expect(figures.people.registered).toBe(18)
  // Eleven could be shown, but beside a total of eighteen it would tell of the seven.
  expect(figures.people.bySex.map(({ count }) => count)).toEqual([null, null])
})

test('others get figures from five on', async () => {
  const { smallest, figures } = await hand(network.organisations.roots)
  expect(smallest).toBe(5)
  expect(figures.people.bySex).toEqual([
    { code: 'female', count: 11 },
    { code: 'male', count: 7 },
  ])
})

test('behind the firewall go whole months that are over, so that no day is told by subtraction', async () => {
  await expect(hand(consulate, { until: '2026-02-27' })).rejects.toThrow('report.whole_months')
  await expect(hand(consulate, { until: '2026-03-31' })).rejects.toThrow('report.whole_months')
  await hand(network.organisations.roots, { until: '2026-02-27' })
})

test('only those who steer the network hand figures over, and what left stays in the log', async () => {
  await expect(
    network.execute(handOver, { recipient: consulate, ...FEBRUARY }, network.actors.eve),
  ).rejects.toThrow('report.not_the_lead')
  await expect(hand(network.newId())).rejects.toThrow('report.recipient_unknown')
  const { rows } = await network.database.pool.query<{ output: { recipient: string } }>(
    `select output from command_log where name = 'report.hand_over' and outcome = 'applied' and actor = $1`,
    [network.actors.dora.user],
  )
  expect(rows.map(({ output }) => output.recipient)).toContain('Consulado')
})

test('whoever may open no record sees no small figure of their own organisation either', async () => {
  const { sol, ana } = network.actors
  const day = { from: '2026-03-02', until: '2026-03-02' }
  for (const _ of ['one', 'two'])
    await network.execute(registerPerson, { id: network.newId(), searched: 'file', sex: 'female' }, ana)
  const seen = async (role: 'analyst' | 'administrator' | 'supervisor') => {
    const actor = role === 'supervisor' ? sol : await network.join(role, 'garden', [role])
    const { hides, people } = await network.ask(getOverview, day, actor)
    return [hides, people.registered, people.bySex[0]?.count]
  }
  expect(await seen('analyst')).toEqual([true, null, null])
  expect(await seen('administrator')).toEqual([true, null, null])
  expect(await seen('supervisor')).toEqual([false, 2, 2])
})
