// Executes commands: the only code that opens a transaction to change data.
import type pg from 'pg'
import { mayCall, type Actor } from '../kernel/actor.ts'
import type { Command, InputOf, OutputOf, Exposure } from '../kernel/command.ts'
import {
  isFirewalledId,
  noteRefusal,
  exposureOf,
  firewallProblem,
  type RefusalCode,
} from '../kernel/firewall.ts'
import { Problem, toDocument, type Json, type ProblemDocument } from '../kernel/problem.ts'
import {
  actorNotAllowed,
  commandReused,
  commandUnknown,
  firewallClosed,
  packUnknownConflict,
} from '../kernel/problems.ts'
import { dateIn } from '../kernel/time.ts'
import type { Disclosure } from './capability.ts'
import { createWork, refuseUnlisted } from './command-context.ts'
import { beginAs, onClient, transaction, type Tx } from './database/connect.ts'
import { isTransient, problemOf } from './database/constraints.ts'
import { applyRowScope } from './database/row-scope.ts'
import { withClient } from './database/pool.ts'
import type { PackRelease } from '../kernel/packs/pack.ts'
import { isId } from '../kernel/id.ts'
import type { Id } from '../kernel/words.ts'
import type { App } from './app.ts'
import type { CommandRequest, CommandResult } from './http/command-request.ts'
import { parseInput } from './http/parse.ts'
import { withoutSecrets, writeRecords } from './record.ts'
import { hashOf, KNOWN, recall, remember, type KnownCommand } from './sync/repeated-command.ts'
import { isUnknown, otherRecords } from './same-person.ts'

/**
 * A command that fails by a race (serialization failure, deadlock) is tried this often before it is an error.
 */
const ATTEMPTS = 4

/**
 * Runs one command, in this order: idempotency key, parse, database role and organisation, policy, handler,
 * facts, audit and jobs in the same transaction, commit. A rejected command is logged in a second
 * transaction.
 * @throws any error that is not a Problem, and a Problem with status 503; nothing of the command is stored
 *   then
 */
export async function execute(app: App, actor: Actor, order: CommandRequest): Promise<CommandResult> {
  const operation = app.commands.get(order.name)?.operation
  const refusal = operation && firewallProblem(exposureOf(operation), actor, order.input)
  if (refusal) return await keepRejected(app, actor, order, refusal)
  for (let attempt = 1; ; attempt++) {
    const shown: Disclosure[] = []
    try {
      return await attemptOnce(app, actor, order, shown).catch((error: unknown) =>
        onOthers(app, actor, order, shown, error),
      )
    } catch (error) {
      if (isTransient(error) && attempt < ATTEMPTS) continue
      const problem = problemOf(error, app.constraints)
      // A command that failed because the server was busy was not decided: it may be sent again.
      if (!problem || problem.status === 503) throw error
      return await keepRejected(app, actor, order, problem, 'rejected', shown)
    }
  }
}

/**
 * What the named record does not have may lie on another record of the same person, once the two were merged: there
 * the command is run in its place. @throws the first refusal when no other record has it either
 */
async function onOthers(
  app: App,
  actor: Actor,
  order: CommandRequest,
  disclosures: Disclosure[],
  refusal: unknown,
): Promise<CommandResult> {
  const { person } = (order.input ?? {}) as { person?: unknown }
  if (!isUnknown(refusal) || !app.commands.has(order.name) || !isId(person)) throw refusal
  const others = await transaction(app.appPool, actor, (tx) => otherRecords(tx, person))
  for (const other of others) {
    try {
      return await attemptOnce(app, actor, order, disclosures, other)
    } catch (error) {
      if (!isUnknown(error)) throw error
    }
  }
  throw refusal
}

/** Runs a command and returns its output, or throws its Problem: for jobs, the CLI and tests. */
export async function run<C extends Command>(
  app: App,
  actor: Actor,
  command: C,
  input: InputOf<C>,
  more: Omit<Partial<CommandRequest>, 'name' | 'input'> = {},
): Promise<OutputOf<C>> {
  const outcome = await execute(app, actor, { id: app.newId(), ...more, name: command.name, input })
  if ('problem' in outcome) throw problemFrom(outcome.problem)
  return outcome.output as OutputOf<C>
}

export function problemFrom(document: ProblemDocument): Problem {
  return new Problem(document.code, document.status as Problem['status'], document.data)
}

