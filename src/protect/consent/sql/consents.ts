// SQL on consents.
import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../../../platform/database/connect.ts'
import type { InterpretedKind } from '../../interpreters/operations.ts'
import type { Consent, How, SpokenFor } from '../operations.ts'
import { waitsFor } from '../rules/attestation.ts'

export type ConsentRow = {
  person: string
  id: string
  organisation: string
  organisation_name: string
  said: Consent['said']
  purpose: string
  recipient: string | null
  recipient_class: Consent['recipient']['class']
  recipient_name: string | null
  /** Class of the one organisation that may receive; null for a class. */
  recipient_organisation_class: string | null
  field_groups: string[]
  text_version: string
  text_hash: string
  pack_release: string
  locale: string
  how: How | null
  witness: string | null
  interpreter: string | null
  interpreter_kind: InterpretedKind | null
  attachment: string | null
  attachment_type: string | null
  spoke_name: string | null
  spoke_as: SpokenFor['as'] | null
  spoke_because: SpokenFor['because'] | null
  obtained_by_name: string | null
  given_at: string
  expires_on: string | null
  opened_at: string | null
  withdrawn_at: string | null
  withdrawn_organisation: string | null
  no_review: 'upheld' | 'lifted' | null
  ended_at: string | null
  /** The keeper of the person's record; null for a user who may not see it. */
  keeper: string | null
}

export type NewConsent = Omit<
  ConsentRow,
  | 'organisation_name'
  | 'recipient_name'
  | 'recipient_organisation_class'
  | 'obtained_by_name'
  | 'attachment_type'
  | 'withdrawn_at'
  | 'withdrawn_organisation'
  | 'no_review'
  | 'ended_at'
  | 'keeper'
> & { shared_with: readonly string[]; obtained_by: string; because: string | null }

/** Marks that there was a free text without holding it: the text itself is stored apart. */
const emptied = (words: string | null) => (words === null ? null : '')

/** @param keeper keeps the record, and reads the witness, the interpreter, the representative and the reason */
export async function insert(tx: Tx, row: NewConsent, keeper: string): Promise<void> {
  await sql`
    insert into consent (person, id, organisation, shared_with, said, purpose, recipient, recipient_class, field_groups,
      text_version, text_hash, pack_release, locale, how, witness, attachment, spoke_name, spoke_as, spoke_because,
      because, obtained_by, given_at, expires_on, opened_at)
    values (${row.person}, ${row.id}, ${row.organisation}, ${row.shared_with}::uuid[], ${row.said}, ${row.purpose},
      ${row.recipient}, ${row.recipient_class}, ${row.field_groups}, ${row.text_version}, ${row.text_hash},
      ${row.pack_release}, ${row.locale}, ${row.how}, ${emptied(row.witness)}, ${row.attachment},
      ${emptied(row.spoke_name)}, ${row.spoke_as}, ${row.spoke_because}, null, ${row.obtained_by}, ${row.given_at}, ${row.expires_on},
      ${row.opened_at})
  `.execute(tx)
  const { witness, spoke_name, because, interpreter, interpreter_kind } = row
  if ([witness, spoke_name, because, interpreter, interpreter_kind].every((words) => words === null)) return
  await sql`
    insert into consent_words (person, id, organisation, shared_with, witness, spoke_name, because,
      interpreter, interpreter_kind)
    values (${row.person}, ${row.id}, ${row.organisation}, ${row.organisation === keeper ? [] : [keeper]}::uuid[],
      ${witness}, ${spoke_name}, ${because}, ${interpreter}, ${interpreter_kind})
  `.execute(tx)
}

export async function withdraw(
  tx: Tx,
  key: { person: string; id: string },
  by: { at: string; user: string; organisation: string | null; codeBy: string | null },
): Promise<void> {
  await sql`
    update consent set withdrawn_at = ${by.at}, withdrawn_by = ${by.user},
      withdrawn_organisation = ${by.organisation}, withdrawn_code_by = ${by.codeBy}
    where person = ${key.person} and id = ${key.id}
  `.execute(tx)
}

/** Why a yes was withdrawn. As the system, because a receiver may write what it may not read. */
export async function saveReason(
  tx: Tx,
  key: { person: string; id: string },
  because: string,
): Promise<void> {
  await sql`
    insert into consent_words (person, id, organisation, shared_with, because)
    select c.person, c.id, c.organisation,
      case when p.organisation <> c.organisation then array[p.organisation] else '{}' end, ${because}
    from consent c left join read.person p on p.person = c.person
    where c.person = ${key.person} and c.id = ${key.id}
    on conflict (person, id) do update set because = excluded.because
  `.execute(tx)
}

/** @returns false when it has ended already, or is of a kind that does not end by itself */
export async function end(tx: Tx, key: { person: string; id: string }, at: string): Promise<boolean> {
  const { rows } = await sql`
    update consent set ended_at = ${at}
    where person = ${key.person} and id = ${key.id} and said = 'yes' and withdrawn_at is null and ended_at is null
    returning id
  `.execute(tx)
  return rows.length > 0
}

