// The actor for whom the operator of the machine speaks on the command line: whoever has the shell has the
// database, so no password is asked; roles and organisation hold as they do in a session.
import type pg from 'pg'
import type { Actor } from '../../kernel/actor.ts'
import { unknown } from '../../kernel/problem.ts'
import { type Acting, actorIn } from './standing.ts'

/**
 * The actor of that e-mail address, in the named organisation or in the only one.
 * @throws Problem `user.unknown`, or what `actorIn` finds wanting
 */
export async function actorByEmail(pool: pg.Pool, email: string, organisation?: string): Promise<Actor> {
  const { rows } = await pool.query<Omit<Acting, 'proof' | 'organisation' | 'centre'>>(
    `select u.id as user, a.name, a.locale, a.organisation as home,
        coalesce((select json_agg(m order by m.organisation_name, m.role, m.centre_name)
          from read.membership m where m.app_user = u.id), '[]') as memberships
       from auth."user" u join read.app_user a on a.id = u.id
      where u.email = lower($1) and a.active`,
    [email],
  )
  const [found] = rows
  if (!found) throw unknown('user.unknown')
  const acting: Acting = { ...found, proof: 'shell', organisation: null, centre: null }
  return actorIn(acting, new Headers(organisation === undefined ? {} : { 'x-organisation': organisation }))
}
