// The search box: whoever is on record is found by words in any order, with a slip in one, by numbers with or without
// their prefix and by both together; near people first, and nobody who may not be seen.
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, expect, test } from 'vitest'
import type { Invented } from '../../../tests/harness/names.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { insertPeople } from '../../../tests/harness/population.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import { changePerson, registerPerson, searchPeople } from './operations.ts'

let network: TestNetwork
const ids: Id[] = []

const GIVEN = ['María', 'Rosa', 'Luz', 'Ana', 'Carmen']
const SURNAMES = ['González', 'Rojas', 'Medina', 'Quintero', 'Zerpa', 'Salazar', 'Torres']

/** One of each of these names in some order: 5 × 7 × 7 people, each with a document and a telephone. */
const everybody: Invented[] = GIVEN.flatMap((givenNames, a) =>
  SURNAMES.flatMap((firstSurname, b) =>
    SURNAMES.map((secondSurname, c) => ({
      givenNames,
      firstSurname,
      secondSurname: b === c ? 'Abad' : secondSurname,
      sex: 'female' as const,
      identifiers: [{ type: 'library_card', country: 'xa', number: `V-24.${918 + a}.${100 + 10 * b + c}` }],
      phones: [`311${a}55501${b}${c}`],
    })),
  ),
)

beforeAll(async () => {
  network = await testNetwork()
  const rows = everybody.map((person) => ({ id: uuidv7() as Id, person }))
  ids.push(...rows.map(({ id }) => id))
  await insertPeople(network.database.pool, network.actors.ana, rows)
})

const found = async (text: string, actor: Actor = network.actors.ana) =>
  (await network.ask(searchPeople, { text }, actor)).people
const idsOf = async (text: string, actor?: Actor) => (await found(text, actor)).map(({ id }) => id)
const at = (given: number, first: number, second: number) => (given * 7 + first) * 7 + second
/** Whoever came first, in the middle and last. */
const SOME = [at(0, 0, 1), at(2, 3, 4), at(4, 6, 5)]

test.each(SOME)(
  'person %i is first by the whole name, among the first in any order of its words',
  async (which) => {
    const { givenNames, firstSurname, secondSurname } = everybody[which] as Invented
    expect((await idsOf(`${givenNames} ${firstSurname} ${secondSurname}`))[0]).toBe(ids[which])
    // Both orders of the surnames are names that somebody has.
    const turned = await idsOf(`${secondSurname} ${givenNames} ${firstSurname}`)
    expect(turned.slice(0, 2)).toContain(ids[which])
  },
)

test.each([
  ['Carmen Torers Salazar', at(4, 6, 5)],
  ['Carmen Torres Slazar', at(4, 6, 5)],
  ['Crmen Torres Salazar', at(4, 6, 5)],
  ['Luz Qintero Zerpa', at(2, 3, 4)],
  ['Maria Gonsales Rojaz', at(0, 0, 1)],
])('a slip in one word: "%s"', async (text, which) => {
  expect((await idsOf(text)).slice(0, 2)).toContain(ids[which])
})

test('beginnings of three letters in any order', async () => {
  expect((await idsOf('sal car tor')).slice(0, 2)).toContain(ids[at(4, 6, 5)])
})

test.each([
  'V-24.922.165',
  'v24922165',
  '24922165',
  '24.922.165',
  'V 24 922 165',
  '31145550165',
  '+57 311 4555 0165',
])('one number, however it is written: %s', async (text) => {
  expect(await idsOf(text)).toEqual([ids[at(4, 6, 5)]])
})

test('a name and a number: the number counts, also where the name is another', async () => {
  expect((await idsOf('Carmen 24922165'))[0]).toBe(ids[at(4, 6, 5)])
  expect((await found('24922165 Yuleisy'))[0]).toMatchObject({
    id: ids[at(4, 6, 5)],
    reasons: ['same_document'],
  })
  expect((await found('31145550165 Torres'))[0]).toMatchObject({ reasons: ['same_phone'] })
})

test('the answer says why each one was found', async () => {
  const [one] = await found('Rosa Medina Zerpa')
  expect(one?.reasons).toContain('same_names')
  const [two] = await found('Rosa Medinna Zerpa')
  expect(two?.reasons).toContain('surname_similar')
})

test('of many who are equally like, those of this centre and those who changed last come first', async () => {
  const { database, actors, centre, execute } = network
  const here = ids[at(3, 1, 6)] as Id
  await database.pool.query(`update person set touched_at = '2020-01-01'`)
  await database.pool.query('update person set centre = $1 where person = $2', [centre, here])
  const recent = ids[at(3, 1, 5)] as Id
  await execute(
    changePerson,
    { id: recent, base: 1, changes: { sex: 'female', born: { year: 1990 } } },
    actors.ana,
  )
  const [first, second] = await found('ana roj', { ...actors.ana, centre })
  expect(first).toMatchObject({ id: here, reasons: ['name_has_words', 'near_here'] })
  expect(second?.id).toBe(recent)
})

test('nobody of another organisation is found by any of it', async () => {
  for (const text of [
    'Carmen Torres Salazar',
    'Carmen Torers Salazar',
    'sal car tor',
    '24922165',
    'Carmen 24922165',
  ])
    expect(await idsOf(text, network.actors.eve), text).toEqual([])
})

test('numbers are found in the digits of every script, and with the signs of an address book around them', async () => {
  const { execute, actors, newId } = network
  const register = async (number: string, value: string) => {
    const id = newId()
    const identifiers = [{ id: newId(), type: 'garden_card', number }]
    const contacts = [{ id: newId(), kind: 'phone', value }]
    await execute(registerPerson, { id, searched: 'everywhere', identifiers, contacts }, actors.ana)
    return id
  }
  const western = await register('HA-0042', '+57 300 555 0143')
  const arabic = await register('ZB ٠٠٧٧', '٠٩٤٤ ٥٥٥ ٠١٢')
  for (const text of [
    '٣٠٠٥٥٥٠١٤٣',
    '۳۰۰ ۵۵۵ ۰۱۴۳',
    '\u202a+57 300 555 0143\u202c',
    '300\u2011555\u20110143',
    'HA-٠٠٤٢',
    '\u2068HA0042\u2069\n',
  ])
    expect(await idsOf(text), JSON.stringify(text)).toEqual([western])
  for (const text of ['0944 555 012', '٠٩٤٤٥٥٥٠١٢', '0944555012', 'zb0077'])
    expect(await idsOf(text), text).toEqual([arabic])
  expect((await found('٣٠٠٥٥٥٠١٤٣'))[0]?.reasons).toContain('same_phone')
  // Said twice at two desks, in two scripts.
  const twin = register('ZB0077', '0944 555 012')
  await expect(twin).rejects.toMatchObject({ code: 'person.likely_duplicate' })
})
