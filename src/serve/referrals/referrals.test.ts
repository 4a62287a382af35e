// Refers people to other organisations, on a real database: the consent check, both sides, deadlines, and
// what each side may read.
import { beforeEach, beforeAll, describe, expect, test } from 'vitest'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Problem } from '../../kernel/problem.ts'
import { giveConsent, withdrawConsent } from '../../protect/consent/operations.ts'
import { addStep, getWork, identifyNeed, setGoal } from '../cases/operations.ts'
import { recordDelivery } from '../deliveries/operations.ts'
import { getPerson, registerPerson } from '../record/operations.ts'
import { offerService } from '../services/operations.ts'
import {
  sendReferral,
  acceptReferral,
  getReferral,
  declineReferral,
  redirectReferral,
  countReferrals,
  listReferrals,
} from './operations.ts'

let network: TestNetwork
let service: string

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (problem: Problem) => problem.code,
  )

beforeAll(async () => {
  network = await testNetwork()
  service = network.newId()
  await network.execute(
    offerService,
    { id: service, kind: 'tool_loan', name: 'Préstamo de palas', languages: ['es'] },
    network.actors.beto,
  )
})

let person: string
let need: string
let consent: string

beforeEach(async () => {
  const { ana } = network.actors
  person = network.newId()
  await network.execute(registerPerson, { id: person, searched: 'everywhere', called: 'Lina' }, ana)
  need = network.newId()
  await network.execute(identifyNeed, { id: need, person, code: 'plot', urgency: 'high' }, ana)
  consent = await allow(network.organisations.roots)
})

async function allow(recipient: string): Promise<string> {
  const id = network.newId()
  await network.execute(
    giveConsent,
    {
      id,
      person,
      purpose: 'referral',
      recipient,
      fieldGroups: ['identity'],
      textVersion: 'v1',
      locale: 'es',
      how: 'signature',
    },
    network.actors.ana,
  )
  return id
}

async function send(more: Partial<Parameters<typeof network.execute<typeof sendReferral>>[1]> = {}) {
  const id = network.newId()
  await network.execute(
    sendReferral,
    {
      person,
      id,
      to: network.organisations.roots,
      service,
      need,
      reason: 'Necesita una pala.',
      consent,
      ...more,
    },
    network.actors.ana,
  )
  return id
}

describe('the consent gate', () => {
  test('nobody is referred without consent, nor with one given for somebody else', async () => {
    const nobody = { person, id: network.newId(), to: network.organisations.roots, reason: 'Pala' }
    expect(await code(network.execute(sendReferral, nobody, network.actors.ana))).toBe('consent.missing')
    const other = { ...nobody, id: network.newId(), to: network.organisations.seal, consent }
    expect(await code(network.execute(sendReferral, other, network.actors.ana))).toBe('consent.missing')
  })

  test('a withdrawn consent ends the referral at once and the access to the record with it', async () => {
    const id = await send()
    await network.execute(acceptReferral, { person, id }, network.actors.beto)
    expect(await code(network.ask(getPerson, { id: person }, network.actors.beto))).toBe('done')
    await network.execute(withdrawConsent, { person, id: consent }, network.actors.ana)
    const referral = await network.ask(getReferral, { person, id }, network.actors.ana)
    expect(referral.state).toBe('cancelled')
    expect(await code(network.ask(getPerson, { id: person }, network.actors.beto))).toBe('person.unknown')
  })
})

test('before accepting, the receiver knows how to call the person and no more', async () => {
  const id = await send()
  const { beto, eve } = network.actors
  const seen = await network.ask(getReferral, { person, id }, beto)
  expect(seen).toMatchObject({
    introduction: { calledName: 'Lina' },
    side: 'receiver',
    moves: ['accept', 'decline'],
  })
  expect(await code(network.ask(getPerson, { id: person }, beto))).toBe('person.unknown')
  expect(await code(network.ask(getReferral, { person, id }, eve))).toBe('referral.unknown')
})

test('a CSO cannot accept a referral sent to another, nor the sender its own', async () => {
  const id = await send()
  expect(await code(network.execute(acceptReferral, { person, id }, network.actors.eve))).toBe(
    'referral.unknown',
  )
  expect(await code(network.execute(acceptReferral, { person, id }, network.actors.clara))).toBe(
    'referral.other_side',
  )
})

