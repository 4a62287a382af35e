// The sign-in routes of the user's own account that neither prove nor change an identity: open sessions,
// second factors, and refused attempts.
import type pg from 'pg'
import type { Json } from '../../../kernel/problem.ts'
import { organisationNotYours } from '../../../kernel/problems.ts'
import type { AuthRoutes } from './routes.ts'
import type { Caller } from './inner.ts'
import { listRefused, seeRefused } from './refused.ts'
import { demandSecondFactor, type Standing } from './standing.ts'

const DONE = { done: true } as const

type Own =
  | 'passkeys'
  | 'sessions'
  | 'end-sessions'
  | 'refused-proofs'
  | 'see-refused-proofs'
  | 'choose-organisation'

export function ownAccount(
  pool: pg.Pool,
  standingOf: (caller: Caller) => Promise<Standing>,
): Pick<AuthRoutes, Own> {
  return {
    passkeys: async (caller) => {
      const { user } = await standingOf(caller)
      const { rows } = await pool.query(
        'select id, name, created_at as "createdAt" from auth.passkey where user_id = $1 order by created_at',
        [user],
      )
      return { body: rows as Json }
    },
    sessions: async (caller) => {
      const { user, session } = await standingOf(caller)
      const { rows } = await pool.query(
        `select id, user_agent as "browser", ip_address as "address", created_at as "since",
           updated_at as "usedAt", id = $2 as "current"
         from auth.session where user_id = $1 and expires_at > now() order by updated_at desc`,
        [user, session],
      )
      return { body: rows as Json }
    },
    'end-sessions': async (caller, { id }) => {
      const standing = await standingOf(caller)
      demandSecondFactor(standing)
      const { user, session } = standing
      await pool.query(
        'delete from auth.session where user_id = $1 and id <> $2 and ($3::uuid is null or id = $3)',
        [user, session, id ?? null],
      )
      return { body: DONE }
    },
    'refused-proofs': async (caller) => {
      const { user } = await standingOf(caller)
      return { body: await listRefused(pool, user) }
    },
    'see-refused-proofs': async (caller, { until }) => {
      const standing = await standingOf(caller)
      // Otherwise a person who has only the password could hide the notice of it.
      demandSecondFactor(standing)
      await seeRefused(pool, standing.user, until)
      return { body: DONE }
    },
    'choose-organisation': async (caller, { organisation, centre }) => {
      const { session, memberships } = await standingOf(caller)
      const own = memberships.filter((one) => one.organisation === organisation)
      if (own.length === 0) throw organisationNotYours()
      if (centre !== undefined && !own.some((one) => one.centre === centre)) throw organisationNotYours()
      await pool.query('update auth.session set organisation = $2, centre = $3 where id = $1', [
        session,
        organisation,
        centre ?? null,
      ])
      return { body: DONE }
    },
  }
}
