// Two records of one person are read as one while they are merged, and are as they were once that is undone.
import { beforeAll, describe, expect, test } from 'vitest'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Problem } from '../../kernel/problem.ts'
import type { Id } from '../../kernel/words.ts'
import { endNeed, getWork, identifyNeed } from '../cases/operations.ts'
import {
  addContact,
  changePerson,
  getPerson,
  listCaseload,
  registerPerson,
  searchPeople,
} from '../record/operations.ts'
import { listDuplicates } from '../duplicates/operations.ts'
import { getTimeline } from '../timeline/operations.ts'
import { askErasure, erasePerson } from '../../protect/retention/operations.ts'
import { listMerges, mergePeople, unmergePeople } from './operations.ts'

let network: TestNetwork
beforeAll(async () => void (network = await testNetwork()))

const boss = () => network.actors.sol

async function welcome(called: string, more: object = {}): Promise<Id> {
  const id = network.newId()
  await network.execute(registerPerson, { id, searched: 'device', called, ...more }, network.actors.ana)
  return id
}

async function need(person: Id, code = 'plot'): Promise<Id> {
  const id = network.newId()
  await network.execute(identifyNeed, { id, person, code, urgency: 'high' }, network.actors.ana)
  return id
}

async function merge(person: Id, other: Id): Promise<Id> {
  const id = network.newId()
  await network.execute(mergePeople, { id, person, other, because: 'Misma persona.' }, boss())
  return id
}

const undo = (id: Id, assign: { item: Id; to: Id }[] = []) =>
  network.execute(unmergePeople, { merge: id, because: 'Son gemelas.', assign }, boss())

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    ({ code, status }: Problem) => ({ code, status }),
  )

const needsOf = async (person: Id) =>
  (await network.ask(getWork, { person }, network.actors.ana)).needs.map(({ id }) => id).toSorted()

const namesOf = (text: string) =>
  network.ask(searchPeople, { text }, network.actors.ana).then(({ people }) => people.map(({ id }) => id))

describe('merged', () => {
  test('either id reads one record with what both hold, and what the kept one says stands', async () => {
    const one = await welcome('Yuli', { givenNames: 'Yuleisy', sex: 'female' })
    const phone = { id: network.newId(), person: one, kind: 'phone', value: '3151112233' }
    await network.execute(addContact, { ...phone, safeToText: true }, network.actors.ana)
    const card = { id: network.newId(), type: 'library_card', number: '8181811' }
    const other = await welcome('Yulita', { firstSurname: 'Bracamonte', identifiers: [card] })
    await network.execute(addContact, { ...phone, id: network.newId(), person: other }, network.actors.ana)
    const [hers, theirs] = [await need(one), await need(other, 'seedlings')]
    await merge(one, other)
    for (const id of [one, other]) {
      expect(await network.ask(getPerson, { id }, network.actors.ana)).toMatchObject({
        id: one,
        called: 'Yuli',
        givenNames: 'Yuleisy',
        firstSurname: 'Bracamonte',
        identifiers: [{ number: '8181811' }],
        // On one of the two it was not said to be safe.
        contacts: [{ value: '3151112233', safeToText: false }],
      })
      expect(await needsOf(id)).toEqual([hers, theirs].toSorted())
      const { facts } = await network.ask(getTimeline, { id, limit: 200 }, network.actors.ana)
      expect(facts.map(({ kind }) => kind).filter((kind) => kind === 'person.registered')).toHaveLength(2)
    }
  })

  test('the record is found by the names and documents of both, once', async () => {
    const card = { id: network.newId(), type: 'library_card', number: '9292922' }
    const one = await welcome('Marelvis', { firstSurname: 'Quijada' })
    const other = await welcome('Marelbis', { firstSurname: 'Quixada', identifiers: [card] })
    await merge(one, other)
    expect(await namesOf('9292922')).toEqual([one])
    expect(await namesOf('Quixada')).toEqual([one])
    const { people } = await network.ask(listCaseload, { limit: 100 }, network.actors.ana)
    expect(people.map(({ id }) => id)).toContain(one)
    expect(people.map(({ id }) => id)).not.toContain(other)
  })

  test('the pair waits no longer for a decision, and does again once it is undone', async () => {
    const petra = { givenNames: 'Petronila', firstSurname: 'Urdaneta', born: { date: '1990-04-05' } }
    const [one, other] = [await welcome('Petra', petra), await welcome('Petra', petra)]
    const open = async () =>
      (await network.ask(listDuplicates, { person: one }, network.actors.ana)).pairs.length
    const said = async () => (await network.ask(getPerson, { id: other }, network.actors.ana)).openDuplicates
    expect([await open(), await said()]).toEqual([1, 1])
    const id = await merge(one, other)
    expect([await open(), await said()]).toEqual([0, 0])
    await undo(id)
    expect([await open(), await said()]).toEqual([1, 1])
  })

  test('a command that names one id reaches what lies on the other', async () => {
    const [one, other] = [await welcome('Ada'), await welcome('Adita')]
    const theirs = await need(other)
    await merge(one, other)
    const close = { person: one, id: theirs, ending: 'met' as const }
    await network.execute(endNeed, close, network.actors.ana)
    const { needs } = await network.ask(getWork, { person: other }, network.actors.ana)
    expect(needs).toMatchObject([{ id: theirs, ending: 'met' }])
  })

  test('a repeated command is known again, wherever it was run', async () => {
    const [one, other] = [await welcome('Eva'), await welcome('Evita')]
    const theirs = await need(other)
    await merge(one, other)
    const client = network.http(network.actors.ana)
    const key = { 'idempotency-key': network.newId() }
    const close = { person: one, id: theirs, ending: 'met' }
    expect((await client.post('need.end', close, key)).status).toBe(200)
    expect((await client.post('need.end', close, key)).status).toBe(200)
  })

  test('what was never on either record stays unknown', async () => {
    const [one, other, stranger] = [await welcome('Rut'), await welcome('Ruti'), await welcome('Noé')]
    const his = await need(stranger)
    await merge(one, other)
    const close = { person: one, id: his, ending: 'met' as const }
    expect(await refusal(network.execute(endNeed, close, network.actors.ana))).toEqual({
      code: 'need.unknown',
      status: 404,
    })
  })
})

