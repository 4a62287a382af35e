// The figures of health: for whoever knows the installation's secret, and for nobody else.
import { beforeAll, expect, test } from 'vitest'
import { SECRET } from '../../../tests/harness/database.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { Durations } from './durations.ts'
import { operatorHeader, type Health } from './health.ts'

let network: TestNetwork

beforeAll(async () => {
  network = await testNetwork()
})

async function read(authorization?: string): Promise<object> {
  const headers = authorization === undefined ? new Headers() : new Headers({ authorization })
  const response = await network.hono.request('/api/health', { headers })
  expect(response.status).toBe(200)
  return (await response.json()) as object
}

const after = (seconds: number) => new Date(network.clock.now.getTime() + seconds * 1000)

test('everybody learns that it answers, and nothing else', async () => {
  const right = operatorHeader(SECRET, network.clock.now)
  const [scheme, moment, signature = ''] = right.split(' ')
  for (const header of [
    undefined,
    'Bearer key',
    'Operator',
    `Operator ${moment}`,
    `Operator ${moment} `,
    `Operator NaN ${signature}`,
    `Bearer ${moment} ${signature}`,
    `${scheme} ${Number(moment) + 1} ${signature}`,
    `${scheme} ${moment} ${signature.slice(0, -1)}`,
    operatorHeader('another secret, also long enough', network.clock.now),
    operatorHeader(SECRET, after(61)),
    operatorHeader(SECRET, after(-61)),
  ])
    expect(await read(header), header).toEqual({ status: 'ok' })
})

test('an operator learns what the process and the database wait for, and no text of a statement', async () => {
  const { appPool, pool } = network.app
  const [client, lent] = [await pool.connect(), await appPool.connect()]
  await client.query(`begin; select 'Rosa'`)
  const health = (await read(operatorHeader(SECRET, network.clock.now))) as Health
  await client.query('rollback')
  for (const each of [client, lent]) each.release()
  expect(health).toMatchObject({
    status: 'ok',
    eventLoop: { delay: { count: expect.any(Number) }, busy: expect.any(Number) },
    pools: { requests: { inUse: 1, waiting: 0, size: 8 }, owner: { inUse: expect.any(Number) } },
    database: { sessions: { 'idle in transaction': 1 }, checkpoint: expect.any(Boolean) },
  })
  expect(health.pools.requests.wait.count).toBeGreaterThan(0)
  expect(JSON.stringify(health)).not.toMatch(/Rosa|select/u)
})

test('durations are summed up in milliseconds', () => {
  const durations = new Durations()
  expect(durations.summary()).toEqual({ count: 0, p50: 0, p99: 0, max: 0 })
  for (const each of [0, 1, 1, 250]) durations.add(each)
  const { count, p50, max } = durations.summary()
  expect([count, Math.round(p50), Math.round(max)]).toEqual([4, 1, 250])
  durations.clear()
  expect(durations.summary().count).toBe(0)
})