async function attemptOnce(
  app: App,
  actor: Actor,
  order: CommandRequest,
  disclosures: Disclosure[],
  /** The record that the command is run on, if not the one it names. */
  person?: Id,
): Promise<CommandResult> {
  const receivedAt = app.now().toISOString()
  // Before a connection is held: loading a release that this process has not cached takes a connection of its
  // own.
  const release = await releaseOf(app, order)
  return await withClient(app.appPool, async (client) => {
    const known = await begin(client, actor, order)
    if (known) {
      await client.query('rollback')
      return recall(app, known, order, actor)
    }
    const within = { client, tx: onClient(client), receivedAt, release, disclosures, person }
    const done = await perform(app, actor, order, within)
    // The commit is sent without waiting for the writes before it: if one of those fails, the database rolls
    // back instead.
    await Promise.all([done.write(), client.query('commit')])
    if (done.refreshes) for (const notify of app.committed) notify(done.refreshes)
    return { outcome: 'applied', output: done.output }
  })
}

/** The pack release that a command was made under; undefined when it is not known here. */
export async function releaseOf(app: App, order: CommandRequest): Promise<PackRelease | undefined> {
  return order.packRelease ? await app.packs.find(order.packRelease) : app.packs.active()
}

export type Performed = {
  output: Json
  /** The lists to read again, for the notification after the commit; undefined when nothing is to be said. */
  refreshes: readonly string[] | undefined
  /** Sends the log, facts, disclosures and jobs. */
  write(): Promise<unknown>
}

/**
 * Runs the handler of a command and its listeners in a transaction that has the actor's context.
 * @throws Problem, or an error of the database
 */
export async function perform(
  app: App,
  actor: Actor,
  order: CommandRequest,
  {
    client,
    tx,
    receivedAt,
    release,
    disclosures,
    person,
  }: {
    client: pg.PoolClient
    tx: Tx
    receivedAt: string
    release: PackRelease | undefined
    disclosures: Disclosure[]
    person?: Id | undefined
  },
): Promise<Performed> {
  const handler = app.commands.get(order.name)
  if (!handler) throw commandUnknown({ name: order.name.slice(0, 100) })
  refuseUnlisted(actor, order.name)
  const given = person === undefined ? order.input : { ...(order.input as object), person }
  const input = parseInput(handler.operation.input, given)
  const verdict = mayCall(actor, order.name, handler.may)
  if (verdict !== true) throw actorNotAllowed({ because: verdict.reason })
  await applyRowScope(client, actor, handler.may)
  if (!release) throw packUnknownConflict({ release: order.packRelease ?? '' })

  // Never in the future: a clock that is ahead would make consents and outcomes last longer.
  const claimed = order.occurredAt ?? receivedAt
  const occurredAt = Date.parse(claimed) > Date.parse(receivedAt) ? receivedAt : claimed
  const work = createWork(app, actor, handler, disclosures, {
    tx,
    actor,
    command: order.id,
    occurredAt,
    receivedAt,
    today: dateIn(occurredAt, actor.timeZone),
    pack: release,
    newId: app.newId,
    sign: app.sign,
    keys: app.keys,
  })
  const output = (await handler.run(work.ctx, input as never)) as Json
  await work.runListeners()
  const { refreshes = [] } = handler.operation
  return {
    output,
    refreshes: work.facts.length > 0 || refreshes.length > 0 ? refreshes : undefined,
    write: () =>
      writeRecords(client, {
        facts: work.facts,
        disclosures,
        jobs: work.jobs,
        ctx: work.ctx,
        log: {
          order,
          hash: hashOf(app, order),
          outcome: 'applied',
          output: withoutSecrets(handler.operation, output),
          packRelease: release.id,
        },
      }),
  }
}

/**
 * Opens the transaction and looks the key up in one round trip to the database. Two statements, because a
 * named statement keeps its plan, and planning the look-up costs several times as much as running it.
 */
async function begin(
  client: pg.PoolClient,
  actor: Actor,
  order: CommandRequest,
): Promise<KnownCommand | undefined> {
  const later = order.flushLater ? '; set local synchronous_commit = off' : ''
  const [, known] = await Promise.all([
    client.query(beginAs(actor) + later),
    client.query<KnownCommand>({ name: 'known_command', text: KNOWN, values: [order.id] }),
  ])
  return known.rows[0]
}

