// All SQL of asking whether a person is known elsewhere. What reads more than the actor's organisation says so: it runs as
// the system.
import { sql } from 'kysely'
import type { PlainDate } from '../../kernel/time.ts'
import type { Id } from '../../kernel/words.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { Organisation } from './rules/audience.ts'
import type { Known } from './rules/tokens.ts'

/** Who keeps the record, as far as the actor may see it; undefined also of one that was erased. */
export async function keeperOf(tx: Tx, person: string): Promise<Id | undefined> {
  const { rows } = await sql<{ organisation: Id }>`
    select p.organisation from read.person p where p.person = ${person}
      and not exists (select from read.erased_person e where e.person = p.person)`.execute(tx)
  return rows[0]?.organisation
}

/** What tokens are made of, and who keeps it; undefined of a record that was erased. As the system. */
export async function knownOf(tx: Tx, person: string): Promise<(Known & { organisation: Id }) | undefined> {
  const { rows } = await sql<Known & { organisation: Id }>`
    select p.organisation, p.given_names as "givenNames", p.first_surname as "firstSurname",
      p.second_surname as "secondSurname", case when p.born_precision = 'day' then p.born end as "bornOn",
      (select coalesce(json_agg(json_build_object('type', d.type, 'country', d.country, 'number', d.number)
        order by d.type, d.number), '[]') from read.person_document d where d.person = p.person) as identifiers
    from read.person p where p.person = ${person}
      and not exists (select from read.erased_person e where e.person = p.person)`.execute(tx)
  return rows[0]
}

/** Organisations that may keep records and are open; none behind the firewall. */
export async function organisations(tx: Tx): Promise<Organisation[]> {
  const { rows } = await sql<Organisation>`
    select id, class as "organisationClass" from read.organisation
    where closed_at is null and not arraigo.behind_wall(id) order by id`.execute(tx)
  return rows
}

export type SecretRow = { version: number; kek: string; wrapped: Buffer; madeAt: string }

/** The newest first. As the system. */
export async function secrets(tx: Tx): Promise<SecretRow[]> {
  const { rows } = await sql<SecretRow>`
    select version, kek, wrapped, made_at as "madeAt" from known_secret order by version desc`.execute(tx)
  return rows
}

export async function addSecret(tx: Tx, row: SecretRow): Promise<void> {
  await sql`
    insert into known_secret (version, kek, wrapped, made_at)
    values (${row.version}, ${row.kek}, ${row.wrapped}, ${row.madeAt}) on conflict do nothing`.execute(tx)
}

