// A person who is registered already: what blocks a second record, and what is decided on two similar
// records.
import { beforeAll, describe, expect, test } from 'vitest'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { InputOf } from '../../kernel/command.ts'
import type { Problem } from '../../kernel/problem.ts'
import {
  addContact,
  addIdentifier,
  changePerson,
  getPerson,
  registerPerson,
  retireIdentifier,
  searchPeople,
} from '../record/operations.ts'
import { getTimeline } from '../timeline/operations.ts'
import { listDuplicates, ruleOutDuplicate } from './operations.ts'

let network: TestNetwork

beforeAll(async () => {
  network = await testNetwork()
})

type NewPerson = Omit<InputOf<typeof registerPerson>, 'id' | 'searched'> &
  Partial<InputOf<typeof registerPerson>>

/** Registers at Ana's desk after a search in all records she may see. */
async function register(input: NewPerson, actor = network.actors.ana): Promise<string> {
  const id = network.newId()
  await network.execute(registerPerson, { id, searched: 'everywhere', ...input }, actor)
  return id
}

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (problem: Problem) => ({ code: problem.code, status: problem.status, data: problem.data }),
  )

const card = (number: string) => ({ id: network.newId(), type: 'library_card', number })

describe('somebody who is already known', () => {
  const nelson = {
    givenNames: 'Nelson Iván',
    firstSurname: 'Fuenmayor',
    secondSurname: 'Querales',
    born: { date: '1984-05-09' },
  }
  let known: string

  beforeAll(async () => {
    known = await register(nelson)
  })

  test('blocks a second record, with the reasons', async () => {
    const second = { givenNames: 'NELSON', firstSurname: 'Fuenmaior', born: { date: '1984-09-05' } }
    const problem = await refusal(register(second))
    expect(problem).toMatchObject({
      code: 'person.likely_duplicate',
      status: 409,
      data: {
        candidates: [
          { id: known, reasons: ['birth_day_month_swapped', 'given_name_missing', 'surname_missing'] },
        ],
      },
    })
  })

  test('can be declared different with a reason, which is kept and recorded as a fact', async () => {
    const notDuplicateOf = { people: [known], because: 'His father, same name; both were here.' }
    const id = await register({ ...nelson, notDuplicateOf })
    const { pairs } = await network.ask(listDuplicates, { person: id }, network.actors.ana)
    expect(pairs).toEqual([])
    const { rows } = await network.database.pool.query(
      `select state, because from duplicate_pair where person = $1 and other = $2`,
      [id, known],
    )
    expect(rows).toEqual([{ state: 'ruled_out', because: notDuplicateOf.because }])
  })

  test('does not stop a phone without a network: registered, and the pair noted for review', async () => {
    const id = network.newId()
    const sent = { id, ...nelson, secondSurname: undefined, searched: 'device' as const }
    const output = await network.execute(registerPerson, sent, network.actors.ana)
    expect(output.openDuplicates).toBeGreaterThan(0)
    const { pairs } = await network.ask(listDuplicates, { person: id }, network.actors.ana)
    expect(pairs.map((pair) => pair.other.id)).toContain(known)

    await network.execute(
      ruleOutDuplicate,
      { person: known, other: id, because: 'Two cousins.' },
      network.actors.ana,
    )
    const after = await network.ask(listDuplicates, { person: id }, network.actors.ana)
    expect(after.pairs.map((pair) => pair.other.id)).not.toContain(known)
  })

  test('is unknown to another organisation, which may register them', async () => {
    const id = await register(nelson, network.actors.beto)
    expect(await network.ask(getPerson, { id }, network.actors.beto)).toMatchObject({ openDuplicates: 0 })
  })
})

