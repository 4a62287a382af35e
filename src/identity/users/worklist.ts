// What waits for an administrator or a holder of an account, shown as cards of their own, and figures of users.
import { sql } from 'kysely'
import { beyond, type Worklist } from '../../platform/worklist.ts'
import * as policy from './policy.ts'

const lasts = sql`r.revoked_at is null and (r.valid_until is null or r.valid_until >= current_date - 1)`
/** Whether the organisation leads the network, whose administrators answer for those of others. */
const leads = (organisation: string) =>
  sql`exists (select from read.organisation l where l.id = ${organisation} and l.lead)`

export const worklist: Worklist = {
  work: [
    {
      kind: 'second_factor.reset',
      may: policy.chooseOwn,
      order: 'since',
      async lines({ tx, actor, receivedAt }, after, limit) {
        const administers = policy.administer(actor) === true
        const watches = administers || policy.watch(actor) === true
        const { rows } = await sql<{ id: string; at: string }>`
          select x.id, x.asked_at as at from second_factor_reset x
          where (x.settled_at is null and (${watches} and x.organisation = ${actor.organisation}
              or ${administers} and ${leads(actor.organisation)})
            or x.app_user = ${actor.user}
              and (x.settled_at is null or x.settled_at > ${receivedAt}::timestamptz - interval '30 days'))
            ${beyond(sql`x.asked_at`, sql`x.id`, after)}
          order by x.asked_at, x.id limit ${limit}`.execute(tx)
        return rows
      },
    },
    {
      kind: 'role.from_outside',
      may: policy.seeDirectory,
      order: 'since',
      async lines({ tx, actor }, after, limit) {
        // In the organisation that gave it, the administrators, who answer for it.
        const given =
          policy.administer(actor) === true ? sql`or r.granted_from = ${actor.organisation}` : sql``
        const { rows } = await sql<{ id: string; at: string | null }>`
          select r.id, r.valid_from::timestamptz as at from role_assignment r
          where (r.organisation = ${actor.organisation} ${given}) and r.granted_from is not null and ${lasts}
            and (r.unconfirmed or (r.confirmed_by is not null
              and greatest(r.valid_from, r.confirmed_at::date) >= current_date - 30))
            ${beyond(sql`r.valid_from::timestamptz`, sql`r.id`, after)}
          order by 2, 1 limit ${limit}`.execute(tx)
        return rows.flatMap(({ id, at }) => (at === null ? [] : [{ id, at }]))
      },
    },
    {
      kind: 'role.confirm',
      may: policy.administer,
      order: 'since',
      async lines({ tx, actor }, after, limit) {
        const { rows } = await sql<{ id: string; at: string | null }>`
          select r.id, r.valid_from::timestamptz as at from role_assignment r
          where r.unconfirmed and ${lasts}
            and (r.organisation = ${actor.organisation} or r.granted_from = ${actor.organisation}
              or ${leads(actor.organisation)})
            ${beyond(sql`r.valid_from::timestamptz`, sql`r.id`, after)}
          order by 2, 1 limit ${limit}`.execute(tx)
        return rows.flatMap(({ id, at }) => (at === null ? [] : [{ id, at }]))
      },
    },
  ],
  figures: [
    {
      figure: 'user.active',
      may: policy.seeUsers,
      period: 'now',
      roles: { administrator: 1 },
      async value({ tx, actor }) {
        const { rows } = await sql<{ n: number }>`
          select count(distinct m.app_user)::int as n from read.membership m join app_user a on a.id = m.app_user
          where m.organisation = ${actor.organisation} and a.active`.execute(tx)
        return rows[0]?.n ?? 0
      },
    },
    {
      figure: 'user.invited',
      may: policy.seeUsers,
      period: 'now',
      roles: { administrator: 2 },
      async value({ tx, actor }) {
        const { rows } = await sql<{ n: number }>`
          select count(*)::int as n from app_user a
          where a.organisation = ${actor.organisation} and a.active
            and exists (select from auth.verification v where v.id = a.invitation and v.expires_at > now())`.execute(
          tx,
        )
        return rows[0]?.n ?? 0
      },
    },
  ],
}
