// A search does the same work whether another organisation keeps the person or none does, measured down to
// the pages it reads.
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, expect, test } from 'vitest'
import { inventPerson, seeded, type Invented } from '../../../tests/harness/names.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { insertPeople } from '../../../tests/harness/population.ts'
import { watchWork } from '../../../tests/harness/database-work.ts'
import type { Id } from '../../kernel/words.ts'
import { transaction } from '../../platform/database/connect.ts'
import { searchPeople } from './operations.ts'
import { readTyped } from './server/found.ts'
import { matchKeys } from './rules/keys.ts'
import { holdingWords, sharingKeys } from './sql/find.ts'

const known: Invented = {
  givenNames: 'María José',
  firstSurname: 'González',
  secondSurname: 'Urdaneta',
  born: { date: '1988-07-21' },
  sex: 'female',
  identifiers: [{ type: 'library_card', country: 'xa', number: '45671234' }],
  phones: ['3001234567'],
}
const nobody: Invented = {
  givenNames: 'Ximbala Quorra',
  firstSurname: 'Wexford',
  secondSurname: 'Yndira',
  born: { date: '1931-02-11' },
  sex: 'female',
  identifiers: [{ type: 'library_card', country: 'xa', number: '98760001' }],
  phones: ['3119999999'],
}

let network: TestNetwork

beforeAll(async () => {
  network = await testNetwork()
  const chance = seeded(14)
  const people = Array.from({ length: 3000 }, (_, at) => ({
    id: uuidv7() as Id,
    // Many people share each of the keys, some all of them.
    person: at % 3 === 0 ? { ...known, phones: [] } : { ...inventPerson(chance), firstSurname: 'González' },
  }))
  await insertPeople(network.database.pool, network.actors.ana, people)
  await network.database.pool.query('vacuum analyze')
})

/** Every page that a statement reads, run as the user of the other organisation. */
async function pages(work: (tx: Parameters<typeof sharingKeys>[0]) => Promise<unknown>): Promise<number[]> {
  const counts: number[] = []
  await transaction(network.app.appPool, network.actors.eve, async (tx, client) => {
    const send = client.query.bind(client)
    // Named while there are names left, else as text and values.
    const query = async (sent: string | { text: string; values: unknown[] }, given: unknown[] = []) => {
      const { text, values } = typeof sent === 'string' ? { text: sent, values: given } : sent
      const { rows } = await send(`explain (analyze, buffers, format json) ${text}`, values)
      const [{ Plan: plan }] = rows[0]['QUERY PLAN']
      counts.push(plan['Shared Hit Blocks'] + plan['Shared Read Blocks'])
      return await send(text, values)
    }
    Object.assign(client, { query })
    try {
      // On its first use a connection also reads the catalogue of the tables.
      for (const _ of ['first', 'again']) await work(tx)
    } finally {
      Object.assign(client, { query: send })
    }
  })
  return counts.slice(counts.length / 2)
}

test.each([
  ['by keys', ({ identifiers, ...one }: Invented) => matchKeys({ ...one, identifiers })],
  ['by a document', ({ identifiers }: Invented) => readTyped(identifiers[0]?.number ?? '').number],
  ['by sound', ({ givenNames, firstSurname }: Invented) => readTyped(`${givenNames} ${firstSurname}`).sounds],
])(
  'a search %s reads as many pages for a person kept by another organisation as for one kept by none',
  async (_, keysOf) => {
    const [there, nothing] = [known, nobody].map(keysOf)
    const read = await pages((tx) => sharingKeys(tx, there ?? []))
    expect(read).toEqual(await pages((tx) => sharingKeys(tx, nothing ?? [])))
    expect(read).toHaveLength(1)
  },
)

test.each(['maria', 'mar', 'maria gonzalez', 'maria jose gonzalez urdaneta'])(
  'a search by "%s" reads as many pages as by words that no name has',
  async (typed) => {
    const words = typed.split(' ')
    const absent = words.map((_, at) => `${'xyzw'[at]}ocq`)
    const read = await pages((tx) => holdingWords(tx, words, 20))
    expect(read).toEqual(await pages((tx) => holdingWords(tx, absent, 20)))
    expect(read).toHaveLength(1)
  },
)

test('a search sends the same statements, which read and return as many rows', async () => {
  const watch = watchWork(network.database)
  const ask = (input: Parameters<typeof network.ask<typeof searchPeople>>[1]) =>
    watch(() => network.ask(searchPeople, input, network.actors.eve))
  for (const draft of [(one: Invented) => ({ draft: one }), (one: Invented) => ({ text: one.givenNames })])
    expect(await ask(draft(known))).toEqual(await ask(draft(nobody)))
})
