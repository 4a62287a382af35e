// Two devices edit the same field without a network: whatever a person decides on the conflict screen, where and
// how often, nothing is lost and nothing is applied twice.
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { Device } from '../../src/device/device.ts'
import type { Entry } from '../../src/device/store.ts'
import { conflictOf, settled } from '../../src/identity/devices/rules.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import { Problem, type ProblemStatus } from '../../src/kernel/problem.ts'
import type { Id } from '../../src/kernel/words.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { notePlot, openPlot, type Plot } from './plots.ts'
import { world, type Transmission, type World } from './world.ts'

let network: TestNetwork
let here: World
const open: Device[] = []

beforeAll(async () => {
  network = await testNetwork()
  here = await world(network)
})
afterEach(() => open.splice(0).forEach((device) => device.close()))

async function phone(actor: Actor, ...transmissions: Transmission[]): Promise<Device> {
  const device = await here.device(actor, transmissions)
  open.push(device)
  return device
}

const shown = async (device: Device, person: Id) =>
  (await device.people.find(person))?.parts['plots'] as Plot | undefined

/** A plot whose note two people wrote at the same time: Bruno's is refused, and waits on his device. */
async function conflict() {
  const ana = await network.join('Ana', 'garden', ['front_desk'])
  const bruno = await network.join('Bruno', 'garden', ['front_desk'])
  const [desk, field] = [await phone(ana), await phone(bruno)]
  const person = network.newId()
  await desk.enqueue(openPlot, { person, name: 'Rosa' })
  await desk.flush()
  await field.flush()
  await desk.enqueue(notePlot, { person, note: 'con sombra', base: 1 })
  await field.enqueue(notePlot, { person, note: 'con sol', base: 1 })
  await desk.flush()
  await field.flush()
  const [refused] = (await field.attention()) as [Entry]
  return { bruno, desk, field, person, refused }
}

/** What the screen sends for a decision; undefined when nothing of the own edit is left. */
function decided(entry: Entry, choice: 'mine' | 'theirs'): unknown {
  const { code, status, data } = entry.problem as NonNullable<Entry['problem']>
  const found = conflictOf(new Problem(code, status as ProblemStatus, data), entry.input)
  if (!found) expect.fail('The refusal is no conflict.')
  return settled(entry.input, found, new Set(choice === 'theirs' ? ['note'] : []))
}

async function decide(device: Device, entry: Entry, choice: 'mine' | 'theirs'): Promise<unknown> {
  const input = decided(entry, choice)
  return input === undefined
    ? await device.discard(entry.id, 'Queda lo de la otra persona.')
    : await device.resend(entry.id, input)
}

/** The commands of a user that the server decided: how many notes it took, and how many discards. */
async function log(actor: Actor) {
  const { rows } = await network.database.pool.query<{ made: string; times: number }>(
    `select name || ' ' || outcome as made, count(*)::int as times from command_log where actor = $1 group by 1`,
    [actor.user],
  )
  return Object.fromEntries(rows.map(({ made, times }) => [made, times]))
}

async function plotOf(person: Id): Promise<Plot | undefined> {
  const { rows } = await network.database.pool.query<Plot>('select * from plot where person = $1', [person])
  return rows[0]
}

test.each([
  ['mine', 'con sol', 3, { 'plot.note rejected': 1, 'plot.note applied': 1 }],
  ['theirs', 'con sombra', 2, { 'plot.note rejected': 1, 'command.discard applied': 1 }],
] as const)(
  'decided for %s, both devices show the same, and nothing waits',
  async (choice, note, version, made) => {
    const { bruno, desk, field, person, refused } = await conflict()
    await decide(field, refused, choice)
    await field.flush()
    await desk.flush()
    expect(await plotOf(person)).toMatchObject({ note, version })
    for (const device of [desk, field]) expect(await shown(device, person)).toMatchObject({ note, version })
    expect(await field.status()).toMatchObject({ pending: 0, attention: 0 })
    expect(await log(bruno)).toEqual(made)
  },
)

test('decided on a value that a third person has changed since, it is asked again with the newer value', async () => {
  const { bruno, desk, field, person, refused } = await conflict()
  await desk.enqueue(notePlot, { person, note: 'con riego', base: 2 })
  await desk.flush()
  await decide(field, refused, 'mine')
  await field.flush()
  const [again] = (await field.attention()) as [Entry]
  expect(again).toMatchObject({
    replaces: refused.id,
    problem: { data: { version: 3, fields: [{ field: 'note', yours: 'con sol', theirs: 'con riego' }] } },
  })
  expect(await plotOf(person)).toMatchObject({ note: 'con riego', version: 3 })
  await decide(field, again, 'mine')
  await field.flush()
  expect(await plotOf(person)).toMatchObject({ note: 'con sol', version: 4 })
  expect(await log(bruno)).toEqual({ 'plot.note rejected': 2, 'plot.note applied': 1 })
  expect(await field.status()).toMatchObject({ pending: 0, attention: 0 })
})

test.each([
  ['mine', 'theirs'],
  ['theirs', 'mine'],
  ['mine', 'mine'],
  ['theirs', 'theirs'],
] as const)(
  'decided for %s and for %s at once in two tabs, one decision counts and the other is told',
  async (one, other) => {
    const { bruno, field, person, refused } = await conflict()
    const tab = await phone(bruno)
    const both = await Promise.allSettled([decide(field, refused, one), decide(tab, refused, other)])
    const told = both.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []))
    expect(told).toMatchObject([{ code: 'command.not_kept' }])
    const first = both[0].status === 'fulfilled' ? one : other
    await Promise.all([field.flush(), tab.flush()])
    expect(await plotOf(person)).toMatchObject(
      first === 'mine' ? { note: 'con sol', version: 3 } : { note: 'con sombra', version: 2 },
    )
    expect(await log(bruno)).toEqual(
      first === 'mine'
        ? { 'plot.note rejected': 1, 'plot.note applied': 1 }
        : { 'plot.note rejected': 1, 'command.discard applied': 1 },
    )
    for (const device of [field, tab])
      expect(await device.status()).toMatchObject({ pending: 0, attention: 0 })
  },
)

test.each(['mine', 'theirs'] as const)(
  'decided for %s without a network, and sent through a connection that loses the answer, it counts once',
  async (choice) => {
    const { bruno, field, person, refused } = await conflict()
    const tab = await phone(bruno, 'lost', 'unanswered', 'doubled')
    await decide(tab, refused, choice)
    expect(await tab.flush()).toBe('later')
    const note = choice === 'mine' ? 'con sol' : 'con sombra'
    expect(await shown(tab, person)).toMatchObject({ note })
    expect(await tab.status()).toMatchObject({ pending: 1, attention: 0 })
    await expect(decide(field, refused, choice)).rejects.toMatchObject({ code: 'command.not_kept' })
    expect(await tab.flush()).toBe('later')
    await tab.flush()
    await field.flush()
    expect(await plotOf(person)).toMatchObject({ note, version: choice === 'mine' ? 3 : 2 })
    expect(await log(bruno)).toEqual({
      'plot.note rejected': 1,
      [choice === 'mine' ? 'plot.note applied' : 'command.discard applied']: 1,
    })
    expect(await field.status()).toMatchObject({ pending: 0, attention: 0 })
  },
)
