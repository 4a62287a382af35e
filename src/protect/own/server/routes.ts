// The routes of the own view, apart from every route of staff: a code opens the view, and only its own cookie
// keeps it open.
import type { Context } from 'hono'
import type { Actor } from '../../../kernel/actor.ts'
import { Problem } from '../../../kernel/problem.ts'
import * as z from 'zod/mini'
import { commandUnknown, requestForeignPage } from '../../../kernel/problems.ts'
import { addressOf } from '../../../platform/address.ts'
import { ask, reading } from '../../../platform/ask.ts'
import { attemptKey, countAttempt, forgiveAttempt } from '../../../platform/attempts.ts'
import { cookieIn } from '../../../platform/cookies.ts'
import { transaction } from '../../../platform/database/connect.ts'
import { execute, problemFrom, run } from '../../../platform/execute.ts'
import type { Holding } from '../../../platform/holding.ts'
import type { App } from '../../../platform/app.ts'
import { readJson, type Routes } from '../../../platform/http.ts'
import { systemActor } from '../../../platform/jobs.ts'
import { parseInput } from '../../../platform/parse.ts'
import { exposes } from '../../../platform/exposure.ts'
import type { Id } from '../../../kernel/words.ts'
import {
  lookAtOwn,
  withdrawOwn,
  confirmOwn,
  askCorrection,
  askOwnErasure,
  finishOwn,
  enterOwn,
} from '../operations.ts'
import * as policy from '../policy.ts'
import { ownCodeWrong, ownEnded, ownTooMany } from '../problems.ts'
import { tidied } from '../rules/code.ts'
import * as sql from '../sql.ts'
import { codeHash, tokenHash } from './code.ts'
import { lookAt } from './look.ts'
import { fileOf, pageOf } from './page.ts'

const BODY_LIMIT = 20_000
const COOKIE = 'arraigo.own'

/**
 * What a person may do here, by the last word of its name; no other operation can be called on these routes.
 */
const OFFERED = [lookAtOwn, withdrawOwn, confirmOwn, askCorrection, askOwnErasure, finishOwn] as const
const offered = new Map<string, (typeof OFFERED)[number]>(
  OFFERED.map((one) => [one.name.replace('own.', ''), one]),
)

/**
 * A person who reads their own record, for the organisation that gave the code: no role, no grant, one person
 * in scope.
 */
function actorOf(standing: sql.Standing): Actor {
  return {
    user: standing.person,
    name: '',
    organisation: standing.organisation,
    organisationName: standing.organisation_name,
    organisationClass: standing.organisation_class,
    roles: [],
    grants: [],
    locale: standing.locale,
    timeZone: standing.time_zone,
    scope: 'organisation',
    own: standing.person,
  }
}

const asSystem = <T>(app: App, work: Parameters<typeof transaction<T>>[2]) =>
  transaction(app.appPool, systemActor('own'), work)

const tokenOf = ({ req }: Context): string | undefined => cookieIn(req.raw.headers, COOKIE)

/** @throws Problem 401 `own.ended` for every request without an open view */
async function identify(app: App, context: Context): Promise<Actor> {
  const token = tokenOf(context)
  const standing =
    token === undefined
      ? undefined
      : await asSystem(app, (tx) => sql.openSession(tx, tokenHash(token), app.now().toISOString()))
  // Another code was typed in this browser since that page was opened.
  const view = context.req.query('view')
  if (!standing || (view !== undefined && view !== standing.id)) throw ownEnded()
  return { ...actorOf(standing), ownView: standing.id as Id }
}

/**
 * A code that was mistyped, used, ended, never existed or is missing is answered alike, after the same count.
 * A view that is open in this browser ends, because the next code may be another person's; except for the
 * code that opened it, sent again.
 */
