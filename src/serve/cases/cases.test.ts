// Needs, plans and case files on a real database: a goal answers a need of the same person, and only staff
// who may manage cases get one.
import { beforeAll, expect, test } from 'vitest'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Actor } from '../../kernel/actor.ts'
import { deactivateUser } from '../../identity/users/operations.ts'
import { changePerson, registerPerson, type Born } from '../record/operations.ts'
import {
  addStep,
  assignCase,
  closeCase,
  completeStep,
  dropGoal,
  endNeed,
  getWork,
  identifyNeed,
  openCase,
  reachGoal,
  recordMilestone,
  reopenGoal,
  reopenNeed,
  reopenStep,
  setGoal,
} from './operations.ts'

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

test('a job before the birth is refused at its own door and at that of the birth date, and opens no claim', async () => {
  const { ana, clara } = network.actors
  const nur = await welcome('Nur')
  const change = (base: number, born: Born) =>
    network.execute(changePerson, { id: nur, base, changes: { born } }, ana)
  await change(1, { year: 2001 })
  const job = { person: nur, milestone: 'first_harvest' }
  await expect(network.execute(recordMilestone, { ...job, on: '2000-12-31' }, clara)).rejects.toMatchObject({
    code: 'person.not_born_yet',
    data: { on: '2000-12-31', born: '2001-01-01' },
  })
  // As far as is known, it may have been after the birth.
  await network.execute(recordMilestone, { ...job, on: '2001-01-01' }, clara)
  await expect(change(2, { date: '2001-01-02' })).rejects.toMatchObject({
    code: 'person.born_after_event',
    data: { on: '2001-01-01' },
  })
  await change(2, { date: '2001-01-01' })
  const { rows } = await network.database.pool.query(
    `select occurred_on::text as on from fact where subject = $1 and kind = 'milestone.recorded'`,
    [nur],
  )
  expect(rows).toEqual([{ on: '2001-01-01' }])
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

test('a need that was closed is reopened with what was noted of it, and its file with it', async () => {
  const { ana, clara, beto } = network.actors
  const person = await welcome('Nilda')
  const id = network.newId()
  const note = 'Duerme en casa de una prima'
  await network.execute(identifyNeed, { id, person, code: 'plot', urgency: 'high', note }, ana)
  await expect(network.execute(reopenNeed, { id, person }, ana)).rejects.toThrow('need.open_already')
  await network.execute(endNeed, { id, person, ending: 'met', note: 'Tiene parcela' }, ana)
  const [file] = (await network.ask(getWork, { person }, clara)).files
  await network.execute(closeCase, { id: file!.id, person, reason: 'moved_away' }, clara)
  await expect(network.execute(reopenNeed, { id, person }, beto)).rejects.toThrow('need.unknown')
  await network.execute(reopenNeed, { id, person }, ana)
  const { needs, files } = await network.ask(getWork, { person }, clara)
  expect(needs).toMatchObject([{ id, note, ending: null, endedOn: null, version: 3 }])
  expect(files.filter(({ closedAt }) => closedAt === null)).toHaveLength(1)
  await network.execute(endNeed, { id, person, ending: 'no_longer' }, ana)
  const [again] = (await network.ask(getWork, { person }, clara)).needs
  expect(again).toMatchObject({ note, ending: 'no_longer', endingNote: null })
})

test('a goal is reached or left once, and either way can be reopened', async () => {
  const { clara } = network.actors
  const person = await welcome('Petra')
  const id = network.newId()
  await network.execute(setGoal, { id, person, text: 'Mi permiso antes de Navidad' }, clara)
  await expect(network.execute(reopenGoal, { id, person }, clara)).rejects.toThrow('goal.open_already')
  await network.execute(reachGoal, { id, person, note: 'Llegó por correo' }, clara)
  const goal = async () => (await network.ask(getWork, { person }, clara)).goals[0]
  expect(await goal()).toMatchObject({ endingNote: 'Llegó por correo', droppedOn: null })
  await expect(network.execute(dropGoal, { id, person, because: 'x' }, clara)).rejects.toThrow(
    'goal.reached_already',
  )
  await network.execute(reopenGoal, { id, person }, clara)
  await network.execute(dropGoal, { id, person, because: 'Se va a otra ciudad' }, clara)
  expect(await goal()).toMatchObject({ endingNote: 'Se va a otra ciudad', reachedOn: null })
  expect((await goal())?.droppedOn).not.toBeNull()
  await expect(network.execute(reachGoal, { id, person }, clara)).rejects.toThrow('goal.dropped')
})

test('a step that was closed is open again', async () => {
  const { clara } = network.actors
  const person = await welcome('Rosalba')
  const [goal, id] = [network.newId(), network.newId()]
  await network.execute(setGoal, { id: goal, person, text: 'Sembrar' }, clara)
  await network.execute(addStep, { id, person, goal, text: 'Regar', byWhom: 'person' }, clara)
  await expect(network.execute(reopenStep, { id, person }, clara)).rejects.toThrow('step.open_already')
  await network.execute(completeStep, { id, person, note: 'Regó el lunes' }, clara)
  await network.execute(reopenStep, { id, person }, clara)
  const { goals } = await network.ask(getWork, { person }, clara)
  expect(goals[0]?.steps).toMatchObject([{ id, state: 'open', endedOn: null }])
})
