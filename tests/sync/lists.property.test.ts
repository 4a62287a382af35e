// Whatever happens to a list on the server, on devices and to what is sent between them, every device has in the end
// the list that its user may have, and each piece of work counts once.
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Device } from '../../src/device/device.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import { Problem } from '../../src/kernel/problem.ts'
import type { Id } from '../../src/kernel/words.ts'
import { run } from '../../src/platform/execute.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { addBed, bedList, noteBed, removeBed, rota, type Bed } from './beds.ts'
import { openPlot, sharePlot } from './plots.ts'
import { world, type Transmission, type World } from './world.ts'

let network: TestNetwork
let here: World

beforeAll(async () => {
  network = await testNetwork()
  here = await world(network)
})

type Hand = { actor: Actor; device: Device; transmissions: Transmission[] }
type Real = { hands: Hand[]; desk: Actor; gardeners: Id[] }
type Model = { beds: Id[]; made: { hand: number; id: Id }[] }
type Action = fc.AsyncCommand<Model, Real>

const any = <T>(values: readonly T[], index: number) => values[index % values.length] as T
const action = (name: string, act: (model: Model, real: Real) => Promise<void>): Action => ({
  check: () => true,
  run: act,
  toString: () => name,
})

/** What a rule refuses was never accepted. */
async function attempt(deed: () => Promise<unknown>): Promise<void> {
  try {
    await deed()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
  }
}

/** At the desk, where nothing is kept on a device. */
const atDesk = (what: number, index: number) =>
  action(`desk(${what}, ${index})`, async (model, { desk, gardeners }) => {
    const id = what === 0 || model.beds.length === 0 ? network.newId() : any(model.beds, index)
    if (!model.beds.includes(id)) {
      model.beds.push(id)
      await run(here.app, desk, addBed, { id, name: `Bed ${index}`, gardener: any(gardeners, index) })
    } else if (what === 1) {
      const { rows } = await network.database.pool.query<Bed>('select version from bed where id = $1', [id])
      const base = rows[0]?.version ?? 1
      await attempt(() => run(here.app, desk, noteBed, { id, note: `desk ${index}`, base }))
    } else await attempt(() => run(here.app, desk, removeBed, { id }))
  })

/** A gardener's plot belongs to another organisation, which shares it or no longer does. */
const share = (index: number, isShared: boolean) =>
  action(`share(${index}, ${isShared})`, async (_model, { gardeners, desk }) => {
    const keeper = network.actors.beto
    const input = { person: any(gardeners, index), with: isShared ? [desk.organisation] : [] }
    await run(here.app, keeper, sharePlot, input)
  })

const onDevice = (hand: number, what: number, index: number) =>
  action(`device(${hand}, ${what}, ${index})`, async (model, real) => {
    const { device } = any(real.hands, hand)
    const isNew = what === 0 || model.beds.length === 0
    const id = isNew ? network.newId() : any(model.beds, index)
    const bed = (await device.lists()).find(bedList, id)
    if (isNew) model.beds.push(id)
    await attempt(async () => {
      const command = isNew
        ? device.enqueue(addBed, { id, name: `Bed ${index}` })
        : what === 1
          ? device.enqueue(noteBed, { id, note: `device ${index}`, base: bed?.version ?? 1 })
          : device.enqueue(removeBed, { id })
      model.made.push({ hand, id: await command })
    })
  })

const flush = (hand: number, next: Transmission[]) =>
  action(`flush(${hand}, ${next.join(' ')})`, async (_model, real) => {
    const { device, transmissions } = any(real.hands, hand)
    transmissions.splice(0, transmissions.length, ...next)
    await device.flush()
  })

/** An earlier request is delivered now: late, out of order, once more. */
const echo = (index: number) =>
  action(`echo(${index})`, async () => {
    if (here.sent.length === 0) return
    const { actor, body } = any(here.sent, index)
    await here.request(actor, '/api/sync', { method: 'POST', body })
  })

