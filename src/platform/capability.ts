// What a capability exports to the server: handlers of commands and queries, listeners to facts, jobs,
// replica documents.
import type { Actor, May } from '../kernel/actor.ts'
import type { Command, FactsOf, OutputOf, ParsedOf, InputOf, Query } from '../kernel/command.ts'
import type { FactData, FactKind, FactName, SubjectFacts } from '../kernel/fact.ts'
import type { PackRelease } from '../kernel/packs/pack.ts'
import type { PrincipalUse } from '../kernel/principal.ts'
import type { Json, ProblemKind } from '../kernel/problem.ts'
import type { PlainDate } from '../kernel/time.ts'
import type { Id } from '../kernel/words.ts'
import type { Tx } from './database/connect.ts'
import type { Holding } from './holding.ts'
import type { Routes } from './http/http.ts'
import type { KeyService } from './key-service.ts'
import type { SignInRoute } from './http/openapi.ts'
import type { ListSource } from './lists.ts'
import type { CommandResult } from './http/command-request.ts'
import type { Joining } from '../kernel/same-person.ts'

type About<Data> = {
  /** The civil date it happened on; by default today in the actor's time zone. */
  occurredOn?: PlainDate
  data: Data
  /** Organisations that may see it, besides the actor's own. */
  sharedWith?: readonly Id[]
  /** The organisation that keeps it, when the system records it on an organisation's behalf. */
  organisation?: Id
}

/** A fact about a person as a handler records it; the snapshot is added when it is written. */
export type NewFact<Data = Readonly<Record<string, Json>>> = About<Data> & { person: Id }

/** A fact about anything else, which is named with its kind: `{ subject: { household: id }, … }`. */
export type NewSubjectFact<Name extends keyof SubjectFacts> = About<SubjectFacts[Name]['data']> & {
  subject: { readonly [Kind in SubjectFacts[Name]['subject']]: Id }
}

type Recorded = About<Readonly<Record<string, Json>>> & {
  id: Id
  kind: string
  occurredOn: PlainDate
  organisation: Id
  sharedWith: readonly Id[]
}

/** A fact of any kind, complete but for the snapshot: about a person, or about a subject of another kind. */
export type RecordedFact = Recorded &
  ({ person: Id; subject?: undefined } | { person?: undefined; subject: Readonly<Record<string, Id>> })

export type NewJob = { name: string; payload: Record<string, Json>; runAt?: Date; key?: string }

/**
 * Data of a person that was disclosed: to the actor, or to `recipient`, under `consent` where one is needed.
 */
export type Disclosure = {
  person: Id
  fields: readonly string[]
  purpose: string
  recipient?: Id | undefined
  consent?: Id | undefined
}

type Shared = {
  /** The transaction, as the application's role, with row-level security. */
  readonly tx: Tx
  readonly actor: Actor
  /** The server's clock when the request arrived. */
  readonly receivedAt: string
  /** The civil date of the operation in the actor's time zone. */
  readonly today: PlainDate
  readonly pack: PackRelease
  newId(): Id
  /**
   * Signs with the installation's secret: for one-time links, so that no table, log or backup contains their
   * secret part.
   */
  sign(text: string): string
  /** Wraps and unwraps data keys; the database holds them only wrapped. */
  readonly keys: KeyService
  /**
   * Runs work that the rules allow but row-level security would not: a provider that accepts a referral gets
   * access to a record that it could not see. The transaction has the scope of the system during this work;
   * the actor stays the same.
   */
  asSystem<T>(work: () => Promise<T>): Promise<T>
  /** Adds disclosures, which are written to the disclosure log in the same transaction. */
  disclose(shown: readonly Disclosure[]): void
  /** Whether the actor may call the command or query with this name. */
  permits(name: string): boolean
}

/** A recorded fact of a known kind. */
export type FactOf<Name extends FactName> = Name extends keyof FactData
  ? Omit<Recorded, 'kind' | 'data'> & { readonly kind: Name } & Pick<
        NewFact<FactData[Name]>,
        'person' | 'data'
      >
  : Name extends keyof SubjectFacts
    ? Omit<Recorded, 'kind' | 'data'> & { readonly kind: Name } & Pick<
          NewSubjectFact<Name>,
          'subject' | 'data'
        >
    : never

type Recording<Facts extends FactName> = {
  <Name extends Facts & keyof FactData>(kind: Name, fact: NewFact<FactData[Name]>): void
  <Name extends Facts & keyof SubjectFacts>(kind: Name, fact: NewSubjectFact<Name>): void
}

