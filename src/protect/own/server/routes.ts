// The routes of the own view, apart from every route of staff: a code opens the view, and only its own cookie
// keeps it open.
import type { Context } from 'hono'
import * as z from 'zod/mini'
import type { Actor } from '../../../kernel/actor.ts'
import { commandUnknown } from '../../../kernel/problems.ts'
import { ask, reading } from '../../../platform/ask.ts'
import { execute, problemFrom } from '../../../platform/execute.ts'
import type { Holding } from '../../../platform/holding.ts'
import { readJson, type Routes } from '../../../platform/http/http.ts'
import { parseInput } from '../../../platform/http/parse.ts'
import { exposes } from '../../../platform/exposure.ts'
import { enterRoute, principalsOf, refuseOtherPages } from '../../../platform/principals.ts'
import { finishOwn, lookAtOwn } from '../operations.ts'
import * as policy from '../policy.ts'
import { ownEnded } from '../problems.ts'
import { lookAt } from './look.ts'
import { fileOf, pageOf } from './page.ts'
import { OFFERED, ownViews } from './principal.ts'

const BODY_LIMIT = 20_000

/** By the last word of its name; no other operation can be called on these routes. */
const offered = new Map<string, (typeof OFFERED)[number]>(
  OFFERED.map((one) => [one.name.replace('own.', ''), one]),
)

const Reading = z.strictObject({
  locale: lookAtOwn.input.shape.locale,
  view: z.optional(z.string()),
})

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
    const views = principalsOf(app, ownViews, https)
    const secretOf = ({ req }: Context) => views.secretIn(req.raw.headers)

    /** @throws Problem 401 `own.ended` for every request without an open view */
    async function identify(context: Context): Promise<Actor> {
      const actor = await views.identify(secretOf(context))
      // Another code was typed in this browser since that page was opened.
      const view = context.req.query('view')
      if (view !== undefined && view !== actor.principal?.id) throw ownEnded()
      return actor
    }

    enterRoute(hono, '/api/own/enter', { principals: views, exposure: 'own', trustProxy })

    hono.get('/api/own/download/:form', exposes('own'), async (context) => {
      const actor = await identify(context)
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
      await identify(context)
      refuseOtherPages(context)
      const wanted = offered.get(context.req.param('name'))
      if (!wanted) throw commandUnknown()
      const input = await readJson(context.req.raw, BODY_LIMIT)
      // Checked after the body is read: a body sent slowly must not use a view that ended meanwhile.
      const actor = await identify(context)
      if (wanted.is === 'query') return context.json(await ask(app, actor, wanted.name, input))
      const result = await execute(app, actor, { id: app.newId(), name: wanted.name, input })
      if ('problem' in result) throw problemFrom(result.problem)
      if (wanted === finishOwn) context.header('set-cookie', views.forget)
      return context.json(result.output)
    })
  }
