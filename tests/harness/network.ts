// A small network to test against: the fictional garden and its neighbours, users, and clients of the
// application.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { Logger, runOnce } from 'graphile-worker'
import type { Hono } from 'hono'
import { v7 as uuidv7 } from 'uuid'
import { inject } from 'vitest'
import { compose } from '../../src/entry/server.ts'
import type { Actor, Role } from '../../src/kernel/actor.ts'
import type { Command, InputOf, OutputOf, Query } from '../../src/kernel/command.ts'
import { Problem, type Json } from '../../src/kernel/problem.ts'
import type { Id } from '../../src/kernel/words.ts'
import { get } from '../../src/platform/ask.ts'
import { run } from '../../src/platform/execute.ts'
import { inProcessKeys, makeKey } from '../../src/platform/key-service.ts'
import type { CommandRequest } from '../../src/platform/http/command-request.ts'
import type { App } from '../../src/platform/app.ts'
import { api } from '../../src/platform/http/http.ts'
import { jobContext, runJob } from '../../src/platform/jobs.ts'
import { outbound, type Outbound } from '../../src/platform/http/outbound.ts'
import { makeSigningKey, openSigningKey } from '../../src/platform/signing-key.ts'
import { cleanups } from './cleanup.ts'
import { testPrincipals } from './principals.ts'
import { watchQueries } from './undeclared.ts'
import { SECRET, testDatabase, type TestDatabase } from './database.ts'
import { join, type SeededNetwork, type Where } from './seed-network.ts'

export { EVERY_ROLE } from './seed-network.ts'

export type Answer<Body = Json> = { status: number; body: Body; headers: Headers }

/** Sends HTTP requests as one actor, through every layer but the socket. */
export type Client = {
  post(name: string, input: unknown, headers?: Record<string, string>): Promise<Answer>
  get(name: string, input?: unknown): Promise<Answer>
  /** A request with any method, headers and body. */
  send(path: string, init?: RequestInit): Promise<Answer>
}

export type TestNetwork = {
  readonly database: TestDatabase
  readonly app: App
  /** The API as the test's actors reach it; `app` is the real one, with sign-in and pages. */
  readonly hono: Hono
  /**
   * garden: public body that leads; roots: civil society; seal: verifier; purse: funder; fence: an unrelated
   * organisation.
   */
  readonly organisations: SeededNetwork['organisations']
  readonly centre: Id
  /** The folder of its files, removed at the end. */
  readonly folder: string
  readonly actors: SeededNetwork['actors']
  /** How host names are resolved and external addresses requested. */
  readonly outbound: Outbound
  /** The application's clock; only a test changes it. */
  readonly clock: { now: Date; advance(days: number): void }
  newId(): Id
  /** Creates another user in one of the organisations. */
  join(name: string, organisation: Where, roles: readonly Role[]): Promise<Actor>
  /** Runs a command and returns its output, or throws its Problem. */
  execute<C extends Command>(
    command: C,
    input: InputOf<C>,
    actor: Actor,
    more?: Omit<Partial<CommandRequest>, 'name' | 'input'>,
  ): Promise<OutputOf<C>>
  ask<Q extends Query>(query: Q, input: InputOf<Q>, actor: Actor): Promise<OutputOf<Q>>
  http(actor?: Actor): Client
  runJob(name: string, payload?: Record<string, Json>): Promise<void>
  /** Runs every job that is due now; throws when one fails. */
  work(): Promise<void>
}

const KEY = makeKey()
/** The same for every network and application of a run, so that a browser opens what a test sealed. */
export const keys = inProcessKeys(() => KEY)
/** Signs the list of erasures of every network of a run. */
export const sealKey = makeSigningKey()
const ACTOR_HEADER = 'x-test-actor'

/**
 * @param more how host names are resolved and external addresses requested; by default providers of this
 * machine are allowed
 */
export async function testNetwork(more: { outbound?: Outbound } = {}): Promise<TestNetwork> {
  const database = await testDatabase({ seeded: true })
  const { pool, appPool } = database
  const asked = more.outbound ?? outbound(['127.0.0.0/8', '::1'])
  const newId = () => uuidv7() as Id
  const { organisations, centre, actors } = structuredClone(inject('cluster').seeded)

  const clock: TestNetwork['clock'] = {
    now: new Date('2026-03-02T15:00:00Z'),
    advance(days) {
      clock.now = new Date(clock.now.getTime() + days * 86_400_000)
    },
  }
  const folder = await mkdtemp(`${tmpdir()}/arraigo-network-`)
  cleanups.push(() => rm(folder, { recursive: true, force: true }))
  const { app: composed, http: hono } = await compose({
    pool,
    appPool,
    origin: 'http://localhost:3000',
    secret: SECRET,
    keys,
    attachments: `${folder}/attachments`,
    imports: `${folder}/imports`,
    erasures: { file: `${folder}/erasures.jsonl`, key: openSigningKey(sealKey) },
    outbound: asked,
    capabilities: [testPrincipals],
    log: () => {},
    now: () => clock.now,
    newId,
  })
  const app = watchQueries(composed)

  const known = new Map(Object.values(actors).map((actor) => [actor.user, actor]))
  const identified = api(app, async (request) => {
    const actor = known.get(request.headers.get(ACTOR_HEADER) ?? '')
    if (!actor) throw new Problem('actor.unknown', 401)
    return actor
  })

  return {
    database,
    app,
    hono,
    organisations,
    centre,
    folder,
    outbound: asked,
    actors,
    clock,
    newId,
    async join(name, organisation, roles) {
      const actor = await join(pool, organisations, name, organisation, roles)
      known.set(actor.user, actor)
      return actor
    },
    execute: (command, input, actor, more = {}) => run(app, actor, command, input, more),
    ask: (query, input, actor) => get(app, actor, query, input),
    http: (actor) => client(identified, actor),
    runJob: (name, payload = {}) => runJob(app, name, payload),
    work: () => workOff(app),
  }
}

/** Runs every job that is due now; throws when one fails. */
export async function workOff(app: App): Promise<void> {
  const failures: string[] = []
  await runOnce({
    pgPool: app.pool,
    noHandleSignals: true,
    logger: new Logger(() => (level, message) => {
      if (level === 'error') failures.push(message)
    }),
    taskList: Object.fromEntries(
      [...app.jobs.values()].map((job) => [
        job.name,
        (payload: unknown) => job.run(jobContext(app, job), (payload ?? {}) as Record<string, Json>),
      ]),
    ),
  })
  // The queue would retry later without an error; a test needs the failure now.
  if (failures.length > 0) throw new Error(failures.join('\n'))
}

function client(hono: Hono, actor: Actor | undefined): Client {
  const identity: Record<string, string> = actor ? { [ACTOR_HEADER]: actor.user } : {}
  const send: Client['send'] = async (path, init = {}) => {
    const headers = { ...identity, ...(init.headers as Record<string, string> | undefined) }
    const response = await hono.request(path, { ...init, headers })
    const text = await response.text()
    const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '')
    return {
      status: response.status,
      body: (isJson ? JSON.parse(text) : text) as Json,
      headers: response.headers,
    }
  }
  return {
    send,
    post: (name, input, headers = {}) =>
      send(`/api/${name}`, {
        method: 'POST',
        body: JSON.stringify(input),
        headers: { 'content-type': 'application/json', ...headers },
      }),
    get: (name, input) =>
      send(`/api/${name}${input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`}`),
  }
}
