// However the connection fails and in whatever order people act: no command is lost, none is applied twice,
// and all devices agree at the end.
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Device } from '../src/device/device.ts'
import type { Actor } from '../src/kernel/actor.ts'
import { Problem } from '../src/kernel/problem.ts'
import type { Id } from '../src/kernel/words.ts'
import { testNetwork, type TestNetwork } from './harness/network.ts'
import { breakPlot, notePlot, openPlot, sharePlot, waterPlot, type Plot } from './sync/plots.ts'
import { world, type Transmission, type World } from './sync/world.ts'

let network: TestNetwork
let here: World

beforeAll(async () => {
  network = await testNetwork()
  here = await world(network)
})

/**
 * Three devices (two of the garden, one of another organisation), each with two tabs and its own connection.
 */
type Hand = { actor: Actor; tabs: [Device, Device]; transmissions: Transmission[] }
type Real = { hands: Hand[]; roots: Id; newId(): Id }

/** The model: every command that a device accepted, without looking into the server. */
type Model = { persons: Id[]; made: { hand: number; id: Id; name: string }[] }

type Action = fc.AsyncCommand<Model, Real>

const tabOf = (real: Real, hand: number, tab: number) => (real.hands[hand] as Hand).tabs[tab as 0 | 1]
const any = (persons: readonly Id[], index: number) => persons[index % persons.length] as Id

/** Acts on a device; an act that its own rules refuse was never accepted. */
async function attempt(model: Model, hand: number, name: string, deed: () => Promise<Id>): Promise<void> {
  try {
    model.made.push({ hand, id: await deed(), name })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
  }
}

const open = (hand: number, tab: number, name: string, child: boolean): Action => ({
  check: () => true,
  async run(model: Model, real: Real) {
    const person = real.newId()
    const device = tabOf(real, hand, tab)
    model.persons.push(person)
    await attempt(model, hand, 'plot.open', () => device.enqueue(openPlot, { person, name }))
    const after = model.made.at(-1)?.id
    if (!child || after === undefined) return
    await attempt(model, hand, 'plot.water', () => device.enqueue(waterPlot, { person }, { after }))
  },
  toString: () => `open(${hand}.${tab}, ${name}${child ? ', child' : ''})`,
})

const work = (hand: number, tab: number, what: number, index: number): Action => ({
  check: (model: Readonly<Model>) => model.persons.length > 0,
  async run(model: Model, real: Real) {
    const person = any(model.persons, index)
    const device = tabOf(real, hand, tab)
    const plot = (await device.people.find(person))?.parts['plots'] as Plot | undefined
    const deeds = [
      () => device.enqueue(waterPlot, { person }),
      () => device.enqueue(notePlot, { person, note: `nota ${index}`, base: plot?.version ?? 1 }),
      () => device.enqueue(sharePlot, { person, with: index % 2 ? [real.roots] : [] }),
      () => device.enqueue(breakPlot, { person }),
    ]
    const names = ['plot.water', 'plot.note', 'plot.share', 'plot.break']
    await attempt(model, hand, names[what] as string, deeds[what] as () => Promise<Id>)
  },
  toString: () => `work(${hand}.${tab}, ${what}, ${index})`,
})

const flush = (hand: number, both: boolean, next: Transmission[]): Action => ({
  check: () => true,
  async run(_model: Model, real: Real) {
    const { transmissions, tabs } = real.hands[hand] as Hand
    transmissions.splice(0, transmissions.length, ...next)
    await Promise.all(tabs.slice(0, both ? 2 : 1).map((tab) => tab.flush()))
  },
  toString: () => `flush(${hand}${both ? ', both tabs' : ''}, ${next.join(' ')})`,
})

/** All three are back in coverage at once. */
const flushAll = (): Action => ({
  check: () => true,
  async run(_model: Model, real: Real) {
    await Promise.all(real.hands.flatMap(({ tabs }) => tabs.map((tab) => tab.flush())))
  },
  toString: () => 'flush all',
})

/** An earlier request is delivered now: late, out of order, once more. */
const echo = (index: number): Action => ({
  check: () => here.sent.length > 0,
  async run() {
    const { actor, body } = here.sent[index % here.sent.length] as World['sent'][number]
    const response = await here.request(actor, '/api/sync', { method: 'POST', body })
    expect([200, 429]).toContain(response.status)
  },
  toString: () => `echo(${index})`,
})

const decide = (hand: number, tab: number, correct: boolean): Action => ({
  check: () => true,
  async run(model: Model, real: Real) {
    const device = tabOf(real, hand, tab)
    const [first] = await device.attention()
    if (!first) return
    if (!correct || first.name === 'plot.break') return device.discard(first.id, 'ya no hace falta')
    const input = first.name === 'plot.open' ? { ...(first.input as object), name: 'Corregida' } : first.input
    model.made.push({ hand, id: await device.resend(first.id, input), name: first.name })
  },
  toString: () => `decide(${hand}.${tab}, ${correct ? 'correct' : 'discard'})`,
})

