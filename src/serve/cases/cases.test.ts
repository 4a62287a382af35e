// Needs, plans and case files on a real database: a goal answers a need of the same person, and only staff
// who may manage cases get one.
import { beforeAll, expect, test } from 'vitest'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Actor } from '../../kernel/actor.ts'
import { deactivateUser } from '../../identity/users/operations.ts'
import { registerPerson } from '../record/operations.ts'
import { assignCase, getWork, identifyNeed, openCase, setGoal } from './operations.ts'

let network: TestNetwork
beforeAll(async () => void (network = await testNetwork()))

async function welcome(called: string, actor: Actor = network.actors.ana): Promise<string> {
  const id = network.newId()
  await network.execute(registerPerson, { id, searched: 'everywhere', called }, actor)
  return id
}

async function name(person: string, actor: Actor): Promise<string> {
  const id = network.newId()
  await network.execute(identifyNeed, { id, person, code: 'plot', urgency: 'high' }, actor)
  return id
}

test('a goal answers a need of the same person, named by the same organisation', async () => {
  const { ana, clara, beto } = network.actors
  const [lina, otto, other] = [await welcome('Lina'), await welcome('Otto'), await welcome('Nur', beto)]
  const [hers, his, theirs] = [await name(lina, ana), await name(otto, ana), await name(other, beto)]
  const goal = (need: string) => ({ id: network.newId(), person: lina, need, text: 'A plot of her own' })
  for (const need of [his, theirs, network.newId()])
    await expect(network.execute(setGoal, goal(need), clara)).rejects.toThrow('need.unknown')
  await network.execute(setGoal, goal(hers), clara)
  const { goals } = await network.ask(getWork, { person: lina }, clara)
  expect(goals.map(({ need }) => need)).toEqual([hers])
})

test('only a user of the organisation who may manage cases can be responsible for one', async () => {
  const { ana, clara, sol, beto, dora } = network.actors
  const gone = await network.join('Gael', 'garden', ['case_manager'])
  await network.execute(deactivateUser, { user: gone.user }, dora)
  const refusals = [
    [beto.user, 'user.unknown'],
    [gone.user, 'user.unknown'],
    [network.newId(), 'user.unknown'],
    [ana.user, 'case.manager_not_allowed'],
  ] as const
  const person = await welcome('Lía')
  const id = network.newId()
  for (const [manager, code] of refusals)
    await expect(network.execute(openCase, { id, person, manager }, ana)).rejects.toThrow(code)
  await network.execute(openCase, { id, person, manager: clara.user }, ana)
  for (const [manager, code] of refusals)
    await expect(network.execute(assignCase, { id, person, manager }, sol)).rejects.toThrow(code)
  await network.execute(assignCase, { id, person, manager: sol.user }, sol)
  const { files } = await network.ask(getWork, { person }, clara)
  expect(files).toMatchObject([{ id, manager: sol.user }])
})
