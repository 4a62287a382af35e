// A step of the demonstration that fails says which operation it was and why.
import { expect, test } from 'vitest'
import { testNetwork } from '../../../tests/harness/network.ts'
import { changePerson } from '../../serve/record/operations.ts'
import { main } from '../cli.ts'
import { Calendar } from '../../platform/demonstration/calendar.ts'
import { FailedStep, Journey } from '../../platform/demonstration/journey.ts'
import { Network } from '../../platform/demonstration/network.ts'
import { random } from '../../platform/demonstration/random.ts'
import { DemonstrationRun } from '../../platform/demonstration/run.ts'
import { explain } from './demonstrate.ts'

test('a step that fails names its operation and its problem', async () => {
  const { app, actors, clock, newId } = await testNetwork()
  const run = new DemonstrationRun({
    app,
    calendar: new Calendar(clock.now),
    network: new Network({} as Network['organisations'], new Map()),
    random: random('a step that fails'),
    contributions: {},
    attachments: '',
    today: '2026-02-02',
    people: { riohacha: 0, cartagena: 0, cucuta: 0 },
  })
  const failed = await new Journey(run, run.random('anybody'), '2026-02-02')
    .act(changePerson, { id: newId(), base: 1, changes: { called: 'Nadie' } }, actors.ana)
    .catch((error: unknown) => error)
  expect(failed).toBeInstanceOf(FailedStep)
  expect(failed).toMatchObject({ code: 'person.unknown' })
  const lines: string[] = []
  const code = await main(['migrate'], {
    config() {
      return explain(failed)
    },
    print: (line) => lines.push(line),
    tell: (line) => lines.push(line),
  })
  expect(code).toBe(1)
  expect(lines).toEqual(['The demonstration failed at person.change: person.unknown'])
})
