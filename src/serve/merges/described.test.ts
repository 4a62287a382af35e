// Documents, ways to reach somebody and households that were noted while two records were merged are said to belong to one of
// them when the merge is undone, and are then found, used and shown there alone.
import { beforeAll, describe, expect, test } from 'vitest'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Id } from '../../kernel/words.ts'
import { addHouseholdMember, formHousehold } from '../households/operations.ts'
import {
  addContact,
  addIdentifier,
  getPerson,
  registerPerson,
  retireIdentifier,
  searchPeople,
} from '../record/operations.ts'
import { listMerges, mergePeople, unmergePeople } from './operations.ts'

let network: TestNetwork
beforeAll(async () => void (network = await testNetwork()))

async function welcome(called: string): Promise<Id> {
  const id = network.newId()
  await network.execute(registerPerson, { id, searched: 'device', called }, network.actors.ana)
  return id
}

async function merged(): Promise<{ one: Id; other: Id; merge: Id }> {
  const [one, other, merge] = [await welcome('Iris'), await welcome('Íris'), network.newId()]
  await network.execute(mergePeople, { id: merge, person: one, other, because: 'x' }, network.actors.sol)
  return { one, other, merge }
}

const laterOf = async (person: Id, merge: Id) =>
  (await network.ask(listMerges, { person }, network.actors.sol)).merges.find(({ id }) => id === merge)
    ?.later ?? []
const undo = (merge: Id, assign: { item: Id; to: Id }[]) =>
  network.execute(unmergePeople, { merge, because: 'Son\ndos.', assign }, network.actors.sol)
const record = (id: Id) => network.ask(getPerson, { id }, network.actors.ana)
const numbers = async (id: Id) =>
  (await record(id)).identifiers.filter(({ retired }) => retired === null).map(({ number }) => number)
const reached = async (id: Id) =>
  (await record(id)).contacts
    .filter(({ retired }) => !retired)
    .map(({ value, safeToCall }) => ({ value, safeToCall }))
const found = async (text: string) =>
  (await network.ask(searchPeople, { text }, network.actors.ana)).people.map(({ id }) => id)

const card = async (person: Id, number: string): Promise<Id> => {
  const id = network.newId()
  const document = { person, id, type: 'library_card', country: 'xa', number }
  await network.execute(addIdentifier, document, network.actors.ana)
  return id
}
const phone = async (person: Id, value: string): Promise<Id> => {
  const id = network.newId()
  const point = { person, id, kind: 'phone', value, safeToCall: true, note: 'De noche' }
  await network.execute(addContact, point, network.actors.ana)
  return id
}

describe('at the undo', () => {
  test('a document and a telephone are listed by what they say, and go where they belong', async () => {
    const { one, other, merge } = await merged()
    const [hers, mistyped, number] = [await card(one, '5151511'), await card(one, '5151512'), '3157770011']
    const retire = { person: one, id: mistyped, because: 'Mal escrito' }
    await network.execute(retireIdentifier, retire, network.actors.ana)
    const point = await phone(one, number)
    expect((await laterOf(one, merge)).map(({ item, on, text }) => [item, on, text])).toEqual([
      [hers, one, '5151511'],
      [point, one, number],
    ])
    await undo(merge, [
      { item: hers, to: other },
      { item: point, to: other },
    ])
    expect([await numbers(one), await numbers(other)]).toEqual([[], ['5151511']])
    expect([await reached(one), await reached(other)]).toEqual([[], [{ value: number, safeToCall: true }]])
    expect(await found('5151511')).toEqual([other])
    expect(await found(number)).toEqual([other])
  })

  test('what stands on the other already stands there once', async () => {
    const { one, other, merge } = await merged()
    const [hers] = [await card(one, '6161611'), await card(other, '6161611')]
    await undo(merge, [{ item: hers, to: other }])
    expect([await numbers(one), await numbers(other)]).toEqual([[], ['6161611']])
  })

  test('a household that was joined meanwhile is that of whoever lives there', async () => {
    const { one, other, merge } = await merged()
    const [mother, home] = [await welcome('Madre'), network.newId()]
    const members = [{ person: mother, relation: 'head', head: true }]
    await network.execute(formHousehold, { id: home, members }, network.actors.ana)
    const joined = { id: home, person: one, relation: 'child' }
    await network.execute(addHouseholdMember, joined, network.actors.ana)
    expect(await laterOf(one, merge)).toMatchObject([{ item: home, on: one, code: 'child' }])
    await undo(merge, [{ item: home, to: other }])
    expect([(await record(one)).household, (await record(other)).household?.id]).toEqual([null, home])
  })

  test('the other’s own household is never left for it', async () => {
    const { one, other, merge } = await merged()
    const homes = [network.newId(), network.newId()]
    for (const [at, person] of [one, other].entries()) {
      const members = [{ person, relation: 'head', head: true }]
      await network.execute(formHousehold, { id: homes[at] as Id, members }, network.actors.ana)
    }
    await expect(undo(merge, [{ item: homes[0] as Id, to: other }])).rejects.toThrow(
      'household.member_elsewhere',
    )
    // Refused as a whole: the two are merged still.
    expect((await record(other)).id).toBe(one)
  })

  test('what is left where it is stays as it was noted', async () => {
    const { one, other, merge } = await merged()
    const hers = await card(other, '7171711')
    await undo(merge, [{ item: hers, to: other }])
    expect([await numbers(one), await numbers(other)]).toEqual([[], ['7171711']])
  })
})