test('a service recorded by the receiver closes the referral and finishes the step of the plan', async () => {
  const { clara, beto } = network.actors
  const id = await send()
  const goal = network.newId()
  const step = network.newId()
  await network.execute(setGoal, { id: goal, person, need, text: 'Tener herramientas' }, clara)
  await network.execute(
    addStep,
    { id: step, person, goal, text: 'Pedir una pala', byWhom: 'other', referral: id },
    clara,
  )
  await network.execute(acceptReferral, { person, id }, beto)
  const delivered = await network.execute(
    recordDelivery,
    {
      id: network.newId(),
      person,
      service,
      referral: id,
      deliveredOn: '2026-03-02',
      feedback: 'Se llevó una pala.',
    },
    beto,
  )
  expect(delivered).toEqual({ referral: 'closed' })
  const referral = await network.ask(getReferral, { person, id }, clara)
  expect(referral).toMatchObject({ state: 'closed', result: 'served', feedback: 'Se llevó una pala.' })
  const work = await network.ask(getWork, { person }, clara)
  expect(work.goals[0]?.steps[0]).toMatchObject({ id: step, state: 'done' })
  expect(await code(network.ask(getPerson, { id: person }, beto))).toBe('person.unknown')
})

test('a declined referral goes back to the sender, who redirects it with a new consent', async () => {
  const { ana, beto } = network.actors
  const id = await send()
  await network.execute(declineReferral, { person, id, reason: 'full' }, beto)
  const newId = network.newId()
  const to = network.organisations.fence
  const wish = { person, id, newId, to }
  expect(await code(network.execute(redirectReferral, { ...wish, consent }, ana))).toBe('consent.missing')
  await network.execute(redirectReferral, { ...wish, consent: await allow(to) }, ana)
  const next = await network.ask(getReferral, { person, id: newId }, network.actors.eve)
  expect(next).toMatchObject({ state: 'sent', reason: 'Necesita una pala.', side: 'receiver' })
  expect(await network.ask(getReferral, { person, id }, ana)).toMatchObject({
    state: 'redirected',
    moves: [],
  })
})

test('a referral nobody answers in time is handed back by the system', async () => {
  const id = await send({ answerBy: '2026-03-05' })
  await network.runJob('referral.expire')
  expect((await network.ask(getReferral, { person, id }, network.actors.ana)).state).toBe('sent')
  network.clock.advance(5)
  await network.runJob('referral.expire')
  const referral = await network.ask(getReferral, { person, id }, network.actors.ana)
  expect(referral).toMatchObject({ state: 'expired', moves: ['redirect', 'close'] })
  expect(await code(network.execute(acceptReferral, { person, id }, network.actors.beto))).toBe(
    'referral.not_open',
  )
})

test('two acceptances at once cannot both take the last place', async () => {
  const last = network.newId()
  const { ana, beto } = network.actors
  await network.execute(
    offerService,
    { id: last, kind: 'workshop', name: `Taller ${last}`, capacity: 1 },
    beto,
  )
  const first = await send({ service: last })
  const second = await send({ service: last })
  const answers = await Promise.all(
    [first, second].map((id) => code(network.execute(acceptReferral, { person, id }, beto))),
  )
  expect(answers.sort()).toEqual(['done', 'provider.full'])
  const { received } = await network.ask(countReferrals, {}, beto)
  expect(received['accepted']).toBeGreaterThan(0)
  const list = await network.ask(listReferrals, { side: 'sender', person }, ana)
  expect(list.referrals).toHaveLength(2)
})

test('a list is read page by page without losing or repeating one', async () => {
  const sent = new Set<string>()
  for (let n = 0; n < 5; n++) sent.add(await send())
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await network.ask(
      listReferrals,
      { side: 'receiver', person, limit: 2, ...(after ? { after } : {}) },
      network.actors.beto,
    )
    seen.push(...page.referrals.map((each) => each.id))
    after = page.next ?? undefined
  } while (after)
  expect(new Set(seen)).toEqual(sent)
  expect(seen).toHaveLength(5)
})
