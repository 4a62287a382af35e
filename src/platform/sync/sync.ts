// The sync route: executes the commands that a device made offline in the device's order, many in one
// transaction, and returns the result of each.
import type { Hono } from 'hono'
import { sql } from 'kysely'
import * as z from 'zod/mini'
import type { Actor } from '../../kernel/actor.ts'
import {
  CommandName,
  Envelope,
  SyncRequest,
  type CommandResult,
  type SyncResponse,
} from '../../kernel/envelope.ts'
import type { PackRelease } from '../../kernel/packs/pack.ts'
import { Problem, toDocument, type Json } from '../../kernel/problem.ts'
import { commandFailed, commandParked } from '../../kernel/problems.ts'
import { Id } from '../../kernel/words.ts'
import { inBatch, type Decisions } from './batch.ts'
import { transaction, type Tx } from '../database/connect.ts'
import { isUndecided } from '../database/constraints.ts'
import { BusyError } from '../database/pool.ts'
import { withSessionLock } from '../database/session-lock.ts'
import { execute, keepRejected } from '../execute.ts'
import { remember, type KnownCommand } from './repeated-command.ts'
import { systemActor } from '../jobs.ts'
import type { CommandRequest } from '../http/command-request.ts'
import type { App } from '../app.ts'
import { traceOf } from '../log.ts'
import { readJson, refuseForeignPage, type RouteContext } from '../http/http.ts'
import { parseInput } from '../http/parse.ts'
import { commandAlreadyApplied, commandMalformed, deviceBusy, deviceRevoked } from '../problems.ts'
import { pull } from './pull.ts'
import { pullLists } from './pull-lists.ts'
import { turns } from '../http/turns.ts'
import { exposes } from '../exposure.ts'

/** A full batch of ordinary commands is well under this; a device over the limit sends fewer at once. */
const BODY_LIMIT = 2_000_000
/**
 * Batches processed at once, so that many devices coming back online together leave connections for the
 * desks.
 */
const AT_ONCE = 3
/** Commands in one transaction, fewer than the 64 savepoints that PostgreSQL keeps at hand for others' snapshots. */
const TOGETHER = 50
/** Milliseconds after which a transaction takes no further command, because its locks make others wait. */
const LONGEST_MS = 250
/** A slow connection may need nearly this long for one request; a clock that differs by more is wrong. */
const CLOCK_TOLERANCE_MS = 120_000
/** Most bytes read of a request without a session, whose commands are not executed. */
const STRANGER_LIMIT = 2_000

export function syncRoute(hono: Hono, { app, identify, receive }: RouteContext): void {
  const turn = turns(AT_ONCE)
  hono.post('/api/sync', exposes('person'), async (context) => {
    refuseForeignPage(context.req.raw)
    const { raw } = context.req
    let sent: unknown
    const read = async () => (sent = await readJson(raw, BODY_LIMIT))
    const orRevoked = async (error: unknown) => {
      if (error instanceof Problem && error.status === 401) await refuseIfRevoked(app, raw, sent)
      throw error
    }
    const { actor, body } = await receive(raw, read).catch(orRevoked)
    const request = parseInput(SyncRequest, body)
    const arrived = app.now()
    const answer = await turn(actor.user, async (waited) => {
      // A role or the account may have ended while it waited for its turn.
      const now = waited ? await identify(raw).catch(orRevoked) : actor
      return await sync(app, now, request, arrived)
    })
    return context.json(answer)
  })
}

/**
 * A lost device must learn that it was withdrawn even when its session has ended. Its id is enough to learn
 * that, and nothing else is returned.
 * @param sent the body, if it was read already
 * @throws Problem device.revoked
 */
async function refuseIfRevoked(app: App, request: Request, sent: unknown): Promise<void> {
  const body = sent ?? (await readJson(request, STRANGER_LIMIT).catch(() => undefined))
  const parsed = z.safeParse(SyncRequest, body)
  if (!parsed.success) return
  const { device } = parsed.data
  const revoked = await transaction(app.appPool, systemActor('sync'), (tx) =>
    app.identity.devices.isRevoked(tx, device),
  )
  if (revoked) throw deviceRevoked()
}

