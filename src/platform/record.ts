// Writes the records of a command (facts, audit, disclosures, jobs) in its transaction, so that all are stored or
// none.
import pg from 'pg'
import type { Command } from '../kernel/command.ts'
import type { Json, ProblemDocument } from '../kernel/problem.ts'
import type { Id } from '../kernel/words.ts'
import type { CommandContext, Disclosure, NewJob, RecordedFact } from './capability.ts'
import type { CommandRequest } from './http/command-request.ts'

type Records = {
  facts: readonly RecordedFact[]
  disclosures: readonly Disclosure[]
  jobs: readonly NewJob[]
  ctx: Pick<CommandContext, 'actor' | 'command' | 'receivedAt'> & { occurredAt?: string | undefined }
  log: {
    order: CommandRequest
    hash: Buffer
    outcome: 'applied' | 'rejected' | 'parked'
    output?: Json
    problem?: ProblemDocument
    packRelease?: string
    input?: string
  }
}

const LOG = `
  insert into command_log (id, name, organisation, actor, device, seq, after, replaces, pack_release, occurred_at,
    received_at, input_hash, outcome, output, problem, input)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`

// The ids of the people are passed twice: the planner estimates 100 rows for a set from JSON and would read
// every person. A subject that is no person has no snapshot. For a distributed database it is a statement of its
// own, it numbers the transaction itself, and allows for conflicts, though ids are new: rows that another server
// writes would otherwise have that server's number, and be copied in, which row-level security refuses
// (docs/scale.md).
const FACTS = `
  insert into fact (subject_kind, subject, id, kind, occurred_on, occurred_at, recorded_at, organisation, shared_with,
    centre, actor, command, pack_release, data, sex, age_band, population_group, migration_status, nationality, place,
    disability, xid)
  with given as materialized (
    select *, case subject_kind when 'person' then 'unknown' end as none, pg_current_xact_id() as xid
    from jsonb_to_recordset($1::jsonb) as f (subject_kind text, subject uuid, id uuid, kind text, occurred_on date,
      organisation uuid, shared_with uuid[], data jsonb)
  )
  select f.subject_kind, f.subject, f.id, f.kind, f.occurred_on, $3, $4, f.organisation, f.shared_with, $5, $6, $7,
    $8, f.data, coalesce(s.sex, f.none),
    case f.subject_kind when 'person' then arraigo.age_band(s.born, f.occurred_on) end,
    coalesce(s.population_group, f.none), coalesce(s.migration_status, f.none), coalesce(s.nationality, f.none),
    coalesce(s.place, f.none), coalesce(s.disability, f.none), f.xid
  from given f
  left join (select * from read.snapshot where person = any ($2::uuid[])) s
    on s.person = f.subject and f.subject_kind = 'person'
  on conflict do nothing`

/** The kind and the id of what a fact is about. */
export function subjectOf({ person, subject }: RecordedFact): { kind: string; id: Id } {
  if (person !== undefined) return { kind: 'person', id: person }
  const [[kind, id] = ['', '']] = Object.entries(subject)
  return { kind, id }
}

/** The input or output without the fields that its operation declares as secret, for the log. */
export function withoutSecrets(operation: Command | undefined, data: unknown): Json {
  if (!operation?.secret || typeof data !== 'object' || data === null) return (data ?? null) as Json
  return Object.fromEntries(
    Object.entries(data as Record<string, Json>).filter(([field]) => !operation.secret?.includes(field)),
  )
}

/**
 * Sends everything to the database in order, before it returns; the promise resolves when all of it is
 * written. An error while preparing the statement is thrown at once, not through the promise, so that no
 * commit follows it.
 */
export function writeRecords(client: pg.ClientBase, records: Records): Promise<unknown> {
  const { ctx, log, facts } = records
  const { order } = log
  const values = [
    ctx.command,
    order.name.slice(0, 200),
    ctx.actor.organisation,
    ctx.actor.user,
    order.device ?? null,
    order.seq ?? null,
    order.after ?? null,
    order.replaces ?? null,
    log.packRelease ?? null,
    ctx.occurredAt ?? ctx.receivedAt,
    ctx.receivedAt,
    log.hash,
    log.outcome,
    log.output === undefined ? null : JSON.stringify(log.output),
    log.problem ? JSON.stringify(log.problem) : null,
    log.input ?? null,
  ]
  // A fact shared with others may be about a person that its recorder cannot see (a referral declined
  // unread): the snapshot is read, and the other organisation's row written, with the scope of the system.
  const beyond = facts.some(
    (fact) => fact.sharedWith.length > 0 || fact.organisation !== ctx.actor.organisation,
  )
  const disclosing = appendDisclosures(ctx, order.name, records.disclosures)
  return Promise.all([
    ...(beyond ? [client.query(`set local app.scope = 'system'`)] : []),
    client.query({ name: 'log', text: LOG, values }),
    ...(facts.length === 0
      ? []
      : [
          client.query({
            name: 'facts',
            text: FACTS,
            values: [
              factRows(facts),
              facts.flatMap(({ person }) => person ?? []),
              ctx.occurredAt ?? ctx.receivedAt,
              ctx.receivedAt,
              ctx.actor.centre ?? null,
              ctx.actor.user,
              ctx.command,
              log.packRelease ?? '',
            ],
          }),
        ]),
    ...records.jobs.map((job) =>
      client.query('select arraigo.enqueue($1, $2, $3, $4)', [
        job.name,
        JSON.stringify(job.payload),
        job.runAt ?? null,
        job.key ?? null,
      ]),
    ),
    ...(disclosing === undefined ? [] : [client.query(disclosing)]),
  ])
}

function factRows(facts: readonly RecordedFact[]): string {
  return JSON.stringify(
    facts.map((fact) => ({
      subject_kind: subjectOf(fact).kind,
      subject: subjectOf(fact).id,
      id: fact.id,
      kind: fact.kind,
      occurred_on: fact.occurredOn,
      organisation: fact.organisation,
      shared_with: fact.sharedWith,
      data: fact.data,
    })),
  )
}

/**
 * The statement that appends to the disclosure log; undefined when nothing was disclosed. It leaves the
 * transaction in the scope of the system, so only the commit may follow. The organisation that keeps a person
 * can see the entry, and so can the recipient. Literals instead of parameters, so that it is sent in one
 * message with the commit.
 */
export function appendDisclosures(
  ctx: Pick<CommandContext, 'actor' | 'receivedAt'>,
  via: string,
  disclosures: readonly Disclosure[],
): string | undefined {
  if (disclosures.length === 0) return undefined
  // Usually the same fields of many people are disclosed: one statement for each set of fields, not for each
  // person.
  const shown = Map.groupBy(disclosures, ({ person: _, ...what }) => JSON.stringify(what))
  const statements = [...shown.values()].map((same) => {
    const { fields = [], purpose = '', recipient, consent } = same[0] ?? {}
    const values = [
      ctx.receivedAt,
      ctx.actor.organisation,
      ctx.actor.user,
      via,
      `{${same.map(({ person }) => person).join(',')}}`,
      `{${fields.map((field) => JSON.stringify(field)).join(',')}}`,
      purpose,
      recipient,
      consent,
    ]
    return `select arraigo.disclose(${values.map(literal).join(', ')})`
  })
  return statements.join('; ')
}

const literal = (value: string | undefined) => (value === undefined ? 'null' : pg.escapeLiteral(value))
