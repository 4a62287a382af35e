// All SQL of verifications; claims are read through a view without the person.
import { sql, type RawBuilder } from 'kysely'
import type * as z from 'zod/mini'
import type { ParsedOf } from '../../kernel/command.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { counting, hasWords, keyset, type Keyed } from '../../platform/keyset.ts'
import type { DECIDED_STATES, Ground } from '../outcomes/operations.ts'
import type { Decision, RejectionReason, VerificationState, verificationInbox } from './operations.ts'

export type ClaimRow = {
  id: string
  organisation: string
  provider: string
  outcome: string
  pack_release: string
  pseudonym: string
  state: VerificationState
  started_on: string
  due_on: string
  grounds: z.infer<typeof Ground>[]
  recorders: string[]
  verifier: string | null
  contradicted: boolean
  submitted_at: string
  files: number
}

const COLUMNS = sql`c.id, c.organisation, o.name as provider, c.outcome, c.pack_release, c.pseudonym, c.state,
  c.started_on, c.due_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.submitted_at,
  (select count(*)::int from read.claim_evidence e where e.claim = c.id) as files`
const FROM = sql`from read.claim c join read.organisation o on o.id = c.organisation`

async function select(tx: Tx, where: RawBuilder<unknown>): Promise<ClaimRow[]> {
  return (await sql<ClaimRow>`select ${COLUMNS} ${FROM} where ${where}`.execute(tx)).rows
}

export type Sought = Omit<ParsedOf<typeof verificationInbox>, 'count' | 'state'> & {
  verifier: string
  state: VerificationState
  /** The words of each outcome, by its code. */
  outcomes: Readonly<Record<string, string>>
}

const conditions = ({ verifier, state, provider, words, outcomes }: Sought) => sql`
  c.verifier = ${verifier} and c.state = ${state} ${provider ? sql`and c.organisation = ${provider}` : sql``}
  ${hasWords(sql`concat_ws(' ', c.pseudonym, o.name, ${JSON.stringify(outcomes)}::jsonb ->> c.outcome)`, words)}`

/** Longest waiting first, unless another order is asked for. */
export async function inbox(tx: Tx, by: Sought): Promise<{ rows: readonly ClaimRow[]; next?: string }> {
  const { columns, beyond, order, page } = keyset(
    {
      waiting: { by: sql`c.submitted_at`, as: 'instant' },
      achieved: { by: sql`c.due_on`, as: 'day' },
      provider: { by: sql`o.name`, as: 'text' },
    },
    sql`c.id`,
    { ...by, limit: by.limit ?? MOST },
    { sort: 'waiting' },
  )
  const { rows } = await sql<ClaimRow & Keyed>`
    select ${COLUMNS}, ${columns} ${FROM} where ${conditions(by)} ${beyond} ${order}`.execute(tx)
  return page(rows)
}

/** Of a caller that asks for no pages. */
const MOST = 200

export async function countInbox(tx: Tx, by: Sought): Promise<number> {
  const { rows } = await sql<{ n: number }>`${counting(sql`${FROM} where ${conditions(by)}`)}`.execute(tx)
  return rows[0]?.n ?? 0
}

export async function countWaiting(tx: Tx, verifier: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from read.claim where verifier = ${verifier} and state = 'submitted'
  `.execute(tx)
  return rows[0]?.count ?? 0
}

export async function findClaim(tx: Tx, id: string): Promise<ClaimRow | undefined> {
  return (await select(tx, sql`c.id = ${id} and c.verifier is not null`))[0]
}

export type DecidedRow = {
  id: string
  month: string
  state: (typeof DECIDED_STATES)[number]
  outcome: string
  provider: string
}

/** Claims as they stand that were decided in the year; what was withdrawn is not counted. */
export async function decidedIn(tx: Tx, verifier: string, year: number): Promise<DecidedRow[]> {
  const { rows } = await sql<DecidedRow>`
    select c.id, to_char(c.decided_at, 'YYYY-MM') as month, c.state, c.outcome, o.name as provider
    from read.claim c join read.organisation o on o.id = c.organisation
    where c.verifier = ${verifier} and c.state in ('verified', 'rejected', 'returned')
      and c.decided_at >= make_date(${year}, 1, 1) and c.decided_at < make_date(${year} + 1, 1, 1)
    order by 2, 1
  `.execute(tx)
  return rows
}

export async function yearsDecided(tx: Tx, verifier: string): Promise<number[]> {
  const { rows } = await sql<{ year: number }>`
    select distinct extract(year from decided_at)::int as year from read.claim
    where verifier = ${verifier} and state in ('verified', 'rejected', 'returned') order by 1 desc`.execute(
    tx,
  )
  return rows.map(({ year }) => year)
}

export type EvidenceRow = {
  attachment: string
  opened: boolean
  type: string
  media_type: string
  size: number
  attached_at: string
}

/** `opened`: by this user. */
export async function evidenceOf(tx: Tx, claim: string, user: string): Promise<EvidenceRow[]> {
  const { rows } = await sql<EvidenceRow>`
    select e.attachment, e.type, e.media_type, e.size, e.attached_at,
      exists (select from read.attachment_opening o where o.attachment = e.attachment and o.opened_by = ${user}) as opened
    from read.claim_evidence e where e.claim = ${claim}
    order by e.attached_at, e.attachment
  `.execute(tx)
  return rows
}

export type DecisionRow = {
  decision: Decision['decision']
  reason: RejectionReason | null
  wanted: string[]
  note: string | null
  verifier: string
  decided_by: string
  decided_at: string
}

export async function decisionsOn(tx: Tx, claim: string): Promise<DecisionRow[]> {
  const { rows } = await sql<DecisionRow>`
    select v.decision, v.reason, v.wanted, v.note, o.name as verifier, v.decided_by, v.decided_at
    from verification v join read.organisation o on o.id = v.organisation
    where v.claim = ${claim} order by v.decided_at, v.id
  `.execute(tx)
  return rows
}

export async function insert(
  tx: Tx,
  row: {
    id: string
    person: string
    organisation: string
    provider: string
    claim: string
    decision: DecisionRow['decision']
    reason: RejectionReason | null
    wanted: readonly string[]
    note: string | null
    recorders: readonly string[]
    by: string
    at: string
  },
): Promise<void> {
  await sql`
    insert into verification (person, id, organisation, shared_with, claim, decision, reason, wanted, note, recorders,
      decided_by, decided_at)
    values (${row.person}, ${row.id}, ${row.organisation}, ${[row.provider]}, ${row.claim}, ${row.decision},
      ${row.reason}, ${[...row.wanted]}, ${row.note}, ${[...row.recorders]}, ${row.by}, ${row.at})
  `.execute(tx)
}

/** Erases the notes that verifiers wrote to providers; the decision and its code stay. */
export async function erase(
  tx: Tx,
  { person, organisation }: { person: string; organisation: string },
): Promise<void> {
  await sql`update verification set note = null
    where person = ${person} and (organisation = ${organisation} or ${organisation} = any (shared_with))`.execute(
    tx,
  )
}
