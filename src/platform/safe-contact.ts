// The only function that returns phone numbers and addresses for messages or calls: those the person said are
// safe, so that no message reaches anyone else.
import { sql } from 'kysely'
import type { Actor } from '../kernel/actor.ts'
import type { Id } from '../kernel/words.ts'
import { asSystem, type Tx } from './database/connect.ts'
import { recordsNow, samePeople } from './same-person.ts'

declare const safe: unique symbol

export type Channel = 'call' | 'text'

/**
 * A number or address that may be used for this, today. Only `safeContacts` makes one; a gateway takes
 * nothing else.
 */
export type SafeContact = { readonly kind: string; readonly value: string; readonly [safe]: Channel }

/** The transaction that asks, and for whom. */
type Asking = { tx: Tx; actor: Pick<Actor, 'scope'> }

/**
 * The safe contact points of a person: `text` for messages, `call` for calls. Call it right before sending
 * and do not store the result, because it may change. Empty for a person that the transaction cannot see.
 * While records are merged, those of all of them that the transaction sees, and none that any of them says is unsafe.
 */
export async function safeContacts(of: Asking, person: Id, channel: Channel): Promise<SafeContact[]> {
  const people = await recordsNow(of.tx, person)
  const { rows } = await sql<SafeContact & { person: Id }>`
    select person, kind, value from read.safe_contact
    where person = any (${people}::uuid[]) and channel = ${channel} order by value
  `.execute(of.tx)
  const unsafe = await unsafeOnOthers(of, rows)
  const values = new Map(
    rows
      .filter((row) => !unsafe.some((no) => no.channel === channel && no.value === row.value))
      .map(({ kind, value, ...row }) => [value, { ...row, kind, value }]),
  )
  return [...values.values()].map(({ person: _person, ...contact }) => contact as SafeContact)
}

export type Unsafe = { person: Id; value: string; channel: Channel }

/**
 * Of these numbers those that another record of the same person says are unsafe, under whatever spelling. It is the same
 * for everybody, also for those who may not see the other record: a merge makes no number safer.
 */
export async function unsafeOnOthers(
  { tx, actor }: Asking,
  contacts: readonly { person: Id; value: string }[],
): Promise<Unsafe[]> {
  if (contacts.length === 0) return []
  return await asSystem(tx, actor, async () => {
    const same = await samePeople(tx, [...new Set(contacts.map(({ person }) => person))])
    const asked = contacts.flatMap(({ person, value }) => {
      const others = same.get(person)?.people.filter((one) => one !== person) ?? []
      return others.length > 0 ? [{ person, value, others }] : []
    })
    if (asked.length === 0) return []
    const { rows } = await sql<Unsafe>`
      select distinct c.person, c.value, u.channel
      from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as c (person uuid, value text, others uuid[])
      join read.unsafe_reached u
        on u.person = any (c.others) and arraigo.same_reached(u.reached, arraigo.reached(c.value))
      where u.person = any (${[...new Set(asked.flatMap(({ others }) => others))]}::uuid[])`.execute(tx)
    return rows
  })
}