const hand = fc.nat(2)
const tab = fc.nat(1)
const transmission = fc.constantFrom<Transmission>(
  'arrives',
  'lost',
  'unanswered',
  'doubled',
  'broken',
  'captured',
)
const actions = [
  fc
    .tuple(hand, tab, fc.constantFrom('Rosa', 'Sol', 'Maleza', 'Seca'), fc.boolean())
    .map((of) => open(...of)),
  fc.tuple(hand, tab, fc.constantFrom(0, 0, 0, 1, 1, 2, 3), fc.nat(20)).map((of) => work(...of)),
  fc.tuple(hand, fc.boolean(), fc.array(transmission, { maxLength: 3 })).map((of) => flush(...of)),
  fc.constant(flushAll()),
  fc.nat(200).map((index) => echo(index)),
  fc.tuple(hand, tab, fc.boolean()).map((of) => decide(...of)),
]

async function begin(): Promise<{ model: Model; real: Real }> {
  here.sent.splice(0)
  const hands: Hand[] = []
  for (const [name, organisation] of [
    ['Ana', 'garden'],
    ['Bruno', 'garden'],
    ['Beto', 'roots'],
  ] as const) {
    const actor = await network.join(name, organisation, ['front_desk'])
    const transmissions: Transmission[] = []
    hands.push({
      actor,
      transmissions,
      tabs: [await here.device(actor, transmissions), await here.device(actor, transmissions)],
    })
  }
  const real = { hands, roots: network.organisations.roots, newId: () => network.newId() }
  return { model: { persons: [], made: [] }, real }
}

/**
 * With a working connection, people decide what is left, until nothing is pending and nothing needs
 * attention.
 */
async function finishAll(model: Model, real: Real) {
  for (let round = 0; round < 12; round++) {
    let left = 0
    for (const [index, { tabs, transmissions }] of real.hands.entries()) {
      transmissions.splice(0)
      expect(await tabs[0].flush()).toBe('idle')
      const status = await tabs[1].status()
      expect(status.pending).toBe(0)
      left += status.attention
      if (status.attention > 0) await decide(index, 1, round % 2 === 0).run(model, real)
    }
    if (left === 0) break
    if (round > 8)
      for (const { tabs } of real.hands)
        for (const { id } of await tabs[0].attention()) {
          await tabs[0].discard(id, 'al final').catch(() => {})
        }
  }
  // Once more for each, so that each receives what the others sent last.
  for (const { tabs } of real.hands) expect(await tabs[0].flush()).toBe('idle')
}

const byText = (one: string, other: string) => one.localeCompare(other)

type Logged = { id: Id; name: string; outcome: string; seq: number; actor: Id }

async function check(model: Model, real: Real) {
  const { pool } = network.database
  const users = real.hands.map(({ actor }) => actor.user)
  const log = (
    await pool.query<Logged>(
      'select id, name, outcome, seq, actor from command_log where actor = any ($1) order by actor, seq',
      [users],
    )
  ).rows
  const logged = new Map(log.map((row) => [row.id, row]))

  // No command is lost: each one that a device accepted ended on the server, and both agree on the result.
  for (const { hand: index, id, name } of model.made) {
    const row = logged.get(id)
    expect(row?.name).toBe(name)
    // A device forgets its own commands about people who are no longer shared with it.
    const entry = await tabOf(real, index, 0).entry(id)
    if (entry) expect(entry.state === 'applied').toBe(row?.outcome === 'applied')
    expect(entry?.state).not.toBe('pending')
  }
  // Each device's commands were applied in its own order, without a gap.
  for (const [index, { actor }] of real.hands.entries()) {
    const own = log.filter((row) => row.actor === actor.user)
    expect(own.map(({ seq }) => seq)).toEqual(own.map((_row, place) => place + 1))
    const made = model.made.filter((one) => one.hand === index).map(({ id }) => id)
    expect(own.map(({ id }) => id).filter((id) => made.includes(id))).toEqual(made)
  }
  // None is applied twice: each command has one fact, and each watering counts once.
  const applied = log.filter(({ outcome, name }) => outcome === 'applied' && name !== 'command.discard')
  const facts = await pool.query('select command from fact where actor = any ($1)', [users])
  expect(facts.rows.map(({ command }) => command).toSorted(byText)).toEqual(
    applied.map(({ id }) => id).toSorted(byText),
  )
  const watered = await pool.query<{ sum: number }>(
    'select coalesce(sum(waterings), 0)::int as sum from plot where person = any ($1)',
    [model.persons],
  )
  expect(watered.rows[0]?.sum).toBe(applied.filter(({ name }) => name === 'plot.water').length)
  // Every device shows exactly the people that its organisation may see, as stored on the server.
  for (const { actor, tabs } of real.hands) {
    const { rows } = await pool.query<Plot & { person: Id }>(
      `select person, name, note, version, waterings from plot
       where person = any ($1) and (organisation = $2 or $2 = any (shared_with))`,
      [model.persons, actor.organisation],
    )
    const server = new Map(rows.map(({ person, ...plot }) => [person, plot]))
    const shown = (await tabs[0].people.all(10_000)).filter(({ person }) => model.persons.includes(person))
    expect(new Map(shown.map(({ person, parts }) => [person, parts['plots']]))).toEqual(server)
  }
}

test('no command is lost, none is applied twice, and devices and server agree at the end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(actions, { maxCommands: 60, size: 'max' }), async (commands) => {
      const { model, real } = await begin()
      try {
        await fc.asyncModelRun(() => ({ model, real }), commands)
        await finishAll(model, real)
        await check(model, real)
      } finally {
        for (const { tabs } of real.hands) tabs.forEach((device) => device.close())
      }
    }),
    { numRuns: Number(process.env['FC_RUNS'] ?? 15), endOnFailure: false },
  )
})
