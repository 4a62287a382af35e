// What the server answered, with the commands that this device has not sent applied again.
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import type { Actor } from '../kernel/actor.ts'
import { command, query } from '../kernel/command.ts'
import { Id } from '../kernel/words.ts'
import { answerOnDevice, onDevice, type DeviceCapability, type KeptPeople } from './capability.ts'
import { overAnswer } from './pending.ts'
import type { Entry, Kept, Person } from './store.ts'

type Plot = { id: Id; name: string; beds: number }

const [rosa, sol, luz] = [1, 2, 3].map((n) => `0199aaaa-0000-7000-8000-00000000000${n}` as Id) as [Id, Id, Id]
const Input = z.strictObject({ person: Id, name: z.string() })
const rename = command({
  name: 'plot.rename',
  exposure: 'staff',
  summary: 'Renames a plot.',
  input: Input,
  output: z.object({}),
})
const getPlot = query({
  name: 'plot.get',
  summary: 'One plot.',
  discloses: true,
  input: z.strictObject({ person: Id }),
  output: z.custom<Plot>(),
})
const listPlots = query({
  name: 'plot.list',
  summary: 'Plots.',
  discloses: true,
  input: z.strictObject({}),
  output: z.custom<Plot[]>(),
})
const plotsOf = async (people: KeptPeople) => (await people.all()).map(({ parts }) => parts['plot'] as Plot)

const capability: DeviceCapability = {
  name: 'plot',
  commands: [
    onDevice(rename, {
      persons: ({ person }) => [person],
      apply: (plot: Plot | undefined, { person, name }) => ({ beds: 0, id: person, ...plot, name }),
    }),
  ],
  queries: [
    answerOnDevice(
      getPlot,
      async (people, { person }) => (await people.find(person))?.parts['plot'] as Plot | undefined,
      { person: ({ person }) => person, document: (plot) => plot },
    ),
    answerOnDevice(listPlots, plotsOf, {
      async over(answer, pending) {
        const now = await plotsOf(pending)
        return [...now, ...answer.filter(({ id }) => !now.some((one) => one.id === id))]
      },
    }),
  ],
}

const kept = (person: Id, plot: Plot, server?: Plot): Person => ({
  person,
  parts: { plot },
  keys: [],
  changedAt: 0,
  ...(server && { server: { plot: server } }),
})
const renamed = (person: Id, name: string, state: Entry['state'] = 'pending'): Entry => ({
  id: luz,
  order: 1,
  state,
  name: rename.name,
  input: { person, name },
  occurredAt: '2026-01-01T00:00:00.000Z',
  persons: [person],
})
const store = (people: readonly Person[], entry: Entry): Kept => ({
  self: { device: luz, nextSeq: 1, nextOrder: 2, cursor: null },
  entries: new Map([[entry.id, entry]]),
  people: new Map(people.map((one) => [one.person, one])),
  documents: new Map(),
  forms: new Map(),
})
const applying = { capabilities: [capability], actor: {} as Actor, now: () => 0 }
const over = (held: Kept, asked: typeof getPlot | typeof listPlots, input: object, output?: unknown) =>
  overAnswer(held, applying, { query: asked, input, answer: output === undefined ? undefined : { output } })

const old = { id: rosa, name: 'Rosa', beds: 1 }
const mine = { ...old, name: 'Rosa del río' }

test('an answer about one person is the base on which the pending commands are replayed', async () => {
  const held = store([kept(rosa, mine, old)], renamed(rosa, 'Rosa del río'))
  expect(await over(held, getPlot, { person: rosa }, { ...old, beds: 7 })).toEqual({
    output: { ...mine, beds: 7 },
  })
  // Also of somebody whose record this device does not hold.
  const unheld = store([], renamed(rosa, 'Rosa del río'))
  expect(await over(unheld, getPlot, { person: rosa }, { ...old, beds: 7 })).toEqual({
    output: { ...mine, beds: 7 },
  })
})

test('an answer about somebody without pending commands stays as it is', async () => {
  const held = store([kept(rosa, mine, old)], renamed(rosa, 'Rosa del río'))
  expect(await over(held, getPlot, { person: sol }, { id: sol, name: 'Sol', beds: 2 })).toBeUndefined()
  const decided = store([kept(rosa, old, old)], renamed(rosa, 'Rosa del río', 'attention'))
  expect(await over(decided, getPlot, { person: rosa }, old)).toBeUndefined()
})

test('nobody is answered for whom the server no longer shows, but who was never sent', async () => {
  const known = store([kept(rosa, mine, old)], renamed(rosa, 'Rosa del río'))
  expect(await over(known, getPlot, { person: rosa })).toBeUndefined()
  const made = { id: sol, name: 'Sol', beds: 0 }
  const added = store([kept(sol, made)], renamed(sol, 'Sol'))
  expect(await over(added, getPlot, { person: sol })).toEqual({ output: made })
  expect(await over(added, listPlots, {})).toBeUndefined()
})

test('a list gets those with pending commands, and no others of this device', async () => {
  const held = store(
    [kept(rosa, mine, old), kept(sol, { id: sol, name: 'Sol', beds: 2 }, { id: sol, name: 'Sol', beds: 2 })],
    renamed(rosa, 'Rosa del río'),
  )
  expect(await over(held, listPlots, {}, [old, { id: luz, name: 'Luz', beds: 3 }])).toEqual({
    output: [mine, { id: luz, name: 'Luz', beds: 3 }],
  })
})

test('somebody who is not kept here is told from documents that the answer gives', async () => {
  const listed: DeviceCapability = {
    ...capability,
    queries: [
      answerOnDevice(listPlots, plotsOf, {
        async over(answer, pending) {
          return answer.map((plot) => pending.replayed(plot.id, { plot }).parts['plot'] as Plot)
        },
      }),
    ],
  }
  const answer = [old, { id: sol, name: 'Sol', beds: 2 }]
  const told = await overAnswer(
    store([], renamed(rosa, 'Rosa del río')),
    { ...applying, capabilities: [listed] },
    { query: listPlots, input: {}, answer: { output: answer } },
  )
  expect(told).toEqual({ output: [mine, answer[1]] })
})
