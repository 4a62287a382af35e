// Every person is found by name and by likeness, in whatever order they were registered and however many
// share each word.
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, expect, test } from 'vitest'
import type { Invented } from '../../../tests/harness/names.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { insertPeople } from '../../../tests/harness/population.ts'
import type { Id } from '../../kernel/words.ts'
import { transaction } from '../../platform/database/connect.ts'
import { searchPeople } from './operations.ts'
import { holdingWords } from './sql/find.ts'

let network: TestNetwork

beforeAll(async () => {
  network = await testNetwork()
})

const named = (givenNames: string, firstSurname: string, more: Partial<Invented> = {}): Invented => ({
  givenNames,
  firstSurname,
  sex: 'female',
  identifiers: [],
  phones: [],
  ...more,
})

/** Registers these people in this order; returns the id of the last. */
async function record(people: readonly Invented[]): Promise<Id> {
  const rows = people.map((person) => ({ id: uuidv7() as Id, person }))
  await insertPeople(network.database.pool, network.actors.ana, rows)
  return rows.at(-1)?.id as Id
}
const times = (count: number, person: (at: number) => Invented) =>
  Array.from({ length: count }, (_, at) => person(at))

const search = async (input: { text: string } | { draft: object }) => {
  const { people, more } = await network.ask(searchPeople, input, network.actors.ana)
  return { ids: people.map(({ id }) => id), people, more }
}

test('the last of thousands is found by two words that thousands have, each with somebody else', async () => {
  const last = await record([
    ...times(3500, () => named('Carmen', 'Quintero')),
    ...times(3500, () => named('Luz', 'Zerpa')),
    named('Carmen', 'Zerpa'),
  ])
  expect(await search({ text: 'zerpa carmen' })).toMatchObject({ ids: [last], more: false })
  expect((await search({ text: 'Carm Zerp' })).ids).toEqual([last])
})

test('where reading stops at its bound, the answer says that there may be more', async () => {
  await record([...times(50, () => named('Yulisa', 'Epieyú')), ...times(50, () => named('Zulay', 'Ipuana'))])
  const read = (most: number) =>
    transaction(network.app.appPool, network.actors.ana, (tx) =>
      holdingWords(tx, ['zulay', 'yulisa'], 20, most),
    )
  expect(await read(10)).toEqual({ people: [], more: true })
  expect(await read(1000)).toEqual({ people: [], more: false })
})

test('where the first rows read hold too few people, the rarest word is found by a longer count and read', async () => {
  const last = await record([
    ...times(60, () => named('Nairobis', 'Pushaina')),
    ...times(40, () => named('Deyanira', 'Sapuana')),
    named('Nairobis', 'Sapuana', { secondSurname: 'Uriana' }),
  ])
  const found = await transaction(network.app.appPool, network.actors.ana, (tx) =>
    holdingWords(tx, ['nairobis', 'sapuana'], 20, 1000, { counted: 5, read: 10 }),
  )
  expect(found).toMatchObject({ people: [{ person: last }], more: false })
})

test('a person whose whole name was typed comes before thousands with longer names, in any order of the words', async () => {
  const last = await record([
    ...times(3500, () => named('Juana Rosa', 'Salazar', { secondSurname: 'Rivas' })),
    named('Juana', 'Salazar'),
  ])
  for (const text of ['Juana Salazar', 'SALAZAR, juana']) {
    const found = await search({ text })
    expect(found.ids[0]).toBe(last)
    expect(found.more).toBe(true)
  }
})

test('one word that thousands have shows twenty and says there are more, those with fewest other words first', async () => {
  await record([
    ...times(3500, (at) => named('Oriana', 'Ferrer', { secondSurname: at % 2 ? 'Abad' : 'Zubillaga' })),
    named('Oriana', 'Ferrer', { born: { date: '1990-05-01' } }),
    named('Oriana', 'Ferrer', { born: { date: '1980-05-01' } }),
  ])
  const { people, more } = await search({ text: 'oriana' })
  expect(people).toHaveLength(20)
  expect(more).toBe(true)
  expect(people.slice(0, 3).map((one) => [one.secondSurname, one.born])).toEqual([
    [null, { date: '1980-05-01' }],
    [null, { date: '1990-05-01' }],
    ['Abad', null],
  ])
})

test('a person who shares two common keys is compared before those who share one, however late they were registered', async () => {
  const last = await record([
    ...times(60, (at) =>
      named('Noemí', 'Uriana', { secondSurname: 'Finol', born: { year: 1920 + (at % 40) } }),
    ),
    ...times(60, (at) =>
      named('Noemí', 'Uriana', { secondSurname: `Apellido${'abcdefghij'[at % 10]}`, born: { year: 1980 } }),
    ),
    named('Noemí', 'Uriana', { secondSurname: 'Finol', born: { year: 1980 } }),
  ])
  const draft = { givenNames: 'Noemi', firstSurname: 'Uriana', secondSurname: 'Finol', born: { year: 1980 } }
  expect((await search({ draft })).people[0]).toMatchObject({ id: last, strength: 'strong' })
  expect((await search({ text: 'Nohemi Huriana' })).people.length).toBe(20)
})

test('of many people who match two of the words by sound, one who matches all three comes first', async () => {
  const last = await record([
    ...times(60, (at) => named('Wendy', 'Zerpa', { secondSurname: `Otro${'abcdef'[at % 6]}` })),
    named('Wendy', 'Zerpa', { secondSurname: 'Boscán' }),
  ])
  expect((await search({ text: 'wendi voscan serpa' })).ids[0]).toBe(last)
})