/**
 * Processes one sync request of a device; a second one at the same time is refused with `device.busy`.
 * @param arrived when the request arrived, before it waited for its turn
 * @param most commands decided in one transaction at most; one by one with 1
 */
export async function sync(
  app: App,
  actor: Actor,
  request: SyncRequest,
  arrived = app.now(),
  most = TOGETHER,
): Promise<SyncResponse> {
  const holder: Actor = { ...actor, device: request.device }
  return await alone(app, request.device, async () => {
    const now = app.now().toISOString()
    const { database, flushed } = await transaction(app.appPool, holder, async (tx) => ({
      database: await app.identity.devices.admit(tx, holder, request.device, now),
      flushed: await ownTransaction(tx),
    }))
    const { outcomes, expected, ...later } = await takeIn(
      app,
      holder,
      request,
      clockError(request, arrived),
      most,
    )
    const place = { database, flushed: later.flushed ?? flushed }
    const changes = await pull(app, holder, place, request).catch((error: unknown) => {
      // The results must be returned even if this fails, or the device would send the same commands for ever.
      logIncident(app, 'sync.pull_failed', error)
      return { changes: null, cursor: request.pull?.cursor ?? null, more: false }
    })
    const lists = await pullLists(app, holder, { ...request, database }, (error) => {
      logIncident(app, 'sync.list_failed', error)
    })
    const answer = { database, outcomes, expected, packRelease: app.packs.active().id, ...changes }
    return lists.length > 0 ? { ...answer, lists } : answer
  })
}

/**
 * Milliseconds by which the clock of a device is behind ours; 0 for a difference that a slow connection
 * explains.
 */
function clockError({ now }: SyncRequest, arrived: Date): number {
  const claimed = z.safeParse(Envelope.shape.occurredAt, now)
  const behind = claimed.success ? arrived.getTime() - Date.parse(claimed.data) : 0
  return Math.abs(behind) > CLOCK_TOLERANCE_MS ? behind : 0
}

/**
 * Corrects a time by the error of the device's clock, assuming that the error was the same then. A phone
 * whose battery was empty may be weeks behind: a refusal of consent recorded today would seem older than the
 * consent of last week.
 */
function putRight(claimed: string, error: number): string {
  return error === 0 ? claimed : new Date(Date.parse(claimed) + error).toISOString()
}

/**
 * Locks the device for this batch in every process, with a session lock: an open transaction would hold back
 * the cursor.
 * @throws Problem `device.busy`
 */
export async function alone<T>(app: App, device: Id, work: () => Promise<T>): Promise<T> {
  const done = await withSessionLock(app.pool, device, work)
  if (!done) throw deviceBusy({ retryAfter: 1 })
  return done.result
}

/** The id of a transaction that writes: once it is committed, no crash gives it or one before it to another. */
async function ownTransaction(tx: Tx): Promise<string> {
  const { rows } = await sql<{ id: string }>`select pg_current_xact_id()::text as id`.execute(tx)
  return (rows[0] as { id: string }).id
}

type Log = {
  /** The next `seq` of the device. */
  expected: number
  /** Outcomes of the commands that this batch refers to. */
  ended: Map<string, string>
  /** Those of them that were already sent. */
  known: ReadonlyMap<string, KnownCommand>
  /**
   * Those of them that a colleague already applied after the device had handed them over, with their output.
   */
  takenIn: ReadonlyMap<string, Json>
}

type Decided = Awaited<ReturnType<typeof execute>>

type Read = { given: unknown; read: ReturnType<typeof z.safeParse<typeof Envelope>> }
type Decide = (log: Log, decisions: Decisions, one: Read) => Promise<CommandResult>

