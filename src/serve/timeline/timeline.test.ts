// A person's timeline over HTTP: it says the words of goals and steps to those who may read the plan, and shows
// only the kinds that were asked for.
import { beforeAll, expect, test } from 'vitest'
import { lina } from '../../../tests/harness/lina.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Actor } from '../../kernel/actor.ts'
import { addStep, completeStep, identifyNeed, setGoal } from '../cases/operations.ts'
import { getTimeline } from './operations.ts'

const GOAL = 'Mi permiso antes de Navidad'
const STEP = 'Pedir la cita'
let network: TestNetwork
let person: string

beforeAll(async () => {
  network = await testNetwork()
  const { clara } = network.actors
  const whose = await lina(network)
  person = whose.person
  const [need, goal, step] = [network.newId(), network.newId(), network.newId()]
  await network.execute(identifyNeed, { id: need, person, code: 'plot', urgency: 'high' }, clara)
  whose.later()
  await network.execute(setGoal, { id: goal, person, need, text: GOAL }, clara)
  whose.later()
  await network.execute(addStep, { id: step, person, goal, text: STEP, byWhom: 'person' }, clara)
  whose.later()
  await network.execute(completeStep, { id: step, person }, clara)
  await whose.shared(['identity', 'needs'])
})

async function told(actor: Actor, nouns?: string[]): Promise<[string, string | undefined][]> {
  const { facts } = await network.ask(getTimeline, { id: person, ...(nouns && { nouns }) }, actor)
  return facts.toReversed().map(({ kind, text }) => [kind, text])
}

test('the facts of a plan have the words of its goals and steps', async () => {
  expect(await told(network.actors.clara, ['plan'])).toEqual([
    ['plan.goal_set', GOAL],
    ['plan.step_added', STEP],
    ['plan.step_done', STEP],
  ])
})

test('whoever may read the timeline and no plan reads no words of the plan', async () => {
  const cora = await network.join('Cora', 'garden', ['coordinator'])
  const all = await told(cora)
  expect(all.map(([kind]) => kind)).toContain('plan.goal_set')
  expect(all.every(([, text]) => text === undefined)).toBe(true)
})

test('an organisation that the person was referred to reads none of them either', async () => {
  expect(JSON.stringify(await told(network.actors.beto))).not.toContain(GOAL)
})

test('the pages of all facts follow one another', async () => {
  const { clara } = network.actors
  const asked = { id: person, limit: 3 }
  const first = await network.ask(getTimeline, asked, clara)
  const second = await network.ask(getTimeline, { ...asked, before: first.next ?? '' }, clara)
  const all = await network.ask(getTimeline, { id: person }, clara)
  expect([...first.facts, ...second.facts].map(({ id }) => id)).toEqual(
    all.facts.slice(0, 6).map(({ id }) => id),
  )
})

test('only what was asked for is shown, over several pages too', async () => {
  const { clara } = network.actors
  const pages: string[][] = []
  const asked = { id: person, nouns: ['plan', 'need'], limit: 2 }
  let page = await network.ask(getTimeline, asked, clara)
  pages.push(page.facts.map(({ kind }) => kind))
  while (page.next !== null) {
    page = await network.ask(getTimeline, { ...asked, before: page.next }, clara)
    pages.push(page.facts.map(({ kind }) => kind))
  }
  expect(pages).toEqual([
    ['plan.step_done', 'plan.step_added'],
    ['plan.goal_set', 'need.identified'],
  ])
})