describe('refused', () => {
  test('with itself, twice, and under the keeping of two', async () => {
    const { beto, sol } = network.actors
    const [one, other, theirs] = [await welcome('Iris'), await welcome('Irisita'), network.newId()]
    await network.execute(registerPerson, { id: theirs, searched: 'device', called: 'Iris' }, beto)
    await merge(one, other)
    const tries = [
      [one, one, 'merge.itself'],
      [other, one, 'merge.already'],
      [one, theirs, 'person.unknown'],
      [network.newId(), one, 'person.unknown'],
    ] as const
    for (const [person, second, code] of tries) {
      const input = { id: network.newId(), person, other: second, because: 'x' }
      expect(await refusal(network.execute(mergePeople, input, sol))).toMatchObject({ code })
    }
    await network.database.pool.query('update person set shared_with = $2 where person = $1', [
      theirs,
      [sol.organisation],
    ])
    const input = { id: network.newId(), person: one, other: theirs, because: 'x' }
    expect(await refusal(network.execute(mergePeople, input, sol))).toEqual({
      code: 'merge.two_keepers',
      status: 409,
    })
  })

  test('while somebody asked to be erased', async () => {
    const [one, other] = [await welcome('Olga'), await welcome('Olguita')]
    await network.execute(askErasure, { id: network.newId(), person: other }, boss())
    const input = { id: network.newId(), person: one, other, because: 'x' }
    expect(await refusal(network.execute(mergePeople, input, boss()))).toMatchObject({
      code: 'merge.erasure_open',
    })
  })

  test('nor taken apart, with somebody whom a role for one’s own people does not reach', async () => {
    const mine = network.newId()
    await network.execute(registerPerson, { id: mine, searched: 'device', called: 'De Sol' }, boss())
    const [hidden, far] = [await welcome('De Ana'), await welcome('También de Ana')]
    const narrow = { ...boss(), grants: boss().grants.map((grant) => ({ ...grant, scope: 'own' as const })) }
    const unite = (person: Id, other: Id) =>
      network.execute(mergePeople, { id: network.newId(), person, other, because: 'La misma.' }, narrow)
    const unknown = { code: 'person.unknown', status: 404 }
    expect(await refusal(unite(mine, hidden))).toEqual(unknown)
    const id = await merge(mine, hidden)
    // What stands behind a record of one's own is not seen either.
    const other = network.newId()
    await network.execute(registerPerson, { id: other, searched: 'device', called: 'De Sol' }, boss())
    expect(await refusal(unite(other, mine))).toEqual(unknown)
    const apart = network.execute(unmergePeople, { merge: id, because: 'Son dos.' }, narrow)
    expect(await refusal(apart)).toEqual({ code: 'merge.unknown', status: 404 })
    await undo(id)
    await unite(mine, other)
    expect((await network.ask(listMerges, { person: other }, boss())).kept).toBe(mine)
    expect((await network.ask(listMerges, { person: far }, boss())).kept).toBe(far)
  })

  test('undone only once, and by nobody of another organisation', async () => {
    const id = await merge(await welcome('Luz'), await welcome('Lucita'))
    const input = { merge: id, because: 'x' }
    expect(await refusal(network.execute(unmergePeople, input, network.actors.eve))).toMatchObject({
      code: 'merge.unknown',
    })
    await undo(id)
    expect(await refusal(undo(id))).toMatchObject({ code: 'merge.undone' })
  })
})

