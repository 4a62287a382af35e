// Organisations made as the database's owner: the one that leads an empty installation, and ready-made ones for the
// demonstration and tests.
import { v7 as uuidv7 } from 'uuid'
import type { Id } from '../../../kernel/words.ts'
import type { Tx } from '../../../platform/database/connect.ts'
import { findLead, insertCentre, insertOrganisation } from '../sql.ts'

/** Its name is needed only the first time. */
export type Lead = { name: string; timeZone: string; locale: string }

/** @returns the organisation that leads the network, made when there is none yet */
export async function findOrAddLead(tx: Tx, { name, timeZone, locale }: Lead): Promise<Id> {
  const found = await findLead(tx)
  if (found !== undefined) return found
  const id = uuidv7()
  await insertOrganisation(tx, {
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

export const addOrganisation = insertOrganisation
export const addCentre = insertCentre
