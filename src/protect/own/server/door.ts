// The door of the own view, apart from every door of staff: a code opens it, a cookie of its own keeps it open, nothing else does.
import type { Context } from 'hono'
import type { Actor } from '../../../kernel/actor.ts'
import { Problem } from '../../../kernel/problem.ts'
import * as z from 'zod/mini'
import { commandUnknown, requestForeignPage } from '../../../kernel/problems.ts'
import { addressOf } from '../../../platform/address.ts'
import { ask, reading } from '../../../platform/ask.ts'
import { attemptKey, countAttempt, forgiveAttempt } from '../../../platform/auth/attempts.ts'
import { cookieIn } from '../../../platform/cookies.ts'
import { transaction } from '../../../platform/database/connect.ts'
import { execute, problemFrom, run } from '../../../platform/execute.ts'
import type { Holding } from '../../../platform/holding.ts'
import type { House } from '../../../platform/house.ts'
import { readJson, type Routes } from '../../../platform/http.ts'
import { systemActor } from '../../../platform/jobs.ts'
import { parseInput } from '../../../platform/parse.ts'
import { reaches } from '../../../platform/reach.ts'
import type { Id } from '../../../kernel/words.ts'
import * as contract from '../operations.ts'
import * as policy from '../policy.ts'
import { ownCodeWrong, ownEnded, ownTooMany } from '../problems.ts'
import { tidied } from '../rules/code.ts'
import * as sql from '../sql.ts'
import { codeHash, tokenHash } from './code.ts'
import { lookAt } from './look.ts'
import { fileOf, pageOf } from './page.ts'

const BODY_LIMIT = 20_000
const COOKIE = 'arraigo.own'

/** What a person may do here, by the last word of its name; the rest of the house has no name at this door. */
const OFFERED = [
  contract.lookAtOwn,
  contract.withdrawOwn,
  contract.confirmOwn,
  contract.askCorrection,
  contract.askOwnErasure,
  contract.finishOwn,
] as const
const offered = new Map<string, (typeof OFFERED)[number]>(
  OFFERED.map((one) => [one.name.replace('own.', ''), one]),
)

/** Somebody looking at their own record, for the organisation that gave the code: no role, no grant, one person in view. */
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

const asHouse = <T>(house: House, work: Parameters<typeof transaction<T>>[2]) =>
  transaction(house.appPool, systemActor('own'), work)

const tokenOf = ({ req }: Context): string | undefined => cookieIn(req.raw.headers, COOKIE)

/** @throws Problem 401 `own.ended` for everybody without an open view */
async function identify(house: House, context: Context): Promise<Actor> {
  const token = tokenOf(context)
  const standing =
    token === undefined
      ? undefined
      : await asHouse(house, (tx) => sql.openSession(tx, tokenHash(token), house.now().toISOString()))
  // Another code was typed in this browser since that page was opened.
  const view = context.req.query('view')
  if (!standing || (view !== undefined && view !== standing.id)) throw ownEnded()
  return { ...actorOf(standing), ownView: standing.id as Id }
}

/**
 * A code that was mistyped, used, ended, never there or no code at all is answered alike, after the same count. A view that
 * is open in this browser ends, because whoever types may be somebody else; but for the code that opened it, sent again.
 */
async function enter(
  house: House,
  typed: unknown,
  { address, context }: { address: string; context: Context },
): Promise<{ token?: string | undefined; until: string }> {
  const guess = attemptKey('own_code', address)
  await countAttempt(house.pool, [guess], ownTooMany)
  const code = typeof typed === 'string' ? tidied(typed) : undefined
  const hash = codeHash(house.sign, code ?? '')
  const token = tokenOf(context)
  if (token !== undefined) {
    const now = house.now().toISOString()
    const until = await asHouse(house, (tx) => sql.openedWith(tx, tokenHash(token), hash, now))
    if (until !== undefined) return { until }
    const before = await identify(house, context).catch(() => undefined)
    if (before) await run(house, before, contract.finishOwn, {})
  }
  const standing = await asHouse(house, (tx) => sql.usableCode(tx, hash, house.now().toISOString()))
  if (!standing || code === undefined) throw ownCodeWrong()
  const opened = await run(house, actorOf(standing), contract.enterOwn, { code: standing.id as Id })
  await forgiveAttempt(house.pool, [guess])
  return opened
}

const Reading = z.strictObject({
  locale: contract.lookAtOwn.input.shape.locale,
  view: z.optional(z.string()),
})

/** A page of another site cannot send this header, with our cookie or without one. */
function onlyOurPages({ req }: Context): void {
  if (req.header('x-requested-with') !== 'arraigo') throw requestForeignPage()
}

/**
 * `POST /api/own/enter` takes `{ code }` and sets the cookie; `POST /api/own/…` does what is offered; `GET
 * /api/own/download/json` and `…/page` hand out everything as a file. The cookie is sent to these addresses and to no other.
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
  (app, { house }) => {
    const cookie = (token: string, seconds: number) =>
      `${COOKIE}=${token}; Path=/api/own; Max-Age=${seconds}; HttpOnly; SameSite=Strict${https ? '; Secure' : ''}`

    app.post('/api/own/enter', reaches('own'), async (context) => {
      onlyOurPages(context)
      const given = (await readJson(context.req.raw, BODY_LIMIT).catch(() => null)) as {
        code?: unknown
      } | null
      const { token, until } = await enter(house, given?.code, {
        address: addressOf(context, trustProxy),
        context,
      }).catch((error: unknown) => {
        // Two browsers in the same moment: the second finds the code used.
        if (error instanceof Problem && error.status !== 429) throw ownCodeWrong()
        throw error
      })
      const seconds = Math.floor((Date.parse(until) - house.now().getTime()) / 1000)
      if (token !== undefined) context.header('set-cookie', cookie(token, seconds))
      return context.json({ until })
    })

    app.get('/api/own/download/:form', reaches('own'), async (context) => {
      const actor = await identify(house, context)
      const form = context.req.param('form')
      if (form !== 'json' && form !== 'page') throw commandUnknown()
      const { locale } = parseInput(Reading, context.req.query())
      const made = house.now().toISOString()
      const view = await reading(
        house,
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

    app.post('/api/own/:name', reaches('own'), async (context) => {
      await identify(house, context)
      onlyOurPages(context)
      const wanted = offered.get(context.req.param('name'))
      if (!wanted) throw commandUnknown()
      const input = await readJson(context.req.raw, BODY_LIMIT)
      // Whoever sends a body slowly may do nothing with a view that ended meanwhile.
      const actor = await identify(house, context)
      if (wanted.is === 'query') return context.json(await ask(house, actor, wanted.name, input))
      const result = await execute(house, actor, { id: house.newId(), name: wanted.name, input })
      if ('problem' in result) throw problemFrom(result.problem)
      if (wanted === contract.finishOwn) context.header('set-cookie', cookie('', 0))
      return context.json(result.output)
    })
  }
