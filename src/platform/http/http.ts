// The HTTP API of all commands and queries: one route for each name, problems as application/problem+json,
// nothing cached.
import { gzipSync } from 'node:zlib'
import { Hono, type Context } from 'hono'
import { compress } from 'hono/compress'
import { parseAccept } from 'hono/utils/accept'
import type { Actor } from '../../kernel/actor.ts'
import { ANSWER_MARK, API_VERSION } from '../../kernel/answer-mark.ts'
import { Problem, toDocument, type Json } from '../../kernel/problem.ts'
import { inputMalformed, inputTooLarge, requestForeignPage } from '../../kernel/problems.ts'
import { Id } from '../../kernel/words.ts'
import { apiPage } from './api-page.ts'
import { ask } from '../ask.ts'
import { problemOf } from '../database/constraints.ts'
import { refuseUnlisted } from '../command-context.ts'
import { execute, recallDecided, refuseAtFirewall } from '../execute.ts'
import type { App } from '../app.ts'
import { healthOf, isOperator } from '../health/health.ts'
import { traceOf } from '../log.ts'
import { openApi, type SignInRoute } from './openapi.ts'
import type { RateLimit } from './rate-limit.ts'
import { parseInput, parseJson } from './parse.ts'
import { BY_NAME, exposes } from '../exposure.ts'

/** Returns the sender of a request. @throws Problem 401 when it has no valid session or key */
export type Identify = (request: Request) => Promise<Actor>

/** Reads the body of a request, and returns it with the sender as identified after the whole body arrived. */
export type Receive = <Body>(
  request: Request,
  read: () => Promise<Body>,
) => Promise<{ actor: Actor; body: Body }>

/** Most bytes of JSON in one request; attachments and imports have their own routes. */
const BODY_LIMIT = 1_000_000

/** The API returns data only; its HTML page needs a style sheet and nothing else. */
const API_POLICY = "default-src 'none'; style-src 'self'; frame-ancestors 'none'"

export type Routes = (hono: Hono, tools: RouteContext) => void

export type RouteContext = { app: App; identify: Identify; receive: Receive }

/**
 * The whole API; `routes` adds what is neither command nor query (sign-in, sync, live updates, attachments).
 */
export function api(
  app: App,
  known: Identify,
  routes: readonly Routes[] = [],
  {
    rateLimit,
    https = false,
    signIn,
  }: {
    rateLimit?: RateLimit | undefined
    https?: boolean
    /** The addresses of signing in, for the API's document. */
    signIn?: Readonly<Record<string, SignInRoute>>
  } = {},
): Hono {
  const hono = new Hono()
  hono.onError((error, context) => problemResponse(app, error, context))
  hono.use('*', async (context, next) => {
    await next()
    context.header(ANSWER_MARK, API_VERSION)
    context.header('x-content-type-options', 'nosniff')
    context.header('referrer-policy', 'no-referrer')
    context.header('x-frame-options', 'DENY')
    if (https) context.header('strict-transport-security', 'max-age=31536000')
    if (!context.req.path.startsWith('/api')) return
    context.header('cache-control', 'no-store')
    if (!context.res.headers.has('content-security-policy'))
      context.header('content-security-policy', API_POLICY)
  })
  hono.use('*', compress())
  if (rateLimit) hono.use('/api/*', rateLimit.countCaller)
  const identify: Identify = async (request) => {
    refuseForeignLink(request)
    const actor = await known(request)
    await rateLimit?.countAccount(actor, request)
    return actor
  }
  /**
   * Identifies the sender after the whole body arrived, because the account may end during a slow upload.
   * Also before reading, unless the session or key was valid a moment ago, so that strangers cannot make the
   * server read bodies.
   */
  const receiving =
    (who: Identify): Receive =>
    async (request, read) => {
      if (!rateLimit?.wasKnown(request)) await who(request)
      const [given] = await Promise.allSettled([read()])
      const actor = await who(request)
      if (given.status === 'rejected') throw given.reason
      return { actor, body: given.value }
    }
  const receive = receiving(identify)
  hono.get('/api/health', exposes('open'), async (context) => {
    await app.pool.query('select 1')
    const figures = isOperator(app, context.req.header('authorization')) ? await healthOf(app) : {}
    return context.json({ status: 'ok', ...figures })
  })
  const document = () => openApi(app, signIn)
  hono.get('/api/openapi.json', exposes('open'), (context) => context.json(document()))
  apiPage(hono, document)
  // These routes check the firewall, and what a principal may call, when they identify the sender; commands and
  // queries check both themselves.
  const identifyInside: Identify = async (request) => {
    const actor = await identify(request)
    const route = `${request.method} ${new URL(request.url).pathname}`
    await refuseAtFirewall(app, actor, route, 'person')
    refuseUnlisted(actor, route)
    return actor
  }
  const tools = { app, identify: identifyInside, receive: receiving(identifyInside) }
  for (const add of routes) add(hono, tools)

  hono.post(BY_NAME, async (context) => {
    refuseForeignPage(context.req.raw)
    const { raw } = context.req
    const { actor, body: input } = await receive(raw, () => readJson(raw, BODY_LIMIT))
    const name = context.req.param('name')
    // A search for a name or document is sent in a body, so that it appears in no URL and in no log of a
    // proxy.
    if (app.queries.has(name)) return answerJson(context, await ask(app, actor, name, input))
    const key = context.req.header('idempotency-key')
    const order = { id: key === undefined ? app.newId() : parseInput(Id, key.toLowerCase()), name, input }
    // A form whose contents changed after a lost answer asks what became of them, and must not do them by asking.
    const isReplay = context.req.header('idempotency-replay') === 'only'
    const result = isReplay ? await recallDecided(app, actor, order) : await execute(app, actor, order)
    if (!result) return context.body(null, 204)
    if ('problem' in result) return problemJson(context, result.problem.status, result.problem)
    if (result.outcome === 'duplicate') context.header('idempotency-replayed', 'true')
    return answerJson(context, result.output)
  })

  hono.get(BY_NAME, async (context) => {
    if (usesCookie(context.req.raw)) refuseForeignPage(context.req.raw)
    const actor = await identify(context.req.raw)
    const given = context.req.query('input')
    return answerJson(
      context,
      await ask(app, actor, context.req.param('name'), given === undefined ? {} : parseJson(given)),
    )
  })

  hono.all('/api/*', () => {
    throw new Problem('command.unknown', 404)
  })
  return hono
}

