// The one door: the only place that opens a transaction to change something.
import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Actor } from '../kernel/actor.ts'
import type { Command, InputOf, OutputOf, Exposure } from '../kernel/command.ts'
import type { FactName } from '../kernel/fact.ts'
import { isFirewalledId, noteRefusal, exposureOf, firewallProblem } from '../kernel/firewall.ts'
import { Problem, toDocument, type Json, type ProblemDocument } from '../kernel/problem.ts'
import {
  actorNotAllowed,
  commandParked,
  commandReused,
  commandUnknown,
  packUnknownConflict,
} from '../kernel/problems.ts'
import { dateIn } from '../kernel/time.ts'
import type { CommandContext, CommandHandler, Disclosure, NewJob, RecordedFact } from './capability.ts'
import { asSystem, beginAs, onClient, transaction } from './database/connect.ts'
import { isTransient, problemOf } from './database/constraints.ts'
import { applyRowScope } from './database/row-scope.ts'
import { withClient } from './database/pool.ts'
import type { Id } from '../kernel/words.ts'
import type { App } from './app.ts'
import type { CommandRequest, CommandResult } from './command-request.ts'
import { parseInput } from './parse.ts'
import { withoutSecrets, writeRecords } from './record.ts'

/** Two rejections of the same rule by a race are tried again this often before they are an error. */
const ATTEMPTS = 4

/**
 * Runs one command, in this order: idempotency key, parse, database role and organisation, policy, handler, facts,
 * audit and jobs in the same transaction, commit. A rejected command is kept in a second transaction.
 * Anything that is not a Problem is thrown, and nothing of the command remains.
 */
export async function execute(app: App, actor: Actor, order: CommandRequest): Promise<CommandResult> {
  const operation = app.commands.get(order.name)?.operation
  const wall = operation && firewallProblem(exposureOf(operation), actor, order.input)
  if (wall) return await keepRejected(app, actor, order, wall)
  for (let attempt = 1; ; attempt++) {
    const shown: Disclosure[] = []
    try {
      return await attemptOnce(app, actor, order, shown)
    } catch (error) {
      if (isTransient(error) && attempt < ATTEMPTS) continue
      const problem = problemOf(error, app.constraints)
      // Nothing was decided about a command that found the server busy: it may come again.
      if (!problem || problem.status === 503) throw error
      return await keepRejected(app, actor, order, problem, 'rejected', shown)
    }
  }
}

