// Sharing without the person's decision: asked by one, allowed by another, reviewed by a third, and ended by
// itself.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { lina, refusal } from '../../../tests/harness/lina.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { InputOf } from '../../kernel/command.ts'
import type { Id } from '../../kernel/words.ts'
import { acceptReferral, sendReferral } from '../../serve/referrals/operations.ts'
import { askOverride, decideOverride, listOverrides, reviewOverride } from './operations.ts'

let network: TestNetwork
let beto: Actor
let person: Id
let { later, refuse, shared, seenBy, notices } = {} as Awaited<ReturnType<typeof lina>>

beforeAll(async () => {
  network = await testNetwork()
  ;({ beto } = network.actors)
})

beforeEach(async () => {
  ;({ person, later, refuse, shared, seenBy, notices } = await lina(network))
})

describe('an override', () => {
  const wish = (): InputOf<typeof askOverride> => ({
    person,
    id: network.newId(),
    purpose: 'referral',
    recipient: beto.organisation,
    fieldGroups: ['identity'],
    ground: 'vital_interest',
    basis: 'Riesgo grave',
    reason: 'No responde y su vida corre peligro.',
    until: '2026-03-10',
  })

  test('is asked by one, allowed by another, acts, is judged by a third and ends by itself', async () => {
    const before = network.clock.now
    const { clara, sol, dora } = network.actors
    await refuse(['identity'])
    const asked = wish()
    const key = { person, id: asked.id }
    await network.execute(askOverride, asked, clara)
    const sent = { person, id: network.newId(), to: beto.organisation, reason: 'Pala', consent: asked.id }
    expect(await refusal(network.execute(sendReferral, sent, clara))).toMatchObject({
      code: 'consent.missing',
    })
    later()
    await network.execute(decideOverride, { ...key, allow: true }, sol)
    await network.execute(sendReferral, sent, clara)
    await network.execute(acceptReferral, sent.id ? { person, id: sent.id } : key, beto)
    expect(await seenBy(beto)).toMatchObject({ called: 'Lina', contacts: [] })

    const { overrides } = await network.ask(listOverrides, {}, dora)
    expect(overrides.find((one) => one.id === asked.id)).toMatchObject({
      state: 'allowed',
      verdict: null,
      askedBy: { name: 'Clara' },
      decidedBy: { name: 'Sol' },
    })
    await network.execute(reviewOverride, { ...key, verdict: 'justified' }, dora)
    expect(await seenBy(beto)).toMatchObject({ called: 'Lina' })
    network.clock.now = new Date('2026-03-11T13:00:00Z')
    await network.runJob('override.expire')
    expect(await refusal(seenBy(beto))).toMatchObject({ code: 'person.unknown' })
    expect(await notices(beto)).toMatchObject([{ because: 'override_ended' }])
    network.clock.now = before
  })

  test('is not allowed by the user who asked for it, nor reviewed by the one who allowed it', async () => {
    const { sol, dora } = network.actors
    const asked = wish()
    const key = { person, id: asked.id }
    await network.execute(askOverride, asked, sol)
    expect(await refusal(network.execute(decideOverride, { ...key, allow: true }, sol))).toMatchObject({
      code: 'override.own',
      status: 403,
    })
    await network.execute(decideOverride, { ...key, allow: true }, dora)
    const verdict = { ...key, verdict: 'justified' as const }
    expect(await refusal(network.execute(reviewOverride, verdict, dora))).toMatchObject({
      code: 'override.own',
    })
  })

  test('that was not justified ends with the verdict', async () => {
    const { clara, sol, dora } = network.actors
    const asked = wish()
    const key = { person, id: asked.id }
    await network.execute(askOverride, asked, clara)
    await network.execute(decideOverride, { ...key, allow: true }, sol)
    const sent = { person, id: network.newId() }
    const about = { to: beto.organisation, reason: 'Pala', consent: asked.id }
    await network.execute(sendReferral, { ...sent, ...about }, clara)
    await network.execute(acceptReferral, sent, beto)
    later()
    await network.execute(reviewOverride, { ...key, verdict: 'not_justified' }, dora)
    expect(await refusal(seenBy(beto))).toMatchObject({ code: 'person.unknown' })
  })

  test('that the receiver asks for opens nothing until the keeper of the record allows it, and is the keeper’s to judge', async () => {
    const { sol, dora } = network.actors
    const rita = await network.join('Rita', 'roots', ['supervisor'])
    const olga = await network.join('Olga', 'roots', ['data_protection_officer'])
    await shared(['identity'])
    const asked = { ...wish(), fieldGroups: ['contact'] }
    const key = { person, id: asked.id }
    await network.execute(askOverride, asked, beto)
    later()
    const allow = (by: Actor) => network.execute(decideOverride, { ...key, allow: true }, by)
    expect(await refusal(allow(rita))).toMatchObject({ code: 'override.keeper_only', status: 403 })
    expect((await seenBy(beto)).contacts).toEqual([])
    await allow(sol)
    expect((await seenBy(beto)).contacts).toHaveLength(2)
    const judge = (by: Actor) =>
      network.execute(reviewOverride, { ...key, verdict: 'justified' as const }, by)
    expect(await refusal(judge(olga))).toMatchObject({ code: 'override.keeper_only', status: 403 })
    await judge(dora)
  })

  test('that its receiver had allowed itself, before only the keeper could, ends: the keeper reads why, and nothing else ends', async () => {
    const { clara, sol, dora } = network.actors
    const rita = await network.join('Rita', 'roots', ['supervisor'])
    await shared(['identity'])
    const theirs = { ...wish(), fieldGroups: ['contact'] }
    const ours = { ...wish(), fieldGroups: ['contact'], recipient: network.actors.eve.organisation }
    for (const [asked, by] of [
      [theirs, beto],
      [ours, clara],
    ] as const) {
      await network.execute(askOverride, asked, by)
      later()
      await network.execute(decideOverride, { person, id: asked.id, allow: true }, sol)
    }
    await network.database.pool.query(
      `update consent_override set decided_by = $2, ended_because = 'own_allowance' where id = $1`,
      [theirs.id, rita.user],
    )
    expect((await seenBy(beto)).contacts).toHaveLength(2)
    for (let times = 0; times < 2; times++) await network.runJob('override.expire')
    expect((await seenBy(beto)).contacts).toEqual([])
    expect(await notices(beto)).toMatchObject([{ because: 'override_ended', fieldGroups: ['contact'] }])
    const { overrides } = await network.ask(listOverrides, { person }, dora)
    const shown = (id: Id) => overrides.find((one) => one.id === id)
    expect(shown(theirs.id)).toMatchObject({ endedBecause: 'own_allowance', keptHere: true })
    expect(shown(theirs.id)?.endedAt).not.toBeNull()
    expect(shown(ours.id)).toMatchObject({ endedAt: null })
    const there = await network.ask(listOverrides, { person }, rita)
    expect(there.overrides).toMatchObject([{ id: theirs.id, keptHere: false }])
  })

  test('lasts days, not years', async () => {
    const asked = { ...wish(), until: '2026-12-31' }
    expect(await refusal(network.execute(askOverride, asked, network.actors.clara))).toMatchObject({
      code: 'override.term',
    })
  })
})
