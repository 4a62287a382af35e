// Makes, lists and revokes principals that are no users, and opens them with their codes.
import { operationsOf } from '../../../kernel/principal.ts'
import { answer, on, type Capability } from '../../../platform/capability.ts'
import type { Composition } from '../../../platform/composition.ts'
import { enterRoute, principalsOf } from '../../../platform/principals.ts'
import { codeHash, createCode, createSecret, secretHash } from '../../../platform/secrets.ts'
import { centreUnknown } from '../../organisations/problems.ts'
import {
  closePrincipal,
  CODE_MINUTES,
  listPrincipals,
  makePrincipal,
  openPrincipal,
  revokePrincipal,
  type ListedPrincipal,
} from '../operations.ts'
import * as policy from '../policy.ts'
import {
  principalBeyondMaker,
  principalCentreMissing,
  principalCodeWrong,
  principalEnded,
  principalNone,
  principalUseUnknown,
} from '../problems.ts'
import * as sql from '../sql.ts'
import { CODE_LABEL, MARK, storeOf } from './sessions.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** Those that stand in a room: of one centre. */
const IN_A_CENTRE = ['display', 'kiosk']

const after = (instant: string, milliseconds: number) =>
  new Date(Date.parse(instant) + milliseconds).toISOString()

function stateOf(row: sql.PrincipalRow, now: string): ListedPrincipal['state'] {
  if (row.ended_at !== null) return 'ended'
  if (row.valid_until <= now) return 'expired'
  if (row.opened_at !== null) return 'open'
  return (row.code_until ?? '') > now ? 'waiting' : 'expired'
}

export const capability = ({ principals: uses, https, trustProxy }: Composition): Capability => ({
  name: 'principals',
  routes: [
    (hono, { app }) =>
      enterRoute(hono, '/api/principal/enter', {
        principals: principalsOf(app, storeOf(uses), https),
        exposure: 'open',
        trustProxy,
      }),
  ],
  handlers: [
    on(makePrincipal, {
      may: policy.make,
      async run(ctx, { id, use: wanted, name, centre, days }) {
        const { organisation, user } = ctx.actor
        const use = uses().get(wanted)
        if (!use) throw principalUseUnknown({ use: wanted })
        // Whoever makes one could use it themselves, so it may do nothing that they may not.
        const beyond = use.operations.find((operation) => !ctx.permits(operation.name))
        if (beyond) throw principalBeyondMaker({ name: beyond.name })
        if (centre === undefined && IN_A_CENTRE.includes(use.kind)) throw principalCentreMissing()
        if (centre !== undefined && !(await sql.ownsCentre(ctx.tx, centre, organisation)))
          throw centreUnknown()
        const code = createCode()
        const secret = `${MARK}${createSecret()}`
        const isProgram = use.kind === 'program'
        const at = ctx.receivedAt
        const until = after(at, days * DAY)
        await sql.insert(ctx.tx, {
          id,
          organisation,
          centre: centre ?? null,
          use: use.name,
          kind: use.kind,
          name,
          code: isProgram
            ? null
            : { hash: codeHash(ctx.sign, CODE_LABEL, code), until: after(at, CODE_MINUTES * MINUTE) },
          secret: isProgram ? secretHash(secret) : null,
          by: user,
          at,
          until,
        })
        return { id, until, ...(isProgram ? { secret } : { code }) }
      },
    }),
    on(revokePrincipal, {
      may: policy.make,
      async run(ctx, { id }) {
        const { organisation, user } = ctx.actor
        if (!(await sql.end(ctx.tx, { id, organisation, by: user, at: ctx.receivedAt })))
          throw principalNone()
        return { id }
      },
    }),
    answer(listPrincipals, {
      may: policy.see,
      async run(ctx) {
        const rows = await sql.list(ctx.tx, ctx.actor.organisation)
        return {
          principals: rows.map((row) => ({
            id: row.id,
            use: row.use,
            kind: row.kind,
            name: row.name,
            centre: row.centre === null ? null : { id: row.centre, name: row.centre_name ?? '' },
            operations: operationsOf(uses().get(row.use) ?? { operations: [] }),
            madeBy: row.made_by_name,
            madeAt: row.made_at,
            until: row.valid_until,
            openedAt: row.opened_at,
            endedAt: row.ended_at,
            endedBy: row.ended_by_name,
            state: stateOf(row, ctx.receivedAt),
          })),
        }
      },
    }),
    on(openPrincipal, {
      may: policy.itself,
      async run(ctx, { code: id }) {
        if (id !== ctx.actor.principal?.id) throw principalCodeWrong()
        const token = createSecret()
        const opening = { id, secret: secretHash(token), at: ctx.receivedAt }
        const until = await ctx.asSystem(() => sql.open(ctx.tx, opening))
        if (until === undefined) throw principalCodeWrong()
        return { token, until }
      },
    }),
    on(closePrincipal, {
      may: policy.itself,
      async run(ctx) {
        const { organisation, principal } = ctx.actor
        if (!principal) throw principalEnded()
        const { id } = principal
        await ctx.asSystem(() => sql.end(ctx.tx, { id, organisation, by: id, at: ctx.receivedAt }))
        return {}
      },
    }),
  ],
})
