// Opens and closes accounts inside a command's own transaction, and makes the one-time links that set a
// password.
import { sql } from 'kysely'
import type { Id } from '../../../kernel/words.ts'
import type { Tx } from '../../../platform/database/connect.ts'
import { type Signing, writeAuth } from '../../../platform/database/signed-write.ts'
import { identifierOf } from '../../../platform/secrets.ts'

/** How long an invitation can be used. */
const INVITATION_DAYS = 7

type Account = { id: Id; name: string; email: string }

/** Creates the account without a password: nobody can sign in to it before the invitation is used. */
export async function createAccount(writing: Signing, { id, name, email }: Account): Promise<void> {
  await writeAuth(writing, 'user.add', { id, name, email: email.toLowerCase() })
}

/** The same as the database's owner: for the first administrator, the demonstration and tests. */
export async function addAccount(tx: Tx, { id, name, email }: Account): Promise<void> {
  await sql`insert into auth."user" (id, name, email) values (${id}, ${name}, ${email.toLowerCase()})`.execute(
    tx,
  )
}

export async function findAccount(tx: Tx, email: string): Promise<Id | undefined> {
  const { rows } = await sql<{
    id: Id
  }>`select id from auth."user" where email = ${email.toLowerCase()}`.execute(tx)
  return rows[0]?.id
}

/** Sets an already hashed password, as the database's owner: for the demonstration and tests. */
export async function setPassword(tx: Tx, user: Id, hash: string): Promise<void> {
  await sql`
    insert into auth.account (id, user_id, account_id, provider_id, password)
    values (gen_random_uuid(), ${user}, ${user}, 'credential', ${hash})`.execute(tx)
}

export async function endSessions(writing: Signing, user: Id): Promise<void> {
  await writeAuth(writing, 'sessions.end', { users: [user] })
}

/** Deletes the authenticator app and its backup codes. */
export async function forgetApp(writing: Signing, user: Id): Promise<void> {
  await writeAuth(writing, 'app.forget', { user_id: user })
}

/** Deletes the app and all passkeys: the next person with the password enrols again. */
export async function forgetSecondFactors(writing: Signing, user: Id): Promise<void> {
  await forgetApp(writing, user)
  await writeAuth(writing, 'passkeys.forget', { user_id: user })
}

/**
 * Deletes the link to the organisation's provider: the next sign-on starts from the e-mail that the provider
 * reports.
 */
export async function forgetProvider(writing: Signing, user: Id): Promise<void> {
  await writeAuth(writing, 'provider.forget', { user_id: user })
}

/** The user's own second proofs: whether a code is asked for after the password, and whether there is any. */
export async function findSecondFactors(tx: Tx, user: Id): Promise<{ app: boolean; any: boolean }> {
  const { rows } = await sql<{ app: boolean; any: boolean }>`
    select app, app or exists (select from auth.passkey where user_id = ${user}) as any
    from (select exists (select from auth.two_factor where user_id = ${user} and verified) as app) f`.execute(
    tx,
  )
  return rows[0] ?? { app: false, any: false }
}

/** Records who gave an account a new link: until its holder changes the password, that person may know it. */
export async function keepLinkGiver(writing: Signing, user: Id, by: Id, invitation: Id): Promise<void> {
  await writeAuth(writing, 'link.given', { user_id: user, given_by: by, invitation })
}

export async function listLinkGivers(tx: Tx, user: Id): Promise<{ by: Id; invitation: Id }[]> {
  const { rows } = await sql<{ by: Id; invitation: Id }>`
    select given_by as by, invitation from auth.link_giver where user_id = ${user}`.execute(tx)
  return rows
}

type Invitation = { id: Id; user: Id; token: string }

/**
 * Opens an invitation; its token is not stored: it is derived from the id and the system's secret when it is
 * shown.
 */
export async function openInvitation(writing: Signing, { id, user, token }: Invitation): Promise<void> {
  const given = { id, user_id: user, identifier: identifierOf(token), days: INVITATION_DAYS }
  await writeAuth(writing, 'link.open', given)
}

/** The same as the database's owner. */
export async function addInvitation(tx: Tx, { id, user, token }: Invitation): Promise<void> {
  await sql`
    insert into auth.verification (id, identifier, value, expires_at)
    values (${id}, ${identifierOf(token)}, ${user}, now() + make_interval(days => ${INVITATION_DAYS}))`.execute(
    tx,
  )
}

/** Closes it unused, for instance because a newer one replaces it. */
export async function closeInvitation(writing: Signing, id: Id): Promise<void> {
  await writeAuth(writing, 'link.close', { id })
}

/** Until when an invitation may be used; undefined once it was used or has run out. */
export async function findInvitation(tx: Tx, id: Id): Promise<string | undefined> {
  const { rows } = await sql<{ expires_at: string }>`
    select expires_at from auth.verification where id = ${id} and expires_at > now()`.execute(tx)
  return rows[0]?.expires_at
}

/** What is signed to make an invitation's token. */
export const invitationText = (invitation: Id) => `invitation:${invitation}`
