// What a capability hands to the device: how its commands change a person's document there, and what it can answer offline.
import type { Actor } from '../kernel/actor.ts'
import type { Command, OutputOf, ParsedOf, Query } from '../kernel/command.ts'
import type { Id } from '../kernel/words.ts'

/** What a rule may know of the moment a command was made. */
export type CommandMade = {
  readonly command: Id
  readonly occurredAt: string
  readonly actor: Actor
  /** Whose document it is, when a command is about several people. */
  readonly person: Id
}

export type DeviceCommand = {
  readonly operation: Command
  persons(input: never): readonly Id[]
  apply(document: unknown, input: never, moment: CommandMade): unknown
}

/**
 * Joins a command's contract with whom it is about and what it makes of the capability's document of each of them
 * (undefined when there is none yet). Pure: it runs at once, and again over every newer document from the server.
 * A Problem thrown here refuses the command before it is kept.
 */
export function onDevice<C extends Command, Document>(
  operation: C,
  how: {
    persons(input: ParsedOf<C>): readonly Id[]
    apply(document: Document | undefined, input: ParsedOf<C>, moment: CommandMade): Document | undefined
  },
): DeviceCommand {
  return { operation, ...how } as DeviceCommand
}

/** One person on this device: each capability's document by its name, with what still waits to be sent already in it. */
export type KeptPerson = { readonly person: Id; readonly parts: Readonly<Record<string, unknown>> }

/** What answers on the device may read. */
export type KeptPeople = {
  find(person: Id): Promise<KeptPerson | undefined>
  /** People with every word of the text at the beginning of one of their keys. */
  search(text: string, limit?: number): Promise<KeptPerson[]>
  /** Everyone kept here, those last changed first. */
  all(limit?: number): Promise<KeptPerson[]>
}

export type DeviceQuery = {
  readonly operation: Query
  run(people: KeptPeople, input: never, actor: Actor): Promise<unknown>
}

/** Answers a query without a network; undefined when this device cannot know. */
export function answerOnDevice<Q extends Query>(
  operation: Q,
  run: (people: KeptPeople, input: ParsedOf<Q>, actor: Actor) => Promise<OutputOf<Q> | undefined>,
): DeviceQuery {
  return { operation, run }
}

/** The last answer to a query that holds nothing about anybody, as far as this device has it: the pack in force, the services. */
export type KnownAnswer = <Q extends Query>(query: Q) => OutputOf<Q> | undefined

/** A capability's part of a device, or what makes it of what is known there: what each `device.ts` exports. */
export type DeviceComposable = DeviceCapability | ((known: KnownAnswer) => DeviceCapability)

export type DeviceCapability = {
  /** The name its part of a person's document has on the server too. */
  readonly name: string
  readonly commands: readonly DeviceCommand[]
  readonly queries?: readonly DeviceQuery[]
  /** Queries about nobody that it needs answered without a network: fetched before anybody is out of coverage. */
  readonly needs?: readonly Query[]
  /** How its documents are found: folded words of a document, and of what was typed. */
  readonly search?: { keys(document: unknown): readonly string[]; words(text: string): readonly string[] }
}
