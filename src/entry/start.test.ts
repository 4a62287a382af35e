// `npm start` as a process: what it prints until it serves, and every way it may end.
import { rm } from 'node:fs/promises'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '../../tests/harness/database.ts'
import { dataFolder, launch, removeData, type Running } from '../../tests/harness/launch.ts'
import { findCluster, startCluster } from '../platform/database/cluster.ts'

// The garden's pack, without the demonstration.
const settings = { ARRAIGO_DEMO: 'no', ARRAIGO_PACK: 'packs/huerta' }

let folder: string
const running: Running[] = []

beforeEach(async () => {
  folder = await dataFolder()
})

afterEach(async () => {
  for (const each of running.splice(0)) await each.stop()
  if (await findCluster(folder)) await (await startCluster({ folder, log: () => {} })).stop()
  await rm(folder, { recursive: true, force: true })
})

async function start(more: Record<string, string> = {}): Promise<Running> {
  const started = await launch(folder, { ...settings, ...more })
  running.push(started)
  return started
}

test('it prints what it prepares, serves, refuses a second start, and leaves nothing running', async () => {
  const first = await start()
  expect(first.said).toMatch(
    /Preparing the database…[^]*Applying migrations…[^]*Loading the packs…[^]*Arraigo is at/,
  )
  expect(first.said).toContain(`Arraigo is at ${first.url}`)
  expect(await (await fetch(`${first.url}/api/health`)).json()).toEqual({ status: 'ok' })
  const page = await fetch(first.url)
  expect(page.headers.get('content-type')).toContain('text/html')
  // A proxy that keeps its connections for a minute never meets one that is being closed.
  expect(page.headers.get('keep-alive')).toBe('timeout=75')

  await expect(launch(folder, settings)).rejects.toThrow(/is already in use by Arraigo \(process \d+\)/)
  const { port } = new URL(first.url)
  const elsewhere = await dataFolder()
  const refused = launch(elsewhere, { ...settings, PORT: port })
  await expect(refused).rejects.toThrow(`Port ${port} is already in use. Set another one: PORT=`)
  await expect(refused).rejects.not.toThrow('Applying migrations')
  await removeData(elsewhere)
  expect((await fetch(`${first.url}/api/health`)).status).toBe(200)

  running.pop()
  await first.stop()
  expect(await findCluster(folder)).toBeUndefined()
})

test('after kill -9 of everything the next start recovers by itself', async () => {
  await (await start()).killAll()
  running.pop()
  const again = await start()
  expect(again.said).not.toContain('Preparing the database…')
  expect((await fetch(`${again.url}/api/health`)).status).toBe(200)
})

test('two processes serve one database of DATABASE_URL', async () => {
  const { url } = await testDatabase()
  const both = [await start({ DATABASE_URL: url }), await start({ DATABASE_URL: url })]
  for (const { url: address } of both) expect((await fetch(`${address}/api/health`)).status).toBe(200)
  expect(await findCluster(folder)).toBeUndefined()
})

test('the stop signal is obeyed although every connection waits for a lock that is never released', async () => {
  const { url, pool, connection } = await testDatabase()
  const started = await start({ DATABASE_URL: url })
  const holder = new pg.Client(connection)
  await holder.connect()
  await holder.query('begin; lock table auth.attempt in access exclusive mode')
  // Passwords from one address are checked a few at a time; one-time codes are counted in the same table
  // without that limit.
  const body = JSON.stringify({ code: '0000000000000000' })
  const headers = { 'content-type': 'application/json', 'x-requested-with': 'arraigo' }
  const requests = Array.from({ length: 24 }, () =>
    fetch(`${started.url}/api/own/enter`, { method: 'POST', headers, body }).then(
      ({ status }) => status,
      () => 'cut',
    ),
  )
  // All connections that the process has as the owner, which count attempts.
  const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  await expect.poll(async () => (await pool.query(waiting)).rowCount).toBe(8)
  // A request that finds no free connection is refused, and may be repeated.
  const busy = await fetch(`${started.url}/api/health`)
  expect(busy.status).toBe(503)
  expect(busy.headers.get('retry-after')).toBe('5')
  expect(await busy.json()).toMatchObject({ code: 'server.busy' })
  running.pop()
  expect(await started.stop('SIGTERM')).toBe(0)
  await Promise.all(requests)
  await holder.query('rollback')
  await holder.end()
})
