// The queue of pairs: who is given what, what is decided on a whole family at once and taken back, and pages of clusters.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { provePages } from '../../../tests/harness/list-pages.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Problem } from '../../kernel/problem.ts'
import type { Id } from '../../kernel/words.ts'
import { changePerson, registerPerson } from '../record/operations.ts'
import { getTimeline } from '../timeline/operations.ts'
import { listWork } from '../worklist/operations.ts'
import { assignDuplicates, decideDuplicates, listDuplicates, RULES_VERSION, type Pair } from './operations.ts'

let network: TestNetwork
let round = 0

beforeAll(async () => {
  network = await testNetwork()
})

/** Triplets of one name that the office wrote alike: each is like each. */
async function triplets(): Promise<Id[]> {
  round++
  const ids = [network.newId(), network.newId(), network.newId()] as Id[]
  for (const id of ids) {
    network.clock.now = new Date(network.clock.now.getTime() + 1000)
    const input = { givenNames: `Yubiri Nohemi ${LETTERS[round]}`, firstSurname: 'Arocha' }
    const born = { date: `19${60 + round}-04-05` }
    await network.execute(registerPerson, { id, searched: 'file', ...input, born }, network.actors.ana)
  }
  return ids
}
const LETTERS = ['', 'Zoraida', 'Ximena', 'Wanda', 'Petra', 'Olga', 'Nieves', 'Milagros', 'Lourdes', 'Katia']

const of = async (person: Id, actor = network.actors.ana) =>
  await network.ask(listDuplicates, { person, states: ['open', 'unsure', 'different', 'same'] }, actor)
const keys = (pairs: readonly Pair[]) =>
  pairs.map(({ person, other }) => ({ person: person.id, other: other.id }))
const states = (pairs: readonly Pair[]) => pairs.map(({ state }) => state).toSorted()
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (problem: Problem) => problem.code,
  )

describe('a family', () => {
  let family: Id[]
  let pairs: readonly Pair[]
  beforeEach(async () => {
    family = await triplets()
    ;({ pairs } = await of(family[0] as Id))
  })

  test('is one cluster, with why and by which rules', () => {
    expect(pairs).toHaveLength(3)
    expect(new Set(pairs.map(({ cluster }) => cluster)).size).toBe(1)
    for (const pair of pairs)
      expect(pair).toMatchObject({
        state: 'open',
        rulesVersion: RULES_VERSION,
        decided: null,
        assignedTo: null,
      })
    expect(pairs[0]?.reasons).toContain('same_birth_date')
  })

  test('is told apart at once with a reason, and that is taken back', async () => {
    const { ana, clara } = network.actors
    const because = 'Son trillizas: estaban las tres.'
    await network.execute(decideDuplicates, { pairs: keys(pairs), decision: 'different', because }, ana)
    const decided = await of(family[1] as Id)
    expect(states(decided.pairs)).toEqual(['different', 'different', 'different'])
    expect(decided.pairs[0]?.decided).toMatchObject({ because, by: { id: ana.user } })
    const open = await network.ask(listDuplicates, { person: family[0] as Id }, ana)
    expect(open.pairs).toEqual([])
    const facts = async () => {
      const answer = await network.ask(getTimeline, { id: family[2] as Id }, ana)
      return answer.facts.map(({ kind }) => kind)
    }
    expect(await facts()).toContain('person.duplicate_ruled_out')

    const again = { pairs: keys(pairs), decision: 'different' as const, because }
    expect(await code(network.execute(decideDuplicates, again, clara))).toBe('duplicate.unknown')
    await network.execute(decideDuplicates, { pairs: keys(pairs), decision: 'open' }, clara)
    expect(states((await of(family[0] as Id)).pairs)).toEqual(['open', 'open', 'open'])
    expect(await facts()).toContain('person.duplicate_reopened')
  })

  test('of whom one was corrected meanwhile is no pair again when the decision is taken back', async () => {
    const { ana } = network.actors
    const because = 'Parece otra.'
    const input = { pairs: keys(pairs), decision: 'different' as const, because }
    await network.execute(decideDuplicates, input, ana)
    const changes = { givenNames: 'Aurora', born: { date: '1931-01-30' } }
    await network.execute(changePerson, { id: family[2] as Id, base: 1, changes }, ana)
    await network.execute(decideDuplicates, { pairs: keys(pairs), decision: 'open' }, ana)
    expect((await of(family[0] as Id)).pairs).toHaveLength(1)
    expect((await of(family[2] as Id)).pairs).toEqual([])
  })

  test('waits when it is not sure, and no decision is kept without a reason', async () => {
    const { ana } = network.actors
    const [first] = keys(pairs)
    expect(await code(network.execute(decideDuplicates, { pairs: [first!], decision: 'unsure' }, ana))).toBe(
      'duplicate.because_missing',
    )
    const because = 'Falta ver el documento.'
    await network.execute(decideDuplicates, { pairs: [first!], decision: 'unsure', because }, ana)
    expect(states((await of(family[0] as Id)).pairs)).toEqual(['open', 'open', 'unsure'])
    const unsure = await network.ask(listDuplicates, { states: ['unsure'], words: LETTERS[round] }, ana)
    expect(keys(unsure.pairs)).toEqual([first])
  })

  test('is given to a colleague who may decide, and stands on their day alone', async () => {
    const { ana, clara, beto } = network.actors
    const given = { pairs: keys(pairs), to: clara.user as Id }
    const { colleagues = [] } = await of(family[0] as Id)
    expect(colleagues.map(({ id }) => id)).toContain(clara.user)
    expect(colleagues.map(({ id }) => id)).not.toContain(beto.user)
    await network.execute(assignDuplicates, given, ana)
    const mine = await network.ask(listDuplicates, { assigned: clara.user as Id }, clara)
    expect(keys(mine.pairs)).toEqual(keys(pairs))
    const lines = async (actor = ana) => {
      const { lines: shown } = await network.ask(listWork, {}, actor)
      return shown.filter(({ kind, person }) => kind === 'duplicate.decide' && family.includes(person as Id))
    }
    expect(await lines(ana)).toEqual([])
    expect((await lines(clara)).length).toBeGreaterThan(0)
    await network.execute(assignDuplicates, { ...given, to: null }, ana)
    expect((await lines(ana)).length).toBeGreaterThan(0)

    expect(await code(network.execute(assignDuplicates, { ...given, to: beto.user as Id }, ana))).toBe(
      'user.unknown',
    )
    const desk = await network.join('Pío', 'garden', ['provider'])
    expect(await code(network.execute(assignDuplicates, { ...given, to: desk.user as Id }, ana))).toBe(
      'duplicate.not_theirs',
    )
  })
})

test('pages hold whole clusters, each once', async () => {
  await triplets()
  await triplets()
  await provePages(
    {
      network,
      actor: network.actors.ana,
      query: listDuplicates,
      ids: ({ pairs }) => [...new Set(pairs.map(({ cluster }) => cluster))],
    },
    { states: ['open', 'unsure'] },
    ['noticed'],
    async () => {
      await triplets()
    },
  )
})
