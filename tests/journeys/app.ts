// An empty installation, and people who accept their invitation, prove who they are and use HTTP as a browser
// does.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { compose } from '../../src/entry/server.ts'
import type { Command, InputOf, OutputOf, Query } from '../../src/kernel/command.ts'
import type { Id } from '../../src/kernel/words.ts'
import { asOwner } from '../../src/platform/database/connect.ts'
import { runJob } from '../../src/platform/jobs.ts'
import { loadPack } from '../../src/platform/packs/packs.ts'
import { createAdministrator } from '../../src/entry/first-administrator.ts'
import type { TestDatabase } from '../harness/database.ts'
import { workOff } from '../harness/network.ts'
import { codeOf, PASSWORD, SECRET, visitor } from '../harness/visitor.ts'

/** A signed-in user. */
export type SignedIn = {
  /** Runs a command; fails the test unless it is applied. */
  run<C extends Command>(command: C, input: InputOf<C>, key?: Id): Promise<OutputOf<C>>
  ask<Q extends Query>(query: Q, input: InputOf<Q>): Promise<OutputOf<Q>>
  /** The code of the Problem that a command or a query ends in, or `done`. */
  refused<C extends Command | Query>(operation: C, input: InputOf<C>): Promise<string>
  send(path: string, init?: RequestInit): Promise<{ status: number; body: Buffer; headers: Headers }>
  /** Posts a file as it is, or anything else as JSON. */
  put(path: string, body: Buffer | object): ReturnType<SignedIn['send']>
  /** Every response of the application so far, headers included. */
  readonly heard: string[]
}

export type JourneyApp = Awaited<ReturnType<typeof emptyApp>>

/** The application after its first start: a pack, and no users. */
export async function emptyApp({ pool }: TestDatabase, begins: string) {
  await loadPack(asOwner(pool), 'packs/huerta')
  const folder = await mkdtemp(join(tmpdir(), 'arraigo-journey-'))
  let now = Date.parse(begins)
  const newId = () => uuidv7() as Id
  const { app, http } = await compose({
    pool,
    origin: 'http://localhost:3000',
    secret: SECRET,
    attachments: join(folder, 'attachments'),
    imports: join(folder, 'imports'),
    log: () => {},
    now: () => new Date(now),
    newId,
  })

  /** Accepts an invitation: a password, and a second factor where the organisation requires one. */
  async function enter(path: string): Promise<SignedIn> {
    const browser = visitor(http)
    const token = path.replace('/invitation/', '')
    const { body } = await browser.post('set-password', { token, password: PASSWORD })
    await browser.post('sign-in', { email: body['email'], password: PASSWORD })
    const { body: standing } = await browser.read('standing')
    if (String(standing['next']) === 'second_factor') {
      const { body: enrolment } = await browser.post('enrol-codes', { password: PASSWORD })
      await browser.post('confirm-codes', { code: codeOf(String(enrolment['uri'])) })
    }
    return speak([...browser.jar].map(([name, value]) => `${name}=${value}`).join('; '))
  }

  function speak(cookie: string): SignedIn {
    const heard: string[] = []
    const send: SignedIn['send'] = async (path, init = {}) => {
      const headers = { cookie, 'x-requested-with': 'arraigo', ...(init.headers as Record<string, string>) }
      const response = await http.request(path, { ...init, headers })
      const body = Buffer.from(await response.arrayBuffer())
      heard.push(JSON.stringify([...response.headers]), body.toString())
      return { status: response.status, body, headers: response.headers }
    }
    const put = (path: string, body: Buffer | object, headers: Record<string, string> = {}) =>
      send(path, {
        method: 'POST',
        ...(Buffer.isBuffer(body)
          ? { body: new Uint8Array(body), headers }
          : { body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } }),
      })
    const say = (operation: Command | Query, input: unknown, key?: Id) =>
      operation.is === 'command'
        ? put(`/api/${operation.name}`, input as object, key ? { 'idempotency-key': key } : {})
        : send(`/api/${operation.name}?input=${encodeURIComponent(JSON.stringify(input))}`)
    async function answered(operation: Command | Query, input: unknown, key?: Id): Promise<never> {
      const { status, body } = await say(operation, input, key)
      if (status !== 200) throw new Error(`${operation.name} was answered with ${status}: ${body.toString()}`)
      return JSON.parse(body.toString()) as never
    }
    return {
      run: answered,
      ask: answered,
      async refused(operation, input) {
        const { status, body } = await say(operation, input)
        return status === 200 ? 'done' : (JSON.parse(body.toString()) as { code: string }).code
      },
      send,
      put,
      heard,
    }
  }

  return {
    newId,
    enter,
    /** The operator's first step, on the server itself. */
    createFirstOrganisation: (name: string, organisation: string) =>
      createAdministrator(pool, SECRET, {
        organisation,
        name,
        email: `${name.toLowerCase()}@example.org`,
        locale: 'es',
        timeZone: 'America/Bogota',
      }),
    /** Sets the clock forward by days. */
    pass(days: number) {
      now += days * 86_400_000
    },
    /** A device's clock. */
    instant: () => new Date(now).toISOString(),
    work: () => workOff(app),
    runJob: (name: string) => runJob(app, name),
    close: () => rm(folder, { recursive: true, force: true }),
  }
}
