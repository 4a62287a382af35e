// Builds the App from the capabilities: maps of handlers by name, listeners by fact kind, Problems by
// database constraint.
import type { PrincipalUse } from '../kernel/principal.ts'
import type { ProblemKind } from '../kernel/problem.ts'
import type pg from 'pg'
import type { Command, Query } from '../kernel/command.ts'
import type { SubjectKind } from '../kernel/fact.ts'
import type { PackRelease } from '../kernel/packs/pack.ts'
import type { Id } from '../kernel/words.ts'
import type { Capability, CommandHandler, Job, Listener, QueryHandler, Replica } from './capability.ts'
import { principalUses } from './composition.ts'
import type { AppPool } from './database/app-pool.ts'
import type { Identity } from './identity.ts'
import type { KeyService } from './key-service.ts'
import type { ListSource } from './lists.ts'
import type { Log } from './log.ts'

/** Pack releases by id. They are immutable (the id holds a content hash), so they may be cached for ever. */
export type Packs = {
  active(): PackRelease
  /** The release with this id, such as that of an earlier record or of a device's command. */
  find(id: string): Promise<PackRelease | undefined>
}

export type App = {
  /** As the owner of the database, so without row-level security: for data of no organisation. */
  readonly pool: pg.Pool
  /** For `transaction()`: all work for an actor. */
  readonly appPool: AppPool
  readonly packs: Packs
  readonly log: Log
  readonly now: () => Date
  readonly newId: () => Id
  /** HMAC-SHA256 with the installation's secret, base64url. */
  readonly sign: (text: string) => string
  readonly keys: KeyService
  readonly identity: Identity
  readonly commands: ReadonlyMap<string, CommandHandler>
  readonly queries: ReadonlyMap<string, QueryHandler>
  readonly listeners: ReadonlyMap<string, readonly Listener[]>
  /** What each kind of fact is about. */
  readonly subjects: ReadonlyMap<string, SubjectKind>
  readonly jobs: ReadonlyMap<string, Job>
  readonly replicas: readonly Replica[]
  readonly lists: ReadonlyMap<string, ListSource>
  /** The uses of principals that users make, by their names. */
  readonly principals: ReadonlyMap<string, PrincipalUse>
  readonly constraints: Readonly<Record<string, ProblemKind>>
  /** Functions called after a commit that recorded facts or refreshes lists, for live updates. */
  readonly committed: Set<(refreshes: readonly string[]) => void>
}

export function buildApp(
  capabilities: readonly Capability[],
  around: Pick<App, 'pool' | 'appPool' | 'packs' | 'log' | 'now' | 'newId' | 'sign' | 'keys' | 'identity'>,
): App {
  const commands = new Map<string, CommandHandler>()
  const queries = new Map<string, QueryHandler>()
  const listeners = new Map<string, Listener[]>()
  const subjects = new Map<string, SubjectKind>()
  const jobs = new Map<string, Job>()
  const replicas: Replica[] = []
  const lists = new Map<string, ListSource>()
  const constraints: Record<string, ProblemKind> = {}
  for (const capability of capabilities) {
    for (const handler of capability.handlers) {
      const { name } = handler.operation
      if (commands.has(name) || queries.has(name)) throw new Error(`Two handlers are called ${name}.`)
      if (isCommandHandler(handler)) commands.set(name, handler)
      else queries.set(name, handler as QueryHandler)
    }
    for (const listener of capability.listeners ?? []) {
      listeners.set(listener.kind, [...(listeners.get(listener.kind) ?? []), listener])
    }
    for (const { kind, subject } of capability.facts ?? []) subjects.set(kind, subject)
    for (const each of capability.jobs ?? []) jobs.set(each.name, each)
    if (capability.replica) replicas.push(capability.replica)
    for (const source of capability.lists ?? []) {
      const { name } = source.list
      if (lists.has(name)) throw new Error(`Two lists are called ${name}.`)
      lists.set(name, source)
    }
    Object.assign(constraints, capability.constraints)
  }
  const principals = principalUses(capabilities)
  for (const { name, operations } of principals.values()) {
    const unhandled = operations.find((one) => !commands.has(one.name) && !queries.has(one.name))
    if (unhandled) throw new Error(`${name} may call ${unhandled.name}, which no capability handles.`)
  }
  return {
    ...around,
    commands,
    queries,
    listeners,
    subjects,
    jobs,
    replicas,
    lists,
    principals,
    constraints,
    committed: new Set(),
  }
}

export function isCommandHandler(handler: { operation: Command | Query }): handler is CommandHandler {
  return handler.operation.is === 'command'
}
