// Uses of principals that only tests declare, and a browser in which one is open: a display in a hall, which
// lists services, and a program that reads them.
import type { Hono } from 'hono'
import { PrincipalKind, type PrincipalUse } from '../../src/kernel/principal.ts'
import type { Capability } from '../../src/platform/capability.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import type { Json } from '../../src/kernel/problem.ts'
import type { Id } from '../../src/kernel/words.ts'
import { makePrincipal } from '../../src/identity/principals/operations.ts'
import { searchPeople } from '../../src/serve/record/operations.ts'
import { listServices } from '../../src/serve/services/operations.ts'
import { storeOf } from '../../src/identity/principals/server/sessions.ts'
import { principalsOf } from '../../src/platform/principals.ts'
import type { TestNetwork } from './network.ts'

export const hallDisplay: PrincipalUse = {
  name: 'hall_display',
  kind: 'display',
  operations: [listServices],
  live: true,
}

/** Of each other kind, one that reads the services. */
const others: readonly PrincipalUse[] = PrincipalKind.options
  .filter((kind) => kind !== 'display')
  .map((kind) => ({ name: `test_${kind}`, kind, operations: [listServices] }))

/** May do what an administrator may not. */
const searching: PrincipalUse = { name: 'test_search', kind: 'kiosk', operations: [searchPeople] }

export const testPrincipals: Capability = {
  name: 'test_principals',
  handlers: [],
  principals: [hallDisplay, ...others, searching],
}

/** A display of the garden's centre, whose code nobody has typed yet. */
export async function makeDisplay(
  network: TestNetwork,
  by: Actor,
  given: { use?: string; name?: string } = {},
): Promise<{ id: Id; code: string; secret: string }> {
  const id = network.newId()
  const { use = hallDisplay.name, name = 'Pantalla del vestíbulo' } = given
  const made = await network.execute(makePrincipal, { id, use, name, centre: network.centre, days: 30 }, by)
  return { id, code: made.code ?? '', secret: made.secret ?? '' }
}

type Answer = { status: number; body: Json; headers: Headers }

export type Screen = {
  cookie: string
  enter(code: unknown): Promise<Answer>
  post(name: string, input?: unknown): Promise<Answer>
  request(path: string, init?: RequestInit): Promise<Response>
}

/** A browser of its own, or a program with a secret. */
export function screen(hono: Hono, secret?: string): Screen {
  const own: Screen = {
    cookie: '',
    enter: (code) => own.post('principal/enter', { code }),
    async post(name, input = {}) {
      const response = await own.request(`/api/${name}`, { method: 'POST', body: JSON.stringify(input) })
      const set = response.headers.get('set-cookie')
      if (set !== null) own.cookie = set.split(';')[0] ?? ''
      return { status: response.status, body: (await response.json()) as Json, headers: response.headers }
    },
    request: async (path, init = {}) =>
      await hono.request(path, {
        ...init,
        headers: {
          'x-requested-with': 'arraigo',
          ...(own.cookie && { cookie: own.cookie }),
          ...(secret !== undefined && { authorization: `Bearer ${secret}` }),
          ...(init.headers as Record<string, string> | undefined),
        },
      }),
  }
  return own
}

/** A browser in which a display of the garden is open. */
export async function openDisplay(network: TestNetwork, by: Actor): Promise<Screen & { id: Id }> {
  const { id, code } = await makeDisplay(network, by)
  const own = screen(network.hono)
  const { status } = await own.enter(code)
  if (status !== 200) throw new Error(`The code opened nothing: ${status}`)
  return Object.assign(own, { id })
}

/** The actor of a browser, as requests have it. */
export async function actorIn({ app }: TestNetwork, { cookie }: Pick<Screen, 'cookie'>): Promise<Actor> {
  const principals = principalsOf(
    app,
    storeOf(() => app.principals),
    false,
  )
  return await principals.identify(principals.secretIn(new Headers({ cookie })))
}