/** The context of a command handler. `Facts`: the names of the kinds of fact that it may record. */
export type CommandContext<Facts extends FactName = never> = Shared & {
  readonly command: Id
  /** When it happened, by the device's clock; the server's time is stored too. */
  readonly occurredAt: string
  readonly record: Recording<Facts>
  /**
   * Runs another capability's command in the same transaction. Its rules apply; its policy is not checked:
   * this command must.
   */
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
  /** How it answers for all records of one person. */
  readonly joining?: Joining<unknown>
}

/** Joins a command with its policy and its handler. */
export function on<C extends Command>(
  operation: C,
  handler: { may: May; run(ctx: CommandContext<FactsOf<C>>, input: ParsedOf<C>): Promise<OutputOf<C>> },
): CommandHandler {
  return { operation, may: handler.may, run: handler.run }
}

/** Joins a query with its policy and its handler. */
export function answer<Q extends Query>(
  operation: Q,
  handler: {
    may: May
    run(ctx: QueryContext, input: ParsedOf<Q>): Promise<OutputOf<Q>>
    joining?: Joining<OutputOf<Q>, ParsedOf<Q>>
  },
): QueryHandler {
  const { may, run, joining } = handler
  return { operation, may, run, ...(joining && { joining: joining as unknown as Joining<unknown> }) }
}

export type Listener = {
  readonly kind: string
  run(ctx: CommandContext<FactName>, fact: RecordedFact): Promise<void>
}

/**
 * Declares a listener. It runs after the handler, in the transaction of the command that recorded the fact.
 * `*`: every kind.
 */
export function listen(kind: '*', run: Listener['run']): Listener
export function listen<Name extends FactName>(
  kind: FactKind<Name>,
  run: (ctx: CommandContext<FactName>, fact: FactOf<Name>) => Promise<void>,
): Listener
export function listen(kind: FactKind | '*', run: unknown): Listener {
  return { kind: kind === '*' ? kind : kind.kind, run: run as Listener['run'] }
}

/**
 * A job runs at least once: a process may be killed before the end is recorded, so a second run must change
 * nothing.
 */
export type Job = {
  readonly name: string
  /** A crontab schedule in UTC, for a job that runs regularly. */
  readonly cron?: string
  run(ctx: JobContext, payload: Record<string, Json>): Promise<void>
}

/** The context of a job, which acts as the system and changes data only through commands. */
export type JobContext = {
  readonly now: string
  /** Runs a read transaction as the system. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** The user who requested the job, with their current roles. @throws Problem when they may no longer act */
  today(actor: Actor): Promise<Actor>
  /**
   * Runs a command as the user who requested the job; its id makes a repeat harmless. With `flushLater` the job has to
   * commit something of its own before it says that the command was done.
   */
  as(
    actor: Actor,
    order: { id: Id; name: string; input: unknown; flushLater?: boolean },
  ): Promise<CommandResult>
  /**
   * Runs a command as `system:<job>`, on behalf of an organisation if given. Pass an id when a repeat would
   * do harm.
   */
  execute<C extends Command>(command: C, input: InputOf<C>, organisation?: Id, id?: Id): Promise<OutputOf<C>>
}

export function job(name: string, run: Job['run'], options: { cron?: string } = {}): Job {
  return { name, run, ...options }
}

/** A part of a person's document on devices. */
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
  /** The lists that devices keep of it. */
  readonly lists?: readonly ListSource[]
  /** The data it holds about a person, for the person's own view. */
  readonly holds?: readonly Holding[]
  /** Its tables about a person that are no section of their own view, and why. */
  readonly heldOtherwise?: Readonly<Record<string, string>>
  /** Position of that data in the view, lower first; last by default. */
  readonly holdsOrder?: number
  /** Ends what it holds for an organisation that closes for good, in the transaction of the command that closes it. */
  readonly closing?: (ctx: CommandContext, organisation: Id) => Promise<void>
  /** Uses of principals that users may make, such as a display; each lists what such a principal may call. */
  readonly principals?: readonly PrincipalUse[]
  /** Its own HTTP routes, besides those of its commands and queries. */
  readonly routes?: readonly Routes[]
  /** Those under `/auth`, by their names, for the API's document. */
  readonly authRoutes?: Readonly<Record<string, SignInRoute>>
  /** The Problem to return when a named database constraint refuses a write. */
  readonly constraints?: Readonly<Record<string, ProblemKind>>
}
