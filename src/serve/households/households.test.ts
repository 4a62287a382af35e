// Households: formed around a person, joined and left; with one head, and nobody in two of them.
import { beforeAll, describe, expect, test } from 'vitest'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { InputOf } from '../../kernel/command.ts'
import type { Problem } from '../../kernel/problem.ts'
import { getPerson, registerPerson } from '../record/operations.ts'
import { addHouseholdMember, formHousehold, getHousehold, removeHouseholdMember } from './operations.ts'

let network: TestNetwork
let ana: Actor

beforeAll(async () => {
  network = await testNetwork()
  ;({ ana } = network.actors)
})

async function register(input: Partial<InputOf<typeof registerPerson>> = {}): Promise<string> {
  const id = network.newId()
  await network.execute(registerPerson, { id, searched: 'file', ...input }, ana)
  return id
}

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (problem: Problem) => ({ code: problem.code, status: problem.status, data: problem.data }),
  )

describe('a household', () => {
  test('is formed, grows, and remembers who left', async () => {
    const [mother, son, aunt] = [await register({ givenNames: 'Rosa' }), await register(), await register()]
    const household = network.newId()
    const members = [
      { person: mother, relation: 'head', head: true },
      { person: son, relation: 'child' },
    ]
    await network.execute(formHousehold, { id: household, members }, ana)
    await network.execute(addHouseholdMember, { id: household, person: aunt, relation: 'other' }, ana)
    await network.execute(removeHouseholdMember, { id: household, person: aunt, because: 'Moved out.' }, ana)
    const found = await network.ask(getHousehold, { id: household }, ana)
    expect(found.members.map((member) => [member.person.id, member.head, member.leftOn])).toEqual([
      [mother, true, null],
      [son, false, null],
      [aunt, false, '2026-03-02'],
    ])
    expect(await network.ask(getPerson, { id: son }, ana)).toMatchObject({
      household: { id: household, relation: 'child', head: false, members: 2 },
    })
    expect(await network.ask(getPerson, { id: aunt }, ana)).toMatchObject({ household: null })
  })

  test('refuses a person who lives in another, and has one head', async () => {
    const [one, other] = [await register(), await register()]
    const household = network.newId()
    const form = (id: string, person: string) =>
      network.execute(formHousehold, { id, members: [{ person, relation: 'head', head: true }] }, ana)
    await form(household, one)
    expect(await refusal(form(network.newId(), one))).toMatchObject({ code: 'household.member_elsewhere' })
    const second = { id: household, person: other, relation: 'head', head: true }
    expect(await refusal(network.execute(addHouseholdMember, second, ana))).toMatchObject({
      code: 'household.one_head',
    })
    const stranger = { id: household, person: other }
    expect(await refusal(network.execute(removeHouseholdMember, stranger, ana))).toMatchObject({
      code: 'household.not_a_member',
    })
    expect(await refusal(network.ask(getHousehold, { id: household }, network.actors.eve))).toMatchObject({
      code: 'household.unknown',
    })
  })
})
