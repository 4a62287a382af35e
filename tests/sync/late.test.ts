// A tablet that is lost while locked: its unsent work is handed over without a PIN or a session, and a person
// decides about it.
import 'fake-indexeddb/auto'
import { beforeAll, expect, test } from 'vitest'
import { openDevice } from '../../src/device/device.ts'
import { handOver } from '../../src/device/hand-over.ts'
import { findLock, type Lock } from '../../src/device/locks.ts'
import { openStore, type Entry } from '../../src/device/store.ts'
import { dropPinKey, createLock, renewPin } from '../../src/device/unlock.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import { storeName } from '../../src/kernel/device-sync.ts'
import { actorUnknown } from '../../src/kernel/problems.ts'
import type { Id } from '../../src/kernel/words.ts'
import { api } from '../../src/platform/http/http.ts'
import { lateRoutes } from '../../src/identity/devices/server/late.ts'
import { syncRoute } from '../../src/platform/sync/sync.ts'
import {
  countLate,
  discardLate,
  getDeviceSecret,
  listDevices,
  eraseLate,
  listLate,
  revokeDevice,
} from '../../src/identity/devices/operations.ts'
import { eraseRecord } from '../../src/platform/erasing.ts'
import { makeCode } from '../../src/protect/own/operations.ts'
import { identifyNeed, recordMilestone } from '../../src/serve/cases/operations.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'

const PIN = '482951'

let network: TestNetwork
let hono: ReturnType<typeof api>

beforeAll(async () => {
  network = await testNetwork()
  hono = api(
    network.app,
    async (request) => {
      const who = request.headers.get('x-test-actor')
      const actor = Object.values(known).find(({ user }) => user === who)
      if (!actor) throw actorUnknown()
      return actor
    },
    [syncRoute, lateRoutes],
  )
})

const known: Record<string, Actor> = {}
const send = (actor?: Actor) => async (path: string, init: RequestInit) => {
  if (actor) known[actor.user] = actor
  const headers = { ...(init.headers as object), ...(actor && { 'x-test-actor': actor.user }) }
  return await hono.request(path, { ...init, headers })
}
const nobody = send()

/** A prepared tablet on which a person with a need was registered without a network; then it was locked. */
async function lockedTablet(actor: Actor) {
  const device = network.newId()
  const body = JSON.stringify({ device, commands: [] })
  await send(actor)('/api/sync', { method: 'POST', body })
  const { secret } = await network.ask(getDeviceSecret, { id: device }, actor)
  const session = { user: { name: actor.name }, actor }
  const { key } = await createLock({ session, device, pin: PIN, secret, idleMinutes: 5 })
  const now = () => network.clock.now.getTime()
  const kept = await openDevice({ actor, capabilities: [], key, device, now, send: send(actor) })
  const person = network.newId()
  const registered = await kept.enqueue(registerPerson, {
    id: person,
    searched: 'device',
    called: 'Nilo Paz',
  })
  const need = { id: network.newId(), person, code: 'plot', urgency: 'high' }
  const identified = await kept.enqueue(identifyNeed, need, { after: registered })
  kept.close()
  const lock = (await findLock(storeName(actor))) as Lock
  return { device, lock, secret, person, registered, identified }
}

const someone = () => network.join('Ana', 'garden', ['front_desk'])
const revoke = (id: Id) => network.execute(revokeDevice, { id, reason: 'Se perdió' }, network.actors.dora)
const lateOf = async (actor: Actor, ids: readonly Id[]) =>
  (await network.ask(listLate, {}, actor)).late.filter(({ id }) => ids.includes(id))

const refusedOf = async (id: Id) =>
  (await network.ask(listLate, {}, network.actors.sol)).refused.filter(({ device }) => device === id)

async function takeIn(actor: Actor, late: Id, more: { id?: Id; input?: unknown } = {}) {
  const body = JSON.stringify({ id: network.newId(), ...more })
  const response = await send(actor)(`/api/late/${late}`, { method: 'POST', body })
  return { status: response.status, body: (await response.json()) as { code?: string } }
}

async function recorded(person: Id) {
  const { rows } = await network.database.pool.query(
    'select kind, actor, occurred_at < recorded_at as before from fact where subject = $1 order by recorded_at, id',
    [person],
  )
  return rows as { kind: string; actor: Id; before: boolean }[]
}

