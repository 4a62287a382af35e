// Tests that a request body which arrives after the sender's account has ended changes nothing, on every
// route.
import { readdir } from 'node:fs/promises'
import type { Hono } from 'hono'
import { beforeAll, expect, test } from 'vitest'
import { filesOf, PNG } from '../../../tests/harness/files.ts'
import { lina } from '../../../tests/harness/lina.ts'
import { PASSWORD, SECRET, signInWorld, visitor, type SignInWorld } from '../../../tests/harness/visitor.ts'
import { compose } from '../../entry/server.ts'
import { deactivateUser } from '../../identity/users/operations.ts'

let world: SignInWorld
let hono: Hono

beforeAll(async () => {
  world = await signInWorld()
  const { network } = world
  ;({ http: hono } = await compose({
    pool: network.database.pool,
    appPool: network.database.appPool,
    origin: 'http://localhost:3000',
    secret: SECRET,
    trustProxy: true,
    attachments: `${network.folder}/attachments`,
    imports: `${network.folder}/imports`,
    perMinute: 1000,
    outbound: network.outbound,
    log: () => {},
    now: () => network.clock.now,
    newId: network.newId,
  }))
})

async function kept(): Promise<string[]> {
  const entries = await readdir(world.network.folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}

/**
 * Sends a body whose sender is deactivated after the request reached its route and before the first byte of
 * the body.
 */
async function holdBack(path: string, body: Uint8Array | string, isKnown: boolean) {
  const { id, email } = await world.somebody('garden', [
    'front_desk',
    'coordinator',
    'administrator',
    'data_protection_officer',
  ])
  const sender = visitor(hono, '192.0.2.1')
  expect((await sender.post('sign-in', { email, password: PASSWORD })).status).toBe(200)
  if (isKnown) expect((await sender.send('/api/service.list')).status).toBe(200)
  const { network } = world
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        await network.execute(deactivateUser, { user: id }, network.actors.dora)
        controller.enqueue(typeof body === 'string' ? new TextEncoder().encode(body) : body)
        controller.close()
      },
    },
    { highWaterMark: 0 },
  )
  const init = { method: 'POST', body: stream, duplex: 'half' }
  return await sender.send(path, init as RequestInit)
}

test.each([true, false])('whether or not the sender was known a moment ago: %s', async (isKnown) => {
  const { network } = world
  const { person } = await lina(network)
  await filesOf(network, `${network.folder}/attachments`, network.actors.ana).upload(person)
  const [id, other] = [network.newId(), network.newId()]
  const before = await kept()
  const gone = { status: 401, body: { code: 'session.ended' } }
  const named = { id: other, givenNames: 'Sofía', searched: 'everywhere' }
  expect(await holdBack('/api/person.register', JSON.stringify(named), isKnown)).toMatchObject(gone)
  expect(await holdBack('/api/service.list', '{}', isKnown)).toMatchObject(gone)
  expect(await holdBack('/api/service.list', '{', isKnown)).toMatchObject(gone)
  const batch = JSON.stringify({ device: id, commands: [] })
  expect(await holdBack('/api/sync', batch, isKnown)).toMatchObject(gone)
  expect(await holdBack(`/api/late/${id}`, JSON.stringify({ id: other }), isKnown)).toMatchObject(gone)
  const file = `id=${id}&person=${person}&name=foto.png`
  const another = Buffer.concat([PNG, Buffer.from('another')])
  expect(await holdBack(`/api/attachments?${file}`, another, isKnown)).toMatchObject(gone)
  expect(await holdBack(`/api/imports?id=${id}&name=a.csv`, 'a,b\n1,2\n', isKnown)).toMatchObject(gone)
  const page = `/api/demands/documents?id=${id}&demand=${other}&name=a.png`
  expect(await holdBack(page, PNG, isKnown)).toMatchObject(gone)
  expect(await kept()).toEqual(before)
  const { rows } = await network.database.pool.query(
    `select id from attachment where id = $1 union all select id from import_run where id = $1
     union all select id from device where id = $1 union all select subject from fact where subject = $2`,
    [id, other],
  )
  expect(rows).toEqual([])
})
