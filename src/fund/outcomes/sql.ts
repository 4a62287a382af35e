// All SQL of claims and their evidence, and of the facts that they are based on.
import { sql, type RawBuilder } from 'kysely'
import type { ParsedOf } from '../../kernel/command.ts'
import { itemOf } from '../../kernel/fact-item.ts'
import { recordsOf, type SamePerson } from '../../kernel/same-person.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { counting, hasWords, keyset, type Keyed } from '../../platform/keyset.ts'
import type { ClaimState, listOutcomes } from './operations.ts'
import type { Ground, ReadFact } from './rules.ts'

export type ClaimRow = {
  person: string
  id: string
  organisation: string
  shared_with: string[]
  outcome: string
  pack_release: string
  pseudonym: string
  state: ClaimState
  started_on: string
  due_on: string
  broken_on: string | null
  grounds: Ground[]
  recorders: string[]
  verifier: string | null
  contradicted: boolean
  /** Another claim of the same person, whose records are merged, is for the same outcome and comes first. */
  collides: boolean
  submitted_at: string | null
  decided_at: string | null
}

export type NamedClaim = ClaimRow & { person_name: string; types: string[]; verifier_name: string | null }

/** Locks the person: two evaluations at once would both insert the same new claim. */
export async function lockPerson(tx: Tx, person: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`claims of ${person}`}, 0))`.execute(tx)
}

/** The facts of a person, with those that were assigned to them when a merge was undone, without those assigned away. */
export async function factsOf(tx: Tx, person: string, same?: SamePerson): Promise<ReadFact[]> {
  const { rows } = await sql<ReadFact & { person: string }>`
    select person, id, kind, occurred_on as "occurredOn", organisation, shared_with as "sharedWith",
      pack_release as "packRelease", data, jsonb_build_object('sex', sex, 'age_band', age_band,
        'population_group', population_group, 'migration_status', migration_status, 'nationality', nationality,
        'place', place, 'disability', disability) as snapshot
    from read.person_fact where person = any (${same ? recordsOf(same) : [person]}::uuid[])
  `.execute(tx)
  return same ? rows.filter((fact) => (same.assigned[itemOf(fact)] ?? fact.person) === person) : rows
}

/** The organisation that keeps the person's record; undefined when the actor may not see the person. */
export async function keeperOf(tx: Tx, person: string): Promise<string | undefined> {
  const { rows } = await sql<{ organisation: string }>`
    select organisation from read.snapshot where person = ${person}`.execute(tx)
  return rows[0]?.organisation
}

const COLUMNS = sql`c.person, c.id, c.organisation, c.shared_with, c.outcome, c.pack_release, c.pseudonym, c.state,
  c.started_on, c.due_on, c.broken_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.collides, c.submitted_at,
  c.decided_at`

/**
 * The person's claims, locked, so that an evaluation does not overwrite an attachment or a submission made at
 * the same moment.
 */
export async function claimsOf(tx: Tx, person: string): Promise<ClaimRow[]> {
  const { rows } = await sql<ClaimRow>`
    select ${COLUMNS} from claim c where c.person = ${person} order by c.id for update`.execute(tx)
  return rows
}

/** The person of a claim. */
export async function personOf(tx: Tx, id: string): Promise<string | undefined> {
  return (await sql<{ person: string }>`select person from claim where id = ${id}`.execute(tx)).rows[0]
    ?.person
}

/** The claim, locked until the transaction ends. */
export async function lockClaim(tx: Tx, id: string): Promise<ClaimRow | undefined> {
  return (await sql<ClaimRow>`select ${COLUMNS} from claim c where c.id = ${id} for update`.execute(tx))
    .rows[0]
}

/**
 * A person's achieved and running outcomes, the latest first; without a lock, because they are only shown.
 */
export async function achievements(tx: Tx, person: string) {
  const { rows } = await sql<
    Pick<ClaimRow, 'organisation' | 'outcome' | 'pack_release' | 'state' | 'started_on' | 'verifier'>
  >`
    select organisation, outcome, pack_release, state, started_on, verifier from claim
    where person = ${person} order by started_on desc, id desc`.execute(tx)
  return rows
}

export type NewClaim = Pick<
  ClaimRow,
  | 'person'
  | 'id'
  | 'organisation'
  | 'shared_with'
  | 'outcome'
  | 'pack_release'
  | 'pseudonym'
  | 'state'
  | 'started_on'
  | 'due_on'
  | 'broken_on'
  | 'grounds'
  | 'recorders'
> & { family: string }

export async function insertClaim(tx: Tx, claim: NewClaim): Promise<void> {
  await sql`
    insert into claim (person, id, organisation, shared_with, outcome, family, pack_release, pseudonym, state,
      started_on, due_on, broken_on, grounds, recorders)
    values (${claim.person}, ${claim.id}, ${claim.organisation}, ${claim.shared_with}, ${claim.outcome},
      ${claim.family}, ${claim.pack_release}, ${claim.pseudonym}, ${claim.state}, ${claim.started_on}, ${claim.due_on},
      ${claim.broken_on}, ${JSON.stringify(claim.grounds)}, ${claim.recorders})
  `.execute(tx)
}

/** Updates a claim to its current detection; only for claims that are not submitted. */
export async function refresh(
  tx: Tx,
  id: string,
  claim: Omit<NewClaim, 'id' | 'pseudonym' | 'outcome'>,
): Promise<void> {
  await sql`
    update claim set organisation = ${claim.organisation}, shared_with = ${claim.shared_with}, family = ${claim.family},
      pack_release = ${claim.pack_release}, state = ${claim.state}, started_on = ${claim.started_on},
      due_on = ${claim.due_on}, broken_on = ${claim.broken_on}, grounds = ${JSON.stringify(claim.grounds)},
      recorders = ${claim.recorders}
    where person = ${claim.person} and id = ${id}
  `.execute(tx)
}

export async function setContradicted(tx: Tx, claim: ClaimRow, contradicted: boolean): Promise<void> {
  await sql`
    update claim set contradicted = ${contradicted} where person = ${claim.person} and id = ${claim.id}
  `.execute(tx)
}

/** Marks those of the claims that collide now, and no others. */
export async function setCollisions(
  tx: Tx,
  claims: readonly ClaimRow[],
  colliding: ReadonlySet<string>,
): Promise<void> {
  for (const { person, id, collides } of claims) {
    if (collides === colliding.has(id)) continue
    await sql`
      update claim set collides = ${!collides} where person = ${person} and id = ${id}`.execute(tx)
  }
}

export async function setState(
  tx: Tx,
  claim: ClaimRow,
  state: ClaimState,
  decidedAt: string | null,
): Promise<void> {
  await sql`
    update claim set state = ${state}, decided_at = coalesce(${decidedAt}, decided_at)
    where person = ${claim.person} and id = ${claim.id}
  `.execute(tx)
}

/** Gives a decided claim back to its verifier. */
export async function reopen(tx: Tx, claim: ClaimRow): Promise<void> {
  await sql`
    update claim set state = 'submitted', decided_at = null where person = ${claim.person} and id = ${claim.id}
  `.execute(tx)
}

/** Whether evidence was attached since an instant, or a statement took the claim in. */
export async function isFollowedUp(tx: Tx, claim: ClaimRow, since: string): Promise<boolean> {
  const { rows } = await sql<{ followed: boolean }>`
    select exists (select from claim_evidence
        where person = ${claim.person} and claim = ${claim.id} and attached_at > ${since})
      or exists (select from read.statement_line where claim = ${claim.id}) as followed
  `.execute(tx)
  return rows[0]?.followed ?? false
}

/** Gives the verifier access to the claim and its evidence. */
export async function submit(tx: Tx, claim: ClaimRow, verifier: string, at: string): Promise<void> {
  await sql`
    update claim set state = 'submitted', verifier = ${verifier}, submitted_at = ${at},
      shared_with = ${[...new Set([...claim.shared_with, verifier])]}
    where person = ${claim.person} and id = ${claim.id}
  `.execute(tx)
  await sql`
    update claim_evidence set shared_with = array_append(shared_with, ${verifier}::uuid)
    where person = ${claim.person} and claim = ${claim.id} and not ${verifier}::uuid = any (shared_with)
  `.execute(tx)
}

/**
 * Ends a verifier's access to the evidence of a claim.
 * @returns its files, except those of another claim that this verifier may still judge
 */
export async function closeEvidence(tx: Tx, claim: ClaimRow, verifier: string): Promise<string[]> {
  const { rows } = await sql<{ attachment: string }>`
    with closed as (
      update claim_evidence set shared_with = array_remove(shared_with, ${verifier}::uuid)
      where person = ${claim.person} and claim = ${claim.id} and ${verifier}::uuid = any (shared_with)
      returning attachment
    )
    select distinct attachment from closed where not exists (
      select from claim_evidence e
      where e.person = ${claim.person} and e.attachment = closed.attachment and e.claim <> ${claim.id}
        and ${verifier}::uuid = any (e.shared_with))
  `.execute(tx)
  return rows.map(({ attachment }) => attachment)
}

/** Recalls an undecided claim from its verifier: the organisation that proves it has it again. */
export async function recall(tx: Tx, claim: ClaimRow, verifier: string): Promise<void> {
  await sql`
    update claim set state = 'ready', verifier = null, submitted_at = null,
      shared_with = array_remove(shared_with, ${verifier}::uuid)
    where person = ${claim.person} and id = ${claim.id}
  `.execute(tx)
}

export type EvidenceRow = {
  id: string
  attachment: string
  type: string
  name: string
  media_type: string
  size: number
  attached_at: string
}

export async function evidenceOf(tx: Tx, claim: Pick<ClaimRow, 'person' | 'id'>): Promise<EvidenceRow[]> {
  const { rows } = await sql<EvidenceRow>`
    select e.id, e.attachment, e.type, a.name, a.media_type, a.size, e.attached_at
    from claim_evidence e
    join attachment a on a.person = e.person and a.id = e.attachment
    where e.person = ${claim.person} and e.claim = ${claim.id}
    order by e.attached_at, e.id
  `.execute(tx)
  return rows
}

/** The media type of a file; undefined when the person has no such file that the actor may see. */
export async function typeOfFile(tx: Tx, person: string, attachment: string): Promise<string | undefined> {
  const { rows } = await sql<{ media_type: string }>`
    select media_type from attachment where person = ${person} and id = ${attachment}`.execute(tx)
  return rows[0]?.media_type
}

export async function insertEvidence(
  tx: Tx,
  claim: ClaimRow,
  row: { id: string; organisation: string; attachment: string; type: string; by: string; at: string },
): Promise<void> {
  await sql`
    insert into claim_evidence (person, id, organisation, shared_with, claim, attachment, type, attached_by, attached_at)
    values (${claim.person}, ${row.id}, ${row.organisation},
      ${[claim.organisation, ...claim.shared_with].filter((each) => each !== row.organisation)}, ${claim.id},
      ${row.attachment}, ${row.type}, ${row.by}, ${row.at})
  `.execute(tx)
}

const NAME = sql`coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), '')`
const NAMED = sql`
  ${COLUMNS}, ${NAME} as person_name, v.name as verifier_name,
  array(select distinct e.type from claim_evidence e where e.person = c.person and e.claim = c.id) as types`
const NAMED_FROM = sql`
  from claim c
  left join read.person p on p.person = c.person
  left join read.organisation v on v.id = c.verifier`

export async function findNamed(tx: Tx, id: string): Promise<NamedClaim | undefined> {
  return (await sql<NamedClaim>`select ${NAMED} ${NAMED_FROM} where c.id = ${id}`.execute(tx)).rows[0]
}

export async function namedOf(tx: Tx, person: string): Promise<NamedClaim[]> {
  return (
    await sql<NamedClaim>`select ${NAMED} ${NAMED_FROM} where c.person = ${person} order by c.due_on, c.id`.execute(
      tx,
    )
  ).rows
}

export const PAGE = 50

/** A page of claims, the soonest due first; `after` is the last claim of the previous page. */
export async function page(
  tx: Tx,
  states: readonly ClaimState[] | undefined,
  after: string | undefined,
): Promise<NamedClaim[]> {
  const conditions: RawBuilder<unknown>[] = [sql`true`]
  if (states) conditions.push(sql`c.state = any (${[...states]})`)
  if (after) conditions.push(sql`(c.due_on, c.id) > (select due_on, id from claim where id = ${after})`)
  const { rows } = await sql<NamedClaim>`
    select ${NAMED} ${NAMED_FROM} where ${sql.join(conditions, sql` and `)}
    order by c.due_on, c.id limit ${PAGE + 1}
  `.execute(tx)
  return rows
}

export type Sought = Omit<ParsedOf<typeof listOutcomes>, 'count'> & {
  /** The words of each outcome, by its code. */
  labels: Readonly<Record<string, string>>
}

function conditions(by: Sought): RawBuilder<unknown> {
  const found: RawBuilder<unknown>[] = [sql`true`]
  if (by.states) found.push(sql`c.state = any (${[...by.states]})`)
  if (by.outcome) found.push(sql`c.outcome = ${by.outcome}`)
  const said = sql`concat_ws(' ', ${NAME}, ${JSON.stringify(by.labels)}::jsonb ->> c.outcome)`
  return sql`${sql.join(found, sql` and `)} ${hasWords(said, by.words)}`
}

/** A page in the order that is asked for. */
export async function pageBy(tx: Tx, by: Sought): Promise<{ rows: readonly NamedClaim[]; next?: string }> {
  const { columns, beyond, order, page } = keyset(
    {
      due: { by: sql`c.due_on`, as: 'day' },
      started: { by: sql`c.started_on`, as: 'day' },
      name: { by: NAME, as: 'text' },
    },
    sql`c.id`,
    by,
    { sort: 'due' },
  )
  const { rows } = await sql<NamedClaim & Keyed>`
    select ${NAMED}, ${columns} ${NAMED_FROM} where ${conditions(by)} ${beyond} ${order}`.execute(tx)
  return page(rows)
}

export async function countBy(tx: Tx, by: Sought): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    ${counting(sql`${NAMED_FROM} where ${conditions(by)}`)}`.execute(tx)
  return rows[0]?.n ?? 0
}

export async function counts(tx: Tx): Promise<{ state: ClaimState; count: number }[]> {
  const { rows } = await sql<{ state: ClaimState; count: number }>`
    select state, count(*)::int as count from claim group by state
  `.execute(tx)
  return rows
}

export async function verifiers(tx: Tx): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from read.organisation where class = 'verifier' order by name
  `.execute(tx)
  return rows
}

/** People with a claim in state running whose clock has ended by that day. */
export async function personsDue(tx: Tx, on: string): Promise<string[]> {
  const { rows } = await sql<{ person: string }>`
    select distinct person from claim where state = 'running' and due_on <= ${on}
  `.execute(tx)
  return rows.map(({ person }) => person)
}
