// Actors without a session: the user in whose name the operator of the machine acts on the command line
// (shell access includes the database, so no password is asked), and the user who asked for a job that runs
// later. Roles hold as they do in a session.
import type pg from 'pg'
import type { Actor } from '../../../kernel/actor.ts'
import { userUnknown } from '../../../kernel/problems.ts'
import { type Acting, actorIn } from './standing.ts'

/**
 * The actor of that e-mail address, in the named organisation or in the only one.
 * @throws Problem `user.unknown`, or the problems of `actorIn`
 */
export async function actorByEmail(pool: pg.Pool, email: string, organisation?: string): Promise<Actor> {
  const headers = new Headers(organisation === undefined ? {} : { 'x-organisation': organisation })
  return actorIn(await findActing(pool, 'u.email = lower($1)', email), headers)
}

/**
 * The same user in the same place with the roles of today: a job goes on only while its user may do it.
 * @throws Problem `user.unknown` when the account was closed, or the problems of `actorIn`
 */
export async function actorToday(
  pool: pg.Pool,
  { user, organisation, centre }: Pick<Actor, 'user' | 'organisation' | 'centre'>,
): Promise<Actor> {
  const headers = new Headers({ 'x-organisation': organisation, ...(centre && { 'x-centre': centre }) })
  return actorIn(await findActing(pool, 'u.id = $1', user), headers)
}

async function findActing(pool: pg.Pool, which: string, value: string): Promise<Acting> {
  const { rows } = await pool.query<Omit<Acting, 'proof' | 'organisation' | 'centre'>>(
    `select u.id as user, a.name, a.locale, a.organisation as home,
        coalesce((select json_agg(m order by m.organisation_name, m.role, m.centre_name)
          from read.membership m where m.app_user = u.id), '[]') as memberships
       from auth."user" u join read.app_user a on a.id = u.id
      where ${which} and a.active`,
    [value],
  )
  const [found] = rows
  if (!found) throw userUnknown()
  return { ...found, proof: 'shell', organisation: null, centre: null }
}