test('the same document on another name is a likeness to look at, never an error', async () => {
  const number = '2020202'
  const first = await register({ givenNames: 'Rebeca', firstSurname: 'Toro', identifiers: [card(number)] })
  const child = await register({ givenNames: 'Samuel', firstSurname: 'Ibarra', identifiers: [card(number)] })
  const { people } = await network.ask(searchPeople, { text: number }, network.actors.ana)
  expect(people.map((person) => person.id).sort()).toEqual([first, child].sort())
  expect(people[0]?.reasons).toEqual(['same_document'])
})

test('the same number of another type of document is no likeness', async () => {
  const other = { id: network.newId(), type: 'school_number', number: 'E55555' }
  await register({ givenNames: 'Omar', firstSurname: 'Tovar', identifiers: [other] })
  const { people } = await network.ask(
    searchPeople,
    {
      draft: {
        givenNames: 'Inés',
        firstSurname: 'Lugo',
        identifiers: [{ type: 'library_card', number: '55555' }],
      },
    },
    network.actors.ana,
  )
  expect(people).toEqual([])
})

test('two desks typing the same document at the same moment: one is asked to look at the other', async () => {
  const shared = {
    givenNames: 'Xiomara',
    firstSurname: 'Boscán',
    identifiers: [card('4545454')],
    born: { year: 1979 },
  }
  const ids = [network.newId(), network.newId()]
  const outcomes = await Promise.all(
    ids.map((id) =>
      refusal(
        network.execute(
          registerPerson,
          { id, searched: 'everywhere', ...shared, identifiers: [card('4545454')] },
          network.actors.ana,
        ),
      ),
    ),
  )
  const refused = outcomes.filter((outcome) => outcome !== undefined)
  expect(refused).toHaveLength(1)
  expect(refused[0]).toMatchObject({ code: 'person.likely_duplicate' })
  const { rows } = await network.database.pool.query('select person from person where person = any ($1)', [
    ids,
  ])
  expect(rows).toHaveLength(1)
})

test('a document added later that somebody else holds is noted for review', async () => {
  const number = '3131313'
  const first = await register({ givenNames: 'Vicente', firstSurname: 'Zerpa', identifiers: [card(number)] })
  const second = await register({ givenNames: 'Vicente', firstSurname: 'Serpa' })
  const added = { person: second, ...card(number) }
  expect(await network.execute(addIdentifier, added, network.actors.ana)).toEqual({ openDuplicates: 1 })
  const { pairs } = await network.ask(listDuplicates, { person: first }, network.actors.ana)
  expect(pairs[0]?.person.id).toBe(second)
})

test('documents and telephones of those who are compared are shown, and that is logged; those retired are not', async () => {
  const { ana } = network.actors
  const phone = { id: network.newId(), kind: 'phone', value: '3115550199' }
  const [shared, old] = [card('4141414'), card('5151515')]
  const named = { givenNames: 'Omaira', firstSurname: 'Landaeta' }
  const one = await register({ ...named, identifiers: [shared, old], contacts: [phone] })
  const other = await register({ ...named, identifiers: [card('4141414')], searched: 'device' })
  await network.execute(retireIdentifier, { person: one, id: old.id, because: 'mal copiado' }, ana)
  const { reached } = await network.ask(listDuplicates, { person: one }, ana)
  const documents = [{ type: 'library_card', number: '4141414' }]
  expect(reached?.toSorted((a, b) => (a.person < b.person ? -1 : 1))).toEqual(
    [
      { person: one, documents, contacts: [{ kind: 'phone', value: '3115550199' }] },
      { person: other, documents, contacts: [] },
    ].toSorted((a, b) => (a.person < b.person ? -1 : 1)),
  )
  const { rows } = await network.database.pool.query<{ fields: string[] }>(
    `select fields from disclosure where person = $1 and purpose = 'duplicates' order by at desc limit 1`,
    [other],
  )
  expect(rows[0]?.fields).toEqual(expect.arrayContaining(['identifiers', 'contacts']))
  // The list of all pairs needs none of it.
  expect(await network.ask(listDuplicates, {}, ana)).not.toHaveProperty('reached')
})