/** Waits for a change of the secret, or lets nobody write tokens while it is changed. */
export async function holdSecrets(tx: Tx, as: 'writer' | 'changing'): Promise<void> {
  const lock = sql.raw(as === 'writer' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock')
  await sql`select ${lock}(hashtextextended('secrets of tokens', 0))`.execute(tx)
}

/** People without a token of the newest version who have one of an older; in the order of ids. */
export async function nextToRenew(tx: Tx, newest: number, most: number): Promise<Id[]> {
  const { rows } = await sql<{ person: Id }>`
    select distinct t.person from known_token t where t.version < ${newest}
      and not exists (select from known_token n where n.person = t.person and n.version = ${newest})
    order by t.person limit ${most}`.execute(tx)
  return rows.map(({ person }) => person)
}

/** Ends what is older than this version. */
export async function dropOlder(tx: Tx, newest: number): Promise<void> {
  await sql`delete from known_token where version < ${newest}`.execute(tx)
  await sql`delete from known_secret where version < ${newest}`.execute(tx)
}

/** Lets one transaction at a time write, or end, the tokens of each of these people. */
export async function lockTokens(tx: Tx, people: readonly string[]): Promise<void> {
  for (const person of people.toSorted())
    await sql`select pg_advisory_xact_lock(hashtextextended(${`tokens of ${person}`}, 0))`.execute(tx)
}

export async function endTokens(tx: Tx, person: string): Promise<void> {
  await sql`delete from known_token where person = ${person}`.execute(tx)
}

export async function hasTokens(tx: Tx, person: string): Promise<boolean> {
  return (await sql`select from known_token where person = ${person} limit 1`.execute(tx)).rows.length > 0
}

export type TokenRow = { audience: string; token: string; until: PlainDate; version: number }

/** Puts these tokens (in hexadecimal) in the place of those that the person had. */
export async function replaceTokens(
  tx: Tx,
  { person, organisation }: { person: string; organisation: string },
  rows: readonly TokenRow[],
): Promise<void> {
  await sql`delete from known_token where person = ${person}`.execute(tx)
  if (rows.length === 0) return
  await sql`
    insert into known_token (audience, organisation, token, until, person, version)
    select audience, ${organisation}::uuid, decode(token, 'hex'), until, ${person}::uuid, version
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (audience text, token text, until date, version integer)
    on conflict do nothing`.execute(tx)
}

export type Probe = { audience: string; organisation: string; token: string }

/**
 * Whose tokens these are, on this day. Each probe is one descent of the primary key, which takes in everything that decides:
 * no row is read that is not an answer. As the system.
 */
export async function matching(
  tx: Tx,
  probes: readonly Probe[],
  today: PlainDate,
): Promise<{ person: Id; organisation: Id }[]> {
  const { rows } = await sql<{ person: Id; organisation: Id }>`
    select distinct t.person, t.organisation
    from unnest(${probes.map((one) => one.audience)}::text[], ${probes.map((one) => one.organisation)}::uuid[],
      ${probes.map((one) => one.token)}::text[]) as q (audience, organisation, token)
    cross join lateral (
      select k.person, k.organisation from known_token k
      where k.audience = q.audience and k.organisation = q.organisation and k.token = decode(q.token, 'hex')
        and k.until >= ${today}::date
      limit 20) t`.execute(tx)
  return rows
}

/** Questions of one organisation are put one after the other, so that the limits hold. */
export async function lockQuestions(tx: Tx, organisation: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`questions of ${organisation}`}, 0))`.execute(tx)
}

/** How many this organisation asked since an instant, and this user since another. */
export async function askedSince(
  tx: Tx,
  by: { organisation: string; user: string; day: string; hour: string },
): Promise<{ ofOrganisation: number; ofUser: number }> {
  const { rows } = await sql<{ ofOrganisation: number; ofUser: number }>`
    select count(*)::int as "ofOrganisation",
      (count(*) filter (where asked_by = ${by.user} and asked_at > ${by.hour}))::int as "ofUser"
    from known_question where organisation = ${by.organisation} and asked_at > ${by.day}`.execute(tx)
  return rows[0] ?? { ofOrganisation: 0, ofUser: 0 }
}

/** Not answered yet. */
export async function addQuestion(
  tx: Tx,
  row: { person: string; id: string; organisation: string; by: string; at: string },
): Promise<void> {
  await sql`
    insert into known_question (person, id, organisation, asked_by, asked_at, known)
    values (${row.person}, ${row.id}, ${row.organisation}, ${row.by}, ${row.at}, false)`.execute(tx)
}

export async function answerQuestion(
  tx: Tx,
  { person, id, known }: { person: string; id: string; known: boolean },
): Promise<void> {
  await sql`update known_question set known = ${known} where person = ${person} and id = ${id}`.execute(tx)
}

/** As the system: each row is the keeper's. */
export async function addAnswers(
  tx: Tx,
  of: readonly { person: string; organisation: string }[],
  answer: { id: string; told: string | null; at: string },
): Promise<void> {
  await sql`
    insert into known_answer (person, id, organisation, told, at)
    select person, ${answer.id}::uuid, organisation, ${answer.told}::uuid, ${answer.at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(of)}::jsonb) as a (person uuid, organisation uuid)
    on conflict do nothing`.execute(tx)
}

export type QuestionRow = { id: Id; askedAt: string; askedBy: string | null; known: boolean }

export async function questionsOf(tx: Tx, person: string, most: number): Promise<QuestionRow[]> {
  const { rows } = await sql<QuestionRow>`
    select q.id, q.asked_at as "askedAt", u.name as "askedBy", q.known from known_question q
    left join read.app_user u on u.id = q.asked_by
    where q.person = ${person} order by q.asked_at desc, q.id desc limit ${most}`.execute(tx)
  return rows
}

export type AnswerRow = { id: Id; at: string; told: Id | null; to: string | null }

export async function answersOf(tx: Tx, person: string, most: number): Promise<AnswerRow[]> {
  const { rows } = await sql<AnswerRow>`
    select a.id, a.at, a.told, o.name as to from known_answer a left join read.organisation o on o.id = a.told
    where a.person = ${person} order by a.at desc, a.id desc limit ${most}`.execute(tx)
  return rows
}

/**
 * Ends everything that an organisation keeps of it: what it asked stays, of nobody, as long as it counts among the questions
 * of a day. As the system.
 */
export async function erase(
  tx: Tx,
  { person, organisation }: { person: string; organisation: string },
): Promise<void> {
  await sql`
    insert into known_question (person, id, organisation, asked_by, asked_at, known)
    select id, id, organisation, asked_by, asked_at, false from known_question
    where person = ${person} and organisation = ${organisation} on conflict do nothing`.execute(tx)
  for (const table of ['known_token', 'known_question', 'known_answer'])
    await sql`delete from ${sql.table(table)} where person = ${person} and organisation = ${organisation}`.execute(
      tx,
    )
}
