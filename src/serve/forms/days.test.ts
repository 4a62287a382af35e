// A day in the person's life that a questionnaire asks for lies neither before their birth nor in the future.
import { beforeAll, expect, test } from 'vitest'
import { refusal } from '../../../tests/harness/known-elsewhere.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Id } from '../../kernel/words.ts'
import { registerPerson } from '../record/operations.ts'
import { recordCharacterization } from './operations.ts'

let network: TestNetwork
let person: Id

beforeAll(async () => {
  network = await testNetwork()
  person = network.newId()
  const born = { date: '2001-05-06' }
  await network.execute(
    registerPerson,
    { id: person, searched: 'device', called: 'Rut', born },
    network.actors.ana,
  )
  // The questions of the pack ask for no such day: one of them does here.
  const [asked] = network.app.packs.active()?.pack.questionnaires ?? []
  const question = asked?.pages.flatMap(({ questions }) => questions).find(({ name }) => name === 'start_on')
  Object.assign(question as object, { happened: true })
})

const said = (on: string) =>
  network.execute(
    recordCharacterization,
    {
      id: network.newId(),
      person,
      questionnaire: 'characterization',
      version: 1,
      answers: { has_gardened: false, people_at_home: 3, start_on: on },
    },
    network.actors.clara,
  )

test.each([
  ['2001-05-05', 'person.not_born_yet'],
  ['2026-03-03', 'answer.invalid'],
] as const)('%s is refused', async (on, code) => expect(await refusal(said(on))).toBe(code))

test('the day of their birth, and today, are taken in', async () => {
  for (const on of ['2001-05-06', '2026-03-02']) await said(on)
})
