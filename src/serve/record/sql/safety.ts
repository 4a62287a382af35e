// Keeps the safety of a number the same under every spelling and in every contact point: once unsafe it stays
// unsafe, until the keeper of the record says otherwise.
import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../../../platform/database/connect.ts'
import type { Channel } from '../rules/shapes.ts'

const FLAG: Readonly<Record<Channel, RawBuilder<unknown>>> = {
  call: sql.ref('safe_to_call'),
  text: sql.ref('safe_to_text'),
}
const UNSAFE: Readonly<Record<Channel, RawBuilder<unknown>>> = {
  call: sql.ref('unsafe_to_call'),
  text: sql.ref('unsafe_to_text'),
}

const knownUnsafe = (channel: Channel, value: RawBuilder<unknown>) =>
  sql<boolean>`exists (
    select from unnest(p.${UNSAFE[channel]}) u where arraigo.same_reached(u, arraigo.reached(${value})))`

/**
 * Whether a value reaches no other number than `instead` does, and for which channels it was marked unsafe
 * before.
 */
export async function safetyOf(
  tx: Tx,
  person: string,
  { value, instead }: { value: string; instead: string },
): Promise<{ same: boolean } & Record<Channel, boolean>> {
  const { rows } = await sql<{ same: boolean } & Record<Channel, boolean>>`
    select arraigo.reached_within(arraigo.reached(${value}::text), arraigo.reached(${instead}::text)) as same,
      ${knownUnsafe('call', sql`${value}::text`)} as call, ${knownUnsafe('text', sql`${value}::text`)} as text
    from person p where p.person = ${person}`.execute(tx)
  return rows[0] ?? { same: false, call: true, text: true }
}

/** Remembers a replaced number as unsafe: with no contact point left, nothing says that it is safe. */
export async function rememberUnsafe(tx: Tx, person: string, value: string): Promise<void> {
  const known = sql`arraigo.reached(${value}::text)`
  await sql`update person set unsafe_to_call = unsafe_to_call || ${known}, unsafe_to_text = unsafe_to_text || ${known}
    where person = ${person}`.execute(tx)
}

/**
 * The keeper says that a number is safe after all: under every spelling, in every contact point that reaches
 * nothing else.
 */
export async function markSafe(tx: Tx, person: string, value: string, channel: Channel): Promise<void> {
  const reached = sql`arraigo.reached(${value}::text)`
  await sql`
    with known as (
      update person set ${UNSAFE[channel]} = array(
        select one from unnest(${UNSAFE[channel]}) u cross join string_to_table(u, chr(10)) one
        where not arraigo.same_reached(one, ${reached}))
      where person = ${person}
    )
    update person_contact set ${FLAG[channel]} = true, version = version + 1
    where person = ${person} and not ${FLAG[channel]} 
      and arraigo.reached_within(arraigo.reached(value), ${reached})`.execute(tx)
}

/**
 * Run after contact points were written: a number that is unsafe in one of them becomes unsafe in all, and is
 * remembered when the contact point changes to another number.
 *
 * @param written contact points whose version was already increased
 */
export async function alignContacts(tx: Tx, person: string, written: readonly string[]): Promise<void> {
  const unsafe = (channel: Channel) => sql`${UNSAFE[channel]} = array(
    select unnest(p.${UNSAFE[channel]}) union
    select arraigo.reached(c.value) from person_contact c where c.person = p.person and not c.${FLAG[channel]})`
  const call = sql`(c.safe_to_call and ${knownUnsafe('call', sql`c.value`)})`
  const text = sql`(c.safe_to_text and ${knownUnsafe('text', sql`c.value`)})`
  // One after the other on the connection, without waiting for the first.
  await Promise.all([
    sql`update person p set ${unsafe('call')}, ${unsafe('text')} where p.person = ${person}`.execute(tx),
    sql`
    update person_contact c set safe_to_call = c.safe_to_call and not ${call},
      safe_to_text = c.safe_to_text and not ${text},
      version = c.version + (c.contact <> all (${written}::uuid[]))::int
    from person p where p.person = c.person and c.person = ${person} and (${call} or ${text})`.execute(tx),
  ])
}
