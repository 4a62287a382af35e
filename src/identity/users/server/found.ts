// The first organisation and administrator of an empty installation, and ready-made users: for the CLI, the
// demonstration, tests.
import { hashPassword } from 'better-auth/crypto'
import { sql } from 'kysely'
import type pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import type { Role } from '../../../kernel/actor.ts'
import { Problem } from '../../../kernel/problem.ts'
import type { PlainDate } from '../../../kernel/time.ts'
import type { Id } from '../../../kernel/words.ts'
import { addAccount, addInvitation, findAccount, invitationText, setPassword } from '../sql/sign-in.ts'
import { sign } from '../../../platform/secrets.ts'
import { asOwner, type Tx } from '../../../platform/database/connect.ts'
import * as own from '../sql/accounts.ts'

export type FirstAdministrator = {
  /** Name of the organisation that runs the network; needed only the first time. */
  organisation: string
  name: string
  email: string
  locale: string
  timeZone: string
}

/**
 * Makes an administrator of the lead organisation, and that organisation when there is none yet, and returns
 * the path that sets the password. For the operator of the server: it also restores access when all
 * administrators have left.
 */
export async function createAdministrator(
  pool: pg.Pool,
  secret: string,
  first: FirstAdministrator,
): Promise<{ user: Id; organisation: Id; path: string }> {
  return asOwner(pool)
    .transaction()
    .execute(async (tx) => {
      // One after the other: otherwise two calls with one e-mail, or on an empty installation, would both
      // find nothing.
      await sql`select pg_advisory_xact_lock(hashtextextended('an administrator is made', 0))`.execute(tx)
      if (await findAccount(tx, first.email)) throw new Problem('user.email_taken', 409)
      const { rows } = await sql<{ id: Id }>`select id from organisation where lead`.execute(tx)
      const organisation = rows[0]?.id ?? (await createLead(tx, first))
      const user = uuidv7()
      const invitation = uuidv7()
      const token = sign(secret, invitationText(invitation))
      await addUser(tx, { ...first, id: user, organisation, roles: [{ role: 'administrator' }] })
      await addInvitation(tx, { id: invitation, user, token })
      await own.setInvitation(tx, user, invitation, organisation)
      return { user, organisation, path: `/invitation/${token}` }
    })
}

async function createLead(tx: Tx, { organisation: name, timeZone, locale }: FirstAdministrator): Promise<Id> {
  const id = uuidv7()
  await own.insertOrganisation(tx, {
    id,
    name,
    class: 'public',
    contact: null,
    time_zone: timeZone,
    locale,
    second_factor: 'required',
    lead: true,
  })
  return id
}

export type ReadyUser = {
  id: Id
  organisation: Id
  name: string
  email: string
  locale: string
  roles: readonly { role: Role; centre?: Id; from?: PlainDate }[]
  /** Made by `hashPassword`; without one nobody can sign in before an invitation is used. */
  passwordHash?: string
}

/** A user with roles and a password, as the database's owner and without an invitation. */
export async function addUser(tx: Tx, user: ReadyUser): Promise<void> {
  const organisation = await own.findOrganisation(tx, user.organisation)
  if (!organisation) throw new Error(`No organisation ${user.organisation}.`)
  await addAccount(tx, user)
  await own.insertUser(tx, user)
  if (user.passwordHash !== undefined) await setPassword(tx, user.id, user.passwordHash)
  for (const { role, centre, from } of user.roles) {
    await own.insertRole(tx, {
      id: uuidv7(),
      user: user.id,
      organisation: organisation.id,
      organisation_class: organisation.class,
      centre: centre ?? null,
      role,
      from: from ?? '2000-01-01',
      until: null,
    })
  }
}

export { hashPassword }
export const addOrganisation = own.insertOrganisation
export const addCentre = own.insertCentre
