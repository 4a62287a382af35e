// Keeps pairs of records that may be one person, for each organisation that may see both, until somebody decides on them.
import { sql } from 'kysely'
import type { Holder } from '../../../kernel/actor.ts'
import { grantsOf, type Grant, type OrganisationClass } from '../../../kernel/roles.ts'
import type { Tx } from '../../../platform/database/connect.ts'
import { hasWords } from '../../../platform/keyset.ts'
import { RULES_VERSION } from '../../duplicates/operations.ts'
import type { Reason } from '../rules/shapes.ts'

export type Likely = { other: string; score: number; reasons: readonly Reason[] }

/** What was decided on a pair, by whom and why. */
export type Decided = { state: 'unsure' | 'ruled_out'; because: string; by: string }

/** The fact that says what was found of two records. */
export const FACT_OF = {
  ruled_out: 'person.duplicate_ruled_out',
  unsure: 'person.duplicate_unsure',
} as const
export type PairState = 'open' | 'unsure' | 'ruled_out' | 'same'

/** The people of a pair in the one order that it is kept in: the greater id, nearly always the later record, first. */
const ordered = (one: string) => sql`greatest(l.other, ${one}::uuid), least(l.other, ${one}::uuid)`

const list = (likely: readonly Likely[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(likely)}::jsonb) as l (other uuid, score real, reasons text[])`

/**
 * Makes the open pairs of a person those that were found alike now: others are forgotten. Pairs that somebody decided on
 * stay decided.
 *
 * @param organisation for which they are kept
 */
export async function keepPairs(
  tx: Tx,
  of: { person: string; organisation: string },
  likely: readonly Likely[],
  at: string,
): Promise<void> {
  await sql`
    delete from duplicate_pair d where d.organisation = ${of.organisation} and d.state = 'open'
      and (d.person = ${of.person} or d.other = ${of.person})
      and not (case when d.person = ${of.person} then d.other else d.person end = any (${likely.map((one) => one.other)}::uuid[]))
  `.execute(tx)
  await notePairs(tx, of, likely, at)
}

/** Notes pairs for review, or as decided on; of those noted already and undecided, why they are alike now. */
export async function notePairs(
  tx: Tx,
  of: { person: string; organisation: string },
  likely: readonly Likely[],
  at: string,
  decided?: Decided,
): Promise<void> {
  if (likely.length === 0) return
  await sql`
    insert into duplicate_pair (person, other, organisation, score, reasons, rules_version, noticed_at, state, because,
      decided_by, decided_at)
    select ${ordered(of.person)}, ${of.organisation}::uuid, l.score, l.reasons, ${sql.lit(RULES_VERSION)}::int,
      ${at}::timestamptz, ${decided?.state ?? 'open'}, ${decided?.because ?? null}, ${decided?.by ?? null}::uuid,
      ${decided ? at : null}::timestamptz
    from ${list(likely)}
    order by 1, 2
    on conflict (person, other, organisation) do update set score = excluded.score, reasons = excluded.reasons,
      rules_version = excluded.rules_version
    where duplicate_pair.state in ('open', 'unsure')
  `.execute(tx)
}

/** The people of the undecided pairs that an organisation keeps of somebody. */
export async function pairedWith(
  tx: Tx,
  { person, organisation }: { person: string; organisation: string },
): Promise<string[]> {
  const { rows } = await sql<{ other: string }>`
    select case when person = ${person} then other else person end as other from duplicate_pair
    where organisation = ${organisation} and state in ('open', 'unsure') and (person = ${person} or other = ${person})
  `.execute(tx)
  return rows.map(({ other }) => other)
}

export type PairKey = { person: string; other: string }

/** Pairs that were sent, in the order that they are kept in, and only where both people may be seen. */
const these = (pairs: readonly PairKey[], organisation: string) => sql`
  from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as k (person uuid, other uuid)
    join person p on p.person = greatest(k.person, k.other) join person o on o.person = least(k.person, k.other)
  where d.organisation = ${organisation} and d.person = p.person and d.other = o.person`

/**
 * Decides on pairs, or takes back what was decided.
 * @returns those that were in one of the states
 */
export async function decidePairs(
  tx: Tx,
  pairs: readonly PairKey[],
  {
    organisation,
    from,
    state,
    because,
    by,
    at,
  }: {
    organisation: string
    from: readonly string[]
    state: 'unsure' | 'ruled_out' | 'open'
    because: string | undefined
    by: string
    at: string
  },
): Promise<PairKey[]> {
  const decided = state !== 'open'
  const { rows } = await sql<PairKey>`
    update duplicate_pair d set state = ${state}, because = ${decided ? because : null},
      decided_by = ${decided ? by : null}, decided_at = ${decided ? at : null}
    ${these(pairs, organisation)} and d.state = any (${from}::text[])
    returning d.person, d.other
  `.execute(tx)
  return rows
}

/** @returns how many undecided pairs were given to the user */
export async function assignPairs(
  tx: Tx,
  pairs: readonly PairKey[],
  { organisation, to, by, at }: { organisation: string; to: string | null; by: string; at: string },
): Promise<number> {
  const { rows } = await sql`
    update duplicate_pair d set assigned_to = ${to}, assigned_by = ${to && by}, assigned_at = ${to && at}
    ${these(pairs, organisation)} and d.state in ('open', 'unsure')
    returning d.person
  `.execute(tx)
  return rows.length
}

/** The other record of a link of two keepers, and what this one said of it. As the system. */
export async function linkedWith(
  tx: Tx,
  person: string,
  link: string,
): Promise<{ other: string; because: string; by: string; at: string } | undefined> {
  const { rows } = await sql<{ other: string; because: string; by: string; at: string }>`
    select l.other, l.because, l.decided_by as by, l.answered_at as at from read.linked_record l
    where l.person = ${person} and l.id = ${link} and l.other is not null and l.because is not null`.execute(
    tx,
  )
  return rows[0]
}

/** An undecided pair of two keepers who agreed is decided; as the system. */
export async function settleLinked(
  tx: Tx,
  { person, organisation }: { person: string; organisation: string },
  { other, because, by, at }: { other: string; because: string; by: string; at: string },
): Promise<void> {
  await sql`
    update duplicate_pair set state = 'same', because = ${because}, decided_by = ${by}, decided_at = ${at}
    where organisation = ${organisation} and person = greatest(${person}::uuid, ${other}::uuid)
      and other = least(${person}::uuid, ${other}::uuid) and state in ('open', 'unsure')`.execute(tx)
}

/** And waits again once that is undone; as the system. @returns whether there was one */
export async function reopenLinked(
  tx: Tx,
  { person, organisation }: { person: string; organisation: string },
  other: string,
): Promise<boolean> {
  const { rows } = await sql`
    update duplicate_pair set state = 'open', because = null, decided_by = null, decided_at = null
    where organisation = ${organisation} and person = greatest(${person}::uuid, ${other}::uuid)
      and other = least(${person}::uuid, ${other}::uuid) and state = 'same' returning person`.execute(tx)
  return rows.length > 0
}

/** Pairs read for one list at most: a queue that is longer is narrowed first. */
export const MOST_PAIRS = 10_000

export type WaitingPair = PairKey & { noticed_at: string; assigned_to: string | null; named: boolean }

/**
 * The pairs of an organisation in these states of whom it sees both people, the last noticed first; of two that were merged
 * nothing is to be decided.
 */
export async function pairsIn(
  tx: Tx,
  organisation: string,
  states: readonly string[],
  words: string | undefined,
): Promise<WaitingPair[]> {
  const name = (one: string) =>
    sql`concat_ws(' ', ${sql.ref(`${one}.called`)}, ${sql.ref(`${one}.given_names`)}, ${sql.ref(`${one}.first_surname`)}, ${sql.ref(`${one}.second_surname`)})`
  const { rows } = await sql<WaitingPair>`
    select d.person, d.other, d.noticed_at, d.assigned_to,
      (true ${hasWords(name('p'), words)}) or (true ${hasWords(name('o'), words)}) as named
    from duplicate_pair d join read.person_shown p on p.person = d.person
      join read.person_shown o on o.person = d.other
    where d.organisation = ${organisation} and d.state = any (${states}::text[])
      and not exists (select from read.same_person s where s.person = d.person and d.other = any (s.people))
    order by d.noticed_at desc, d.person, d.other limit ${sql.lit(MOST_PAIRS)}
  `.execute(tx)
  return rows
}

export type PairRow = PairKey & {
  reasons: string[]
  rules_version: number
  noticed_at: string
  state: PairState
  because: string | null
  decided_by: string | null
  decided_name: string | null
  decided_at: string | null
  assigned_to: string | null
  assigned_name: string | null
}

/** Pairs as they are shown, in the order of the keys. */
export async function shownPairs(tx: Tx, organisation: string, keys: readonly PairKey[]): Promise<PairRow[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<PairRow>`
    select d.person, d.other, d.reasons, d.rules_version, d.noticed_at, d.state, d.because, d.decided_by, d.decided_at,
      d.assigned_to, (select u.name from read.app_user u where u.id = d.decided_by) as decided_name,
      (select u.name from read.app_user u where u.id = d.assigned_to) as assigned_name
    from duplicate_pair d
    join unnest(${keys.map(({ person }) => person)}::uuid[], ${keys.map(({ other }) => other)}::uuid[])
      with ordinality k (person, other, at) on k.person = d.person and k.other = d.other
    where d.organisation = ${organisation}
    order by k.at
  `.execute(tx)
  return rows
}

type Membership = {
  id: string
  name: string
  role: string
  grants: Grant[] | null
  organisation_class: OrganisationClass
}

/** Those who act for an organisation, by what they hold: everybody, or one. */
export async function colleagues(
  tx: Tx,
  organisation: string,
  user?: string,
): Promise<{ id: string; name: string; holds: Holder }[]> {
  const { rows } = await sql<Membership>`
    select u.id, u.name, m.role, m.grants, m.organisation_class
    from read.membership m join read.app_user u on u.id = m.app_user and u.active
    where m.organisation = ${organisation} and (${user ?? null}::uuid is null or u.id = ${user ?? null})
    order by u.name, u.id
  `.execute(tx)
  return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((held) => {
    const [first] = held
    if (!first) return []
    const grants = [...grantsOf(held.map(({ role }) => role)), ...held.flatMap((one) => one.grants ?? [])]
    return [
      { id: first.id, name: first.name, holds: { grants, organisationClass: first.organisation_class } },
    ]
  })
}