const KNOWN = 'select actor, outcome, output, problem, input_hash from command_log where id = $1'

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
): Promise<CommandResult> {
  const receivedAt = app.now().toISOString()
  const hash = hashOf(app, order)
  // Before a connection is held: finding one that this process has not seen takes one of its own.
  const release = order.packRelease ? await app.packs.find(order.packRelease) : app.packs.active()
  return await withClient(app.appPool, async (client) => {
    const known = await begin(client, actor, order)
    if (known) {
      await client.query('rollback')
      return recall(app, known, order, actor)
    }
    const handler = app.commands.get(order.name)
    if (!handler) throw commandUnknown({ name: order.name.slice(0, 100) })
    const input = parseInput(handler.operation.input, order.input)
    const verdict = handler.may(actor)
    if (verdict !== true) throw actorNotAllowed({ because: verdict.reason })
    await applyRowScope(client, actor, handler.may)
    if (!release) throw packUnknownConflict({ release: order.packRelease ?? '' })

    // Nothing has happened yet that is still to come: a clock put forward would stretch consents and outcomes.
    const claimed = order.occurredAt ?? receivedAt
    const occurredAt = Date.parse(claimed) > Date.parse(receivedAt) ? receivedAt : claimed
    const work = createWork(app, actor, handler, disclosures, {
      tx: onClient(client),
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
    await work.tellListeners()
    const written = writeRecords(client, {
      facts: work.facts,
      disclosures,
      jobs: work.jobs,
      ctx: work.ctx,
      log: {
        order,
        hash,
        outcome: 'applied',
        output: withoutSecrets(handler.operation, output),
        packRelease: release.id,
      },
    })
    // Sent behind what it commits without waiting for it: when anything of that failed, the database rolls back instead.
    await Promise.all([written, client.query('commit')])
    const { refreshes = [] } = handler.operation
    if (work.facts.length > 0 || refreshes.length > 0) for (const hear of app.committed) hear(refreshes)
    return { outcome: 'applied', output }
  })
}

export type KnownCommand = {
  actor: string
  outcome: string
  output: Json
  problem: ProblemDocument | null
  input_hash: Buffer
}

/**
 * Opens the transaction and looks the key up, on one way to the database and back: two statements, because the look-up
 * keeps its plan when it has a name of its own, and planning costs several times what reading does.
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

/** How a command that was sent before ended. @throws Problem command.reused when it is another's, or another under its key */
export function recall(
  app: App,
  known: KnownCommand,
  order: CommandRequest,
  actor: Pick<Actor, 'user'>,
): CommandResult {
  if (known.actor !== actor.user || !known.input_hash.equals(hashOf(app, order)))
    throw commandReused({ id: order.id })
  if (known.outcome === 'applied') return { outcome: 'duplicate', output: known.output }
  const problem = known.problem ?? toDocument(commandParked())
  return { outcome: known.outcome === 'parked' ? 'parked' : 'rejected', problem, repeated: true }
}

/** What an input was, without saying it. With secrets in it, only this house can try out a guess against the log. */
function hashOf(app: App, order: CommandRequest): Buffer {
  const text = JSON.stringify([order.name, order.input ?? null])
  if (app.commands.get(order.name)?.operation.secret) return Buffer.from(app.sign(text), 'base64url')
  return createHash('sha256').update(text).digest()
}

/** The context a handler works in, and what it leaves to be written at the end. */
function createWork(
  app: App,
  actor: Actor,
  handler: CommandHandler,
  disclosures: Disclosure[],
  given: Omit<CommandContext<FactName>, 'record' | 'run' | 'asSystem' | 'enqueue' | 'disclose' | 'permits'>,
) {
  const facts: RecordedFact[] = []
  const jobs: NewJob[] = []
  const untold: RecordedFact[] = []
  let within = false
  const ctx: CommandContext<FactName> = {
    ...given,
    record(kind, fact) {
      const recorded: RecordedFact = {
        ...fact,
        id: app.newId(),
        kind,
        occurredOn: fact.occurredOn ?? given.today,
        data: fact.data as RecordedFact['data'],
        organisation: fact.organisation ?? actor.organisation,
        sharedWith: fact.sharedWith ?? [],
      }
      facts.push(recorded)
      untold.push(recorded)
    },
    async run(command, input) {
      const other = app.commands.get(command.name)
      if (!other)
        throw new Error(`${handler.operation.name} runs ${command.name}, which no capability handles.`)
      return (await other.run(ctx, parseInput(command.input, input) as never)) as never
    },
    async asSystem(work) {
      // A command run with the house's eyes may run another that asks for them: only the outermost closes them again.
      if (within) return await work()
      within = true
      const result = await asSystem(given.tx, actor, work)
      within = false
      return result
    },
    enqueue: (name, payload, options = {}) => void jobs.push({ name, payload, ...options }),
    disclose: (shown) => void disclosures.push(...shown),
    permits: (command) => app.commands.get(command)?.may(actor) === true,
  }
  async function tellListeners() {
    // A listener may record facts of its own, which are told in turn.
    for (let told = 0; told < untold.length; told++) {
      if (told > 1000) throw new Error(`${handler.operation.name} never stops recording facts.`)
      const fact = untold[told] as RecordedFact
      for (const kind of [fact.kind, '*']) {
        for (const listener of app.listeners.get(kind) ?? []) await listener.run(ctx, fact)
      }
    }
  }
  return { ctx, facts, jobs, tellListeners }
}

/** Field work never vanishes: what was refused stays, with its input and its reason. */
export async function keepRejected(
  app: App,
  actor: Actor,
  order: CommandRequest,
  problem: Problem,
  outcome: 'rejected' | 'parked' = 'rejected',
  /** What a refusal itself showed, such as people who look the same. */
  disclosures: readonly Disclosure[] = [],
): Promise<CommandResult> {
  const document = toDocument(problem)
  if (problem.code.startsWith('firewall.') && order.name !== noteRefusal.name)
    await keepRefusal(app, actor, order.name, problem)
  // Nothing is kept in the name of who stands behind the wall but that they came to it.
  if (problem.code === 'command.reused' || problem.code === 'firewall.closed')
    return { outcome: 'rejected', problem: document }
  await transaction(app.appPool, actor, (_tx, client) =>
    writeRecords(client, {
      facts: [],
      disclosures,
      jobs: [],
      ctx: { actor, command: order.id, receivedAt: app.now().toISOString(), occurredAt: order.occurredAt },
      log: {
        order,
        hash: hashOf(app, order),
        outcome,
        problem: document,
        input: JSON.stringify(withoutSecrets(app.commands.get(order.name)?.operation, order.input)),
      },
    }),
  ).catch((error: unknown) => {
    // Somebody kept it in the same moment, or the id is another organisation's: the answer is the same either way.
    if ((error as { code?: string }).code !== '23505') throw error
  })
  return { outcome, problem: document }
}

/** Whose command the house's own are, where no organisation stands behind them. */
export const NOBODY = '00000000-0000-7000-8000-000000000000' as Id

/**
 * Asks the firewall before a read or a route of its own kind; commands are asked in `execute`.
 * @throws Problem `firewall.closed` or `firewall.recipient`, once the attempt is kept
 */
export async function refuseAtWall(
  app: App,
  actor: Actor,
  route: string,
  exposure: Exposure | undefined,
  input?: unknown,
): Promise<void> {
  const wall = firewallProblem(exposure, actor, input)
  if (!wall) return
  await keepRefusal(app, actor, route, wall)
  throw wall
}

/** An attempt is kept by a command of the house's own, in the name of whoever made it. */
async function keepRefusal(app: App, actor: Actor, route: string, problem: Problem): Promise<void> {
  const { recipient } = problem.data
  const keeper = isFirewalledId(actor.organisation) ? NOBODY : actor.organisation
  const keeping: Actor = { ...actor, organisation: keeper, organisationClass: 'public', scope: 'system' }
  await run(app, keeping, noteRefusal, {
    id: app.newId(),
    by: actor.organisation,
    class: actor.organisationClass,
    route: route.slice(0, 200),
    code: problem.code as 'firewall.closed' | 'firewall.recipient',
    ...(typeof recipient === 'string' && { recipient }),
  })
}
