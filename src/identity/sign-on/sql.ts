// SQL by which an organisation configures its provider of sign-on and proves its domain.
import { symmetricEncrypt } from 'better-auth/crypto'
import { sql } from 'kysely'
import type { Id } from '../../kernel/words.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { DomainProof, Provider } from './operations.ts'
import { type Signing, writeAuth } from '../../platform/database/signed-write.ts'

/**
 * The DNS name where the proof of a domain is published, and the text that is signed to make it. The proof is
 * for one issuer: otherwise anybody who may change the provider could sign in as every user of the domain.
 */
export const recordName = (domain: string) => `_arraigo.${domain}`
export const provingText = (organisation: Id, { domain, issuer }: Pick<Provider, 'domain' | 'issuer'>) =>
  `sign-on domain: ${organisation} ${domain} ${issuer}`
export const recordValue = (signature: string) => `arraigo-sign-on=${signature}`

export const seal = (key: string, secret: string): Promise<string> => symmetricEncrypt({ key, data: secret })
/**
 * Lets one transaction at a time decide from the stored row: which secret stays, and whether the domain is
 * still proved.
 */
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
 * Stores how the organisation's provider is reached; when `sealed` is undefined the stored secret stays, and
 * another domain or issuer has to be proved again.
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

/** Whether a user whose account another organisation opened has an address of this domain. */
export async function isDomainOfOthers(tx: Tx, organisation: Id, domain: string): Promise<boolean> {
  const { rows } = await sql`
    select from auth."user" u join read.app_user a on a.id = u.id
    where a.organisation <> ${organisation} and split_part(u.email, '@', 2) = ${domain} limit 1`.execute(tx)
  return rows.length > 0
}

/** Whether this user has signed in through that provider before. */
export async function hasSignedIn(tx: Tx, user: Id, issuer: string): Promise<boolean> {
  const { rows } =
    await sql`select from auth.account where user_id = ${user} and provider_id = ${issuer}`.execute(tx)
  return rows.length > 0
}

/** Ends the sessions opened without the provider, once the organisation requires it. */
export async function endOtherSessions(writing: Signing, organisation: Id, domain: string): Promise<void> {
  const { rows } = await sql<{ id: Id }>`
    select u.id from auth."user" u join read.app_user a on a.id = u.id
    where a.organisation = ${organisation} and split_part(u.email, '@', 2) = ${domain}`.execute(writing.tx)
  const users = rows.map(({ id }) => id)
  await writeAuth(writing, 'sessions.end', { users, keep: ['sign_on', 'vouched'] })
}