async function takeIn(
  app: App,
  actor: Actor,
  request: SyncRequest,
  error: number,
  most: number,
): Promise<Pick<SyncResponse, 'outcomes' | 'expected'> & { flushed?: string }> {
  const outcomes: CommandResult[] = []
  const envelopes = request.commands.map((given): Read => ({ given, read: z.safeParse(Envelope, given) }))
  const mentioned = envelopes.flatMap(({ given, read }) => {
    if (read.success)
      return [read.data.id, read.data.after, read.data.replaces].filter((id) => id !== undefined)
    const stated = z.safeParse(Stated, given)
    return stated.success ? [stated.data.id] : []
  })
  const log = await readLog(app, actor, request.device, mentioned)
  const decide: Decide = async (own, decisions, { given, read }) =>
    read.success
      ? await take(app, actor, request.device, own, decisions, {
          ...read.data,
          occurredAt: putRight(read.data.occurredAt, error),
        })
      : await refuse(request.device, own, decisions, given)
  while (outcomes.length < envelopes.length) {
    const some = envelopes.slice(outcomes.length, outcomes.length + most)
    outcomes.push(...(await decideTogether(app, actor, log, some, decide)))
  }
  if (envelopes.length === 0) return { outcomes, expected: log.expected }
  // The commits before did not wait for the disk; this one does, and flushes all of them before the device
  // gets an answer.
  const flushed = await transaction(app.appPool, actor, async (tx) => {
    await app.identity.devices.touch(tx, request.device, app.now().toISOString())
    return await ownTransaction(tx)
  })
  return { outcomes, expected: log.expected, flushed }
}

/**
 * Decides the first of these commands in one transaction; when that is not possible, all of them one by one,
 * which gives the same results.
 */
async function decideTogether(
  app: App,
  actor: Actor,
  log: Log,
  some: readonly Read[],
  decide: Decide,
): Promise<CommandResult[]> {
  const inOrder = async (own: Log, decisions: Decisions, until = Infinity) => {
    const outcomes: CommandResult[] = []
    for (const one of some) {
      outcomes.push(await decide(own, decisions, one))
      if (performance.now() > until) break
    }
    return outcomes
  }
  const decided = ({ read }: Read) => read.success && log.known.has(read.data.id)
  if (some.length > 1 && !some.every(decided)) {
    const releases = new Map<string, PackRelease | undefined>()
    for (const { read } of some)
      if (read.success && read.data.packRelease !== undefined && !releases.has(read.data.packRelease))
        releases.set(read.data.packRelease, await app.packs.find(read.data.packRelease))
    const own = { ...log, ended: new Map(log.ended) }
    try {
      const outcomes = await inBatch(app, actor, releases, (decisions) =>
        inOrder(own, decisions, performance.now() + LONGEST_MS),
      )
      Object.assign(log, own)
      return outcomes
    } catch (error) {
      if (error instanceof BusyError) throw error
    }
  }
  return await inOrder(log, oneByOne(app, actor))
}

/**
 * Each command in a transaction of its own. An unexpected error of a handler must not block the commands
 * behind it: its command is stored, and the error logged. A failure of the server around it says nothing of the
 * command, which the device sends again.
 */
function oneByOne(app: App, actor: Actor): Decisions {
  return {
    async execute(order) {
      try {
        return await execute(app, actor, { ...order, flushLater: true })
      } catch (error) {
        if (isUndecided(error)) throw error
        const incident = logIncident(app, 'sync.command_failed', error)
        return await keepRejected(app, actor, order, commandFailed({ incident }))
      }
    },
    reject: (order, problem, outcome) => keepRejected(app, actor, order, problem, outcome),
  }
}

