// Users made as the database's owner: the first administrator, and ready-made ones for the demonstration and tests.
import { hashPassword } from 'better-auth/crypto'
import { v7 as uuidv7 } from 'uuid'
import type { Role } from '../../../kernel/actor.ts'
import type { PlainDate } from '../../../kernel/time.ts'
import type { Id } from '../../../kernel/words.ts'
import { addAccount, addInvitation, findAccount, invitationText, setPassword } from '../sql/sign-in.ts'
import { sign } from '../../../platform/secrets.ts'
import type { Tx } from '../../../platform/database/connect.ts'
import { findOrganisation } from '../../organisations/reads.ts'
import { userEmailTaken } from '../problems.ts'
import * as own from '../sql/accounts.ts'

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
  const organisation = await findOrganisation(tx, user.organisation)
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

/**
 * A user who has not chosen a password yet, and the path that sets it.
 * @throws Problem user.email_taken
 */
export async function addInvitedUser(tx: Tx, secret: string, user: ReadyUser): Promise<string> {
  if (await findAccount(tx, user.email)) throw userEmailTaken()
  const invitation = uuidv7()
  const token = sign(secret, invitationText(invitation))
  await addUser(tx, user)
  await addInvitation(tx, { id: invitation, user: user.id, token })
  await own.setInvitation(tx, user.id, invitation, user.organisation)
  return `/invitation/${token}`
}

export { hashPassword }
