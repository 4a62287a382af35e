// Every statement that touches consents.
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'

export type ConsentRow = {
  person: string
  id: string
  organisation: string
  purpose: string
  recipient: string
  recipient_name: string
  field_groups: string[]
  text_version: string
  how: 'signature' | 'thumbprint' | 'voice' | 'verbal_with_witness'
  given_at: string
  expires_on: string
  withdrawn_at: string | null
}

export type NewConsent = Omit<ConsentRow, 'recipient_name' | 'withdrawn_at'> & {
  locale: string
  obtained_by: string
}

export async function insert(tx: Tx, row: NewConsent): Promise<void> {
  await sql`
    insert into consent (person, id, organisation, purpose, recipient, field_groups, text_version, locale, how,
      obtained_by, given_at, expires_on)
    values (${row.person}, ${row.id}, ${row.organisation}, ${row.purpose}, ${row.recipient}, ${row.field_groups},
      ${row.text_version}, ${row.locale}, ${row.how}, ${row.obtained_by}, ${row.given_at}, ${row.expires_on})
  `.execute(tx)
}

/** A consent is taken back once, and not while a referral that rests on it is being sent: the same key as in `referrals/sql`. */
export async function hold(tx: Tx, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`consent ${id}`}, 0))`.execute(tx)
}

export async function withdraw(tx: Tx, person: string, id: string, at: string): Promise<void> {
  await sql`update consent set withdrawn_at = ${at} where person = ${person} and id = ${id}`.execute(tx)
}

export async function find(tx: Tx, person: string, id: string): Promise<ConsentRow | undefined> {
  const { rows } = await select(tx, sql`c.person = ${person} and c.id = ${id}`)
  return rows[0]
}

export async function ofPersons(tx: Tx, persons: readonly string[]): Promise<ConsentRow[]> {
  return (await select(tx, sql`c.person = any (${persons}) order by c.given_at desc`)).rows
}

/** Whether the actor may see this person at all: row-level security answers. */
export async function seesPerson(tx: Tx, person: string): Promise<boolean> {
  return (await sql`select from read.snapshot where person = ${person}`.execute(tx)).rows.length > 0
}

function select(tx: Tx, where: ReturnType<typeof sql>) {
  return sql<ConsentRow>`
    select c.person, c.id, c.organisation, c.purpose, c.recipient, o.name as recipient_name, c.field_groups,
      c.text_version, c.how, c.given_at, c.expires_on, c.withdrawn_at
    from consent c join read.organisation o on o.id = c.recipient
    where ${where}
  `.execute(tx)
}