async function enter(
  app: App,
  typed: unknown,
  { address, context }: { address: string; context: Context },
): Promise<{ token?: string | undefined; until: string }> {
  const guess = attemptKey('own_code', address)
  await countAttempt(app.pool, [guess], ownTooMany)
  const code = typeof typed === 'string' ? tidied(typed) : undefined
  const hash = codeHash(app.sign, code ?? '')
  const token = tokenOf(context)
  if (token !== undefined) {
    const now = app.now().toISOString()
    const until = await asSystem(app, (tx) => sql.openedWith(tx, tokenHash(token), hash, now))
    if (until !== undefined) return { until }
    const before = await identify(app, context).catch(() => undefined)
    if (before) await run(app, before, finishOwn, {})
  }
  const standing = await asSystem(app, (tx) => sql.usableCode(tx, hash, app.now().toISOString()))
  if (!standing || code === undefined) throw ownCodeWrong()
  const opened = await run(app, actorOf(standing), enterOwn, { code: standing.id as Id })
  await forgiveAttempt(app.pool, [guess])
  return opened
}

const Reading = z.strictObject({
  locale: lookAtOwn.input.shape.locale,
  view: z.optional(z.string()),
})

/** A page of another site cannot send this header, with our cookie or without one. */
function onlyOurPages({ req }: Context): void {
  if (req.header('x-requested-with') !== 'arraigo') throw requestForeignPage()
}

/**
 * `POST /api/own/enter` takes `{ code }` and sets the cookie; `POST /api/own/…` runs the operations offered;
 * `GET /api/own/download/json` and `…/page` return everything as a file. The cookie is sent to these
 * addresses only.
 */
export const ownRoutes =
  ({
    holdings,
    https,
    trustProxy,
  }: {
    holdings: () => readonly Holding[]
    https: boolean
    trustProxy: boolean
  }): Routes =>
  (hono, { app }) => {
    const cookie = (token: string, seconds: number) =>
      `${COOKIE}=${token}; Path=/api/own; Max-Age=${seconds}; HttpOnly; SameSite=Strict${https ? '; Secure' : ''}`

    hono.post('/api/own/enter', exposes('own'), async (context) => {
      onlyOurPages(context)
      const given = (await readJson(context.req.raw, BODY_LIMIT).catch(() => null)) as {
        code?: unknown
      } | null
      const { token, until } = await enter(app, given?.code, {
        address: addressOf(context, trustProxy),
        context,
      }).catch((error: unknown) => {
        // Two browsers at the same moment: the second finds the code used.
        if (error instanceof Problem && error.status !== 429) throw ownCodeWrong()
        throw error
      })
      const seconds = Math.floor((Date.parse(until) - app.now().getTime()) / 1000)
      if (token !== undefined) context.header('set-cookie', cookie(token, seconds))
      return context.json({ until })
    })

    hono.get('/api/own/download/:form', exposes('own'), async (context) => {
      const actor = await identify(app, context)
      const form = context.req.param('form')
      if (form !== 'json' && form !== 'page') throw commandUnknown()
      const { locale } = parseInput(Reading, context.req.query())
      const made = app.now().toISOString()
      const view = await reading(
        app,
        actor,
        'own.download',
        (ctx) => lookAt(ctx, holdings(), locale),
        policy.self,
      )
      const { name, type, text } =
        form === 'json' ? fileOf(view, { made, locale }) : await pageOf(view, { made, locale, actor })
      context.header('content-type', type)
      context.header('content-disposition', `attachment; filename="${name}"`)
      return context.body(text)
    })

    hono.post('/api/own/:name', exposes('own'), async (context) => {
      await identify(app, context)
      onlyOurPages(context)
      const wanted = offered.get(context.req.param('name'))
      if (!wanted) throw commandUnknown()
      const input = await readJson(context.req.raw, BODY_LIMIT)
      // Checked after the body is read: a body sent slowly must not use a view that ended meanwhile.
      const actor = await identify(app, context)
      if (wanted.is === 'query') return context.json(await ask(app, actor, wanted.name, input))
      const result = await execute(app, actor, { id: app.newId(), name: wanted.name, input })
      if ('problem' in result) throw problemFrom(result.problem)
      if (wanted === finishOwn) context.header('set-cookie', cookie('', 0))
      return context.json(result.output)
    })
  }
