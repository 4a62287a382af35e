// A person with a one-time code at the sign-in of their own view: a browser that keeps the cookie and nothing
// else.
import type { Hono } from 'hono'
import { answerCorrection, makeCode } from '../../src/protect/own/operations.ts'
import { ownView } from '../../src/protect/own/server/principal.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import { operationsOf } from '../../src/kernel/principal.ts'
import type { Json } from '../../src/kernel/problem.ts'
import type { Id } from '../../src/kernel/words.ts'
import type { Answer, TestNetwork } from './network.ts'

export type Own = {
  enter(code: string): Promise<Answer>
  post(name: string, input?: unknown): Promise<Answer>
  get(path: string): Promise<Answer>
  cookie: string
}

/** A new telephone, without cookies. */
export function telephone(hono: Hono): Own {
  const own: Own = {
    cookie: '',
    enter: (code) => own.post('enter', { code }),
    post: (name, input = {}) =>
      send(
        `/api/own/${name}`,
        { method: 'POST', body: JSON.stringify(input) },
        { 'x-requested-with': 'arraigo' },
      ),
    get: (path) => send(`/api/own/${path}`, {}, {}),
  }
  async function send(path: string, init: RequestInit, more: Record<string, string>): Promise<Answer> {
    const headers = { ...more, ...(own.cookie && { cookie: own.cookie }) }
    const response = await hono.request(path, { ...init, headers })
    const set = response.headers.get('set-cookie')
    if (set !== null) own.cookie = set.split(';')[0] ?? ''
    const text = await response.text()
    const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '')
    return {
      status: response.status,
      body: (isJson ? JSON.parse(text) : text) as Json,
      headers: response.headers,
    }
  }
  return own
}

/** Staff hand out a code. */
export async function codeFor(
  network: TestNetwork,
  person: Id,
  by: Actor,
): Promise<{ id: Id; code: string }> {
  const id = network.newId()
  const made = await network.execute(makeCode, { person, id, checked: 'known' }, by)
  return { id, code: made.code ?? '' }
}

/** A telephone on which a person's own view is open. */
export async function opened(network: TestNetwork, person: Id, by: Actor): Promise<Own> {
  const own = telephone(network.hono)
  const { status } = await own.enter((await codeFor(network, person, by)).code)
  if (status !== 200) throw new Error(`The code opened nothing: ${status}`)
  return own
}

/** The actor of a session that a code opened, as the own view creates it; `view` is its id. */
export const ownActor = (person: Id, of: Actor, view: Id = person): Actor => ({
  ...of,
  user: person,
  name: '',
  roles: [],
  grants: [],
  principal: {
    kind: ownView.kind,
    use: ownView.name,
    id: view,
    subject: person,
    operations: operationsOf(ownView),
    until: '2100-01-01T00:00:00.000Z',
    madeBy: of.user,
  },
})

/**
 * Writes every free text that the own view keeps: how staff knew the person, what is wrong, what was
 * answered.
 */
export async function recordOwnWords(
  network: TestNetwork,
  person: Id,
  by: Actor,
  words: (what: string) => string,
): Promise<void> {
  const { execute, newId } = network
  await execute(makeCode, { person, id: newId(), checked: 'known', note: words('own note') }, by)
  const asked = { id: newId(), about: words('about'), wrong: words('wrong'), proposed: words('right') }
  await (await opened(network, person, by)).post('ask_correction', asked)
  await execute(answerCorrection, { person, id: asked.id, answer: 'kept', words: words('answer') }, by)
}