/**
 * Logs a refused command with its input and reason, so that no field work is lost. Returns the result to
 * send.
 */
export async function keepRejected(
  app: App,
  actor: Actor,
  order: CommandRequest,
  problem: Problem,
  outcome: 'rejected' | 'parked' = 'rejected',
  /** What the refusal itself disclosed, such as people who look the same. */
  disclosures: readonly Disclosure[] = [],
): Promise<CommandResult> {
  const document = toDocument(problem)
  if (problem.code.startsWith('firewall.') && order.name !== noteRefusal.name)
    await keepRefusal(app, actor, order.name, problem)
  // For an organisation behind the firewall only the attempt is recorded, not its command.
  if (commandReused.is(problem) || firewallClosed.is(problem))
    return { outcome: 'rejected', problem: document }
  try {
    await transaction(app.appPool, actor, (_tx, client) =>
      writeRefused(app, client, actor, order, document, outcome, disclosures),
    )
  } catch (error) {
    // Unique violation: the id is another organisation's, or a request at the same time has decided this command.
    if ((error as { code?: string }).code !== '23505') throw error
    const decided = await findDecided(app, actor, order)
    if (decided) return decided
  }
  return { outcome, problem: document }
}

/**
 * What was decided about this command, of an earlier request or of one at the same time; undefined when this
 * organisation sees none of its id.
 */
async function findDecided(
  app: App,
  actor: Actor,
  order: CommandRequest,
): Promise<CommandResult | undefined> {
  const { rows } = await transaction(app.appPool, actor, (_tx, client) =>
    client.query<KnownCommand>(KNOWN, [order.id]),
  )
  return rows[0] && remember(app, rows[0], order, actor)
}

/**
 * What was decided about a command that its sender may have sent before, without doing it; undefined when nothing was.
 * @throws Problem as before any command
 */
export async function recallDecided(
  app: App,
  actor: Actor,
  order: CommandRequest,
): Promise<CommandResult | undefined> {
  const operation = app.commands.get(order.name)?.operation
  await refuseAtFirewall(app, actor, order.name, operation && exposureOf(operation), order.input)
  refuseUnlisted(actor, order.name)
  return await findDecided(app, actor, order)
}

/** Sends the log of a refused command, and what the refusal disclosed. */
export function writeRefused(
  app: App,
  client: pg.PoolClient,
  actor: Actor,
  order: CommandRequest,
  problem: ProblemDocument,
  outcome: 'rejected' | 'parked',
  disclosures: readonly Disclosure[],
): Promise<unknown> {
  return writeRecords(client, {
    facts: [],
    disclosures,
    jobs: [],
    ctx: { actor, command: order.id, receivedAt: app.now().toISOString(), occurredAt: order.occurredAt },
    log: {
      order,
      hash: hashOf(app, order),
      outcome,
      problem,
      input: JSON.stringify(withoutSecrets(app.commands.get(order.name)?.operation, order.input)),
    },
  })
}

/** The organisation id of the system's own commands that belong to no organisation. */
export const NOBODY = '00000000-0000-7000-8000-000000000000' as Id

/**
 * Checks the firewall before a query or another route; `execute` checks commands itself.
 * @throws Problem `firewall.closed` or `firewall.recipient`, after the attempt was recorded
 */
export async function refuseAtFirewall(
  app: App,
  actor: Actor,
  route: string,
  exposure: Exposure | undefined,
  input?: unknown,
): Promise<void> {
  const refusal = firewallProblem(exposure, actor, input)
  if (!refusal) return
  await keepRefusal(app, actor, route, refusal)
  throw refusal
}

/** Records a refused attempt with a command of the system, in the name of the actor who made it. */
async function keepRefusal(app: App, actor: Actor, route: string, problem: Problem): Promise<void> {
  const { recipient } = problem.data
  const keeper = isFirewalledId(actor.organisation) ? NOBODY : actor.organisation
  const keeping: Actor = { ...actor, organisation: keeper, organisationClass: 'public', scope: 'system' }
  await run(app, keeping, noteRefusal, {
    id: app.newId(),
    by: actor.organisation,
    class: actor.organisationClass,
    route: route.slice(0, 200),
    code: problem.code as RefusalCode,
    ...(typeof recipient === 'string' && { recipient }),
  })
}
