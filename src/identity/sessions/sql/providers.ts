// SQL of signing in through a provider: which provider an e-mail leads to, and which user each subject is
// linked to.
import { symmetricDecrypt } from 'better-auth/crypto'
import type pg from 'pg'
import type { Id } from '../../../kernel/words.ts'
import type { Provider } from '../../sign-on/operations.ts'

export const unseal = (key: string, sealed: string): Promise<string> =>
  symmetricDecrypt({ key, data: sealed })

export async function anySignOn(pool: pg.Pool): Promise<boolean> {
  const { rowCount } = await pool.query('select from auth.sign_on limit 1')
  return rowCount === 1
}

/** Whether this user must sign in through the provider of the organisation that opened the account. */
export async function mustSignOn(pool: pg.Pool, user: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `select from auth.sign_on s
     join read.app_user a on a.organisation = s.organisation
     join auth."user" u on u.id = a.id and split_part(u.email, '@', 2) = s.domain
     where a.id = $1 and s.required and (s.domain_proved_at is not null or exists (
       select from auth.account c where c.user_id = a.id and c.provider_id = s.issuer))`,
    [user],
  )
  return rowCount === 1
}

export type Reached = Provider & { organisation: Id; sealed: string | null; proved: boolean }

const REACHED = `
  select organisation, issuer, client_id as "clientId", client_secret as sealed, domain, required,
    second_factor as "secondFactor", acr, domain_proved_at is not null as proved
  from auth.sign_on s`

/**
 * The provider that an e-mail leads to: the one its holder has signed in through, or the one its domain was
 * proved for.
 */
export async function findByEmail(pool: pg.Pool, email: string): Promise<Reached | undefined> {
  const bound = `exists (
    select from auth."user" u join read.app_user a on a.id = u.id
    join auth.account c on c.user_id = u.id and c.provider_id = s.issuer
    where u.email = $1 and a.organisation = s.organisation)`
  const { rows } = await pool.query<Reached>(
    `${REACHED} where domain = split_part($1, '@', 2) and (domain_proved_at is not null or ${bound})
     order by ${bound} desc limit 1`,
    [email],
  )
  return rows[0]
}

export async function findByOrganisation(pool: pg.Pool, organisation: Id): Promise<Reached | undefined> {
  const { rows } = await pool.query<Reached>(`${REACHED} where organisation = $1`, [organisation])
  return rows[0]
}

export type Holder = { user: Id; email: string; organisation: Id }

/** The user linked to a subject of an issuer, or else the one of that e-mail. */
export async function findHolder(
  pool: pg.Pool,
  by: { issuer: string; subject: string } | { email: string },
): Promise<Holder | undefined> {
  const select = `
    select u.id as user, u.email, a.organisation
    from auth."user" u join read.app_user a on a.id = u.id`
  const { rows } =
    'email' in by
      ? await pool.query<Holder>(`${select} where u.email = $1`, [by.email])
      : await pool.query<Holder>(
          `${select} join auth.account c on c.user_id = u.id where c.provider_id = $1 and c.account_id = $2`,
          [by.issuer, by.subject],
        )
  return rows[0]
}

/**
 * Links this subject to this user, whatever its e-mail becomes. False when either is linked already: the
 * table holds one link of each, so that of two first sign-ons at one moment the second finds what the first
 * has written.
 */
export async function link(
  pool: pg.Pool,
  { user, issuer, subject }: { user: Id; issuer: string; subject: string },
): Promise<boolean> {
  await pool.query(
    `insert into auth.account (id, user_id, provider_id, account_id)
     values (gen_random_uuid(), $1, $2, $3) on conflict do nothing`,
    [user, issuer, subject],
  )
  const { rowCount } = await pool.query(
    'select from auth.account where user_id = $1 and provider_id = $2 and account_id = $3',
    [user, issuer, subject],
  )
  return rowCount === 1
}