/** The user is given another centre: lists that depend on it are fetched anew. */
const move = (hand: number) =>
  action(`move(${hand})`, async (_model, real) => {
    Object.assign(any(real.hands, hand).actor, { centre: network.newId() })
  })

const transmission = fc.constantFrom<Transmission>('arrives', 'lost', 'unanswered', 'doubled', 'broken')
const hand = fc.nat(1)
const actions = [
  fc.tuple(fc.constantFrom(0, 1, 1, 2), fc.nat(20)).map((of) => atDesk(...of)),
  fc.tuple(fc.nat(2), fc.boolean()).map((of) => share(...of)),
  fc.tuple(hand, fc.constantFrom(0, 1, 1, 2), fc.nat(20)).map((of) => onDevice(...of)),
  fc.tuple(hand, fc.array(transmission, { maxLength: 3 })).map((of) => flush(...of)),
  fc.tuple(hand, fc.array(transmission, { maxLength: 3 })).map((of) => flush(...of)),
  fc.nat(200).map((index) => echo(index)),
  hand.map((of) => move(of)),
]

async function begin(): Promise<{ model: Model; real: Real }> {
  here.sent.splice(0)
  await network.database.pool.query('delete from bed')
  const hands: Hand[] = []
  for (const name of ['Ana', 'Bruno']) {
    const actor = await network.join(name, 'garden', ['front_desk'])
    const transmissions: Transmission[] = []
    hands.push({ actor, transmissions, device: await here.device(actor, transmissions) })
  }
  const gardeners = [network.newId(), network.newId(), network.newId()]
  for (const person of gardeners) await run(here.app, network.actors.beto, openPlot, { person, name: 'Rosa' })
  return { model: { beds: [], made: [] }, real: { hands, desk: network.actors.ana, gardeners } }
}

const byId = (one: { id: Id }, other: { id: Id }) => (one.id < other.id ? -1 : 1)

async function check(model: Model, { hands, desk }: Real): Promise<void> {
  const { pool } = network.database
  for (const { device, transmissions } of hands) {
    transmissions.splice(0)
    await device.flush()
    // What the desk decided otherwise is given up.
    for (const { id } of await device.attention()) await device.discard(id, 'ya no hace falta')
    expect(await device.flush()).toBe('idle')
  }
  for (const { device } of hands) expect(await device.flush()).toBe('idle')
  const beds = await pool.query<Bed>('select id, name, note, version from bed order by id')
  const turns = await pool.query<{ id: Id }>(
    `select b.id, b.name, b.gardener from bed b join plot p on p.person = b.gardener
     where $1 = any (p.shared_with) order by b.id`,
    [desk.organisation],
  )
  for (const { device } of hands) {
    const lists = await device.lists()
    expect(lists.all(bedList).toSorted(byId)).toEqual(beds.rows)
    expect(lists.all(rota).toSorted(byId)).toEqual(turns.rows)
  }
  const log = await pool.query<{ id: Id; outcome: string }>(
    'select id, outcome from command_log where id = any ($1)',
    [model.made.map(({ id }) => id)],
  )
  expect(log.rows).toHaveLength(model.made.length)
  // What the server holds of a device is what is on it.
  const held = await pool.query<{ count: number }>(
    `select count(*)::int from device_document where withdrawn_at is null and list = 'beds'
     and device in (select id from device where holder = any ($1)) group by device`,
    [hands.map(({ actor }) => actor.user)],
  )
  for (const { count } of held.rows) expect(count).toBe(beds.rows.length)
}

test('after any interleaving every device has the list of the server', async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(actions, { maxCommands: 60, size: 'max' }), async (commands) => {
      const { model, real } = await begin()
      try {
        await fc.asyncModelRun(() => ({ model, real }), commands)
        await check(model, real)
      } finally {
        for (const { device } of real.hands) device.close()
      }
    }),
    { numRuns: Number(process.env['FC_RUNS'] ?? 15), endOnFailure: false },
  )
})
