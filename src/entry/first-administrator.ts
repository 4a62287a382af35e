// The first organisation and administrator of an empty installation, for the command line and tests.
import { sql } from 'kysely'
import type pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { findOrAddLead } from '../identity/organisations/server/found.ts'
import { addInvitedUser } from '../identity/users/server/found.ts'
import type { Id } from '../kernel/words.ts'
import { asOwner } from '../platform/database/connect.ts'

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
 * @throws Problem user.email_taken
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
      const organisation = await findOrAddLead(tx, { ...first, name: first.organisation })
      const user = uuidv7()
      const path = await addInvitedUser(tx, secret, {
        ...first,
        id: user,
        organisation,
        roles: [{ role: 'administrator' }],
      })
      return { user, organisation, path }
    })
}