/** Consents whose last day is over and that the system has not ended yet, oldest first. */
export async function overdue(tx: Tx, today: string, limit: number) {
  const { rows } = await sql<{ person: string; id: string; organisation: string }>`
    select person, id, organisation from consent
    where said = 'yes' and withdrawn_at is null and ended_at is null and expires_on < ${today}
    order by expires_on, id limit ${limit}
  `.execute(tx)
  return rows
}

export async function find(tx: Tx, person: string, id: string): Promise<ConsentRow | undefined> {
  const { rows } = await select(tx, sql`c.person = ${person} and c.id = ${id}`)
  return rows[0]
}

/** The organisation that keeps the record; undefined for a user who does not see it. */
export async function keeperOf(tx: Tx, person: string): Promise<string | undefined> {
  const { rows } = await sql<{ organisation: string }>`
    select organisation from read.person where person = ${person}`.execute(tx)
  return rows[0]?.organisation
}

/** Organisations that see something of the record, as far as the actor may know. */
export async function receivers(tx: Tx, person: string): Promise<string[]> {
  const { rows } = await sql<{ recipient: string }>`
    select recipient from read.person_share where person = ${person} and cardinality(field_groups) > 0
    order by recipient`.execute(tx)
  return rows.map(({ recipient }) => recipient)
}

/** The user who made the one-time code with which the person acts now; null when they do not act with one. */
export async function codeMaker(tx: Tx, person: string, organisation: string): Promise<string | null> {
  const { rows } = await sql<{ made_by: string }>`
    select made_by from read.own_view where person = ${person} and organisation = ${organisation}
    order by opened_at desc limit 1`.execute(tx)
  return rows[0]?.made_by ?? null
}

/** Noes with consequences left out before, and in whose name to apply them: suspended until reviewed. */
export async function toApply(tx: Tx, limit: number) {
  const { rows } = await sql<{ person: string; id: string; organisation: string }>`
    select c.person, c.id, case when c.no_review is null
      then coalesce(c.withdrawn_organisation, case when c.said = 'no' then c.organisation end, p.organisation, c.organisation)
      else coalesce(p.organisation, c.organisation) end as organisation
    from consent c left join read.person p on p.person = c.person
    where c.to_apply order by c.person, c.id limit ${limit}
  `.execute(tx)
  return rows
}

/** @returns false when there is nothing to apply any more */
export async function applied(tx: Tx, key: { person: string; id: string }): Promise<boolean> {
  const { rows } = await sql`
    update consent set to_apply = false where person = ${key.person} and id = ${key.id} and to_apply returning id
  `.execute(tx)
  return rows.length > 0
}

/** Decisions of those of these people whose record the actor may see. */
export async function ofPersons(tx: Tx, persons: readonly string[]): Promise<ConsentRow[]> {
  const { rows } = await select(
    tx,
    sql`c.person in (select person from read.snapshot where person = any (${persons}::uuid[]))
      order by c.given_at desc, c.id desc`,
  )
  return rows
}

/** A consent that ends soon, with what decides whether its end takes anything away. */
export type ExpiringRow = Pick<
  ConsentRow,
  | 'person'
  | 'id'
  | 'purpose'
  | 'recipient'
  | 'recipient_class'
  | 'recipient_name'
  | 'recipient_organisation_class'
  | 'field_groups'
  | 'expires_on'
> & { called: string | null }

/** Consents obtained here that end by a day, without a later yes to the same recipient that lasts longer. */
export async function expiring(
  tx: Tx,
  organisation: string,
  today: string,
  until: string,
): Promise<ExpiringRow[]> {
  const { rows } = await sql<ExpiringRow>`
    select c.person, c.id, c.purpose, c.recipient, c.recipient_class, c.field_groups, c.expires_on,
      r.name as recipient_name, r.class as recipient_organisation_class,
      coalesce(p.called, p.given_names) as called
    from consent c join read.person p on p.person = c.person left join read.organisation r on r.id = c.recipient
    where c.organisation = ${organisation} and c.said = 'yes' and c.opened_at is not null and c.withdrawn_at is null
      and c.expires_on between ${today} and ${until}
      and not exists (
        select from consent later
        where later.person = c.person and later.purpose = c.purpose and later.id <> c.id
          and later.recipient is not distinct from c.recipient
          and later.recipient_class is not distinct from c.recipient_class
          and later.given_at >= c.given_at and (later.said = 'no' or later.expires_on > ${until})
      )
    order by c.expires_on, c.id limit 200
  `.execute(tx)
  return rows
}

/** Keeper and birth date, as far as the actor may know; undefined when they may not see the person. */
export async function findPerson(tx: Tx, person: string) {
  const { rows } = await sql<{ organisation: string; born: string | null }>`
    select organisation, born from read.person where person = ${person}
  `.execute(tx)
  return rows[0]
}

/** Whether the organisation knows of an earlier decision about what it may receive of a person. */
export async function wasReceiver(tx: Tx, person: string, organisation: string): Promise<boolean> {
  const { rows } =
    await sql`select from consent where person = ${person} and recipient = ${organisation} limit 1`.execute(
      tx,
    )
  return rows.length > 0
}

