// What a capability hands to the house: handlers of its commands and queries, listeners to facts, jobs, replica documents.
import type { Actor, May } from '../kernel/actor.ts'
import type { Command, FactsOf, OutputOf, ParsedOf, InputOf, Query } from '../kernel/command.ts'
import type { FactData, FactKind, FactName } from '../kernel/fact.ts'
import type { PackRelease } from '../kernel/pack.ts'
import type { Json, ProblemKind } from '../kernel/problem.ts'
import type { PlainDate } from '../kernel/time.ts'
import type { Id } from '../kernel/words.ts'
import type { Tx } from './database/connect.ts'
import type { Holding } from './holding.ts'
import type { Routes } from './http.ts'
import type { KeyService } from './key-service.ts'
import type { CommandResult } from './command-request.ts'

/** A fact as handlers record it; the snapshot is added when it is written. */
export type NewFact<Data = Readonly<Record<string, Json>>> = {
  person: Id
  /** The civil date it happened on; today in the actor's time zone unless said. */
  occurredOn?: PlainDate
  data: Data
  /** Organisations beside the actor's own that may see it. */
  sharedWith?: readonly Id[]
  /** The organisation that keeps it, when the system records it on an organisation's behalf. */
  organisation?: Id
}

/** A fact of any kind, as it will be written. */
export type RecordedFact = NewFact & {
  id: Id
  kind: string
  occurredOn: PlainDate
  organisation: Id
  sharedWith: readonly Id[]
}

export type NewJob = { name: string; payload: Record<string, Json>; runAt?: Date; key?: string }

/** What was shown of whom: to the actor, or to `recipient` when the actor hands it on, under `consent` where one is needed. */
export type Disclosure = {
  person: Id
  fields: readonly string[]
  purpose: string
  recipient?: Id | undefined
  consent?: Id | undefined
}

type Shared = {
  /** Inside the transaction, as the application's role, row-level security on. */
  readonly tx: Tx
  readonly actor: Actor
  /** The server's clock when the request arrived. */
  readonly receivedAt: string
  /** Today in the actor's time zone, by the time it occurred. */
  readonly today: PlainDate
  readonly pack: PackRelease
  newId(): Id
  /** Only this house can make it: the secret part of a one-time link, so that no table, log or backup gives it away. */
  sign(text: string): string
  /** Wraps and unwraps the keys of what is sealed; they are never in the database as they are. */
  readonly keys: KeyService
  /**
   * Work that the rules allow but the actor's own view of the data does not reach: a provider that accepts a referral
   * is given sight of a record it could not see. Row-level security steps aside for this work only; the actor stays.
   */
  asSystem<T>(work: () => Promise<T>): Promise<T>
  /** Says what was shown of whom; kept in the disclosure log in the same transaction. */
  disclose(shown: readonly Disclosure[]): void
  /** Whether the actor may run the command of this name: for what shows work that others did. */
  permits(command: string): boolean
}

/** A recorded fact of a known kind. */
export type FactOf<Name extends FactName> = Name extends FactName
  ? Omit<RecordedFact, 'kind' | 'data'> & { readonly kind: Name; readonly data: FactData[Name] }
  : never

/** What a command works with. `Facts`: the names of the kinds of fact that it may record. */
export type CommandContext<Facts extends FactName = never> = Shared & {
  readonly command: Id
  /** When it happened, as the device says it; the server's clock is kept beside it. */
  readonly occurredAt: string
  readonly record: <Name extends Facts>(kind: Name, fact: NewFact<FactData[Name]>) => void
  /** Another capability's command in the same transaction; that capability's rules hold, its policy was this command's to ask. */
  run<C extends Command>(command: C, input: InputOf<C>): Promise<OutputOf<C>>
  enqueue(name: string, payload: Record<string, Json>, options?: { runAt?: Date; key?: string }): void
}

export type QueryContext = Shared

export type CommandHandler = {
  readonly operation: Command
  readonly may: May
  run(ctx: CommandContext<FactName>, input: never): Promise<unknown>
}

export type QueryHandler = {
  readonly operation: Query
  readonly may: May
  run(ctx: QueryContext, input: never): Promise<unknown>
}

/** Joins a command's contract with who may do it and what it does. */
export function on<C extends Command>(
  operation: C,
  handler: { may: May; run(ctx: CommandContext<FactsOf<C>>, input: ParsedOf<C>): Promise<OutputOf<C>> },
): CommandHandler {
  return { operation, may: handler.may, run: handler.run }
}

/** Joins a query's contract with who may ask it and what it answers. */
export function answer<Q extends Query>(
  operation: Q,
  handler: { may: May; run(ctx: QueryContext, input: ParsedOf<Q>): Promise<OutputOf<Q>> },
): QueryHandler {
  return { operation, may: handler.may, run: handler.run }
}

export type Listener = {
  readonly kind: string
  run(ctx: CommandContext<FactName>, fact: RecordedFact): Promise<void>
}

/** Runs in the same transaction as the command that recorded the fact, after its handler. `*` hears every kind. */
export function listen(kind: '*', run: Listener['run']): Listener
export function listen<Name extends FactName>(
  kind: FactKind<Name>,
  run: (ctx: CommandContext<FactName>, fact: FactOf<Name>) => Promise<void>,
): Listener
export function listen(kind: FactKind | '*', run: unknown): Listener {
  return { kind: kind === '*' ? kind : kind.kind, run: run as Listener['run'] }
}

/** Runs at least once: a process may be killed after the work and before it is noted, so a second run must change nothing. */
export type Job = {
  readonly name: string
  /** A crontab schedule in UTC, when it runs by itself. */
  readonly cron?: string
  run(ctx: JobContext, payload: Record<string, Json>): Promise<void>
}

/** A job acts as the system and changes things only through commands. */
export type JobContext = {
  readonly now: string
  /** Reads as the system. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Whoever asked for the job, with the roles they have now. @throws Problem once they may act no longer */
  today(actor: Actor): Promise<Actor>
  /** Runs a command in the name of the user who asked for the job, with the id that makes a repeat harmless. */
  as(actor: Actor, order: { id: Id; name: string; input: unknown }): Promise<CommandResult>
  /** Runs a command as `system:<job>`; on behalf of an organisation when given; with an id when a repeat would do harm. */
  execute<C extends Command>(command: C, input: InputOf<C>, organisation?: Id, id?: Id): Promise<OutputOf<C>>
}

export function job(name: string, run: Job['run'], options: { cron?: string } = {}): Job {
  return { name, run, ...options }
}

/** A part of the person's document that devices keep. */
export type Replica = {
  readonly name: string
  documents(ctx: QueryContext, persons: readonly Id[]): Promise<ReadonlyMap<Id, Json>>
}

export type Capability = {
  readonly name: string
  readonly handlers: readonly (CommandHandler | QueryHandler)[]
  readonly facts?: readonly FactKind[]
  readonly listeners?: readonly Listener[]
  readonly jobs?: readonly Job[]
  readonly replica?: Replica
  /** What it holds of a person, as the person reads it. */
  readonly holds?: readonly Holding[]
  /** Its tables about a person that are no section of their own view, and why. */
  readonly heldOtherwise?: Readonly<Record<string, string>>
  /** Where that stands among what others hold, lower first; last when not said. */
  readonly holdsOrder?: number
  /** Addresses of its own kind, beside those of its commands and queries. */
  readonly routes?: readonly Routes[]
  /** Named database constraints and the Problem a person sees when one stands in the way. */
  readonly constraints?: Readonly<Record<string, ProblemKind>>
}
