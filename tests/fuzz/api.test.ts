// Sends requests generated from the OpenAPI document to the API: every answer is a Problem with a known code,
// never a 500, and a refused request has written nothing but the refused command itself.
import fc from 'fast-check'
import type pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { COMMON_PROBLEMS } from '../../src/kernel/problems.ts'
import { referred, statement, world } from '../authorization/world.ts'
import { testNetwork, type Answer, type Client, type TestNetwork } from '../harness/network.ts'
import { document, inputSchema, promisedCodes, type Operation } from './document.ts'
import { MALFORMED, shaped, invalid } from './inputs.ts'

const operations = Object.values(document.paths).flatMap((path) => Object.entries(path))

/** Codes of the HTTP layer, before any command is known. */
const HTTP_CODES = [...COMMON_PROBLEMS.map(({ code }) => code), 'request.foreign_page']
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 15)

let network: TestNetwork
let rosa: Client
let bruno: Client
let eve: Client
let rowsNow: string
const ids = { known: [] as string[] }

beforeAll(async () => {
  network = await testNetwork()
  // Records of every kind, so that a guessed id often exists: of the own organisation, shared, or of others.
  const fixture = await world(network)
  await referred(fixture, 'sent')
  await referred(fixture)
  await statement(fixture)
  ids.known.push(...fixture.made)
  rosa = network.http(fixture.rosa)
  bruno = network.http(fixture.bruno)
  eve = network.http(network.actors.eve)
  ids.known.push(...Object.values(network.organisations), network.centre, network.actors.ana.user)
  rowsNow = await countRows(network.database.pool)
})

/** Rows in every table of ours but the command log, which keeps refused commands. */
async function countRows(pool: pg.Pool): Promise<string> {
  tables ??= (
    await pool.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema', 'graphile_worker') and tablename <> 'command_log'
       union all select 'graphile_worker._private_jobs' order by 1`,
    )
  ).rows.map(({ name }) => name)
  const counts = tables.map((name) => `select '${name}' as name, count(*)::int as rows from ${name}`)
  // A named statement, so that it is planned once: it runs after every request.
  const { rows } = await pool.query<{ name: string; rows: number }>({
    name: 'count_rows',
    text: counts.join(' union all '),
  })
  return rows.map((row) => `${row.name} ${row.rows}`).join('\n')
}
let tables: string[] | undefined

/** Checks one answer against what the document declares. */
async function check(operation: Operation | undefined, answer: Answer, isQuery: boolean): Promise<void> {
  const body = answer.body as { code?: string } | null
  const before = rowsNow
  rowsNow = await countRows(network.database.pool)
  if (answer.status < 400) {
    // Reading writes one thing only: an entry of who was shown.
    if (isQuery) expect(apartFrom('public.disclosure', rowsNow)).toBe(apartFrom('public.disclosure', before))
    return
  }
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(500)
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  const promised = operation ? promisedCodes(operation) : []
  expect([...promised, ...HTTP_CODES]).toContain(body?.code)
  // An attempt at the firewall is recorded on purpose, and changes nothing else.
  const left = body?.code?.startsWith('firewall.')
    ? (counts: string) => apartFrom('public.firewall_refusal', counts)
    : (counts: string) => counts
  expect(left(rowsNow)).toBe(left(before))
}

const apartFrom = (table: string, counts: string) =>
  counts
    .split('\n')
    .filter((line) => !line.startsWith(`${table} `))
    .join('\n')

function remember(input: unknown): void {
  const id = (input as { id?: unknown } | null)?.id
  if (typeof id === 'string' && ids.known.length < 300) ids.known.push(id)
}

describe('whatever is sent', () => {
  test.each(operations.map(([method, operation]) => [operation.operationId, method, operation] as const))(
    '%s answers or refuses with a known code',
    async (name, method, operation) => {
      const schema = inputSchema(operation)
      const isQuery = method === 'get'
      const inputs = fc.oneof(
        { weight: 1, arbitrary: shaped(schema, ids) },
        { weight: 3, arbitrary: invalid(schema, ids) },
      )
      await fc.assert(
        fc.asyncProperty(inputs, fc.nat({ max: 2 }), async (input, n) => {
          const who = [rosa, bruno, eve][n] ?? rosa
          const answer = await (isQuery ? who.get(name, input) : who.post(name, input))
          if (answer.status === 200) remember(input)
          await check(operation, answer, isQuery)
        }),
        { numRuns: RUNS, endOnFailure: true },
      )
    },
  )

  test('bodies that are not JSON, or far too long, are refused with a code', async () => {
    for (const [method, operation] of operations.slice(0, 5)) {
      for (const body of MALFORMED) {
        const path = `/api/${operation.operationId}`
        const text = typeof body === 'string' ? body : '\uFFFD'
        const answer =
          method === 'post'
            ? await rosa.send(path, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
            : await rosa.send(`${path}?input=${encodeURIComponent(text.slice(0, 100_000))}`)
        if (method === 'post') expect(answer.status).toBeGreaterThanOrEqual(400)
        await check(operation, answer, method === 'get')
      }
    }
  })

  test('the other routes of the API answer or refuse in the same way', async () => {
    const authRoutes = new Set(
      network.hono.routes
        .filter(({ path, method }) => path.startsWith('/api/') && !path.includes('*') && method !== 'ALL')
        .map(({ path, method }) => `${method} ${path}`),
    )
    for (const target of authRoutes) {
      const [method = '', path = ''] = target.split(' ')
      for (const body of MALFORMED) {
        const filled = path.replaceAll(/:(\w+)(?:\{[^}]*\})?/g, (_, word: string) =>
          word === 'id' ? network.newId() : 'sign-in',
        )
        const response = await network.hono.request(filled, {
          method,
          headers: { 'content-type': 'application/json', 'x-requested-with': 'arraigo' },
          ...(method === 'GET' ? {} : { body }),
        })
        expect(response.status, `${target}: ${(await response.text()).slice(0, 300)}`).toBeLessThan(500)
      }
    }
    // Whatever is sent as a one-time code counts as a guess from this address: one row, and no more.
    const counted = rowsNow.replace('auth.attempt 0', 'auth.attempt 2')
    expect(await countRows(network.database.pool)).toBe(counted)
  })
})
