// Every statement on the providers of organisation sign-on: how each is reached, and whom it has let in.
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Id } from '../../kernel/words.ts'
import type { Tx } from '../database/connect.ts'
import { type Signing, writeAuth } from '../database/signed-write.ts'

export type Provider = {
  issuer: string
  clientId: string
  /** E-mail addresses that end so are led to it. */
  domain: string
  /** Then passwords of the organisation's users with such an address are refused. */
  required: boolean
  /** Whose word counts as the second proof. */
  secondFactor: 'provider' | 'house'
  /** What it calls a sign-in with two proofs. */
  acr?: string | undefined
}

/**
 * Where the proof that a domain is an organisation's own is published, and what is signed to make it. The domain speaks for
 * one issuer: else whoever may change the provider could come in as every user of the domain.
 */
export const recordName = (domain: string) => `_arraigo.${domain}`
export const provingText = (organisation: Id, { domain, issuer }: Pick<Provider, 'domain' | 'issuer'>) =>
  `sign-on domain: ${organisation} ${domain} ${issuer}`
export const recordValue = (signature: string) => `arraigo-sign-on=${signature}`

/** What is signed to make the key that a provider's secret is sealed with; the house's secret itself seals sessions. */
export const SEALING = 'organisation sign-on: secrets of providers'

export const seal = (key: string, secret: string): Promise<string> => symmetricEncrypt({ key, data: secret })
export const unseal = (key: string, sealed: string): Promise<string> =>
  symmetricDecrypt({ key, data: sealed })

/** By whom a domain was found to be the organisation's: its own DNS, or the lead organisation. */
export type DomainProof = 'dns' | 'lead'

/** Lets one at a time decide from what is there: which secret stays, and whether the domain is still proved. */
export async function lockProvider(writing: Signing, organisation: Id): Promise<void> {
  await writeAuth(writing, 'sign_on.lock', { organisation })
}

export async function findProvider(
  tx: Tx,
  organisation: Id,
): Promise<(Provider & { linked: number; proved: DomainProof | undefined }) | undefined> {
  const { rows } = await sql<
    Omit<Provider, 'acr'> & { acr: string | null; linked: number; proved: DomainProof | null }
  >`
    select s.issuer, s.client_id as "clientId", s.domain, s.required, s.second_factor as "secondFactor", s.acr,
      s.domain_proved_by as proved,
      (select count(*)::integer from auth.account c join read.app_user a on a.id = c.user_id
        where c.provider_id = s.issuer and a.organisation = s.organisation) as linked
    from auth.sign_on s where s.organisation = ${organisation}`.execute(tx)
  const [found] = rows
  return found && { ...found, acr: found.acr ?? undefined, proved: found.proved ?? undefined }
}

/**
 * Keeps how the organisation's provider is reached; `sealed` undefined leaves the secret that is there, and another
 * domain or issuer waits to be proved.
 */
export async function writeProvider(
  writing: Signing,
  organisation: Id,
  { issuer, clientId, domain, required, secondFactor, acr }: Provider,
  sealed: string | null | undefined,
): Promise<void> {
  const reached = { issuer, client_id: clientId, domain, required, second_factor: secondFactor, acr }
  await writeAuth(writing, 'sign_on.write', { organisation, ...reached })
  if (sealed !== undefined) await writeAuth(writing, 'sign_on.secret', { organisation, sealed })
}

/** False when the organisation claims no such domain, or for another issuer by now. */
export async function keepDomainProof(
  writing: Signing,
  one: { organisation: Id; domain: string; issuer?: string | undefined; by: DomainProof; at: string },
): Promise<boolean> {
  return (await writeAuth(writing, 'sign_on.prove', one)) === 1
}

export async function isLead(tx: Tx, organisation: Id): Promise<boolean> {
  const { rows } = await sql`select from read.organisation where id = ${organisation} and lead`.execute(tx)
  return rows.length > 0
}

/** Domains that organisations claim and nobody has proved. */
export async function domainClaims(tx: Tx) {
  const { rows } = await sql<{ organisation: Id; organisationName: string; domain: string; issuer: string }>`
    select s.organisation, o.name as "organisationName", s.domain, s.issuer
    from auth.sign_on s join read.organisation o on o.id = s.organisation
    where s.domain_proved_at is null order by o.name`.execute(tx)
  return rows
}

export async function deleteProvider(writing: Signing, organisation: Id): Promise<boolean> {
  return (await writeAuth(writing, 'sign_on.remove', { organisation })) === 1
}

/** Whether somebody whose account another organisation opened has an address of this domain. */
export async function isDomainOfOthers(tx: Tx, organisation: Id, domain: string): Promise<boolean> {
  const { rows } = await sql`
    select from auth."user" u join read.app_user a on a.id = u.id
    where a.organisation <> ${organisation} and split_part(u.email, '@', 2) = ${domain} limit 1`.execute(tx)
  return rows.length > 0
}

/** Whether this user has come in through that provider once. */
export async function hasComeIn(tx: Tx, user: Id, issuer: string): Promise<boolean> {
  const { rows } =
    await sql`select from auth.account where user_id = ${user} and provider_id = ${issuer}`.execute(tx)
  return rows.length > 0
}

/** Ends what was opened without the provider, once the organisation asks for it. */
export async function endOtherSessions(writing: Signing, organisation: Id, domain: string): Promise<void> {
  const { rows } = await sql<{ id: Id }>`
    select u.id from auth."user" u join read.app_user a on a.id = u.id
    where a.organisation = ${organisation} and split_part(u.email, '@', 2) = ${domain}`.execute(writing.tx)
  const users = rows.map(({ id }) => id)
  await writeAuth(writing, 'sessions.end', { users, keep: ['sign_on', 'vouched'] })
}

export async function anySignOn(pool: pg.Pool): Promise<boolean> {
  const { rowCount } = await pool.query('select from auth.sign_on limit 1')
  return rowCount === 1
}

/** Whether this user must come in through the provider of the organisation that opened the account. */
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

/** The provider that an e-mail leads to: the one its holder has come in through, or the one its domain was proved for. */
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
 * From now on this subject is this user, whatever its e-mail becomes. False when either is another's already: the table holds one
 * link of each, so that of two first sign-ons in one moment the second finds what the first has written.
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