/** Whether the organisation is behind the firewall now and receives nothing more. */
export async function isClosed(tx: Tx, organisation: string): Promise<boolean> {
  const { rows } =
    await sql`select from read.organisation where id = ${organisation} and closed_at is not null`.execute(tx)
  return rows.length > 0
}

export async function calledName(tx: Tx, person: string): Promise<string | null> {
  const { rows } = await sql<{ called: string | null }>`
    select coalesce(called, given_names) as called from read.person where person = ${person}
  `.execute(tx)
  return rows[0]?.called ?? null
}

/** The languages on the record; none when the actor may not see them. */
export async function languagesOf(tx: Tx, person: string): Promise<string[]> {
  const { rows } = await sql<{ languages: string[] | null }>`
    select languages from read.person where person = ${person}`.execute(tx)
  return rows[0]?.languages ?? []
}

/** The media type of a file of that person; undefined when the actor sees no such file. */
export async function typeOfFile(tx: Tx, person: string, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ media_type: string }>`
    select media_type from attachment where person = ${person} and id = ${id} and name <> ''`.execute(tx)
  return rows[0]?.media_type
}

/** When a file of the same content was first stored of this person, by any user; as the system. */
export async function firstKept(tx: Tx, person: string, id: string): Promise<string | null> {
  const { rows } = await sql<{ at: string | null }>`
    select ${firstKeptAt(sql`${person}::uuid`, sql`${id}::uuid`)} as at`.execute(tx)
  return rows[0]?.at ?? null
}

export const firstKeptAt = (person: RawBuilder<unknown>, id: RawBuilder<unknown>) => sql<string | null>`(
  select min(same.uploaded_at) from attachment one
  join attachment same on same.person = one.person and same.sha256 = one.sha256
  where one.person = ${person} and one.id = ${id})`

/** The consent texts of a release that is no longer the active one. */
export async function textsOf(tx: Tx, release: string) {
  const { rows } = await sql<{ texts: { version: string; title: object; text: object }[] }>`
    select content -> 'consentTexts' as texts from pack_release where id = ${release}
  `.execute(tx)
  return rows[0]?.texts ?? []
}

/** A consent as it is shown. */
export function shown(row: ConsentRow, standing: Consent['standing']): Consent {
  return {
    id: row.id,
    said: row.said,
    purpose: row.purpose,
    recipient: {
      id: row.recipient,
      class: row.recipient_class,
      ...(row.recipient_organisation_class !== null && {
        organisationClass: row.recipient_organisation_class,
      }),
      name: row.recipient_name ?? '',
    },
    fieldGroups: row.field_groups,
    textVersion: row.text_version,
    locale: row.locale,
    how: row.how,
    witness: row.witness,
    interpreter: row.interpreter,
    interpreterKind: row.interpreter_kind,
    spokenFor:
      row.spoke_name !== null && row.spoke_as && row.spoke_because
        ? { name: row.spoke_name, as: row.spoke_as, because: row.spoke_because }
        : null,
    attachment: row.attachment,
    attachmentType: row.attachment_type,
    obtainedBy: row.obtained_by_name,
    givenAt: row.given_at,
    expiresOn: row.expires_on,
    withdrawnAt: row.withdrawn_at,
    standing,
    ...(standing === 'waiting' && {
      waitsFor: waitsFor({
        byKeeper: row.organisation === row.keeper,
        reverses: true,
        proven: row.attachment !== null,
      }),
    }),
  }
}

function select(tx: Tx, where: ReturnType<typeof sql>) {
  return sql<ConsentRow>`
    select c.person, c.id, c.organisation, o.name as organisation_name, c.said, c.purpose, c.recipient, c.recipient_class,
      r.name as recipient_name, r.class as recipient_organisation_class, c.field_groups, c.text_version, c.text_hash, c.pack_release, c.locale, c.how,
      coalesce(w.witness, c.witness) as witness, w.interpreter, w.interpreter_kind, c.attachment, a.media_type as attachment_type,
      coalesce(w.spoke_name, c.spoke_name) as spoke_name, c.spoke_as, c.spoke_because, u.name as obtained_by_name, c.given_at, c.expires_on,
      c.opened_at, c.withdrawn_at, c.withdrawn_organisation, c.no_review, c.ended_at, p.organisation as keeper
    from consent c
    left join consent_words w on w.person = c.person and w.id = c.id
    left join read.person p on p.person = c.person
    join read.organisation o on o.id = c.organisation
    left join read.organisation r on r.id = c.recipient
    left join read.app_user u on u.id = c.obtained_by
    left join attachment a on a.person = c.person and a.id = c.attachment and a.name <> ''
    where ${where}
  `.execute(tx)
}

/** Erases the witness, the interpreter, the representative and the reason; the decision, its recipient and term stay. */
export async function erase(
  tx: Tx,
  { person, organisation }: { person: string; organisation: string },
): Promise<void> {
  const mine = sql`where person = ${person} and organisation = ${organisation}`
  await sql`update consent_words set because = null, witness = null, spoke_name = null,
    interpreter = null, interpreter_kind = null ${mine}`.execute(tx)
}
