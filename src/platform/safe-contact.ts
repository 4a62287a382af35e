// The one way from a person to a number that is written to or rung: it gives only those the person said are safe, so that
// no message can reach somebody it must not.
import { sql } from 'kysely'
import type { Id } from '../kernel/words.ts'
import type { Tx } from './database/connect.ts'

declare const safe: unique symbol

/** A number or address that may be used for this, today. Only `safeContacts` makes one; a gateway takes nothing else. */
export type SafeContact = { readonly kind: string; readonly value: string; readonly [safe]: 'call' | 'text' }

/**
 * What a person may be reached by: `text` for messages, `call` for a call. Ask right before sending, and keep no answer:
 * what was safe yesterday may not be. Nobody the transaction cannot see has any.
 */
export async function safeContacts(tx: Tx, person: Id, channel: 'call' | 'text'): Promise<SafeContact[]> {
  const { rows } = await sql<SafeContact>`
    select kind, value from read.safe_contact where person = ${person} and channel = ${channel} order by value
  `.execute(tx)
  return rows
}