/** Processes a well-formed envelope: a repeat, out of order, parked, or executed now. */
async function take(
  app: App,
  actor: Actor,
  device: Id,
  log: Log,
  decisions: Decisions,
  envelope: Envelope,
): Promise<CommandResult> {
  const { id, seq, after, replaces } = envelope
  const order: CommandRequest = {
    id,
    seq,
    device,
    name: envelope.name,
    input: envelope.input,
    occurredAt: envelope.occurredAt,
    ...(envelope.packRelease !== undefined && { packRelease: envelope.packRelease }),
    ...(after !== undefined && { after }),
    ...(replaces !== undefined && { replaces }),
  }
  const known = log.known.get(id)
  if (!known && seq !== log.expected) return { id, outcome: 'waiting' }
  if (!known) log.expected++
  const taken = log.takenIn.get(id)
  if (!known && taken !== undefined) return { id, outcome: 'applied', output: taken, duplicate: true }
  const outcome = known ? remember(app, known, order, actor) : await decide(log, decisions, order)
  const duplicate = (known || outcome.outcome === 'duplicate') && { duplicate: true }
  if ('problem' in outcome) {
    log.ended.set(id, outcome.outcome)
    return { id, outcome: outcome.outcome, problem: outcome.problem, ...duplicate }
  }
  log.ended.set(id, 'applied')
  return { id, outcome: 'applied', output: outcome.output, ...duplicate }
}

function obstacleTo(log: Log, { after, replaces }: CommandRequest): Problem | undefined {
  if (replaces !== undefined && log.ended.get(replaces) === 'applied') {
    return commandAlreadyApplied({ replaces })
  }
  if (after !== undefined && log.ended.get(after) !== 'applied') return commandParked({ after })
  return undefined
}

async function decide(log: Log, decisions: Decisions, order: CommandRequest): Promise<Decided> {
  const obstacle = obstacleTo(log, order)
  if (!obstacle) return await decisions.execute(order)
  return await decisions.reject(order, obstacle, commandParked.is(obstacle) ? 'parked' : 'rejected')
}

/** Rejects a malformed envelope; if it has an id and a `seq`, it is stored unchanged. */
async function refuse(device: Id, log: Log, decisions: Decisions, given: unknown): Promise<CommandResult> {
  const problem = commandMalformed()
  const stated = z.safeParse(Stated, given)
  if (!stated.success) {
    const id = (given as { id?: unknown } | null)?.id
    return {
      id: typeof id === 'string' ? id.slice(0, 100) : null,
      outcome: 'rejected',
      problem: toDocument(problem),
    }
  }
  const { id, seq } = stated.data
  const known = log.ended.has(id)
  if (!known && seq !== log.expected) return { id, outcome: 'waiting' }
  if (!known) {
    log.expected++
    log.ended.set(id, 'rejected')
    const name = z.safeParse(CommandName, stated.data.name)
    const order = { id, seq, device, name: name.success ? name.data : 'command.unknown', input: given }
    await decisions.reject(order, problem)
  }
  return { id, outcome: 'rejected', problem: toDocument(problem), ...(known && { duplicate: true }) }
}

/** The fields that a malformed envelope needs to be stored. */
const Stated = z.object({ id: Id, seq: z.int().check(z.minimum(1)), name: z.optional(z.unknown()) })

async function readLog(app: App, actor: Actor, device: Id, mentioned: readonly Id[]): Promise<Log> {
  return await transaction(app.appPool, actor, async (tx) => {
    const { rows } = await sql<KnownCommand & { id: Id }>`
      select id, actor, outcome, output, problem, input_hash from command_log where id = any (${mentioned}::uuid[])`.execute(
      tx,
    )
    const handedOver = await app.identity.devices.findHandedOver(tx, device, mentioned)
    const taken = await sql<{ id: Id; output: Json }>`
      select replaces as id, output from command_log
      where replaces is not null and replaces = any (${handedOver}::uuid[]) and outcome = 'applied'`.execute(
      tx,
    )
    const place = await sql<{ expected: number }>`
      select coalesce(max(seq), 0) + 1 as expected from command_log where device = ${device}`.execute(tx)
    return {
      expected: place.rows[0]?.expected ?? 1,
      ended: new Map([
        ...rows.map((row): [Id, string] => [row.id, row.outcome]),
        ...taken.rows.map(({ id }): [Id, string] => [id, 'applied']),
      ]),
      known: new Map(rows.map((row) => [row.id, row])),
      takenIn: new Map(taken.rows.map(({ id, output }) => [id, output])),
    }
  })
}

function logIncident(app: App, event: string, error: unknown): Id {
  const incident = app.newId()
  app.log(event, { incident, ...traceOf(error) })
  return incident
}
