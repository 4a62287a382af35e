// What somebody could try to learn by asking whether a person is known elsewhere, and what ends an answer at once: merged
// records, old clocks, ids used twice, acts at one moment, erasures.
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { atOnce } from '../../../tests/harness/at-once.ts'
import { watchWork } from '../../../tests/harness/database-work.ts'
import { EVERY_ROLE, testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { asksElsewhere, refusal } from '../../../tests/harness/known-elsewhere.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import { withdrawConsent } from '../../protect/consent/operations.ts'
import { askErasure, erasePerson } from '../../protect/retention/operations.ts'
import { mergePeople } from '../merges/operations.ts'
import { addIdentifier } from '../record/operations.ts'
import { askElsewhere, listElsewhere, renewTokens } from './operations.ts'

let network: TestNetwork
/** Of the civil-society organisation, with every role. */
let bruno: Actor
let ana: Actor

beforeAll(async () => {
  network = await testNetwork()
  ;({ ana } = network.actors)
  bruno = await network.join('Bruno', 'roots', EVERY_ROLE)
})

const { invented, register, allow, refuse, ask, atTheDesk, tokensOf } = asksElsewhere(() => ({
  network,
  ana,
}))

/** Both have begun, the first before the second, and none has written a token. */
function oneBehindTheOther(first: () => Promise<unknown>, second: () => Promise<unknown>) {
  const { pool } = network.database
  const waits = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  return atOnce(pool, 'known_token', [
    first,
    async () => {
      await expect.poll(async () => (await pool.query(waits)).rowCount).toBe(1)
      return await second()
    },
  ])
}

beforeEach(async () => {
  await network.database.pool.query('delete from known_question')
})

test('one question does not try sixty documents', async () => {
  const one = { ...invented(), number: '99999999' }
  await allow(await register(one, bruno), 'public', bruno)
  const here = await atTheDesk({ givenNames: 'Falsa' })
  for (let at = 0; at < 60; at++) {
    const number = at === 33 ? '99999999' : String(70_000_000 + at)
    await network.execute(
      addIdentifier,
      { person: here, id: network.newId(), type: 'library_card', country: 'xa', number } as const,
      ana,
    )
  }
  expect(await ask(here)).toBe('not_known')
})

test('a no on the other record after a merge silences both', async () => {
  const one = invented()
  const [there, second] = [await register(one, bruno), await register(invented(), bruno)]
  await allow(there, 'public', bruno)
  const here = await atTheDesk(one)
  await network.execute(
    mergePeople,
    { id: network.newId(), person: there, other: second, because: 'Es ella.' },
    bruno,
  )
  expect(await ask(here)).toBe('known')
  await refuse(second, 'public', bruno)
  expect(await ask(here)).toBe('not_known')
})

test('a withdrawal on the other record after a merge silences both', async () => {
  const one = invented()
  const [there, second] = [await register(one, bruno), await register(invented(), bruno)]
  await allow(there, 'public', bruno)
  const yes = await allow(second, 'public', bruno)
  const here = await atTheDesk(one)
  await network.execute(
    mergePeople,
    { id: network.newId(), person: there, other: second, because: 'Es ella.' },
    bruno,
  )
  expect(await ask(here)).toBe('known')
  await network.execute(withdrawConsent, { person: second, id: yes }, bruno)
  expect(await ask(here)).toBe('not_known')
})

test('an old clock does not revive the yes of who asks', async () => {
  const one = invented()
  await allow(await register(one, bruno), 'public', bruno)
  const here = await register(one, ana)
  await allow(here, 'cso', ana, { expiresOn: '2026-03-02' })
  const old = network.clock.now.toISOString()
  const before = network.clock.now
  network.clock.advance(24)
  network.clock.advance(24)
  expect(await refusal(ask(here))).toBe('consent.missing')
  const r = await refusal(
    network.execute(askElsewhere, { id: network.newId(), person: here }, ana, { occurredAt: old }),
  )
  network.clock.now = before
  expect(r).toBe('consent.missing')
})

test('an old clock does not revive the yes of the keeper', async () => {
  const one = invented()
  await allow(await register(one, bruno), 'public', bruno, { expiresOn: '2026-03-02' })
  const here = await atTheDesk(one)
  const old = network.clock.now.toISOString()
  const before = network.clock.now
  network.clock.advance(48)
  const now = await ask(here)
  const then = await network.execute(askElsewhere, { id: network.newId(), person: here }, ana, {
    occurredAt: old,
  })
  network.clock.now = before
  expect([now, then.answer]).toEqual(['not_known', 'not_known'])
})

test('an erasure gives no questions back', async () => {
  const busy = await network.join('Prisa2', 'garden', EVERY_ROLE)
  const boss = await network.join('Otra2', 'garden', EVERY_ROLE)
  const here = await atTheDesk(invented())
  for (let at = 0; at < 20; at++) await ask(here, busy)
  const next = await atTheDesk(invented())
  expect(await refusal(ask(next, busy))).toBe('elsewhere.too_often')
  const wish = network.newId()
  await network.execute(askErasure, { id: wish, person: here }, busy)
  await network.execute(erasePerson, { person: here, id: wish }, boss)
  expect(await refusal(ask(next, busy))).toBe('elsewhere.too_often')
})

test('a no and a new document: nothing is told after the no', async () => {
  const one = invented()
  const there = await register(one, bruno)
  await allow(there, 'public', bruno)
  const document = {
    person: there,
    id: network.newId(),
    type: 'library_card',
    country: 'xa',
    number: '81234567',
  }
  const done = await oneBehindTheOther(
    () => network.execute(addIdentifier, document, bruno),
    () => refuse(there, 'public', bruno),
  )
  expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
  expect.soft(await tokensOf(there)).toEqual([])
  expect(await ask(await atTheDesk(one))).toBe('not_known')
})

test('an id used twice is the same work, whatever the answer, and is counted', async () => {
  const one = invented()
  await allow(await register(one, bruno), 'public', bruno)
  const [known, unknown] = [await atTheDesk(one), await atTheDesk(invented())]
  const [a, b] = [network.newId(), network.newId()]
  await network.execute(askElsewhere, { id: a, person: known }, ana)
  await network.execute(askElsewhere, { id: b, person: unknown }, ana)
  const watch = watchWork(network.database)
  const again = (id: Id, person: Id) =>
    watch(() => refusal(network.execute(askElsewhere, { id, person }, ana)))
  await again(b, unknown)
  const [x, y] = [await again(a, known), await again(b, unknown)]
  expect(x.result).toEqual(y.result)
  expect(x.statements).toEqual(y.statements)
})

test('merged: what was told of the other record is listed with the kept one', async () => {
  const one = invented()
  const [kept, other] = [await register(invented(), bruno), await register(one, bruno)]
  await allow(other, 'public', bruno)
  const here = await atTheDesk(one)
  expect(await ask(here)).toBe('known')
  await network.execute(mergePeople, { id: network.newId(), person: kept, other, because: 'Es ella.' }, bruno)
  const { told } = await network.ask(listElsewhere, { person: kept }, bruno)
  expect(told).toHaveLength(1)
})

test('merged: the kept record is asked about by the documents of both', async () => {
  const one = invented()
  await allow(await register(one, bruno), 'public', bruno)
  const [kept, other] = [
    await register({ givenNames: 'Ella' }, ana),
    await register({ number: one.number }, ana),
  ]
  const chief = await network.join('Jefa', 'garden', EVERY_ROLE)
  await allow(kept, 'cso', ana)
  await allow(other, 'cso', ana)
  await network.execute(mergePeople, { id: network.newId(), person: kept, other, because: 'Es ella.' }, chief)
  expect(await ask(kept)).toBe('known')
})

test('an erasure and a change of the secret: no token of the erased is left, and the change ends', async () => {
  const one = invented()
  const there = await register(one, bruno)
  await allow(there, 'public', bruno, { expiresOn: '2027-03-01' })
  const here = await register(one, ana)
  network.clock.advance(91)
  await allow(here, 'cso', ana)
  const system = { ...ana, scope: 'system' as const }
  await network.execute(renewTokens, {}, system)
  const wish = network.newId()
  await network.execute(askErasure, { id: wish, person: there }, bruno)
  const other = await network.join('Brisa', 'roots', EVERY_ROLE)
  const done = await oneBehindTheOther(
    () => network.execute(renewTokens, {}, system),
    () => network.execute(erasePerson, { person: there, id: wish }, other),
  )
  expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
  expect.soft(await tokensOf(there)).toEqual([])
  expect.soft(await ask(here)).toBe('not_known')
  network.clock.advance(91)
  let steps = 0
  while (!(await network.execute(renewTokens, {}, system)).ended && steps < 20) steps++
  expect(steps).toBeLessThan(20)
})