describe('a pair', () => {
  const openOf = async (id: string, actor = network.actors.ana) => {
    const { pairs } = await network.ask(listDuplicates, { person: id }, actor)
    return pairs.flatMap(({ person, other }) => [person.id, other.id]).filter((one) => one !== id)
  }

  test('of a mistyped document is forgotten when the document is retired', async () => {
    const right = await register({ givenNames: 'Ada', firstSurname: 'Ureña', identifiers: [card('6161616')] })
    const wrong = await register({ givenNames: 'Bruno', firstSurname: 'Paredes' })
    const typed = { person: wrong, ...card('6161616') }
    await network.execute(addIdentifier, typed, network.actors.ana)
    expect(await openOf(wrong)).toEqual([right])
    await network.execute(
      retireIdentifier,
      { person: wrong, id: typed.id, because: 'mal copiado' },
      network.actors.ana,
    )
    expect(await openOf(wrong)).toEqual([])
    expect(await network.ask(getPerson, { id: right }, network.actors.ana)).toMatchObject({
      openDuplicates: 0,
    })
  })

  test('arises when a name, a date or a telephone is corrected, and goes when it is corrected back', async () => {
    const born = { date: '1977-07-21' }
    const names = { givenNames: 'Yulimar Coromoto', firstSurname: 'Guaicaipuro' }
    const one = await register({ ...names, born })
    const other = await register({ givenNames: 'Pedro', firstSurname: 'Guaicaipuro', born })
    const correct = (base: number, givenNames: string) =>
      network.execute(changePerson, { id: other, base, changes: { givenNames } }, network.actors.ana)
    await correct(1, names.givenNames)
    expect(await openOf(one)).toEqual([other])
    await correct(2, 'Pedro')
    expect(await openOf(one)).toEqual([])

    const family = { givenNames: 'Nazareth', firstSurname: 'Amundaray', born: { year: 1988 } }
    const phone = () => ({ id: network.newId(), kind: 'phone', value: '+57 311 555 7788' })
    const known = await register({ ...family, contacts: [phone()] })
    const twice = await register({ givenNames: 'Nasaret', firstSurname: 'Amundaray', searched: 'device' })
    expect(await openOf(known)).toEqual([])
    await network.execute(addContact, { person: twice, ...phone() }, network.actors.ana)
    expect(await openOf(known)).toEqual([twice])
  })

  test('that the desk is not sure of is kept with the reason and by whom, and waits', async () => {
    const twin = { givenNames: 'Maigualida', firstSurname: 'Tibisay', born: { date: '1969-12-01' } }
    const known = await register(twin)
    const because = 'El mismo nombre y la misma fecha, pero no trae documento.'
    const notDuplicateOf = { people: [known], because, decision: 'unsure' as const }
    const id = await register({ ...twin, notDuplicateOf })
    const { rows } = await network.database.pool.query(
      'select state, because, decided_by from duplicate_pair where person = $1 and other = $2',
      [id, known],
    )
    expect(rows).toEqual([{ state: 'unsure', because, decided_by: network.actors.ana.user }])
    expect(await openOf(id)).toEqual([known])
    expect(await network.ask(getPerson, { id }, network.actors.ana)).toMatchObject({ openDuplicates: 1 })
    const { facts } = await network.ask(getTimeline, { id }, network.actors.ana)
    expect(facts.find(({ kind }) => kind === 'person.duplicate_unsure')?.data).toEqual({
      other: known,
      because,
    })
    // It stays what was said of it, whatever is corrected meanwhile, until somebody decides.
    await network.execute(
      changePerson,
      { id, base: 1, changes: { born: { date: '1950-01-31' } } },
      network.actors.ana,
    )
    expect(await openOf(id)).toEqual([known])
    const decided = { person: known, other: id, because: 'Es su prima.' }
    await network.execute(ruleOutDuplicate, decided, network.actors.ana)
    expect(await openOf(id)).toEqual([])
  })
})
