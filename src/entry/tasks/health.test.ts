// `arraigo health` against a server of this machine: its figures, and what it says when it gets none.
import { createServer } from 'node:net'
import { serve, type ServerType } from '@hono/node-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SECRET } from '../../../tests/harness/database.ts'
import { testNetwork } from '../../../tests/harness/network.ts'
import { readConfig } from '../../platform/config.ts'
import { main } from '../cli.ts'

let server: ServerType
let port: number
let folder: string

beforeAll(async () => {
  const network = await testNetwork()
  network.clock.now = new Date()
  folder = network.folder
  server = serve({ fetch: network.hono.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  port = portOf(server)
})
afterAll(() => void server.close())

const portOf = (one: { address(): unknown }) => (one.address() as { port: number }).port

async function health(words: string[], settings: Record<string, string> = {}) {
  const said = { stdout: '', stderr: '' }
  const status = await main(['health', ...words], {
    config: () => readConfig({ ARRAIGO_DATA: folder, SECRET, PORT: String(port), ...settings }),
    print: (line) => void (said.stdout += `${line}\n`),
    tell: (line) => void (said.stderr += `${line}\n`),
  })
  return { status, ...said }
}

test('it prints what the server and the database wait for', async () => {
  const { status, stdout } = await health([])
  expect(status).toBe(0)
  for (const line of [
    /^event loop busy +\d+ %$/mu,
    /^event loop delay +p50 [\d.]+ ms, p99 [\d.]+ ms, longest [\d.]+ ms \(\d+ measured\)$/mu,
    /^connections for requests +\d of 8 in use, \d open, 0 waiting; waited p50 /mu,
    /^sessions at work +\S/mu,
    /^checkpoint +(?:not )?running$/mu,
  ])
    expect(stdout).toMatch(line)
})

test('as JSON for a program, also when the server answers every address', async () => {
  const { status, stdout } = await health(['--json'], { HOST: '0.0.0.0' })
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ status: 'ok', pools: { requests: { size: 8 } } })
})

test('it says why there are no figures', async () => {
  expect(await health([], { SECRET: 'another secret that is long enough' })).toEqual({
    status: 1,
    stdout: '',
    stderr: 'It answers, but it has another SECRET or its clock differs by more than a minute.\n',
  })
  const free = createServer()
  await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve))
  const unused = String(portOf(free))
  await new Promise((resolve) => free.close(resolve))
  expect(await health([], { PORT: unused })).toMatchObject({
    status: 1,
    stderr: `Nothing answers at http://127.0.0.1:${unused}/api/health.\n`,
  })
  expect((await health(['--xml'])).status).toBe(2)
})
