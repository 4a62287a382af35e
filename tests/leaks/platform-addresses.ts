// The attacks on addresses of the platform that are neither a command nor a query; those of a capability are
// declared in its `authorization.ts`.
import { late } from '../../src/identity/devices/authorization.ts'
import { startNotifications } from '../../src/platform/notify.ts'
import { identifyNeed } from '../../src/serve/cases/operations.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { person } from '../authorization/world.ts'
import type { Fixture } from './attack.ts'
import { column, get, PIXEL, plain, post, some, type Attack } from './attempts.ts'

/** Files of others, really stored, so that there is something to get. */
async function filesOf(fixture: Fixture): Promise<string[]> {
  const { person: whose } = await person(fixture)
  const id = fixture.id()
  await fixture.send(fixture.rosa, `/api/attachments?id=${id}&person=${whose}&name=foto.png`, {
    method: 'POST',
    body: PIXEL,
  })
  return await column(fixture, 'select id::text as one from attachment')
}

const sync: Attack = async (fixture, watch, attacker) => {
  const pull = (body: object) => post(fixture, attacker, '/api/sync', JSON.stringify(body))
  const rosas = fixture.id()
  const given = await fixture.send(fixture.rosa, '/api/sync', {
    method: 'POST',
    body: JSON.stringify({ device: rosas, commands: [], pull: { cursor: null } }),
  })
  const { cursor } = JSON.parse(given.text) as { cursor: string | null }
  await watch.look()
  const tries = [
    await pull({ device: rosas, commands: [], pull: { cursor } }),
    await pull({ device: fixture.id(), commands: [], pull: { cursor } }),
    await pull({ device: fixture.id(), commands: [], pull: { cursor: null } }),
  ]
  for (let at = 0; at < watch.ids().length; at += 200) {
    const persons = watch.ids().slice(at, at + 200)
    tries.push(await pull({ device: fixture.id(), commands: [], persons }))
  }
  const occurredAt = fixture.network.clock.now.toISOString()
  for (const [name, input] of fixture.working) {
    const envelope = { id: fixture.network.newId(), seq: 1, name, input, occurredAt }
    tries.push(await pull({ device: fixture.id(), commands: [envelope] }))
  }
  return tries
}

/**
 * Reconnects to a stream after others' people changed, and stays connected while they change again; a change
 * of its own ends the wait.
 */
const live: Attack = async (fixture, watch, attacker) => {
  const stop = startNotifications(fixture.network.app)
  const away = new AbortController()
  const { person: whose } = await person(fixture)
  await watch.look()
  fixture.actors.set(attacker.user, attacker)
  const response = await fixture.http.request('/api/live', {
    signal: away.signal,
    headers: { 'x-attacker': attacker.user, 'last-event-id': '1' },
  })
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  const read = async () => new TextDecoder().decode((await reader.read()).value)
  let text = await read()
  await fixture.run(fixture.rosa, identifyNeed, {
    id: fixture.id(),
    person: whose,
    code: 'plot',
    urgency: 'high',
  })
  const own = fixture.network.newId()
  await fixture.run(attacker, registerPerson, { id: own, searched: 'everywhere', called: 'Propia' })
  while (!text.includes(own)) text += await read()
  away.abort()
  await stop()
  await watch.look()
  return [{ sent: own, answer: { status: response.status, text } }]
}

export const ATTACKS: Readonly<Record<string, Attack>> = {
  'GET /api': plain('/api'),
  'GET /api/page.css': plain('/api/page.css'),
  'GET /api/health': plain('/api/health'),
  'GET /api/openapi.json': plain('/api/openapi.json'),
  'POST /api/sync': sync,
  'POST /api/late': async (fixture, watch, attacker) => {
    const devices = await column(fixture, 'select id::text as one from device where secret is not null')
    await watch.look()
    const spare = { iv: 'A'.repeat(16), bytes: 'A'.repeat(64) }
    const rows = watch
      .ids()
      .slice(0, 12)
      .map((id) => ({ place: `entry/${id}`, ...spare }))
    const body = JSON.stringify({ spare, rows, last: true })
    return await Promise.all(
      some(devices).map((device) => post(fixture, attacker, `/api/late?device=${device}`, body)),
    )
  },
  'POST /api/late/:id': async (fixture, watch, attacker) => {
    const own = await late(fixture)
    await watch.look()
    return await Promise.all(
      [own.id, ...some(watch.ids())].map((id) =>
        post(fixture, attacker, `/api/late/${id}`, JSON.stringify({ id: fixture.network.newId() })),
      ),
    )
  },
  'GET /api/live': live,
  'GET /api/attachments/:id': async (fixture, watch, attacker) => {
    const files = await filesOf(fixture)
    await watch.look()
    return await Promise.all(
      some([...files, ...watch.ids()]).map((id) => get(fixture, attacker, `/api/attachments/${id}`)),
    )
  },
  'POST /api/attachments': async (fixture, watch, attacker) => {
    const [file] = await filesOf(fixture)
    await watch.look()
    return await Promise.all(
      some(watch.ids()).flatMap((whose) =>
        [file, fixture.network.newId()].map((id) =>
          post(fixture, attacker, `/api/attachments?id=${id}&person=${whose}&name=x.png`, PIXEL),
        ),
      ),
    )
  },
}
