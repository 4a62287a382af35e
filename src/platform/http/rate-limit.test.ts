// Tests the rate limit over HTTP: for one account, and for all callers of one address.
import { beforeAll, expect, test } from 'vitest'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Actor } from '../../kernel/actor.ts'
import { actorUnknown } from '../../kernel/problems.ts'
import { api } from './http.ts'
import { createRateLimit } from './rate-limit.ts'

let network: TestNetwork

beforeAll(async () => {
  network = await testNetwork()
})

/** An API with one account; the header of a request names the address it comes from. */
function apiFor(perMinute: number) {
  const rateLimit = createRateLimit(
    perMinute,
    (context) => context.req.header('x-from') ?? '',
    (headers) => headers.get('x-credential') ?? undefined,
  )
  const actors: Record<string, Actor> = network.actors
  const known = async (request: Request) => {
    const actor = actors[request.headers.get('x-who') ?? '']
    if (!actor) throw actorUnknown()
    return actor
  }
  const hono = api(network.app, known, [], { rateLimit })
  return (who: string, from = '192.0.2.1', credential = '') =>
    hono.request('/api/service.list', {
      headers: { 'x-who': who, 'x-from': from, ...(credential && { 'x-credential': credential }) },
    })
}

test('an account over its limit receives the time to wait, and others are not affected', async () => {
  const ask = apiFor(10)
  for (let asked = 0; asked < 10; asked++) expect((await ask('ana')).status).toBe(200)
  const held = await ask('ana')
  expect(held.status).toBe(429)
  const { code, data } = (await held.json()) as { code: string; data: { retryAfter: number } }
  expect(code).toBe('request.too_often')
  expect(data.retryAfter).toBeGreaterThan(0)
  expect(data.retryAfter).toBeLessThanOrEqual(60)
  expect(held.headers.get('retry-after')).toBe(String(data.retryAfter))
  expect((await ask('beto')).status).toBe(200)
  // From another address it is still the same account.
  expect((await ask('ana', '192.0.2.2')).status).toBe(429)
})

test('the limit of an address is that of twenty accounts, with or without a session', async () => {
  const ask = apiFor(1)
  const answers: number[] = []
  for (let asked = 0; asked < 21; asked++) answers.push((await ask('ana', '198.51.100.7')).status)
  expect(answers.slice(1, 20).every((status) => status === 429)).toBe(true)
  // The address is refused before authentication.
  const { data } = (await (await ask('nobody at all', '198.51.100.7')).json()) as { data: object }
  expect(data).toHaveProperty('retryAfter')
  expect((await ask('beto', '203.0.113.5')).status).toBe(200)
})

test('a flood from an address does not affect accounts that were already working there', async () => {
  const ask = apiFor(10)
  expect((await ask('ana', '198.51.100.9', 'session of ana')).status).toBe(200)
  const flood = await Promise.all(
    Array.from({ length: 210 }, async () => ask('nobody', '198.51.100.9', 'made up')),
  )
  expect(flood.at(-1)?.status).toBe(429)
  expect((await ask('beto', '198.51.100.9', 'session of beto')).status).toBe(429)
  for (let asked = 0; asked < 9; asked++)
    expect((await ask('ana', '198.51.100.9', 'session of ana')).status).toBe(200)
  expect((await ask('ana', '198.51.100.9', 'session of ana')).status).toBe(429)
})

test('a credential that has ended is counted by itself', async () => {
  const ask = apiFor(10)
  expect((await ask('ana', '198.51.100.10', 'old')).status).toBe(200)
  const ended = await Promise.all(
    Array.from({ length: 12 }, async () => ask('nobody', '198.51.100.10', 'old')),
  )
  expect(ended.filter(({ status }) => status === 429)).toHaveLength(2)
  expect((await ask('beto', '198.51.100.10')).status).toBe(200)
})