test('withdrawn while locked, it hands over sealed work; the office takes it in, in the office’s own name and once', async () => {
  const { sol, dora, beto, eve } = network.actors
  const { device, lock, person, registered, identified } = await lockedTablet(await someone())
  await revoke(device)
  network.clock.advance(1)
  expect(await handOver(lock, true, nobody)).toBe('done')
  expect(await recorded(person)).toEqual([])
  const found = await lateOf(sol, [registered, identified])
  expect(found).toMatchObject([
    { id: registered, name: 'person.register', by: 'Ana', permitted: true, input: { called: 'Nilo Paz' } },
    { id: identified, name: 'need.identify', after: registered, permitted: true },
  ])
  // The coordinator registers people and does not manage needs.
  expect(await lateOf(dora, [registered, identified])).toMatchObject([
    { permitted: true, input: { called: 'Nilo Paz' } },
    { permitted: false, input: null },
  ])
  expect((await network.ask(listDevices, {}, dora)).devices.find(({ id }) => id === device)?.late).toBe(2)
  for (const stranger of [eve, await network.join('Sara', 'roots', ['supervisor'])])
    expect(await lateOf(stranger, [registered, identified])).toEqual([])
  await expect(network.ask(listLate, {}, beto)).rejects.toMatchObject({ code: 'actor.not_allowed' })
  expect(await takeIn(eve, registered)).toMatchObject({ status: 404, body: { code: 'command.not_kept' } })
  expect(await takeIn(dora, identified)).toMatchObject({ status: 403, body: { code: 'actor.not_allowed' } })

  expect((await takeIn(sol, identified)).status, 'before the person it is about').toBe(404)
  const corrected = { id: person, searched: 'device', called: 'Nilo Paz Sol' }
  expect((await takeIn(sol, registered, { input: corrected })).status).toBe(200)
  expect((await takeIn(sol, registered)).body.code).toBe('command.not_kept')
  expect((await takeIn(sol, identified)).status).toBe(200)
  const facts = await recorded(person)
  expect(facts.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['person.registered', 'need.identified']),
  )
  for (const fact of facts) expect(fact).toMatchObject({ actor: sol.user, before: true })
  expect(await lateOf(sol, [registered, identified])).toEqual([])
  const { rows } = await network.database.pool.query('select input from late_command where id = any ($1)', [
    [registered, identified],
  ])
  expect(rows).toEqual([{ input: null }, { input: null }])
})

test('when two users take it in at the same moment, it is applied once', async () => {
  const { device, lock, person, registered } = await lockedTablet(await someone())
  await revoke(device)
  await handOver(lock, true, nobody)
  const { sol, dora } = network.actors
  const answers = await Promise.all([sol, dora, sol, dora].map((actor) => takeIn(actor, registered)))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect((await recorded(person)).filter(({ kind }) => kind === 'person.registered')).toHaveLength(1)
})

test('after the last of it the server can no longer open the store, and answers so when asked again', async () => {
  const { device, lock } = await lockedTablet(await someone())
  await revoke(device)
  expect(await handOver(lock, true, async () => Promise.reject(new TypeError('no network')))).toBe('later')
  expect(await handOver(lock, true, async () => new Response('<h1>Hotel</h1>', { status: 200 }))).toBe(
    'later',
  )
  const foreign = [
    new Response('{"code":"not_found"}', { status: 404 }),
    new Response('{"kept":1}', { status: 200 }),
    new Response(null, { status: 204 }),
  ]
  for (const answer of foreign) expect(await handOver(lock, true, async () => answer)).toBe('later')
  expect(await handOver(lock, true, nobody)).toBe('done')
  expect(await handOver(lock, true, nobody)).toBe('never')
  const { rows } = await network.database.pool.query('select secret from device where id = $1', [device])
  expect(rows).toEqual([{ secret: null }])
})

test('nothing is kept that does not come from that device, and trying shows nothing', async () => {
  const { device, lock } = await lockedTablet(await someone())
  const other = await lockedTablet(await network.join('Otra', 'garden', ['front_desk']))
  const before = await network.ask(countLate, {}, network.actors.sol)
  expect(await handOver({ ...lock, device: other.device }, true, nobody)).toBe('never')
  expect(await handOver({ ...lock, spare: other.lock.spare }, true, nobody)).toBe('never')
  expect(await handOver({ ...lock, store: other.lock.store }, false, nobody)).toBe('done')
  expect(await handOver({ ...lock, device: network.newId() }, true, nobody)).toBe('never')
  expect(await network.ask(countLate, {}, network.actors.sol)).toEqual(before)
  const { rows } = await network.database.pool.query(
    'select count(*)::int as open from device where id = any ($1) and secret is not null',
    [[device, other.device]],
  )
  expect(rows).toEqual([{ open: 2 }])
})

test('after ten wrong PINs the office has a copy; the owner comes back and sends the rest, and nothing is applied twice', async () => {
  const ana = await someone()
  const { sol } = network.actors
  const { lock, secret, person, registered, identified } = await lockedTablet(ana)
  await dropPinKey(lock.store)
  const erased = (await findLock(lock.store)) as Lock
  expect(await handOver(erased, false, nobody)).toBe('done')
  expect(await handOver(erased, false, nobody)).toBe('done')
  expect(await lateOf(sol, [registered, identified])).toHaveLength(2)
  expect((await takeIn(sol, registered)).status).toBe(200)
  const { key } = await renewPin(erased, secret, PIN)
  const device = await openDevice({ actor: ana, capabilities: [], key, send: send(ana) })
  expect(await device.flush()).toBe('idle')
  expect(await device.status()).toMatchObject({ pending: 0, attention: 0 })
  device.close()
  expect((await recorded(person)).map(({ kind, actor }) => [kind, actor])).toEqual(
    expect.arrayContaining([
      ['person.registered', sol.user],
      ['need.identified', ana.user],
    ]),
  )
  expect((await recorded(person)).filter(({ kind }) => kind === 'person.registered')).toHaveLength(1)
  expect(await lateOf(sol, [registered, identified])).toEqual([])
})

