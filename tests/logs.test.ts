// No text of a user reaches a log: refusals, faults, failing jobs and the command line, each with a marker in
// every text.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { main } from '../src/entry/cli.ts'
import type { Actor } from '../src/kernel/actor.ts'
import { api } from '../src/platform/http/http.ts'
import type { App } from '../src/platform/app.ts'
import { startJobs } from '../src/platform/jobs.ts'
import { log, traceOf } from '../src/platform/log.ts'
import { syncRoute } from '../src/platform/sync/sync.ts'
import { EVERY_ROLE, testNetwork, type TestNetwork } from './harness/network.ts'

const MARK = 'Zzmarca'
const OURS = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }

let network: TestNetwork
let rosa: Actor
/** Every line written to any output. */
const lines: string[] = []
const spies = [
  ...(['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((text) => lines.push(String(text)) > 0),
  ),
  ...(['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation((...said) => void lines.push(said.map(String).join(' '))),
  ),
]
afterAll(() => spies.forEach((spy) => spy.mockRestore()))

/** The application, writing its log as in production. */
const loud = (): App => ({ ...network.app, log })

async function post(path: string, body: string): Promise<number> {
  const hono = api(loud(), async () => rosa, [syncRoute])
  return (await hono.request(path, { method: 'POST', headers: OURS, body })).status
}
const order = (input: unknown) => JSON.stringify(input)
const said = (event: string) => lines.some((line) => line.includes(`"${event}"`))

beforeAll(async () => {
  network = await testNetwork()
  rosa = await network.join('Rosa', 'garden', EVERY_ROLE)
})

test('a line is written at all, so that an empty log proves nothing', () => {
  log('test.line', { code: 'one' })
  expect(said('test.line')).toBe(true)
})

test('a refused or malformed request leaves no word of it', async () => {
  const person = network.newId()
  const named = { id: person, searched: 'everywhere', givenNames: `${MARK} a`, called: `${MARK} b` }
  for (const [path, body] of [
    ['/api/person.register', order(named)],
    ['/api/person.register', order(named)],
    ['/api/person.register', order({ ...named, sex: MARK })],
    ['/api/person.register', `{"called": "${MARK}`],
    [`/api/${MARK}`, order({})],
    [`/api/person.get`, order({ id: MARK })],
  ] as const)
    await post(path, body)
  expect(lines.join('\n')).not.toContain(MARK)
})

test('a fault logs its kind and place, and nothing of the request', async () => {
  const { pool } = network.database
  const person = network.newId()
  await post('/api/person.register', order({ id: person, searched: 'everywhere', called: `${MARK} c` }))
  // PostgreSQL reports the whole row: Failing row contains (…).
  await pool.query('alter table need add constraint test_silence check (note is null)')
  const need = { id: network.newId(), person, code: 'plot', urgency: 'high', note: `${MARK} d\n${MARK} e` }
  expect(await post('/api/need.identify', order(need))).toBe(500)
  const command = {
    id: network.newId(),
    seq: 1,
    name: 'need.identify',
    input: need,
    occurredAt: '2026-03-02T15:00:00Z',
  }
  await post('/api/sync', JSON.stringify({ device: network.newId(), commands: [command] }))
  await pool.query('alter table need drop constraint test_silence')
  expect(said('http.incident')).toBe(true)
  expect(lines.join('\n')).toContain('23514')
  expect(lines.join('\n')).not.toContain(MARK)
})

test('a failing job is logged without its words, and the queue keeps its last error without them', async () => {
  const { pool } = network.database
  const broken = {
    name: 'test.broken',
    run: () => Promise.reject(new Error(`${MARK} f\n    at ${MARK} g\n${MARK} h`)),
  }
  const app = { ...loud(), jobs: new Map([[broken.name, broken]]) }
  const runner = await startJobs(app)
  await pool.query(`select graphile_worker.add_job('test.broken', '{"words": "${MARK} i"}')`)
  await expect.poll(() => said('job.failed')).toBe(true)
  await runner.stop()
  const { rows } = await pool.query<{ error: string }>(
    'select last_error as error from graphile_worker._private_jobs',
  )
  expect(rows.map(({ error }) => error).join('\n')).not.toContain(MARK)
  expect(lines.join('\n')).not.toContain(MARK)
})

test('the command line prints the kind and place of an unforeseen error', async () => {
  const told: string[] = []
  const code = await main(['migrate'], {
    config() {
      throw new TypeError(`${MARK} j\n${MARK} k`)
    },
    print: (line) => told.push(line),
    tell: (line) => told.push(line),
  })
  expect(code).toBe(1)
  expect(told.join('\n')).toContain('TypeError')
  expect(told.join('\n')).not.toContain(MARK)
})

test('neither a message of several lines nor an error code with free text is logged as a stack trace', () => {
  const error = Object.assign(new Error(`${MARK}\n    at ${MARK} (file.ts:1:2)`), {
    code: `${MARK} and more`,
  })
  expect(JSON.stringify(traceOf(error))).not.toContain(MARK)
  expect(JSON.stringify(traceOf(MARK))).not.toContain(MARK)
})