/**
 * Against cross-site request forgery: a page of another site can make a browser send a form with our cookie,
 * but not this header, which needs our permission. Callers without a cookie (keys, devices) are not affected.
 */
export function refuseForeignPage(request: Request): void {
  if (!request.headers.has('cookie')) return
  if (request.headers.get('x-requested-with') !== 'arraigo') throw requestForeignPage()
}

/**
 * A download is opened by a link, which sends no header of ours, and it is logged in the name of the
 * session's user: only links of our own pages may open one. All browsers send `sec-fetch-site` since 2023, on
 * https and localhost; without it the origin of the link is unknown and the request is accepted.
 */
function refuseForeignLink(request: Request): void {
  const from = request.headers.get('sec-fetch-site') ?? 'same-origin'
  if (usesCookie(request) && from !== 'same-origin') throw requestForeignPage()
}

/**
 * Whether a request is authenticated by its cookie. With a key it is not, even if a cookie is sent too: no
 * link sends a key.
 */
const usesCookie = ({ headers }: Request): boolean =>
  headers.has('cookie') && !/^Bearer /iu.test(headers.get('authorization') ?? '')

/** Reads a JSON body of at most `limit` bytes, whatever its length header claims. */
export async function readJson(request: Request, limit: number): Promise<unknown> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw inputTooLarge({ limit })
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > limit) throw inputTooLarge({ limit })
    chunks.push(chunk)
  }
  try {
    return parseJson(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)))
  } catch {
    throw inputMalformed()
  }
}

function problemResponse(app: App, error: unknown, context: Context): Response {
  const problem = problemOf(error, app.constraints)
  if (problem) {
    if (
      (problem.status === 429 || problem.status === 503) &&
      typeof problem.data['retryAfter'] === 'number'
    ) {
      context.header('retry-after', String(problem.data['retryAfter']))
    }
    return problemJson(context, problem.status, toDocument(problem))
  }
  const incident = app.newId()
  // Only the known part of a path is logged: the rest is user input.
  const named = context.req.path.replace('/api/', '')
  const known = app.commands.has(named) || app.queries.has(named)
  app.log('http.incident', { incident, ...(known && { command: named }), ...traceOf(error) })
  return problemJson(context, 500, {
    code: 'house.incident',
    status: 500,
    title: 'house.incident',
    data: { incident },
  })
}

export function problemJson(context: Context, status: number, body: Json | object): Response {
  return wholeBody(context, body, status, 'application/problem+json')
}

const answerJson = (context: Context, body: unknown): Response =>
  wholeBody(context, body, 200, 'application/json')

/** Answers of fewer bytes are not compressed, and those of more are compressed as a stream. */
const COMPRESSED = { from: 1024, to: 128 * 1024 }

/** A body in one piece: a stream that compresses it takes longer than a short query of the database. */
function wholeBody(context: Context, body: unknown, status: number, type: string): Response {
  const bytes = Buffer.from(JSON.stringify(body) ?? 'null')
  if (bytes.length < COMPRESSED.from) return piece(context, bytes, status, type)
  context.header('vary', 'Accept-Encoding', { append: true })
  const accepted = parseAccept(context.req.header('accept-encoding') ?? '')
  if (bytes.length > COMPRESSED.to || !accepted.some((one) => one.type === 'gzip' && one.q > 0))
    return piece(context, bytes, status, type)
  context.header('content-encoding', 'gzip')
  return piece(context, gzipSync(bytes), status, type)
}

const piece = (context: Context, bytes: Buffer<ArrayBuffer>, status: number, type: string): Response =>
  context.body(bytes, status as 200, { 'content-type': type, 'content-length': String(bytes.length) })
