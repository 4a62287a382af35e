// A child who heads a household is taken in as the head, and somebody trained is asked to find out who looks after them;
// nobody else learns that this is asked.
import { beforeAll, describe, expect, test } from 'vitest'
import { refusal } from '../../../tests/harness/known-elsewhere.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import { askErasure, erasePerson } from '../../protect/retention/operations.ts'
import { addHouseholdMember, formHousehold, removeHouseholdMember } from '../households/operations.ts'
import { changePerson, registerPerson } from '../record/operations.ts'
import { getTimeline } from '../timeline/operations.ts'
import { listWork } from '../worklist/operations.ts'
import { endChildCheck } from './operations.ts'

let network: TestNetwork
beforeAll(async () => void (network = await testNetwork()))

type Born = { date: string } | { year: number } | { age: number; on: string }

async function register(born?: Born): Promise<Id> {
  const id = network.newId()
  const one = { id, searched: 'device' as const, called: 'Nico', ...(born && { born }) }
  await network.execute(registerPerson, one, network.actors.ana)
  return id
}

async function heads(person: Id): Promise<Id> {
  const id = network.newId()
  const members = [{ person, relation: 'head', head: true }]
  await network.execute(formHousehold, { id, members }, network.actors.ana)
  return id
}

const waiting = async (person: Id, actor: Actor = network.actors.clara) =>
  (await network.ask(listWork, { kind: 'child_check.end' }, actor)).lines.filter(
    (line) => line.kind === 'child_check.end' && line.person === person,
  )

const CHILD = { date: '2011-05-06' }

describe('a child who heads a household', () => {
  test.each([[CHILD], [{ year: 2008 }], [{ age: 15, on: '2026-03-02' }]] as const)(
    'born %j is accepted, and waits for somebody trained',
    async (born) => {
      const person = await register(born)
      await heads(person)
      const [line] = await waiting(person)
      expect(line).toMatchObject({ kind: 'child_check.end', name: 'Nico' })
    },
  )

  test('is no matter of the front desk, and stands on no timeline', async () => {
    const person = await register(CHILD)
    await heads(person)
    expect(await waiting(person, network.actors.ana)).toEqual([])
    expect(await waiting(person, network.actors.eve)).toEqual([])
    const told = await network.ask(getTimeline, { id: person, limit: 200 }, network.actors.clara)
    expect(JSON.stringify(told)).not.toContain('child_check')
  })

  test('is asked about once, until somebody says what came of it; the log says neither of whom nor what', async () => {
    const person = await register(CHILD)
    await heads(person)
    const [line] = await waiting(person)
    const id = line?.id as Id
    const end = { person, id, outcome: 'protection' as const }
    expect(await refusal(network.execute(endChildCheck, end, network.actors.ana))).toBe('actor.not_allowed')
    await network.execute(endChildCheck, end, network.actors.clara)
    expect(await waiting(person)).toEqual([])
    expect(await refusal(network.execute(endChildCheck, end, network.actors.clara))).toBe(
      'child_check.unknown',
    )
    const { rows } = await network.database.pool.query<{ input: unknown }>(
      `select input from command_log where name = 'child_check.end' and outcome = 'applied'`,
    )
    expect(JSON.stringify(rows)).not.toContain('protection')
    expect(JSON.stringify(rows)).not.toContain(person)
  })

  test('is found too by whoever joins as the head, or whose birth is corrected', async () => {
    const [joins, corrected] = [await register(CHILD), await register({ date: '1990-01-01' })]
    const [sibling, home] = [await register({ date: '2015-01-01' }), network.newId()]
    const members = [{ person: sibling, relation: 'child' }]
    await network.execute(formHousehold, { id: home, members }, network.actors.ana)
    expect(await waiting(sibling)).toEqual([])
    const joined = { id: home, person: joins, relation: 'head' }
    await network.execute(addHouseholdMember, joined, network.actors.ana)
    expect(await waiting(joins)).toHaveLength(1)
    await heads(corrected)
    expect(await waiting(corrected)).toEqual([])
    const changes = { id: corrected, base: 1, changes: { born: { date: '2012-01-01' } } }
    await network.execute(changePerson, changes, network.actors.ana)
    expect(await waiting(corrected)).toHaveLength(1)
  })

  test('is asked about no more once they are of age after all, or head it no longer', async () => {
    const [grown, gone] = [await register(CHILD), await register(CHILD)]
    await heads(grown)
    const home = await heads(gone)
    const changes = { id: grown, base: 1, changes: { born: { date: '1991-05-06' } } }
    await network.execute(changePerson, changes, network.actors.ana)
    await network.execute(removeHouseholdMember, { id: home, person: gone }, network.actors.ana)
    expect([await waiting(grown), await waiting(gone)]).toEqual([[], []])
  })

  test('leaves nothing of it once erased', async () => {
    const [person, wish] = [await register(CHILD), network.newId()]
    await heads(person)
    await network.execute(askErasure, { id: wish, person }, network.actors.ana)
    await network.execute(erasePerson, { person, id: wish }, network.actors.dora)
    const { rows } = await network.database.pool.query('select from child_check where person = $1', [person])
    expect(rows).toEqual([])
  })
})

test('nobody is asked about of whom no birth is known, or who is of age', async () => {
  const [unknown, adult] = [await register(), await register({ date: '1990-01-01' })]
  for (const person of [unknown, adult]) await heads(person)
  expect([await waiting(unknown), await waiting(adult)]).toEqual([[], []])
})
