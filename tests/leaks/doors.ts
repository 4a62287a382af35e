// How each address that is neither a command nor a query is tried: with others' ids, files, devices and places in a line.
import type { Actor } from '../../src/kernel/actor.ts'
import { startNotifications } from '../../src/platform/notify.ts'
import { identifyNeed } from '../../src/serve/cases/operations.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { late } from '../authorization.devices.ts'
import { coded } from '../authorization.own.ts'
import { person, register } from '../authorization.world.ts'
import type { Stage } from './attack.ts'
import type { Watch } from './watch.ts'

export type Try = { sent: string; answer: { status: number; text: string } }
type Door = (stage: Stage, watch: Watch, attacker: Actor) => Promise<Try[]>

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)
/** Of many ids, a few from each end and the middle. */
const some = (ids: readonly string[], most = 12) =>
  ids.filter((_, at) => at % Math.ceil(ids.length / most) === 0)

const get = async ({ send }: Stage, attacker: Actor, path: string): Promise<Try> => ({
  sent: path,
  answer: await send(attacker, path),
})
const post = async ({ send }: Stage, attacker: Actor, path: string, body: BodyInit): Promise<Try> => ({
  sent: `${path} ${typeof body === 'string' ? body : ''}`,
  answer: await send(attacker, path, { method: 'POST', body }),
})

/** An address that speaks of nobody, or only of who asks. */
const plain =
  (path: string): Door =>
  async (stage, _watch, attacker) => [await get(stage, attacker, path)]

const column = async ({ network }: Stage, query: string): Promise<string[]> =>
  (await network.database.pool.query<{ one: string }>(query)).rows.map(({ one }) => one)

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

const sync: Door = async (stage, watch, attacker) => {
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
const live: Door = async (stage, watch, attacker) => {
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

export const DOORS: Readonly<Record<string, Door>> = {
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
  'POST /api/imports': async (stage, watch, attacker) => {
    const taken = await register(stage)
    await watch.look()
    return [await post(stage, attacker, `/api/imports?id=${taken}&name=mine.csv`, 'Nombre\nOtra\n')]
  },
  'GET /api/imports/:id/errors.csv': async (stage, watch, attacker) => {
    const taken = await register(stage)
    await watch.look()
    return await Promise.all(
      [taken, ...some(watch.ids())].map((id) => get(stage, attacker, `/api/imports/${id}/errors.csv`)),
    )
  },
  'POST /api/demands/documents': async (stage, watch, attacker) => {
    const demands = await column(stage, 'select id::text as one from demand')
    await watch.look()
    return await Promise.all(
      some([...demands, ...watch.ids()]).map((demand) =>
        post(
          stage,
          attacker,
          `/api/demands/documents?id=${stage.network.newId()}&demand=${demand}&name=x`,
          PIXEL,
        ),
      ),
    )
  },
  'GET /api/demands/documents/:id': async (stage, watch, attacker) => {
    const documents = await column(stage, 'select id::text as one from demand_document')
    return await Promise.all(
      some([...documents, ...watch.ids()]).map((id) => get(stage, attacker, `/api/demands/documents/${id}`)),
    )
  },
  'POST /api/own/enter': async (stage, _watch, attacker) => [
    await post(stage, attacker, '/api/own/enter', JSON.stringify({ code: '1234567890123456' })),
  ],
  // Others' ids are in no input of these doors: they are tried as cookies and as names.
  'POST /api/own/:name': async (stage, watch, attacker) => {
    const { person: whose } = await coded(stage)
    await watch.look()
    const names = ['look', 'withdraw', 'ask_correction', 'ask_erasure', 'finish', 'person.get', whose]
    return await Promise.all(
      names.map((name) =>
        post(stage, attacker, `/api/own/${name}`, JSON.stringify({ locale: 'es', person: whose })),
      ),
    )
  },
  'GET /api/own/download/:form': async (stage, watch, attacker) => {
    await coded(stage)
    await watch.look()
    const forms = ['json', 'page', ...some(watch.ids())]
    return await Promise.all(forms.map((form) => get(stage, attacker, `/api/own/download/${form}?locale=es`)))
  },
  'GET /api/disclosures.csv': async (stage, watch, attacker) => {
    const asked = ['', ...some(watch.ids()).map((id) => `?person=${id}`), `?user=${stage.rosa.user}`]
    return await Promise.all(asked.map((query) => get(stage, attacker, `/api/disclosures.csv${query}`)))
  },
}
