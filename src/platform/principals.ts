// How every principal that is no user is authenticated: a one-time code opens it once, in one browser, which
// then holds a secret; a program holds its secret from the beginning. Only hashes are stored.
import type { Context, Hono } from 'hono'
import type { Actor } from '../kernel/actor.ts'
import type { Command, Exposure } from '../kernel/command.ts'
import { tidied } from '../kernel/one-time-code.ts'
import { operationsOf, type PrincipalUse } from '../kernel/principal.ts'
import { Problem, type ProblemConstructor } from '../kernel/problem.ts'
import { requestForeignPage, type signInLocked } from '../kernel/problems.ts'
import type { Id } from '../kernel/words.ts'
import { addressOf } from './http/address.ts'
import type { App } from './app.ts'
import { attemptKey, countAttempt, forgiveAttempt } from './http/attempts.ts'
import { cookieIn } from './http/cookies.ts'
import { transaction, type Tx } from './database/connect.ts'
import { run } from './execute.ts'
import { exposes } from './exposure.ts'
import { readJson } from './http/http.ts'
import { systemActor } from './jobs.ts'
import { codeHash, secretHash } from './secrets.ts'

/** What a stored principal is, as its owner's statements find it. */
export type Standing = {
  id: string
  use: string
  /** The name it bears in the logs; empty for a person in their own view. */
  name: string
  /** The one person it stands for. */
  subject: string | null
  organisation: string
  organisation_name: string
  organisation_class: Actor['organisationClass']
  centre: string | null
  locale: string
  time_zone: string
  valid_until: string
  made_by: string
}

/**
 * Where principals are stored. Each statement runs with the system's rights, and finds nothing that is used,
 * ended or expired, or whose organisation is closed: all of these are answered alike.
 */
export type PrincipalStore = {
  readonly uses: () => ReadonlyMap<string, PrincipalUse>
  /** What a code that was not used yet would open. */
  findByCode(tx: Tx, hash: Buffer, now: string): Promise<Standing | undefined>
  findBySecret(tx: Tx, hash: Buffer, now: string): Promise<Standing | undefined>
  /** Until when the holder of a secret has open what this very code opened. */
  findOpened(tx: Tx, hashes: { secret: Buffer; code: Buffer }, now: string): Promise<string | undefined>
  /** Uses the code, and returns the secret; run by the principal itself, which may call nothing else yet. */
  readonly open: Command
  /** Ends what the secret opens; run by the principal itself. */
  readonly close: Command
  /** Keeps the hashes of its codes apart from those of other stores. */
  readonly codeLabel: string
  readonly attempts: 'own_code' | 'principal_code'
  readonly cookie: { readonly name: string; readonly path: string }
  readonly problems: {
    readonly wrong: () => Problem
    readonly ended: () => Problem
    readonly tooMany: ProblemConstructor<string, (typeof signInLocked)['shape']>
  }
}

export type Principals = {
  /** @throws Problem 401 for a secret that opens nothing, whatever the reason, and for none */
  identify(secret: string | undefined): Promise<Actor>
  /** Opens what a code was made for; `cookie` is the header to set, if there is a new secret. */
  enter(typed: unknown, from: { address: string; secret: string | undefined }): Promise<Entered>
  /** The secret in the cookie of these headers. */
  secretIn(headers: Headers): string | undefined
  /** The header that removes the cookie. */
  readonly forget: string
}

type Entered = { until: string; cookie?: string }

