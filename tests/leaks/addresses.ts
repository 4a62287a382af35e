// Every address of the program, requested as any actor that a test names.
import { compose } from '../../src/entry/server.ts'
import type { Hono } from 'hono'
import type { Actor } from '../../src/kernel/actor.ts'
import { actorUnknown } from '../../src/kernel/problems.ts'
import { SECRET } from '../harness/database.ts'
import { keys, type TestNetwork } from '../harness/network.ts'
import { testPrincipals } from '../harness/principals.ts'

export type Addresses = {
  http: Hono
  /** The actors of requests, by the user's id in `x-attacker`. */
  actors: Map<string, Actor>
  /** Sends as this actor; returns the response as text, whatever its type. */
  send(
    actor: Actor,
    path: string,
    init?: RequestInit,
  ): Promise<{ status: number; text: string; headers: Headers }>
}

export async function everyAddress(network: TestNetwork): Promise<Addresses> {
  const actors = new Map<string, Actor>()
  const { http } = await compose({
    pool: network.database.pool,
    appPool: network.database.appPool,
    origin: 'http://localhost:3000',
    secret: SECRET,
    keys,
    attachments: `${network.folder}/attachments`,
    imports: `${network.folder}/imports`,
    capabilities: [testPrincipals],
    log: () => {},
    now: () => network.clock.now,
    newId: network.newId,
    identify: async (request) => {
      const actor = actors.get(request.headers.get('x-attacker') ?? '')
      if (!actor) throw actorUnknown()
      return actor
    },
  })
  return {
    http,
    actors,
    async send(actor, path, init = {}) {
      actors.set(actor.user, actor)
      const response = await http.request(path, {
        ...init,
        headers: { ...(init.headers as Record<string, string>), 'x-attacker': actor.user },
      })
      return { status: response.status, text: await response.text(), headers: response.headers }
    },
  }
}
