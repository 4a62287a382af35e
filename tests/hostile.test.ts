// Findings of a hostile review, one test each: what a role may not read, and what must not be lost or done
// twice.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '../src/kernel/actor.ts'
import type { Problem } from '../src/kernel/problem.ts'
import type { Id } from '../src/kernel/words.ts'
import { execute } from '../src/platform/execute.ts'
import { startJobs } from '../src/platform/jobs.ts'
import { sync } from '../src/platform/sync/sync.ts'
import { giveConsent, withdrawConsent } from '../src/protect/consent/operations.ts'
import { identifyNeed } from '../src/serve/cases/operations.ts'
import { recordDelivery } from '../src/serve/deliveries/operations.ts'
import { getPerson, registerPerson } from '../src/serve/record/operations.ts'
import { getTimeline } from '../src/serve/timeline/operations.ts'
import {
  acceptReferral,
  closeReferral,
  declineReferral,
  getReferral,
  sendReferral,
} from '../src/serve/referrals/operations.ts'
import { offerService } from '../src/serve/services/operations.ts'
import { filesOf } from './harness/files.ts'
import { testNetwork, type TestNetwork } from './harness/network.ts'

let network: TestNetwork
let folder: string

beforeAll(async () => {
  network = await testNetwork()
  folder = await mkdtemp(join(tmpdir(), 'arraigo-hostile-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (problem: Problem) => problem.code,
  )

async function welcome(called = 'Lina'): Promise<Id> {
  const person = network.newId()
  await network.execute(registerPerson, { id: person, searched: 'everywhere', called }, network.actors.ana)
  return person
}

async function allow(person: Id, recipient: Id, more: { expiresOn?: string } = {}): Promise<Id> {
  const consent = {
    id: network.newId(),
    person,
    recipient,
    purpose: 'referral',
    fieldGroups: ['identity'],
    textVersion: 'v1',
    locale: 'es',
    how: 'signature' as const,
  }
  await network.execute(giveConsent, { ...consent, ...more }, network.actors.ana)
  return consent.id
}

async function refer(person: Id, to: Id, consent?: Id, service?: Id): Promise<{ person: Id; id: Id }> {
  const key = { person, id: network.newId() }
  const wish = { to, reason: 'Necesita una pala.', consent: consent ?? (await allow(person, to)) }
  await network.execute(sendReferral, { ...key, ...wish, ...(service && { service }) }, network.actors.ana)
  return key
}

async function pulled(actor: Actor, persons: Id[] = []) {
  const request = { device: network.newId(), commands: [], persons, pull: { cursor: null } }
  const { changes } = await sync(network.app, actor, request)
  return new Map((changes?.documents ?? []).map(({ person, parts }) => [person, parts]))
}

const looksAt = async (person: Id, via: string) =>
  (await network.database.pool.query('select from disclosure where person = $1 and via = $2', [person, via]))
    .rowCount

test('a device gets no record that its holder could not open at a desk', async () => {
  const person = await welcome()
  for (const role of ['analyst', 'communications', 'administrator'] as const) {
    const nosy = await network.join('Nora', 'garden', [role])
    expect(await code(network.ask(getPerson, { id: person }, nosy))).toBe('actor.not_allowed')
    expect(Object.keys((await pulled(nosy, [person])).get(person) ?? {})).toEqual([])
  }
  expect((await pulled(network.actors.ana)).get(person)).toMatchObject({ person: { called: 'Lina' } })
})

test('a request for people of others returns nothing and logs nothing about them', async () => {
  const person = await welcome()
  const { eve } = network.actors
  expect((await pulled(eve, [person, network.newId()])).size).toBe(0)
  expect(await looksAt(person, 'sync')).toBe(0)
})

test('after a referral ends, what a provider wrote about the person leaves its devices with the record', async () => {
  const person = await welcome()
  const { beto } = network.actors
  const key = await refer(person, beto.organisation)
  await network.execute(acceptReferral, key, beto)
  await network.execute(identifyNeed, { person, id: network.newId(), code: 'plot', urgency: 'high' }, beto)
  expect(Object.keys((await pulled(beto)).get(person) ?? {}).sort()).toEqual(
    expect.arrayContaining(['cases', 'person', 'referrals']),
  )
  await network.execute(declineReferral, { ...key, reason: 'full' }, beto)
  // The referral was declined, so it is not the receiver's to read any more either.
  expect((await pulled(beto, [person])).has(person)).toBe(false)
})

test('one receiver does not learn who else received the person', async () => {
  const person = await welcome()
  const { beto, eve, ana } = network.actors
  await network.execute(acceptReferral, await refer(person, beto.organisation), beto)
  await network.execute(acceptReferral, await refer(person, eve.organisation), eve)
  expect((await network.ask(getPerson, { id: person }, beto)).sharedWith).toEqual([beto.organisation])
  expect((await pulled(beto)).get(person)).toMatchObject({ person: { sharedWith: [beto.organisation] } })
  const told = JSON.stringify((await network.ask(getTimeline, { id: person }, beto)).facts)
  expect(told).toContain(beto.organisation)
  expect(told).not.toContain(eve.organisation)
  const { sharedWith } = await network.ask(getPerson, { id: person }, ana)
  expect([...sharedWith].sort()).toEqual([beto.organisation, eve.organisation].sort())
})

test('a likeness shown with a refusal is logged like any other look', async () => {
  const card = () => ({ id: network.newId(), type: 'library_card', number: '774411' })
  const known = network.newId()
  const { ana } = network.actors
  const first = { id: known, searched: 'everywhere' as const, givenNames: 'Rosa', identifiers: [card()] }
  await network.execute(registerPerson, first, ana)
  const twin = {
    id: network.newId(),
    searched: 'everywhere' as const,
    givenNames: 'Rosa',
    identifiers: [card()],
  }
  expect(await code(network.execute(registerPerson, twin, ana))).toBe('person.likely_duplicate')
  expect(await looksAt(known, 'person.register')).toBe(1)
})

test('files are for users who work with the person or judge the proof, whatever their organisation', async () => {
  const person = await welcome()
  const { id } = await filesOf(network, folder, network.actors.ana).upload(person)
  for (const role of ['analyst', 'communications', 'funder'] as const) {
    const nosy = await network.join('Nora', 'garden', [role])
    const files = filesOf(network, folder, nosy)
    expect((await files.download(id)).status).toBe(403)
    expect((await files.upload(person)).response.status).toBe(403)
  }
  expect((await filesOf(network, folder, network.actors.clara).download(id)).status).toBe(200)
})

test('a referral may bring several services: a second one is recorded and the referral counts as served once', async () => {
  const person = await welcome()
  const { beto, ana } = network.actors
  const service = network.newId()
  const offer = { id: service, kind: 'tool_loan', name: `Palas ${service}`, languages: ['es'] }
  await network.execute(offerService, offer, beto)
  const { id: referral } = await refer(person, beto.organisation, undefined, service)
  await network.execute(acceptReferral, { person, id: referral }, beto)
  const delivery = () => ({ id: network.newId(), person, service, referral, deliveredOn: '2026-03-02' })
  expect(await network.execute(recordDelivery, { ...delivery(), closes: false }, beto)).toEqual({
    referral: 'served',
  })
  expect(await network.execute(recordDelivery, { ...delivery(), closes: false }, beto)).toEqual({
    referral: 'served',
  })
  expect(await network.execute(recordDelivery, delivery(), beto)).toEqual({ referral: 'closed' })
  expect(await network.ask(getReferral, { person, id: referral }, ana)).toMatchObject({
    state: 'closed',
    result: 'served',
  })
  const { facts } = await network.ask(getTimeline, { id: person }, ana)
  expect(facts.filter(({ kind }) => kind === 'referral.served')).toHaveLength(1)
  expect(facts.filter(({ kind }) => kind === 'service.delivered')).toHaveLength(3)
})

test('setting the clock back does not revive an expired consent, and setting it forward does not extend a new one', async () => {
  const person = await welcome()
  const { ana, beto } = network.actors
  const short = await allow(person, beto.organisation, { expiresOn: '2026-03-03' })
  const { id } = await refer(person, beto.organisation, short)
  const before = network.clock.now
  network.clock.advance(5)
  const late = { occurredAt: '2026-03-02T12:00:00-05:00' }
  expect(await code(network.execute(acceptReferral, { person, id }, beto, late))).toBe('consent.missing')
  const early = { occurredAt: '2190-01-01T12:00:00-05:00' }
  const consent = { id: network.newId(), person, recipient: beto.organisation, purpose: 'referral' }
  const said = { fieldGroups: ['identity'], textVersion: 'v1', locale: 'es', how: 'signature' as const }
  const { expiresOn } = await network.execute(giveConsent, { ...consent, ...said }, ana, early)
  expect(expiresOn < '2100-01-01').toBe(true)
  network.clock.now = before
})

test('when a referral is sent and its consent withdrawn at once, none is left open', async () => {
  const { ana, beto } = network.actors
  for (let n = 0; n < 8; n++) {
    const person = await welcome(`Lina ${n}`)
    const consent = await allow(person, beto.organisation)
    const key = { person, id: network.newId() }
    const wish = { to: beto.organisation, reason: 'Necesita una pala.', consent }
    const [, ...withdrawn] = await Promise.all([
      code(network.execute(sendReferral, { ...key, ...wish }, ana)),
      code(network.execute(withdrawConsent, { person, id: consent }, ana)),
      code(network.execute(withdrawConsent, { person, id: consent }, ana)),
    ])
    expect(withdrawn.sort()).toEqual(['consent.already_withdrawn', 'done'])
    const { rows } = await network.database.pool.query('select state from referral where person = $1', [
      person,
    ])
    expect(rows.filter(({ state }) => state !== 'cancelled')).toEqual([])
  }
})

test('hostile JSON is refused with a code and stored, never an incident', async () => {
  const ana = network.http(network.actors.ana)
  const deep = (depth: number) => `{"id":${'['.repeat(depth)}${']'.repeat(depth)}}`
  const send = (body: string) =>
    ana.send('/api/person.register', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    })
  expect((await send(deep(400_000))).status).toBe(422)
  expect((await send(deep(5_000))).status).toBe(422)
  for (const key of ['\\u0000', '\\ud800', 'Ana Lima 0999']) {
    const body = `{"id":"${network.newId()}","person":"${network.newId()}","questionnaire":"x","version":1,"answers":{"${key}":{}}}`
    const id = network.newId()
    const answer = await ana.send('/api/characterization.record', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', 'idempotency-key': id },
    })
    expect(answer).toMatchObject({ status: 422, body: { code: 'input.invalid' } })
    expect(JSON.stringify(answer.body)).not.toContain('Lima')
    const { rows } = await network.database.pool.query('select outcome from command_log where id = $1', [id])
    expect(rows).toEqual([{ outcome: 'rejected' }])
  }
})

test('the key of another user’s command does not show its result', async () => {
  const { ana, clara } = network.actors
  const order = {
    id: network.newId(),
    name: 'person.register',
    input: { id: network.newId(), searched: 'everywhere' },
  }
  expect(await execute(network.app, ana, order)).toMatchObject({ outcome: 'applied' })
  expect(await execute(network.app, ana, order)).toMatchObject({ outcome: 'duplicate' })
  const stolen = await execute(network.app, clara, order)
  expect(stolen).toMatchObject({ outcome: 'rejected', problem: { code: 'command.reused' } })
})

test('a job interrupted by a killed process runs when the next process starts', async () => {
  const { pool } = network.database
  await network.work()
  await pool.query(`select graphile_worker.add_job('referral.expire', '{}', job_key => 'left')`)
  await pool.query(
    `update graphile_worker._private_jobs set locked_by = 'killed', locked_at = now() where key = 'left'`,
  )
  const left = async () =>
    (await pool.query(`select from graphile_worker._private_jobs where key = 'left'`)).rowCount
  const runner = await startJobs(network.app)
  try {
    await expect.poll(left).toBe(0)
  } finally {
    await runner.stop()
  }
})

test('a closed referral leaves the receiver no way back to the record', async () => {
  const person = await welcome()
  const { beto, ana } = network.actors
  const key = await refer(person, beto.organisation)
  await network.execute(acceptReferral, key, beto)
  await network.execute(recordDelivery, await served(person, key.id), beto)
  expect(await code(network.ask(getPerson, { id: person }, beto))).toBe('person.unknown')
  expect(await code(network.execute(closeReferral, key, ana))).toBe('referral.not_open')
})

async function served(person: Id, referral: Id) {
  const service = network.newId()
  const offer = { id: service, kind: 'tool_loan', name: `Palas ${service}`, languages: ['es'] }
  await network.execute(offerService, offer, network.actors.beto)
  return { id: network.newId(), person, service, referral, deliveredOn: '2026-03-02' }
}
