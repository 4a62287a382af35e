// Devices, a connection that fails in every way, and the real server behind it.
import 'fake-indexeddb/auto'
import type { Actor } from '../../src/kernel/actor.ts'
import { ANSWER_MARK } from '../../src/kernel/answer-mark.ts'
import type { SyncRequest, SyncResponse } from '../../src/kernel/envelope.ts'
import { actorUnknown } from '../../src/kernel/problems.ts'
import { openDevice, type Device } from '../../src/device/device.ts'
import { dataKey } from '../../src/device/seal.ts'
import { buildApp, type App } from '../../src/platform/app.ts'
import { api } from '../../src/platform/http/http.ts'
import { liveRoute } from '../../src/platform/live.ts'
import { syncRoute } from '../../src/platform/sync/sync.ts'
import { capability } from '../../src/identity/devices/server/capability.ts'
import type { TestNetwork } from '../harness/network.ts'
import { BEDS, beds, bedsOnDevice } from './beds.ts'
import { plots, plotsOnDevice, TABLE } from './plots.ts'

/**
 * What happens to one request: it `arrives`; it is `lost` before the server or `unanswered` after it; it is
 * `doubled` on its way; the server is `broken` (500); or a captive portal answers instead (`captured`).
 */
export type Transmission = 'arrives' | 'lost' | 'unanswered' | 'doubled' | 'broken' | 'captured'

export type World = {
  app: App
  /** The app over HTTP as one actor; null has no session. */
  request(actor: Actor | null, path: string, init?: RequestInit): Promise<Response>
  /** One exchange as a handwritten device would send it. */
  sync(
    actor: Actor,
    request: SyncRequest,
  ): Promise<{ status: number; body: SyncResponse & { code?: string } }>
  /**
   * A device of this user, or another tab of it; each request uses up one of `fates`, after that all arrive.
   */
  device(actor: Actor, transmissions?: Transmission[]): Promise<Device>
  /** Every request that any device made, to be delivered again at any time. */
  sent: { actor: Actor; body: string }[]
  /** Signs the user out without telling the device, and in again. */
  signedOut: Set<string>
}

export async function world(network: TestNetwork): Promise<World> {
  await network.database.pool.query(`${TABLE}; ${BEDS}`)
  const app = buildApp([plots, beds, capability], network.app)
  const actors = new Map<string, Actor>()
  const signedOut = new Set<string>()
  const hono = api(
    app,
    async (request) => {
      const actor = actors.get(request.headers.get('x-test-actor') ?? '')
      if (!actor || signedOut.has(actor.user)) throw actorUnknown()
      return actor
    },
    [syncRoute, liveRoute],
  )
  const sent: World['sent'] = []
  const keys = new Map<string, Promise<CryptoKey>>()

  async function request(actor: Actor | null, path: string, init: RequestInit = {}): Promise<Response> {
    if (actor) actors.set(actor.user, actor)
    const headers = {
      ...(init.headers as Record<string, string>),
      ...(actor && { 'x-test-actor': actor.user }),
    }
    return await hono.request(path, { ...init, headers })
  }

  return {
    app,
    request,
    sent,
    signedOut,
    async sync(actor, body) {
      const response = await request(actor, '/api/sync', { method: 'POST', body: JSON.stringify(body) })
      return { status: response.status, body: (await response.json()) as SyncResponse }
    },
    async device(actor, transmissions = []) {
      // Every tab of one user opens the same store with the same key.
      const key = keys.get(actor.user) ?? dataKey(crypto.getRandomValues(new Uint8Array(32)))
      keys.set(actor.user, key)
      return await openDevice({
        actor,
        key: await key,
        capabilities: [plotsOnDevice, bedsOnDevice],
        async send(path, init) {
          sent.push({ actor, body: init.body as string })
          const transmission = transmissions.shift() ?? 'arrives'
          if (transmission === 'lost') throw new TypeError('no network')
          if (transmission === 'broken')
            return new Response('{"code":"house.incident"}', { status: 500, headers: { [ANSWER_MARK]: '1' } })
          if (transmission === 'captured') return new Response('<h1>Hotel</h1>', { status: 200 })
          const answers = await Promise.all([
            request(actor, path, init),
            ...(transmission === 'doubled' ? [request(actor, path, init)] : []),
          ])
          if (transmission === 'unanswered') throw new TypeError('no network')
          return answers.find(({ ok }) => ok) ?? (answers[0] as Response)
        },
      })
    },
  }
}