describe('undone', () => {
  test('each record has what it had, and what came later as it was assigned', async () => {
    const [one, other] = [await welcome('Alba'), await welcome('Albita')]
    const [hers, theirs] = [await need(one), await need(other)]
    const id = await merge(one, other)
    const [later, stays] = [await need(one, 'seedlings'), await need(one, 'hand_tools')]
    await network.execute(endNeed, { person: one, id: hers, ending: 'met' }, network.actors.ana)
    const { kept, merges } = await network.ask(listMerges, { person: other }, network.actors.ana)
    expect(kept).toBe(one)
    expect(merges).toMatchObject([
      { id, person: { id: one }, other: { id: other }, mergedBy: 'Sol', because: 'Misma persona.' },
    ])
    expect(merges[0]?.later).toMatchObject([
      { item: later, on: one, kind: 'need.identified', code: 'seedlings' },
      { item: stays, on: one, code: 'hand_tools' },
    ])
    expect(await refusal(undo(id, [{ item: hers, to: other }]))).toMatchObject({ code: 'merge.item_unknown' })
    await undo(id, [{ item: later, to: other }])
    expect(await needsOf(one)).toEqual([hers, stays].toSorted())
    expect(await needsOf(other)).toEqual([theirs, later].toSorted())
    const told = async (person: Id) =>
      (await network.ask(getTimeline, { id: person }, network.actors.ana)).facts.flatMap(({ data }) =>
        data['need'] === later ? [person] : [],
      )
    expect([await told(one), await told(other)]).toEqual([[], [other]])
    // And is worked on under the id that it belongs to.
    const close = { person: other, id: later, ending: 'met' as const }
    await network.execute(endNeed, close, network.actors.ana)
    const after = await network.ask(listMerges, { person: one }, network.actors.ana)
    expect(after).toMatchObject({
      kept: one,
      merges: [{ id, undoneBy: 'Sol', undoneBecause: 'Son gemelas.', later: [] }],
    })
  })

  test('the merged record may be corrected meanwhile, under its own id', async () => {
    const [one, other] = [await welcome('Sara'), await welcome('Sarita')]
    const id = await merge(one, other)
    const changes = { id: other, base: 1, changes: { firstSurname: 'Lugo' } }
    await network.execute(changePerson, changes, network.actors.ana)
    expect(await network.ask(getPerson, { id: one }, network.actors.ana)).toMatchObject({
      id: one,
      firstSurname: 'Lugo',
    })
    await undo(id)
    expect(await network.ask(getPerson, { id: one }, network.actors.ana)).toMatchObject({
      firstSurname: null,
    })
    expect(await network.ask(getPerson, { id: other }, network.actors.ana)).toMatchObject({
      id: other,
      called: 'Sarita',
      firstSurname: 'Lugo',
    })
  })
})

test('an erasure of either record empties why they were merged', async () => {
  const [one, other, wish] = [await welcome('Nieves'), await welcome('Nievecita'), network.newId()]
  const id = await merge(one, other)
  await network.execute(askErasure, { id: wish, person: other }, network.actors.ana)
  await network.execute(erasePerson, { person: other, id: wish }, network.actors.dora)
  const { rows } = await network.database.pool.query('select because from merge where id = $1', [id])
  expect(rows).toEqual([{ because: '' }])
  expect(await network.ask(getPerson, { id: one }, network.actors.ana)).toMatchObject({ called: 'Nieves' })
  expect(await network.ask(getPerson, { id: other }, network.actors.ana)).toMatchObject({ id: one })
})
