// What the servers of other capabilities read of consents, and the lock under which they act on it.
import { sql } from 'kysely'
import { recordsOf } from '../../kernel/same-person.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { samePeople } from '../../platform/same-person.ts'
import type { Decision } from './rules/decisions.ts'
import { decisionsOfSame } from './rules/merged.ts'

/** A decision of a person, with the id of its consent or override. */
export type DecisionOf = Decision & { person: string; id: string }

/**
 * Locks the decisions of a person until the transaction ends: whoever sends data on a consent holds it, and so does a
 * withdrawal, so that nothing is sent on a consent that ends meanwhile.
 */
export async function lockConsent(tx: Tx, person: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`consent of ${person}`}, 0))`.execute(tx)
}

/**
 * Every decision about who may receive what of these people that the actor may see; as the system, all of them. While
 * records are merged, a no that stands on one of them is a no on each.
 */
export async function decisionsAbout(tx: Tx, persons: readonly string[]): Promise<DecisionOf[]> {
  const same = await samePeople(tx, persons)
  if (same.size === 0) return await recorded(tx, persons)
  const records = [...new Set([...persons, ...[...same.values()].flatMap(recordsOf)])]
  const rows = Map.groupBy(await recorded(tx, records), ({ person }) => person)
  return [...new Set(persons)].flatMap((person) => {
    const is = same.get(person)
    return is ? decisionsOfSame(person, is, (record) => rows.get(record) ?? []) : (rows.get(person) ?? [])
  })
}

async function recorded(tx: Tx, persons: readonly string[]): Promise<DecisionOf[]> {
  const { rows } = await sql<DecisionOf>`
    select person, id, said, purpose, recipient, recipient_class as "recipientClass", field_groups as "fieldGroups", at,
      until, ended_at as "endedAt"
    from read.consent_decision where person = any (${persons}::uuid[])`.execute(tx)
  return rows
}
