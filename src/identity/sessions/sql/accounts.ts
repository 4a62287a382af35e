// SQL of sign-in on accounts, as the database's owner: which address is checked, and who else may know a
// password.
import type pg from 'pg'
import type { Id } from '../../../kernel/words.ts'

/**
 * A user as whom nobody can sign in: its password hash is not hexadecimal, so no password matches it, and it
 * belongs to no organisation. Inserted when it is first needed and not by a migration: a database that was
 * only migrated stays empty, so that a backup can be restored into it.
 */
export const NOBODY = { id: '00000000-0000-7000-8000-000000000000', email: 'nobody@account.invalid' }

async function addNobody(pool: pg.Pool): Promise<void> {
  await pool.query(
    `with nobody as (
       insert into auth."user" (id, name, email) values ($1, '', $2) on conflict do nothing
     )
     insert into auth.account (id, user_id, account_id, provider_id, password)
     values ($1, $1, $1::uuid::text, 'credential', repeat('0', 32) || ':' || repeat('x', 128)) on conflict do nothing`,
    [NOBODY.id, NOBODY.email],
  )
}

/**
 * Finds the address to sign in with by password. One that has no password is replaced by that of `NOBODY`:
 * the answer then takes the same work, and does not show which addresses have an account.
 */
export function passwordAddresses(pool: pg.Pool): (email: string) => Promise<string> {
  let nobody: Promise<void> | undefined
  return async (email) => {
    nobody ??= addNobody(pool)
    await nobody.catch((error: unknown) => {
      nobody = undefined
      throw error
    })
    const { rows } = await pool.query<{ email: string }>(
      `select coalesce((select u.email from auth."user" u
         join auth.account a on a.user_id = u.id and a.provider_id = 'credential' and a.password is not null
         where u.email = $1), $2) as email`,
      [email.trim().toLowerCase(), NOBODY.email],
    )
    return rows[0]?.email ?? NOBODY.email
  }
}

/**
 * After the holder changed the password with a second proof: nobody else knows it, unless a link is still
 * open.
 */
export async function forgetLinkGivers(pool: pg.Pool, user: string): Promise<void> {
  await pool.query(
    `delete from auth.link_giver g where g.user_id = $1 and not exists (
       select from auth.link_giver o join auth.verification v on v.id = o.invitation and v.expires_at > now()
       where o.user_id = $1)`,
    [user],
  )
}

/** Sessions of users whose account the organisation opened. */
export async function countSessions(pool: Pick<pg.Pool, 'query'>, organisation: Id): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int from auth.session s join read.app_user u on u.id = s.user_id where u.organisation = $1`,
    [organisation],
  )
  return rows[0]?.count ?? 0
}