export function principalsOf(app: App, store: PrincipalStore, https: boolean): Principals {
  const { cookie, problems, attempts, codeLabel } = store
  const asSystem = <T>(work: (tx: Tx) => Promise<T>) =>
    transaction(app.appPool, systemActor('principals'), work)
  const now = () => app.now().toISOString()

  const header = (secret: string, seconds: number) =>
    `${cookie.name}=${secret}; Path=${cookie.path}; Max-Age=${seconds}; HttpOnly; SameSite=Strict${https ? '; Secure' : ''}`

  async function find(secret: string, mayCall?: Command): Promise<Actor | undefined> {
    const standing = await asSystem((tx) => store.findBySecret(tx, secretHash(secret), now()))
    const use = standing && store.uses().get(standing.use)
    return use && actorOf(standing, use, mayCall ? [mayCall.name] : operationsOf(use))
  }

  /**
   * A code that was mistyped, used, ended, never existed or is missing is answered alike, after the same count.
   * What is open in this browser ends, because the next code may be for something else; except for the code
   * that opened it, sent again.
   */
  async function enter(
    typed: unknown,
    { address, secret }: { address: string; secret: string | undefined },
  ): Promise<Entered> {
    const guess = attemptKey(attempts, address)
    await countAttempt(app.pool, [guess], problems.tooMany)
    const code = typeof typed === 'string' ? tidied(typed) : undefined
    const hash = codeHash(app.sign, codeLabel, code ?? '')
    if (secret !== undefined) {
      const hashes = { secret: secretHash(secret), code: hash }
      const until = await asSystem((tx) => store.findOpened(tx, hashes, now()))
      if (until !== undefined) return { until }
      const before = await find(secret, store.close)
      if (before) await run(app, before, store.close, {})
    }
    const standing = await asSystem((tx) => store.findByCode(tx, hash, now()))
    const use = standing && store.uses().get(standing.use)
    if (!use || code === undefined) throw problems.wrong()
    const opening = actorOf(standing, use, [store.open.name])
    const opened = (await run(app, opening, store.open, { code: standing.id })) as Opened
    await forgiveAttempt(app.pool, [guess])
    const seconds = Math.floor((Date.parse(opened.until) - app.now().getTime()) / 1000)
    return { until: opened.until, ...(opened.token && { cookie: header(opened.token, seconds) }) }
  }

  return {
    async identify(secret) {
      const actor = secret === undefined ? undefined : await find(secret)
      if (!actor) throw problems.ended()
      return actor
    },
    enter: (typed, from) =>
      enter(typed, from).catch((error: unknown) => {
        // Two browsers at the same moment: the second finds the code used.
        if (error instanceof Problem && error.status !== 429) throw problems.wrong()
        throw error
      }),
    secretIn: (headers) => cookieIn(headers, cookie.name),
    forget: header('', 0),
  }
}

type Opened = { token?: string; until: string }

/** A page of another site cannot send this header, with our cookie or without one. */
export function refuseOtherPages({ req }: Context): void {
  if (req.header('x-requested-with') !== 'arraigo') throw requestForeignPage()
}

/** Bytes of a body with a code. */
const BODY_LIMIT = 20_000

/** The route on which a code is typed: it takes `{ code }`, sets the cookie, and answers with `until`. */
export function enterRoute(
  hono: Hono,
  path: string,
  { principals, exposure, trustProxy }: { principals: Principals; exposure: Exposure; trustProxy: boolean },
): void {
  hono.post(path, exposes(exposure), async (context) => {
    refuseOtherPages(context)
    const { raw } = context.req
    const given = (await readJson(raw, BODY_LIMIT).catch(() => null)) as { code?: unknown } | null
    const { until, cookie } = await principals.enter(given?.code, {
      address: addressOf(context, trustProxy),
      secret: principals.secretIn(raw.headers),
    })
    if (cookie !== undefined) context.header('set-cookie', cookie)
    return context.json({ until })
  })
}

/** No role and no grant: what it may call is listed. */
function actorOf(standing: Standing, use: PrincipalUse, operations: string[]): Actor {
  const { subject, centre } = standing
  return {
    user: (subject ?? standing.id) as Id,
    name: standing.name,
    organisation: standing.organisation as Id,
    organisationName: standing.organisation_name,
    organisationClass: standing.organisation_class,
    roles: [],
    grants: [],
    ...(centre !== null && { centre: centre as Id }),
    locale: standing.locale,
    timeZone: standing.time_zone,
    scope: 'organisation',
    principal: {
      kind: use.kind,
      use: use.name,
      id: standing.id as Id,
      ...(subject !== null && { subject: subject as Id }),
      operations,
      until: standing.valid_until,
      madeBy: standing.made_by as Id,
    },
  }
}
