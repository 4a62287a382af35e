// `arraigo people dedupe` on a register: who may be one person is noted once, for the organisation that may see both.
import { beforeAll, expect, test } from 'vitest'
import { lina } from '../../../tests/harness/lina.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Id } from '../../kernel/words.ts'
import { get } from '../../platform/ask.ts'
import { run } from '../../platform/execute.ts'
import { systemActor } from '../../platform/jobs.ts'
import { listDuplicates, ruleOutDuplicate } from '../../serve/duplicates/operations.ts'
import { noteDuplicates, registerPerson } from '../../serve/record/operations.ts'
import { dedupe } from './dedupe.ts'

let network: TestNetwork
const told: string[] = []
const again = (possible = false) => dedupe(network.app, { possible, tell: (line) => told.push(line) })
const pairs = async () =>
  (
    await network.database.pool.query<{ person: string; other: string; state: string; reasons: string[] }>(
      'select person, other, state, reasons from duplicate_pair order by person, other',
    )
  ).rows

/** Registers somebody as a file does, so that nothing stops it, and forgets the likenesses it found. */
async function register(given: object, actor = network.actors.ana): Promise<Id> {
  const id = network.newId()
  await run(network.app, actor, registerPerson, { id, searched: 'file', ...given } as never)
  await network.database.pool.query('delete from duplicate_pair where person = $1', [id])
  return id
}
const yuleisy = {
  givenNames: 'Yuleisy María',
  firstSurname: 'Urdaneta',
  secondSurname: 'Chirinos',
  born: { date: '1990-03-04' },
}
let [first, second]: (Id | undefined)[] = []
/** By their ids, which rise with the time of registration. */
const earlier = () => ((first ?? '') < (second ?? '') ? first : second)
const later = () => (earlier() === first ? second : first)

beforeAll(async () => {
  network = await testNetwork()
  first = await register(yuleisy)
  second = await register({ ...yuleisy, givenNames: 'Yuleisi María', born: { date: '1990-04-03' } })
  await register({ givenNames: 'Rosa', firstSurname: 'Zerpa', born: { date: '1950-01-02' } })
  await register({ called: 'Sin nombre' })
  await register({ called: 'Sin nombre' })
})

test('two records of one person are noted with their reasons, and nobody else', async () => {
  expect(await again()).toMatchObject({ records: 5, pairs: 1 })
  expect(await pairs()).toEqual([
    {
      person: later(),
      other: earlier(),
      state: 'open',
      reasons: expect.arrayContaining(['birth_day_month_swapped', 'given_name_similar']),
    },
  ])
  expect(told.join(' ')).toContain('5 records')
  const listed = await get(network.app, network.actors.ana, listDuplicates, {})
  expect(listed.pairs.map(({ person, other }) => [person.id, other.id])).toEqual([[later(), earlier()]])
})

test('run again it notes nothing twice, and what was decided stays decided', async () => {
  await again(true)
  expect(await pairs()).toHaveLength(1)
  await run(network.app, network.actors.clara, ruleOutDuplicate, {
    person: first as Id,
    other: second as Id,
    because: 'Hermanas',
  })
  await again(true)
  expect((await pairs()).map(({ state }) => state)).toEqual(['ruled_out'])
})

test('a record that is shared is compared by its parts that may be seen, for the organisation that sees both', async () => {
  const { beto } = network.actors
  const one = await lina(network)
  await network.database.pool.query('delete from duplicate_pair')
  const { rows } = await network.database.pool.query<{ called: string }>(
    `update person set given_names = 'Yorgelis Luz', first_surname = 'Zerpazo', second_surname = 'Quispe',
       born = '1991-05-06', born_precision = 'day'
     where person = $1 returning called`,
    [one.person],
  )
  expect(rows).toHaveLength(1)
  const theirs = await register(
    {
      givenNames: 'Yorgelis Luz',
      firstSurname: 'Zerpazo',
      secondSurname: 'Quispe',
      born: { date: '1991-05-06' },
    },
    beto,
  )
  await again()
  expect((await pairs()).map(({ person }) => person)).not.toContain(theirs)
  await one.shared(['identity'])
  await again()
  const noted = (await pairs()).find(({ person }) => person === theirs)
  expect(noted?.other).toBe(one.person)
  expect(noted?.reasons).toEqual(['same_birth_date', 'same_names', 'same_surnames'])
  const { rows: kept } = await network.database.pool.query(
    'select organisation from duplicate_pair where person = $1',
    [theirs],
  )
  expect(kept).toEqual([{ organisation: beto.organisation }])
})

test('a pair of somebody whom the organisation does not keep, or may not see, is never noted', async () => {
  const theirs = await register(yuleisy, network.actors.beto)
  const { organisation } = network.actors.ana
  await network.database.pool.query('delete from duplicate_pair')
  const pair = { score: 30, reasons: ['same_names' as const] }
  const noted = await run(network.app, systemActor('person.dedupe', organisation), noteDuplicates, {
    pairs: [
      { person: theirs, other: first as Id, ...pair },
      { person: first as Id, other: theirs, ...pair },
      { person: first as Id, other: first as Id, ...pair },
    ],
  })
  expect(noted).toEqual({ pairs: 0 })
  expect(await pairs()).toEqual([])
})

test('interrupted while it notes and run again, it ends as one that was not', async () => {
  const number = '88112233'
  for (let at = 0; at < 34; at++) {
    const identifiers = [{ id: network.newId(), type: 'library_card', country: 'xa', number }]
    await register({
      givenNames: 'Dayerlin',
      firstSurname: 'Ocando',
      born: { date: '1977-07-08' },
      identifiers,
    })
  }
  await network.database.pool.query('delete from duplicate_pair')
  const killed = dedupe(network.app, {
    possible: false,
    tell(line) {
      if (line.includes('left to be noted')) throw new Error('killed')
    },
  })
  await expect(killed).rejects.toThrow('killed')
  const half = await pairs()
  await again()
  const resumed = await pairs()
  expect(half.length).toBeGreaterThan(0)
  expect(half.length).toBeLessThan(resumed.length)
  await network.database.pool.query('delete from duplicate_pair')
  await again()
  expect(await pairs()).toEqual(resumed)
})
