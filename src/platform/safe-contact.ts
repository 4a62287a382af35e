// The only function that returns phone numbers and addresses for messages or calls: those the person said are
// safe, so that no message reaches anyone else.
import { sql } from 'kysely'
import type { Id } from '../kernel/words.ts'
import type { Tx } from './database/connect.ts'

declare const safe: unique symbol

/**
 * A number or address that may be used for this, today. Only `safeContacts` makes one; a gateway takes
 * nothing else.
 */
export type SafeContact = { readonly kind: string; readonly value: string; readonly [safe]: 'call' | 'text' }

/**
 * The safe contact points of a person: `text` for messages, `call` for calls. Call it right before sending
 * and do not store the result, because it may change. Empty for a person that the transaction cannot see.
 */
export async function safeContacts(tx: Tx, person: Id, channel: 'call' | 'text'): Promise<SafeContact[]> {
  const { rows } = await sql<SafeContact>`
    select kind, value from read.safe_contact where person = ${person} and channel = ${channel} order by value
  `.execute(tx)
  return rows
}
