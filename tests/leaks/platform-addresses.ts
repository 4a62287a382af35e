// How each address of the platform is tried that is neither a command nor a query; what belongs to a capability is said in its own
// `authorization.ts`.
import { late } from '../../src/identity/devices/authorization.ts'
import { startNotifications } from '../../src/platform/notify.ts'
import { identifyNeed } from '../../src/serve/cases/operations.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { person } from '../authorization/world.ts'
import type { Stage } from './attack.ts'
import { column, get, PIXEL, post, some, type Attack } from './attempts.ts'

/** An address that speaks of nobody, or only of who asks. */
const plain =
  (path: string): Attack =>
  async (stage, _watch, attacker) => [await get(stage, attacker, path)]

/** Others' files, really kept, so that there is something to get. */
async function filesOf(stage: Stage): Promise<string[]> {
  const { person: whose } = await person(stage)
  const id = stage.id()
  await stage.send(stage.rosa, `/api/attachments?id=${id}&person=${whose}&name=foto.png`, {
    method: 'POST',
    body: PIXEL,
  })
  return await column(stage, 'select id::text as one from attachment')
}

const sync: Attack = async (stage, watch, attacker) => {
  const pull = (body: object) => post(stage, attacker, '/api/sync', JSON.stringify(body))
  const rosas = stage.id()
  const given = await stage.send(stage.rosa, '/api/sync', {
    method: 'POST',
    body: JSON.stringify({ device: rosas, commands: [], pull: { cursor: null } }),
  })
  const { cursor } = JSON.parse(given.text) as { cursor: string | null }
  await watch.look()
  const tries = [
    await pull({ device: rosas, commands: [], pull: { cursor } }),
    await pull({ device: stage.id(), commands: [], pull: { cursor } }),
    await pull({ device: stage.id(), commands: [], pull: { cursor: null } }),
  ]
  for (let at = 0; at < watch.ids().length; at += 200) {
    const persons = watch.ids().slice(at, at + 200)
    tries.push(await pull({ device: stage.id(), commands: [], persons }))
  }
  const occurredAt = stage.network.clock.now.toISOString()
  for (const [name, input] of stage.working) {
    const envelope = { id: stage.network.newId(), seq: 1, name, input, occurredAt }
    tries.push(await pull({ device: stage.id(), commands: [envelope] }))
  }
  return tries
}

/** Comes back to a line that others' people moved on, and stays while they move again; its own news ends the wait. */
const live: Attack = async (stage, watch, attacker) => {
  const stop = startNotifications(stage.network.app)
  const away = new AbortController()
  const { person: whose } = await person(stage)
  await watch.look()
  stage.actors.set(attacker.user, attacker)
  const response = await stage.http.request('/api/live', {
    signal: away.signal,
    headers: { 'x-attacker': attacker.user, 'last-event-id': '1' },
  })
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  const read = async () => new TextDecoder().decode((await reader.read()).value)
  let text = await read()
  await stage.run(stage.rosa, identifyNeed, {
    id: stage.id(),
    person: whose,
    code: 'plot',
    urgency: 'high',
  })
  const own = stage.network.newId()
  await stage.run(attacker, registerPerson, { id: own, searched: 'everywhere', called: 'Propia' })
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
  'GET /api/session': plain('/api/session'),
  'GET /api/auth/:door': plain('/api/auth/standing'),
  'POST /api/auth/:door': async (stage, _watch, attacker) => [
    await post(stage, attacker, '/api/auth/standing', '{}'),
  ],
  'POST /api/sync': sync,
  'POST /api/late': async (stage, watch, attacker) => {
    const devices = await column(stage, 'select id::text as one from device where secret is not null')
    await watch.look()
    const spare = { iv: 'A'.repeat(16), bytes: 'A'.repeat(64) }
    const rows = watch
      .ids()
      .slice(0, 12)
      .map((id) => ({ place: `entry/${id}`, ...spare }))
    const body = JSON.stringify({ spare, rows, last: true })
    return await Promise.all(
      some(devices).map((device) => post(stage, attacker, `/api/late?device=${device}`, body)),
    )
  },
  'POST /api/late/:id': async (stage, watch, attacker) => {
    const own = await late(stage)
    await watch.look()
    return await Promise.all(
      [own.id, ...some(watch.ids())].map((id) =>
        post(stage, attacker, `/api/late/${id}`, JSON.stringify({ id: stage.network.newId() })),
      ),
    )
  },
  'GET /api/live': live,
  'GET /api/attachments/:id': async (stage, watch, attacker) => {
    const files = await filesOf(stage)
    await watch.look()
    return await Promise.all(
      some([...files, ...watch.ids()]).map((id) => get(stage, attacker, `/api/attachments/${id}`)),
    )
  },
  'POST /api/attachments': async (stage, watch, attacker) => {
    const [file] = await filesOf(stage)
    await watch.look()
    return await Promise.all(
      some(watch.ids()).flatMap((whose) =>
        [file, stage.network.newId()].map((id) =>
          post(stage, attacker, `/api/attachments?id=${id}&person=${whose}&name=x.png`, PIXEL),
        ),
      ),
    )
  },
}
