// A step of the demonstration that fails says which operation it was and why.
import { expect, test } from 'vitest'
import { testNetwork } from '../../../tests/harness/network.ts'
import { changePerson } from '../../serve/people/operations.ts'
import { main } from '../cli.ts'
import { Calendar } from './calendar.ts'
import { random } from './random.ts'
import { FailedStep, Stage } from './stage.ts'

test('a step that fails names its operation and its problem', async () => {
  const { app, actors, clock, newId } = await testNetwork()
  const calendar = new Calendar(clock.now)
  const turn = <T>(work: () => Promise<T>) => work()
  const inOrder = <T>(_: string, work: () => Promise<T>) => work()
  const theatre = { app, calendar, turn, inOrder }
  const stage = new Stage(theatre, random('a step that fails'), '2026-02-02')
  const failed = await stage
    .act(changePerson, { id: newId(), base: 1, changes: { called: 'Nadie' } }, actors.ana)
    .catch((error: unknown) => error)
  expect(failed).toBeInstanceOf(FailedStep)
  expect(failed).toMatchObject({ code: 'person.unknown' })
  const told: string[] = []
  const code = await main(['migrate'], {
    config() {
      throw failed
    },
    print: (line) => told.push(line),
    tell: (line) => told.push(line),
  })
  expect(code).toBe(1)
  expect(told).toEqual(['The demonstration failed at person.change: person.unknown'])
})