test('discarded work is kept with its reason, and an erasure removes its words', async () => {
  const { sol } = network.actors
  const { device, lock, person, registered, identified } = await lockedTablet(await someone())
  await revoke(device)
  await handOver(lock, true, nobody)
  const discard = { id: identified, reason: 'Nilo Paz no lo necesita' }
  await network.execute(discardLate, discard, sol)
  const again = { ...discard, reason: 'Nilo Paz ya se fue' }
  await expect(network.execute(discardLate, again, sol)).rejects.toMatchObject({ code: 'command.not_kept' })
  expect((await takeIn(sol, identified)).body.code).toBe('command.not_kept')
  const words = async () =>
    (
      await network.database.pool.query(
        'select input, reason from late_command where id = any ($1) order by occurred_at, id',
        [[registered, identified]],
      )
    ).rows
  expect(await words()).toEqual([
    { input: expect.stringContaining('Nilo Paz'), reason: null },
    { input: expect.stringContaining(person), reason: discard.reason },
  ])
  const { organisation } = sol
  const app = { ...sol, scope: 'system' as const }
  await network.execute(eraseRecord, { person, organisation, kept: {}, evidence: [] }, app)
  await network.execute(eraseLate, { person, organisation }, app)
  expect(await words()).toEqual([
    { input: null, reason: null },
    { input: null, reason: '' },
  ])
  const { rows: said } = await network.database.pool.query(
    `select name from command_log where concat(input, output::text, problem::text) like '%Nilo Paz%'`,
  )
  expect(said).toEqual([])
  expect(await lateOf(sol, [registered])).toEqual([])
})

test('work that its owner sent after returning is taken in by nobody else, not even at the same moment', async () => {
  const { sol } = network.actors
  const ana = await network.join('Ana', 'garden', ['supervisor'])
  const { device: id, lock, secret, person } = await lockedTablet(ana)
  const { key } = await renewPin(lock, secret, PIN)
  const now = () => network.clock.now.getTime()
  const before = await openDevice({ actor: ana, capabilities: [], key, device: id, now, send: send(ana) })
  // It has no id in its input: only its command key keeps it from being applied twice.
  const harvest = { person, milestone: 'first_harvest', on: '2026-02-01' as const }
  const done = [await before.enqueue(recordMilestone, harvest)]
  done.push(await before.enqueue(recordMilestone, { ...harvest, milestone: 'plot_started' }))
  before.close()
  expect(await handOver(lock, false, nobody)).toBe('done')
  const device = await openDevice({ actor: ana, capabilities: [], key, now, send: send(ana) })
  await Promise.all([device.flush(), ...done.map((late) => takeIn(sol, late))])
  expect(await device.flush()).toBe('idle')
  device.close()
  // A list that was opened before still shows them.
  for (const late of done) expect((await takeIn(sol, late)).body.code).toBe('command.not_kept')
  const kinds = (await recorded(person)).map(({ kind }) => kind)
  expect(kinds.filter((kind) => kind === 'milestone.recorded')).toHaveLength(2)
  const { rows } = await network.database.pool.query('select input from late_command where id = any ($1)', [
    done,
  ])
  expect(rows).toEqual([{ input: null }, { input: null }])
  expect(await handOver(lock, false, nobody)).toBe('done')
})

test('a row that no device of ours writes does not become a colleague’s command', async () => {
  const ana = await someone()
  const { device: id, lock, secret, person } = await lockedTablet(ana)
  const { key } = await renewPin(lock, secret, PIN)
  const device = await openDevice({ actor: ana, capabilities: [], key, device: id, send: send(ana) })
  const forged = { person, id: network.newId(), checked: 'known' as const }
  const late = await device.enqueue(makeCode, forged)
  device.close()
  await handOver(lock, false, nobody)
  expect(await lateOf(network.actors.sol, [late])).toEqual([])
  expect(await takeIn(network.actors.sol, late)).toMatchObject({ status: 404 })
  expect(await refusedOf(id)).toMatchObject([{ times: 1 }])
})

test('work in a format that the server cannot parse is not kept, and the office is told', async () => {
  const ana = await someone()
  const { device: id, lock, secret, registered, identified } = await lockedTablet(ana)
  const { store: name, key } = await renewPin(lock, secret, PIN)
  const store = await openStore(name, key, id)
  await store.write(({ entries }) => {
    const [one, other] = [entries.get(registered), entries.get(identified)] as [Entry, Entry]
    entries.set(registered, { ...one, state: 'postponed' as 'pending' })
    entries.set(identified, { ...other, state: 'applied' })
  })
  store.close()
  expect(await handOver(lock, false, nobody)).toBe('done')
  expect(await lateOf(network.actors.sol, [registered, identified])).toEqual([])
  expect(await refusedOf(id)).toMatchObject([{ times: 1 }])
})
